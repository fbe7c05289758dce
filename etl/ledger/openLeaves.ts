/** In charge of opening the leaves of a load, one per ledger, and of what types their columns have. */
import type pg from 'pg';
import type { Ledger } from '#model/ledger';
import { datasetOf } from '../steps/leafColumns.ts';
import { COPY_TYPES, type CopyType } from './copyField.ts';

export interface OpenLeaf {
  readonly dataset: string;
  readonly ledger: Ledger;
  /** First of its batch numbers. */
  readonly first: number;
  /** Types of the ledger's columns, in COPY order. */
  readonly types: readonly CopyType[];
}

export async function openLeaves(
  client: pg.ClientBase,
  datasets: readonly string[],
): Promise<readonly OpenLeaf[]> {
  const leaves: OpenLeaf[] = [];
  for (const dataset of new Set(datasets)) {
    const { ledger } = datasetOf(dataset);
    if (ledger === undefined) throw new Error(`${dataset} has no ledger`);
    const opened = await client.query<{ first: number }>('select leaves.open($1) as first', [
      ledger.table,
    ]);
    const [row] = opened.rows;
    if (row === undefined) throw new Error('no leaf was opened');
    leaves.push({ dataset, ledger, first: row.first, types: await typesOf(client, ledger) });
  }
  return leaves;
}

async function typesOf(client: pg.ClientBase, ledger: Ledger): Promise<readonly CopyType[]> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select a.attname as name, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [ledger.table],
  );
  const types = new Map(rows.map(({ name, type }) => [name, type]));
  return Object.keys(ledger.columns).map((column) => {
    const type = COPY_TYPES.find((known) => known === types.get(column));
    if (type === undefined)
      throw new Error(`${ledger.table}.${column} is ${types.get(column) ?? 'not there'}`);
    return type;
  });
}
