/** In charge of what is computed from the rows of a load before it is published: what the planner must know, roll-ups, names. */
import { totalSql, type Ledger, type Rollup } from '#model/ledger';
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

/** Statements of a dataset beside its roll-ups: `leaf` is the name of the table of rows. */
type Extra = (leaf: string) => readonly Task[];

const EXTRAS: Readonly<Record<string, Extra>> = {
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

/** Everything that is to be done for a leaf, what others wait for first, so that neither connection stands idle at the end. */
export function tasksFor(filled: FilledLeaf): readonly Task[] {
  const { dataset, ledger, first, batches } = filled;
  const leaf = leafName(ledger.table, first);
  const finer = new Set(ledger.rollups.flatMap(({ of }) => of ?? []));
  const turn = ({ table, of }: Rollup) => (finer.has(table) ? 0 : of !== undefined ? 1 : 2);
  const rollups = ledger.rollups.toSorted((a, b) => turn(a) - turn(b));
  const fillAll = (some: readonly Rollup[]) => some.map((rollup) => fill(rollup, leaf, batches));
  return [
    // without it the planner would sort a million rows to group them
    {
      name: ANALYZE,
      sql: 'select leaves.analyze($1, $2)',
      values: [ledger.table, first],
      after: [],
    },
    ...fillAll(rollups.filter((rollup) => turn(rollup) < 2)),
    ...(EXTRAS[dataset]?.(leaf) ?? []),
    ...fillAll(rollups.filter((rollup) => turn(rollup) === 2)),
  ];
}

/**
 * From the rows, or from a finer roll-up where it is named: counts and sums are summed, a largest is the largest again.
 * Every batch is of one region, which need not be hashed with each row. Rows of a month come to lie side by side, where they are looked for.
 */
function fill(
  { table, of, columns, sums, order }: Rollup,
  leaf: string,
  batches: readonly number[],
): Task {
  const keys = Object.keys(columns);
  const names = [...keys, ...Object.keys(sums)];
  const again = (name: string, aggregate: string) => {
    const extreme = /^\s*(max|min)\(/iu.exec(aggregate)?.[1];
    return extreme === undefined ? totalSql(`f.${name}`) : `${extreme}(f.${name})`;
  };
  const values = keys.map((name) => (of === undefined ? columns[name] : `f.${name}`));
  const aggregates = Object.entries(sums).map(([name, sql]) =>
    of === undefined ? sql : again(name, sql),
  );
  const along =
    order?.map((name) => `g.${name} collate "C"`) ?? keys.slice(0, 1).map((name) => `g.${name}`);
  const places = [1, ...keys.map((_, index) => index + 2)].join(', ');
  return {
    name: table,
    sql: `insert into ${table} (batch_id, region_code, ${names.join(', ')})
      select b.batch_id, b.region_code, ${names.map((name) => `g.${name}`).join(', ')}
      from (
        select f.batch_id, ${[...values, ...aggregates].join(', ')}
        from ${of ?? leaf} f where f.batch_id = any ($1)
        group by ${places}
      ) g (batch_id, ${names.join(', ')})
      join batches b on b.batch_id = g.batch_id
      order by ${['b.batch_id', ...along].join(', ')}`,
    values: [batches],
    after: [of ?? ANALYZE],
  };
}
