/** In charge of what differs between two batches of one slice of a ledger: sums per unit, function, economic class, project and fund. */
import { group } from 'd3-array';
import type pg from 'pg';
import type { ChangeRow } from '#contract/ledgerAnswers';
import { bySize, fen, fromDecimalText, toDecimalText } from '#model/fen';
import type { BatchPair } from './compare.ts';
import { datasetOf } from './leafColumns.ts';

/** What makes lines of a ledger the same line in both batches, and the amounts that are compared. */
const LINES: Readonly<
  Record<string, { readonly key: readonly string[]; readonly measures: readonly string[] }>
> = {
  execution: {
    key: ['department', 'unit', 'item', 'economic', 'project', 'fund'],
    measures: ['original', 'final', 'authorised', 'committed', 'executed'],
  },
  payments: {
    key: ['month', 'department', 'unit', 'item', 'economic', 'project'],
    measures: ['amount'],
  },
  movements: {
    key: ['month', 'kind', 'department', 'unit', 'item', 'project'],
    measures: ['amount'],
  },
  projects: {
    key: ['department', 'unit', 'item', 'project'],
    measures: ['original', 'final', 'executed', 'cumulative'],
  },
};

/** What a key is made of where it is no column of its own. */
const PARTS: Readonly<Record<string, string>> = { item: 'coalesce(f.item_, f.group_, f.class)' };

export interface LedgerChanges {
  readonly changed: number;
  readonly added: number;
  readonly withdrawn: number;
  /** The largest differences first. */
  readonly rows: readonly ChangeRow[];
}

interface StoredChange {
  readonly region_code: string;
  readonly scope: string;
  readonly year: number;
  readonly month: number;
  readonly book: string | null;
  readonly flow: string | null;
  readonly source: string;
  readonly key: Readonly<Record<string, string | null>>;
  readonly item_name: string | null;
  readonly unit_name: string | null;
  readonly project_name: string | null;
  readonly measure: string;
  readonly before: bigint | null;
  readonly after: bigint | null;
  readonly changed: number;
  readonly added: number;
  readonly withdrawn: number;
}

/**
 * Compares pairs of ledger batches, sums per line and measure. A slice that one side lacks altogether is one row per measure
 * with its total and the number of its lines. At most `limit` rows; the counts are of everything.
 */
export async function ledgerChanges(
  client: pg.ClientBase,
  pairs: readonly BatchPair[],
  limit: number,
): Promise<LedgerChanges> {
  const found: ChangeRow[] = [];
  let [changed, added, withdrawn] = [0, 0, 0];
  for (const [dataset, own] of group(pairs, (pair) => pair.dataset)) {
    const both = own.filter(({ before, after }) => before !== null && after !== null);
    if (both.length > 0 && LINES[dataset] !== undefined) {
      const befores = both.map(({ before }) => before);
      const afters = both.map(({ after }) => after);
      const { rows } = await client.query<StoredChange>(linesSql(dataset), [
        befores,
        afters,
        limit,
      ]);
      const [first] = rows;
      changed += first?.changed ?? 0;
      added += first?.added ?? 0;
      withdrawn += first?.withdrawn ?? 0;
      found.push(...rows.map((row) => rowOf(dataset, row)));
    }
    for (const pair of own) {
      if (pair.before !== null && pair.after !== null) continue;
      const whole = await wholeSlice(client, pair);
      if (pair.before === null) added += whole.lines;
      else withdrawn += whole.lines;
      found.push(...whole.rows);
    }
  }
  return { changed, added, withdrawn, rows: largestFirst(found).slice(0, limit) };
}

/** The largest difference first; what one side does not state differs by all of the other's. */
export function largestFirst(rows: readonly ChangeRow[]): readonly ChangeRow[] {
  const sized = rows.map((row) => ({ row, size: fromDecimalText(row.difference ?? '0') ?? 0n }));
  return sized.sort((a, b) => bySize(b.size, a.size)).map(({ row }) => row);
}

