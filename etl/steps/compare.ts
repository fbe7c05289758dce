/** In charge of what differs between two batches of one slice: which figures changed, and both cells of each. */
import { group } from 'd3-array';
import type pg from 'pg';
import type { Dataset } from '#model/dataset';
import { fen, toDecimalText } from '#model/fen';
import type { ChangedFigure } from '#contract/loadAnswers';
import { datasetOf, isPhysical } from './leafColumns.ts';

/** Two batches of one slice; null where the slice is stated on one side only. */
export interface BatchPair {
  readonly dataset: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** What makes a figure the same figure in both batches, beside region, measure, stage and repetition. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  execution: ['cut', 'item', 'unit', 'economic', 'project'],
  transfers: ['breakdown', 'kind', 'item', 'lower_code', 'lower_name'],
  debt: ['breakdown', 'kind', 'item'],
  projects: ['breakdown', 'project', 'unit'],
  assets: ['class', 'indicator', 'quantity_unit'],
  auditResults: ['report_type', 'category', 'metric', 'quantity_unit'],
  findings: ['finding_id'],
};

/** Columns that say where a figure stands and not what it is: a table that moved states the same. */
const PLACES = `array['batch_id', 'line_no', 'table_no', 'row_no', 'cell', 'amount_cell', 'rectified_cell']`;

/** Where the rows are read: the loader reads the leaf, readers the parent under row-level security. */
export type Place = 'leaf' | 'table';

/** Both sides of every figure, joined by key; `$1` and `$2` are the batches of each pair in order. */
function joined(dataset: Dataset, place: Place = 'leaf'): string {
  const own = KEYS[dataset.name];
  if (own === undefined) throw new Error(`no key is declared for the dataset ${dataset.name}`);
  const figures = dataset.form === 'figures';
  const key = ['region_code', ...own, ...(figures ? ['measure', 'stage'] : []), 'stated']
    .map((column) => `coalesce(f.${column}::text, '')`)
    .join(`, '|', `);
  const side = (batch: string) => `
    select p.pair, f.*, concat(${key}) as key,
           row_number() over (partition by p.pair, concat(${key}) order by f.line_no) as twin
    from pairs p join ${dataset[place]} f on f.batch_id = p.${batch}`;
  return `
    with pairs as (select * from unnest($1::int[], $2::int[]) with ordinality as p(before, after, pair)),
    o as (${side('before')}), n as (${side('after')})`;
}

function arrays(pairs: readonly BatchPair[]): [(number | null)[], (number | null)[]] {
  return [pairs.map(({ before }) => before), pairs.map(({ after }) => after)];
}

/** The pairs whose two batches state exactly the same, wherever it is printed. */
export async function identical(
  client: pg.ClientBase,
  pairs: readonly BatchPair[],
): Promise<readonly BatchPair[]> {
  const same: BatchPair[] = [];
  for (const [name, own] of group(pairs, ({ dataset }) => dataset)) {
    const { rows } = await client.query<{ pair: bigint }>(
      `${joined(datasetOf(name))}
       select distinct coalesce(o.pair, n.pair) as pair
       from o full join n on n.pair = o.pair and n.key = o.key and n.twin = o.twin
       where (to_jsonb(o) - ${PLACES}) is distinct from (to_jsonb(n) - ${PLACES})`,
      arrays(own),
    );
    const differing = new Set(rows.map(({ pair }) => Number(pair)));
    same.push(...own.filter((_, index) => !differing.has(index + 1)));
  }
  return same;
}

/** How many figures two sources state differently: both state it, and the amounts or quantities are not the same. */
export async function disagreements(
  client: pg.ClientBase,
  pairs: readonly BatchPair[],
): Promise<number> {
  let count = 0;
  for (const [name, own] of group(pairs, ({ dataset }) => dataset)) {
    const { rows } = await client.query<{ count: number }>(
      `${joined(datasetOf(name))}
       select count(*)::int as count
       from o join n on n.pair = o.pair and n.key = o.key and n.twin = o.twin
       where o.stated = 1 and o.amount is distinct from n.amount`,
      arrays(own),
    );
    count += rows[0]?.count ?? 0;
  }
  return count;
}

