/** In charge of the promise of roll-ups: answer from the roll-up = answer from the rows = a plain sum, for random ledgers and questions. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#database';
import { fromUrl } from '#contract/address';
import { compile } from '../../../server/query/compile.ts';
import { findBatches } from '../../../server/query/ledger/batches.ts';
import { plan, type Plan } from '../../../server/query/plan.ts';
import { reading } from '../../../server/query/reader.ts';
import { readRequest } from '../../../server/query/request.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { EVERYONE } from './ask.ts';
import { publishLedger, type LedgerLine } from './ledgerFacts.ts';

/** Dimension → column. */
const COLUMNS = {
  'unit.department': 'department', unit: 'unit', 'function.class': 'class', 'function.group': 'group_', 'function.item': 'item_',
  'economic.class': 'economic_class', 'economic.group': 'economic', 'govEconomic.class': 'gov_economic_class', project: 'project',
  fund: 'fund', carried: 'carried',
} as const; // prettier-ignore
type Name = keyof typeof COLUMNS;
const NAMES: readonly Name[] = ['unit.department', 'unit', 'function.class', 'function.group', 'function.item',
  'economic.class', 'economic.group', 'govEconomic.class', 'project', 'fund', 'carried']; // prettier-ignore
const MEASURES = ['original', 'final', 'executed', 'executedInMonth'] as const;
type Measure = (typeof MEASURES)[number];

interface Made {
  readonly region: string;
  readonly amounts: 'toDate' | 'month';
  readonly months: ReadonlyMap<number, readonly LedgerLine[]>;
}

const fen = fc.option(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), { freq: 6, nil: null });
const line: fc.Arbitrary<LedgerLine> = fc
  .record({
    unit: fc.constantFrom('101001', '101002', '102001', null),
    item: fc.constantFrom('2010101', '2010102', '2050201', null),
    economic: fc.constantFrom('30101', '30201', null),
    gov: fc.constantFrom('50101', '50201'),
    project: fc.constantFrom('P1', 'P2', null),
    fund: fc.constantFrom('11', '12'),
    carried: fc.constantFrom('current', 'carried', null),
    original: fen, final: fen, executed: fen,
  }) // prettier-ignore
  .map(({ unit, item, economic, gov, ...rest }) => ({
    department: unit?.slice(0, 3) ?? null, unit, class: item?.slice(0, 3) ?? null, group_: item?.slice(0, 5) ?? null, item_: item,
    economic_class: economic?.slice(0, 3) ?? null, economic, gov_economic_class: gov.slice(0, 3), gov_economic: gov, ...rest,
  })); // prettier-ignore
const ledgers = fc.array(
  fc.record({
    amounts: fc.constantFrom<'toDate' | 'month'>('toDate', 'month'),
    months: fc.uniqueArray(fc.constantFrom(1, 2, 3, 12, 13), { minLength: 1 }),
    lines: fc.array(fc.array(line, { minLength: 1, maxLength: 12 }), {
      minLength: 5,
      maxLength: 5,
    }),
  }),
  { minLength: 8, maxLength: 8 },
);
const question = fc.record({
  ledger: fc.nat(7),
  by: fc.subarray(['month', ...NAMES], { maxLength: 3 }),
  month: fc.option(fc.constantFrom(1, 2, 3, 12, 13), { nil: null }),
  filter: fc.option(
    fc.tuple(fc.constantFrom('unit', 'function.class', 'carried', 'project'), fc.nat(2)),
    { nil: null },
  ),
  measures: fc.subarray([...MEASURES], { minLength: 1 }),
});
const VALUES: Readonly<Record<string, readonly (string | null)[]>> = {
  unit: ['101001', '102001', null],
  'function.class': ['201', '205', null],
  carried: ['current', 'carried', null],
  project: ['P1', 'P2', null],
};

let database: Database;
let made: readonly Made[];
beforeAll(async () => {
  database = await freshDatabase();
  const [sample = []] = fc.sample(ledgers, { numRuns: 1, seed: 20250630 });
  made = sample.map(({ amounts, months, lines }, index) => ({
    region: `99${String(index).padStart(4, '0')}`,
    amounts,
    months: new Map(months.map((month, at) => [month, lines[at] ?? []])),
  }));
  await publishLedger(
    database,
    made.flatMap(({ region, amounts, months }) =>
      [...months].map(([month, own]) => ({ region, amounts, month, lines: own })),
    ),
  );
}, 60_000);
afterAll(() => database.close());

type Group = Readonly<Record<string, unknown>>;

/** What the rows of months add up to, null where none has an amount. */
function total(lines: readonly LedgerLine[], column: string, sign = 1n): bigint | null {
  const amounts = lines.flatMap((each) =>
    typeof each[column] === 'bigint' ? [each[column] * sign] : [],
  );
  return amounts.length === 0 ? null : amounts.reduce((sum, each) => sum + each, 0n);
}

