/** In charge of 无法判定: the regions and years in which tables that a rule cannot do without have not arrived. */
import type pg from 'pg';
import type { Bilingual } from '#model/bilingual';
import { CUBES } from '#contract/cubes';
import type { RuleFile } from '../rules.ts';
import { isWithin, type Slices } from './ruleRun.ts';
import type { Reading } from './touched.ts';
import { placeOf, type FlagRecord, type Names } from './wording.ts';

/** What has arrived for a region and year: names of datasets, and `name ledger` where there are rows of a ledger. */
export interface Arrived {
  readonly region: string;
  readonly year: number;
  readonly datasets: readonly string[];
}

/** Every region and year with figures: rows of a government's own system, or a printed budget or its execution. */
export async function readArrived(
  client: pg.ClientBase | pg.Pool,
  version: number,
): Promise<readonly Arrived[]> {
  const { rows } = await client.query<Arrived>(
    `select b.region_code as region, b.year, array_agg(distinct b.dataset) || array_agg(distinct b.dataset || ' ledger') filter (where b.form = 'ledger') as datasets
     from version_batches v join batches b on b.batch_id = v.batch_id
     where v.version = $1 and b.year > 0
     group by b.region_code, b.year
     having bool_or(b.form = 'ledger' and b.dataset <> 'codes' or b.dataset = 'execution')
     order by b.region_code, b.year`,
    [version],
  );
  return rows;
}

/** What each region has delivered, for whichever year. */
export async function readRegions(
  client: pg.ClientBase | pg.Pool,
  version: number,
): Promise<readonly Omit<Arrived, 'year'>[]> {
  const { rows } = await client.query<Omit<Arrived, 'year'>>(
    `select b.region_code as region, array_agg(distinct b.dataset) || array_agg(distinct b.dataset || ' ledger') filter (where b.form = 'ledger') as datasets
     from version_batches v join batches b on b.batch_id = v.batch_id
     where v.version = $1
     group by b.region_code`,
    [version],
  );
  return rows;
}

export interface MissingInput {
  readonly input: string;
  readonly title: Bilingual;
}

/** The tables that a rule needs and that are not there. */
export function missingInputs(
  { header }: RuleFile,
  { tables }: Reading,
  { datasets }: Pick<Arrived, 'datasets'>,
): readonly MissingInput[] {
  const needed = new Set(header?.inputs.map((input) => input.split('.')[0] ?? '') ?? []);
  return [...needed].flatMap((name): MissingInput[] => {
    const cube = CUBES.get(name);
    if (cube === undefined) return [];
    const detailed = cube.form !== 'ledger' && cube.ledger !== undefined && !tables.has(cube.table);
    if (datasets.includes(detailed ? `${name} ledger` : name)) return [];
    const { zh, en } = cube.title;
    return [{ input: name, title: detailed ? { zh: `${zh}（分单位明细）`, en: `${en} (by unit)` } : { zh, en } }]; // prettier-ignore
  });
}

/** One grey alert for each region and year of which the rule says nothing because a table is missing. */
export function greyRows(
  file: RuleFile,
  reading: Reading,
  arrived: readonly Arrived[],
  slices: Slices,
  found: readonly FlagRecord[],
  names: Names,
): readonly FlagRecord[] {
  const { header } = file;
  if (header === null) return [];
  const spoken = new Set(found.map(({ region_code: region, year }) => `${region} ${year}`));
  return arrived.flatMap((one): FlagRecord[] => {
    const place = { region_code: one.region, year: one.year };
    if (!isWithin(slices, place) || spoken.has(`${one.region} ${one.year}`)) return [];
    const missing = missingInputs(file, reading, one);
    if (missing.length === 0) return [];
    const said = placeOf(names, one.region, null);
    return [
      {
        ...place,
        scope: null,
        month: null,
        book: null,
        flow: null,
        item: null,
        item_name: null,
        unit: null,
        project: null,
        measured: null,
        expected: null,
        measure_unit: 'count',
        amount_at_stake: null,
        severity: 'grey',
        kind: header.kind,
        parameters: { missing: missing.map(({ input }) => input) },
        evidence: [],
        explanation: {
          zh: `${said.zh}${one.year}年${missing.map(({ title }) => `“${title.zh}”`).join('、')}尚未载入，“${header.name.zh}”无法判定。`,
          en: `${said.en}, ${one.year}: ${missing.map(({ title }) => `“${title.en}”`).join(', ')} not loaded; “${header.name.en}” cannot be judged.`,
        },
        question: {
          zh: '请补充载入；在此之前不作“无异常”理解。',
          en: 'Please have it loaded; until then this does not mean that nothing is wrong.',
        },
      },
    ];
  });
}