function linesSql(dataset: string): string {
  const { key, measures } = LINES[dataset] ?? { key: [], measures: [] };
  const table = datasetOf(dataset).ledger?.table ?? '';
  const parts = key.map((name) => `${PARTS[name] ?? `f.${name}`} as ${name}`).join(', ');
  const sums = measures.map((name) => `sum(f.${name})::bigint as ${name}`).join(', ');
  const side = (batch: 'before' | 'after', position: number) => `
    select p.pair, ${parts}, ${sums}
    from ${table} f join pairs p on p.${batch} = f.batch_id
    where f.batch_id = any ($${String(position)}::int[])
    group by p.pair, ${key.map((_, at) => String(at + 2)).join(', ')}`;
  const text = (alias: string) =>
    key.map((name) => `coalesce(${alias}.${name}::text, '')`).join(`, '|', `);
  const either = key.map((name) => `'${name}', coalesce(n.${name}, o.${name})`).join(', ');
  const scheme = `case c.flow when 'revenue' then 'revenueItem' else 'function' end`;
  const named = (ofScheme: string, code: string) => `(
      select x.name from names x
      where x.batch_id in (c.after_batch, c.before_batch) and x.scheme = ${ofScheme} and x.code = ${code}
      order by x.batch_id = c.after_batch desc limit 1)`;
  return `
    with pairs as materialized (
      select * from unnest($1::int[], $2::int[]) with ordinality as p (before, after, pair)
    ), o as materialized (${side('before', 1)}
    ), n as materialized (${side('after', 2)}
    ), differing as (
      select coalesce(n.pair, o.pair) as pair, jsonb_build_object(${either}) as key, m.measure, m.before, m.after
      from o
      full join n on n.pair = o.pair and concat(${text('n')}) = concat(${text('o')})
      cross join lateral (values ${measures.map((name) => `('${name}', o.${name}, n.${name})`).join(', ')}) m (measure, before, after)
      where m.before is distinct from m.after and (coalesce(m.before, 0) <> 0 or coalesce(m.after, 0) <> 0)
    ), counted as (
      select d.*, b.region_code, b.scope, b.year, b.month, b.book, b.flow, b.source, p.before as before_batch, p.after as after_batch,
        (count(*) filter (where d.before is not null and d.after is not null) over ())::int as changed,
        (count(*) filter (where d.before is null) over ())::int as added, (count(*) filter (where d.after is null) over ())::int as withdrawn
      from differing d
      join pairs p on p.pair = d.pair
      join batches b on b.batch_id = p.after
      order by abs(coalesce(d.after, 0) - coalesce(d.before, 0)) desc, d.pair, d.measure, d.key::text
      limit $3
    )
    select c.region_code, c.scope, c.year, c.month, c.book, c.flow, c.source, c.key, c.measure, c.before, c.after, c.changed, c.added, c.withdrawn,
      coalesce(${named(scheme, `c.key->>'item'`)}, (
        select r.name_zh from classifications r
        where r.scheme = ${scheme} and r.code = c.key->>'item' and c.year between r.valid_from and r.valid_to limit 1)) as item_name,
      ${named(`'unit'`, `coalesce(c.key->>'unit', c.key->>'department')`)} as unit_name,
      ${named(`'project'`, `c.key->>'project'`)} as project_name
    from counted c`;
}

function rowOf(dataset: string, row: StoredChange): ChangeRow {
  const { key } = row;
  const month = key['month'] === undefined ? row.month : Number(key['month']);
  const unit = key['unit'] ?? key['department'] ?? null;
  const where: Record<string, string | null | undefined> = {
    region: row.region_code,
    scope: row.scope,
    year: String(row.year),
    month: String(month),
    book: row.book,
    ...(dataset === 'execution' ? { flow: row.flow } : {}),
    [key['unit'] === null ? 'unit.department' : 'unit']: unit,
    ...(row.flow === 'revenue' ? {} : { 'function.item': key['item'] }),
    project: key['project'],
    source: row.source,
  };
  return {
    dataset,
    region: row.region_code,
    scope: row.scope,
    year: row.year,
    month,
    book: row.book,
    flow: row.flow,
    item: key['item'] ?? null,
    name: row.item_name,
    unit,
    unitName: row.unit_name,
    project: key['project'] ?? null,
    projectName: row.project_name,
    measure: row.measure,
    where: Object.fromEntries(
      Object.entries(where).flatMap(([name, value]) =>
        value === null || value === undefined ? [] : [[name, value] as const],
      ),
    ),
    before: text(row.before),
    after: text(row.after),
    difference: text((row.after ?? 0n) - (row.before ?? 0n)),
  };
}

function text(amount: bigint | null): string | null {
  return amount === null ? null : toDecimalText(fen(amount));
}

/** A slice that only one side states, as its control totals tell. */
async function wholeSlice(
  client: pg.ClientBase,
  { dataset, before, after }: BatchPair,
): Promise<{ readonly lines: number; readonly rows: readonly ChangeRow[] }> {
  const { rows } = await client.query<{
    region_code: string;
    scope: string;
    year: number;
    month: number;
    book: string | null;
    flow: string | null;
    source: string;
    lines: number;
    control: Readonly<Record<string, unknown>>;
  }>(
    'select region_code, scope, year, month, book, flow, source, lines, control from batches where batch_id = $1',
    [after ?? before],
  );
  const told = rows.flatMap((row) => {
    const measures = (LINES[dataset]?.measures ?? []).flatMap((measure) => {
      const total = row.control[measure];
      const known = typeof total === 'string' && /^-?\d+$/u.test(total) ? BigInt(total) : null;
      return known === null || known === 0n ? [] : [{ measure, total: known }];
    });
    return measures.map(({ measure, total }): ChangeRow => ({
      dataset,
      region: row.region_code,
      scope: row.scope,
      year: row.year,
      month: row.month,
      book: row.book,
      flow: row.flow,
      item: null,
      name: null,
      unit: null,
      unitName: null,
      measure,
      lines: row.lines,
      where: {
        region: row.region_code,
        scope: row.scope,
        year: String(row.year),
        ...(dataset === 'execution' ? { month: String(row.month) } : {}),
        ...(row.book === null ? {} : { book: row.book }),
        ...(dataset === 'execution' && row.flow !== null ? { flow: row.flow } : {}),
        source: row.source,
      },
      before: before === null ? null : text(total),
      after: after === null ? null : text(total),
      difference: text(after === null ? -total : total),
    }));
  });
  return { lines: rows[0]?.lines ?? 0, rows: told };
}
