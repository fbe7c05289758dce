/** In charge of what is computed from the rows of a load before it is published: roll-ups, texts to be found, indexes. */
import type { Ledger, Rollup } from '#model/ledger';
import { leafName } from './leaf.ts';

const ANALYZE = 'analyze';

/** A statement over the rows of a leaf; two connections work through them at once. */
export interface Task {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Names of the tasks that must be done before. */
  readonly after: readonly string[];
}

/** The leaf of one ledger in a load, and the batches in it. */
export interface FilledLeaf {
  readonly dataset: string;
  readonly ledger: Ledger;
  readonly first: number;
  readonly batches: readonly number[];
  readonly rows: number;
}

/** Statements of a dataset beside its roll-ups: `leaf` is the name of the table of rows, `batches` those of the load. */
type Extra = (leaf: string, batches: readonly number[]) => readonly Task[];

const EXTRAS: Readonly<Record<string, Extra>> = {
  /** Words that can be looked for; they build on the sums per payee. */
  payments: (leaf, batches) =>
    batches.map((batch) => ({
      name: `texts ${String(batch)}`,
      sql: 'select access.fill_payment_texts($1::regclass, $2)',
      values: [leaf, batch],
      after: ['payments_by_payee'],
    })),
  /** A table of codes names what it lists. */
  codes: (leaf) => [
    {
      name: 'names',
      sql: `insert into names (batch_id, region_code, scheme, code, name, name_en, parent, level, valid_from, valid_to)
        select distinct on (batch_id, scheme, code) batch_id, region_code, scheme, code, name, name_en, parent, level,
          coalesce(valid_from, 0), coalesce(valid_to, 9999)
        from ${leaf} order by batch_id, scheme, code, valid_from desc nulls last, line_no
        on conflict (batch_id, scheme, code) do nothing`,
      values: [],
      after: [],
    },
  ],
};

/** Everything that is to be done for a leaf. `indexes` is how many the partitions of the ledger bear. */
export function tasksFor(filled: FilledLeaf, indexes: number): readonly Task[] {
  const { dataset, ledger, first, batches } = filled;
  const leaf = leafName(ledger.table, first);
  return [
    // without it the planner would sort a million rows to group them
    {
      name: ANALYZE,
      sql: 'select leaves.analyze($1, $2)',
      values: [ledger.table, first],
      after: [],
    },
    ...Array.from({ length: indexes }, (_, index) => ({
      name: `index ${String(index + 1)}`,
      sql: 'select leaves.index($1, $2, $3)',
      values: [ledger.table, first, index + 1],
      after: [],
    })),
    ...ledger.rollups
      .toSorted((a, b) => Number(a.of !== undefined) - Number(b.of !== undefined))
      .map((rollup) => fill(rollup, leaf, batches)),
    ...(EXTRAS[dataset]?.(leaf, batches) ?? []),
  ];
}

/** From the rows, or from a finer roll-up where it is named: counts and sums are summed, a largest is the largest again. */
function fill(
  { table, of, columns, sums }: Rollup,
  leaf: string,
  batches: readonly number[],
): Task {
  const keys = Object.keys(columns);
  const measures = Object.entries(sums);
  const again = (name: string, aggregate: string) =>
    `${/^\s*(max|min)\(/iu.exec(aggregate)?.[1] ?? 'sum'}(f.${name})`;
  const values = of === undefined ? Object.values(columns) : keys.map((name) => `f.${name}`);
  const aggregates = measures.map(([name, sql]) => (of === undefined ? sql : again(name, sql)));
  const places = [1, 2, ...keys.map((_, index) => index + 3)].join(', ');
  return {
    name: table,
    sql: `insert into ${table} (batch_id, region_code, ${[...keys, ...Object.keys(sums)].join(', ')})
      select f.batch_id, f.region_code, ${[...values, ...aggregates].join(', ')}
      from ${of ?? leaf} f where f.batch_id = any ($1)
      group by ${places}`,
    values: [batches],
    after: [of ?? ANALYZE],
  };
}