interface ChangeRow {
  readonly region_code: string;
  readonly scope: string;
  readonly year: number;
  readonly month: number;
  readonly book: string | null;
  readonly flow: string | null;
  readonly item: string;
  readonly name: string;
  readonly measure: string;
  readonly stage: string;
  readonly o_found: boolean;
  readonly o_amount: bigint | null;
  readonly o_other: string | null;
  readonly o_cell: string | null;
  readonly o_text: string | null;
  readonly o_sheet: string | null;
  readonly n_found: boolean;
  readonly n_amount: bigint | null;
  readonly n_other: string | null;
  readonly n_cell: string | null;
  readonly n_text: string | null;
  readonly n_sheet: string | null;
}

/** The figures that count and differ, the largest difference first. */
export async function changes(
  client: pg.ClientBase,
  pairs: readonly BatchPair[],
  place: Place = 'leaf',
): Promise<readonly ChangedFigure[]> {
  const found: { readonly change: ChangedFigure; readonly size: bigint }[] = [];
  for (const [name, own] of group(pairs, ({ dataset }) => dataset)) {
    const dataset = datasetOf(name);
    const { rows } = await client.query<ChangeRow>(changesSql(dataset, place), arrays(own));
    for (const row of rows) found.push({ change: changeOf(name, row), size: sizeOf(row) });
  }
  return found
    .sort((a, b) => (a.size === b.size ? 0 : a.size > b.size ? -1 : 1))
    .map(({ change }) => change);
}

function changesSql(dataset: Dataset, place: Place): string {
  const figures = dataset.form === 'figures';
  const physical = isPhysical(dataset);
  const other = (side: string) =>
    figures
      ? `${physical ? `coalesce(${side}.quantity::text, ` : '('}${side}.ratio::text)`
      : `${side}.status`;
  const item =
    KEYS[dataset.name]?.find((column) =>
      ['item', 'project', 'indicator', 'metric', 'finding_id'].includes(column),
    ) ?? 'item';
  const either = (column: string) => `coalesce(n.${column}, o.${column})`;
  const side = (s: string) => `
    ${s}.key is not null as ${s}_found, ${s}.amount as ${s}_amount, ${other(s)} as ${s}_other,
    ${figures ? `${s}.cell` : `${s}.amount_cell`} as ${s}_cell, ${figures ? `${s}.text` : `${s}.amount_text`} as ${s}_text,
    (select t.sheet from batches x join load_tables t on t.load_id = x.load_id and t.table_no = ${s}.table_no
     where x.batch_id = ${s}.batch_id) as ${s}_sheet`;
  return `${joined(dataset, place)}
    select ${either('region_code')} as region_code, b.scope, b.year, b.month, b.book, b.flow,
           ${either(item)} as item, ${either(figures ? (dataset.columns['name'] === undefined ? item : 'name') : 'finding')} as name,
           ${figures ? either('measure') : `'amount'`} as measure, ${figures ? either('stage') : `'accounts'`} as stage,
           ${side('o')}, ${side('n')}
    from o full join n on n.pair = o.pair and n.key = o.key and n.twin = o.twin
    join batches b on b.batch_id = coalesce(n.batch_id, o.batch_id)
    where coalesce(n.stated, o.stated) = 1
      and (o.amount is distinct from n.amount or ${other('o')} is distinct from ${other('n')} or (o.key is null) <> (n.key is null)
           or o.printed is distinct from n.printed)`;
}

function changeOf(dataset: string, row: ChangeRow): ChangedFigure {
  const text = (amount: bigint | null, other: string | null) =>
    amount === null ? other : toDecimalText(fen(amount));
  return {
    dataset,
    region: row.region_code,
    scope: row.scope,
    year: row.year,
    month: row.month,
    book: row.book,
    flow: row.flow,
    item: row.item,
    name: row.name,
    measure: row.measure,
    stage: row.stage,
    before: row.o_found
      ? {
          value: text(row.o_amount, row.o_other),
          text: row.o_text,
          sheet: row.o_sheet,
          cell: row.o_cell,
        }
      : null,
    after: row.n_found
      ? {
          value: text(row.n_amount, row.n_other),
          text: row.n_text,
          sheet: row.n_sheet,
          cell: row.n_cell,
        }
      : null,
  };
}

function sizeOf({ o_amount: before, n_amount: after }: ChangeRow): bigint {
  const difference = (after ?? 0n) - (before ?? 0n);
  return difference < 0n ? -difference : difference;
}
