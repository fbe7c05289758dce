/** In charge of holding what the rules found in the demonstration district against what was planted there. */
import type { Database } from '#database';
import { PLANTED, type Plant } from '../../etl/demo/district/planted.ts';
import { REGION } from '../../etl/demo/district/tables.ts';

interface Found {
  readonly rule: string;
  readonly kind: 'breach' | 'signal';
  readonly year: number;
  readonly unit: string | null;
  readonly project: string | null;
  readonly item: string | null;
  readonly words: string;
  readonly vouchers: readonly string[] | null;
}

export interface RuleScore {
  readonly rule: string;
  readonly planted: number;
  /** Of the planted ones. */
  readonly found: number;
  /** Alerts that are no mere reminder and not undecided. */
  readonly alerts: number;
  /** Alerts of breaches that nothing planted explains. */
  readonly unexplained: number;
}

export interface Score {
  readonly rules: readonly RuleScore[];
  /** Found of planted. */
  readonly recall: number;
  /** Breaches that something planted explains, of all breaches. */
  readonly precision: number;
  /** Alerts of signals per 100 departments and months. */
  readonly volume: number;
  readonly missed: readonly Plant[];
  readonly unexplained: readonly string[];
}

/** The score of a version that holds the district. Plants that have no rule of the handbook are left out. */
export async function scoreOf({ owner }: Pick<Database, 'owner'>, version: number): Promise<Score> {
  const { rows: flags } = await owner.query<Found>(
    `select f.rule, f.kind, f.year, f.unit, f.project, f.item, f.parameters::text || ' ' || (f.explanation ->> 'zh') as words,
       (select array_agg(p.voucher) from jsonb_to_recordset(f.evidence) e (dataset text, batch integer, line integer)
        join payments p on p.batch_id = e.batch and p.line_no = e.line where e.dataset = 'payments') as vouchers
     from flags f
     where f.version = $1 and f.region_code = $2 and f.severity not in ('grey', 'blue')`,
    [version, REGION],
  );
  const { rows: sizes } = await owner.query<{ cells: number }>(
    `select count(distinct (b.year, b.month, d.department))::int as cells
     from version_batches v join batches b using (batch_id) join execution_by_department d on d.batch_id = b.batch_id
     where v.version = $1 and b.region_code = $2 and b.month <= 12`,
    [version, REGION],
  );
  const plants = [
    ...PLANTED.filter(({ rule }) => /^[A-Z]{2}-\d\d$/u.test(rule)),
    ...(await unanswered(owner)),
  ];
  const missed = plants.filter((plant) => !flags.some((flag) => matches(plant, flag)));
  const breaches = flags.filter(({ kind }) => kind === 'breach');
  const odd = breaches.filter((flag) => !plants.some((plant) => follows(plant, flag)));
  const names = [...new Set([...plants, ...flags].map(({ rule }) => rule))].sort();
  return {
    rules: names.map((rule) => ({
      rule,
      planted: plants.filter((plant) => plant.rule === rule).length,
      found: plants.filter((plant) => plant.rule === rule && !missed.includes(plant)).length,
      alerts: flags.filter((flag) => flag.rule === rule).length,
      unexplained: odd.filter((flag) => flag.rule === rule).length,
    })),
    recall: 1 - missed.length / plants.length,
    precision: 1 - odd.length / Math.max(1, breaches.length),
    volume: ((flags.length - breaches.length) * 100) / (sizes[0]?.cells ?? 1),
    missed,
    unexplained: odd.map(({ rule, year, unit, project, words }) =>
      [rule, year, unit, project, words.slice(-120)].join(' '),
    ),
  };
}

/** Letters to which the simulated handling leaves no answer. */
async function unanswered(owner: Database['owner']): Promise<readonly Plant[]> {
  const { rows } = await owner.query<{ unit: string | null; year: number }>(
    `select distinct c.unit, c.year from cases c join case_events e using (case_id)
     where c.region_code = $1 and c.state = 'verify' and c.severity <> 'blue' and e.action = 'verify' and e.by_name like '%（模拟）' and e.due_on < current_date`,
    [REGION],
  );
  return rows.map(({ unit, year }) => ({
    rule: 'OL-02', year, month: null, unit, project: null, economic: null, vouchers: [], what: '核实函逾期未答复',
  })); // prettier-ignore
}

/** The same rule and year, and the same subject in one of the ways in which a plant names it. */
function matches(plant: Plant, flag: Found): boolean {
  if (plant.rule !== flag.rule || plant.year !== flag.year) return false;
  if (plant.vouchers.some((voucher) => flag.vouchers?.includes(voucher))) return true;
  if (plant.entry !== undefined && (flag.item === plant.entry || flag.words.includes(plant.entry)))
    return true;
  if (plant.project !== null) return flag.project === plant.project;
  if (plant.unit !== null) {
    const same = flag.unit === plant.unit || flag.unit === plant.unit.slice(0, 3);
    return same && (plant.vouchers.length === 0 || flag.vouchers === null);
  }
  // about the government as a whole
  return plant.vouchers.length === 0 && flag.unit === null && (flag.item ?? 'total') === 'total';
}

/**
 * A breach that follows from something planted: a payment without an allotment also takes its unit above its budget, an estimate that
 * was passed stays passed.
 */
function follows(plant: Plant, flag: Found): boolean {
  if (matches({ ...plant, rule: flag.rule, year: flag.year }, flag))
    return plant.project !== null || plant.rule === flag.rule || plant.year === flag.year;
  return plant.project !== null && plant.project === flag.project;
}

/** As lines of text, the losing rows too. */
export function tell({ rules, recall, precision, volume, missed, unexplained }: Score): string {
  const line = ({ rule, planted, found, alerts, unexplained: odd }: RuleScore) =>
    `${rule.padEnd(12)} planted ${String(planted).padStart(3)}  found ${String(found).padStart(3)}  alerts ${String(alerts).padStart(4)}  unexplained ${String(odd).padStart(4)}`;
  return [
    ...rules.map(line),
    `recall ${recall.toFixed(3)}, precision of breaches ${precision.toFixed(3)}, signals ${volume.toFixed(1)} per 100 department-months`,
    ...missed.map(({ rule, year, what }) => `missed: ${rule} ${String(year)} ${what}`),
    ...unexplained.slice(0, 40).map((one) => `unexplained: ${one}`),
  ].join('\n');
}
