/** In charge of what a new version makes stale: which rules read the tables of its new batches, and for which regions and years. */
import type pg from 'pg';
import { CUBES } from '#contract/cubes';
import type { RuleFile } from '../rules.ts';
import { EVERYWHERE, type Slices } from './ruleRun.ts';

/** A batch that one of two versions has and the other has not. */
export interface Difference {
  readonly dataset: string;
  readonly region: string;
  readonly year: number;
  /** Whether the year's figures up to December may differ: a ledger adds its months up, so that any of a whole year's counts. */
  readonly whole: boolean;
}

/** What a rule reads: tables, found through the views that its statement names. */
export interface Reading {
  readonly tables: ReadonlySet<string>;
  readonly datasets: ReadonlySet<string>;
  /** It reads cases, which may have changed whatever was loaded: it always runs. */
  readonly always: boolean;
}

type Views = ReadonlyMap<string, readonly string[]>;

export async function readViews(client: pg.ClientBase | pg.Pool): Promise<Views> {
  const { rows } = await client.query<{ name: string; tables: readonly string[] }>(
    'select name, tables from rules.reads',
  );
  return new Map(rows.map(({ name, tables }) => [name, tables]));
}

/** Batches and names alone say nothing of what is read. */
const EVERYBODY = ['batches', 'sources', 'version_batches', 'versions', 'load_tables', 'names', 'classifications', 'regions']; // prettier-ignore

export function readingOf({ header, sql }: RuleFile, views: Views): Reading {
  const named = [...sql.matchAll(/\brules\.(\w+)/gu)].flatMap(([, name = '']) => views.get(name) ?? []); // prettier-ignore
  const tables = new Set(named.filter((table) => !EVERYBODY.includes(table)));
  const datasets = new Set(header?.inputs.map((input) => input.split('.')[0] ?? '') ?? []);
  for (const [name, { table, ledger }] of CUBES) {
    const own = [table, ledger?.table, ...(ledger?.rollups ?? []).map((rollup) => rollup.table)];
    if (own.some((one) => one !== undefined && tables.has(one))) datasets.add(name);
    // Views of batches are of any dataset; the statement names the one it means.
    if (sql.includes(`'${name}'`)) datasets.add(name);
  }
  return { tables, datasets, always: tables.has('cases') || datasets.size === 0 };
}

/** What differs between two versions. */
export async function differences(
  client: pg.ClientBase | pg.Pool,
  before: number,
  after: number,
): Promise<readonly Difference[]> {
  const { rows } = await client.query<Difference>(
    `select b.dataset, b.region_code as region, b.year, b.year = 0 or max(b.month) >= 12 or exists (
         select from version_batches v join batches l on l.batch_id = v.batch_id
         where v.version in ($1, $2) and (l.dataset, l.region_code, l.year) = (b.dataset, b.region_code, b.year) and l.form = 'ledger' and l.month >= 12
       ) as whole
     from (
       (select batch_id from version_batches where version = $1 except select batch_id from version_batches where version = $2)
       union all
       (select batch_id from version_batches where version = $2 except select batch_id from version_batches where version = $1)
     ) differing
     join batches b on b.batch_id = differing.batch_id
     group by b.dataset, b.region_code, b.year`,
    [before, after],
  );
  return rows;
}

/**
 * Where a rule has to run again: where what it reads has changed, and where what it `lacks` is told of a region and year
 * that has changed; null where there is neither.
 */
export function touchedSlices(
  { header }: RuleFile,
  { datasets, always }: Reading,
  differing: readonly Difference[],
  lacks: (place: Difference) => boolean,
): Slices | null {
  if (always) return EVERYWHERE;
  const changes = ({ dataset, whole }: Difference) =>
    datasets.has(dataset) && (whole || header?.period !== 'year');
  const own = differing.filter((place) => changes(place) || lacks(place));
  if (own.length === 0) return null;
  // What bears no year may be about any.
  const years = own.flatMap(({ year }) =>
    Array.from({ length: (header?.reach ?? 0) + 1 }, (_, later) => year + later),
  );
  return {
    regions: [...new Set(own.map(({ region }) => region))],
    years: own.some(({ year }) => year === 0) ? null : [...new Set(years)],
  };
}