function add(one: bigint | null, other: bigint | null): bigint | null {
  return one === null ? other : other === null ? one : one + other;
}

/** The months whose amounts are what was executed to a month; null where one is missing. */
function toDate({ amounts, months }: Made, month: number): number[] | null {
  if (!months.has(month)) return null;
  if (amounts === 'toDate') return [month];
  const all = Array.from({ length: month }, (_, index) => index + 1);
  return all.every((each) => months.has(each)) ? all : null;
}

function measured(
  ledger: Made,
  month: number,
  measure: Measure,
  keep: (line: LedgerLine) => boolean,
): bigint | null {
  const at = (each: number) => (ledger.months.get(each) ?? []).filter(keep);
  if (measure === 'original' || measure === 'final') return total(at(month), measure);
  if (measure === 'executed') return total((toDate(ledger, month) ?? []).flatMap(at), 'executed');
  if (ledger.amounts === 'month' || month === 1) return total(at(month), 'executed');
  const before = toDate(ledger, month - 1);
  return before === null
    ? null
    : add(total(at(month), 'executed'), total(before.flatMap(at), 'executed', -1n));
}

/** The rows of an answer as text, those without any amount aside, in a fixed order. */
function shown(
  rows: readonly Group[],
  by: readonly string[],
  measures: readonly string[],
): string[] {
  return rows
    .filter((row) => measures.some((name) => row[name] !== null))
    .map((row) => [...by, ...measures].map((name) => `${name}=${String(row[name])}`).join(' '))
    .sort();
}

test('the same to the fen', async () => {
  await fc.assert(
    fc.asyncProperty(question, async ({ ledger: index, by, month, filter, measures }) => {
      const ledger = made[index];
      if (ledger === undefined) return;
      const value = filter === null ? null : (VALUES[filter[0]]?.[filter[1]] ?? null);
      const url = `/api/query/execution?region=${ledger.region}&year=2025&scope=own&book=general&flow=expenditure&measures=${measures.join(',')}&by=${by.join(',')}${
        month === null ? '' : `&month=${month}`}${filter === null ? '' : `&${filter[0]}=${value ?? '~'}`}`; // prettier-ignore
      const planned = await planOf(url);
      const part = planned.ledger;
      const fromRows: Plan = {
        ...planned,
        ledger: part === null ? null : { ...part, ledger: { ...part.ledger, rollups: [] } },
      };
      const [best, slow] = await reading(database, EVERYONE, async (client) => [
        (await client.query<Group>(compile(planned))).rows,
        (await client.query<Group>(compile(fromRows))).rows,
      ]);
      const expected = plainly(
        ledger,
        by,
        month,
        filter === null ? null : [filter[0], value],
        measures,
      );
      expect(shown(best, by, measures)).toEqual(expected);
      expect(shown(slow, by, measures)).toEqual(expected);
    }),
    { numRuns: 120, seed: 42 },
  );
});

async function planOf(url: string): Promise<Plan> {
  const request = readRequest(fromUrl(url));
  const blind = plan(request, { version: 1, contested: false }, EVERYONE);
  const batches = await reading(database, EVERYONE, (client) =>
    findBatches(client, { ...request, version: 1, filters: blind.batchFilters }),
  );
  return plan(request, { version: 1, contested: false, batches }, EVERYONE);
}

function plainly(
  ledger: Made,
  by: readonly string[],
  asked: number | null,
  filter: readonly [string, string | null] | null,
  measures: readonly Measure[],
): string[] {
  const there = [...ledger.months.keys()].sort((one, other) => one - other);
  const latest = asked ?? there.at(-1) ?? 0;
  const months =
    by.includes('month') && asked === null ? there : there.filter((each) => each === latest);
  const dimensions = by.flatMap((name) => NAMES.find((each) => each === name) ?? []);
  const kept = (each: LedgerLine) =>
    filter === null ||
    (each[COLUMNS[NAMES.find((name) => name === filter[0]) ?? 'unit']] ?? null) === filter[1];
  const keyOf = (each: LedgerLine) =>
    JSON.stringify(dimensions.map((name) => each[COLUMNS[name]] ?? null));
  const all = [...ledger.months.values()].flat().filter(kept);
  const keys = dimensions.length === 0 ? ['[]'] : [...new Set(all.map(keyOf))];
  const rows = months.flatMap((month) =>
    keys.map((key) => {
      const values = JSON.parse(key) as (string | null)[];
      const own = (each: LedgerLine) => kept(each) && keyOf(each) === key;
      return {
        month,
        ...Object.fromEntries(dimensions.map((name, at) => [name, values[at]])),
        ...Object.fromEntries(measures.map((name) => [name, measured(ledger, month, name, own)])),
      };
    }),
  );
  return shown(rows, by, measures);
}
