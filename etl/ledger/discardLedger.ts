/** In charge of taking out what an unpublished batch of a ledger wrote: its roll-ups, its names and its leaf. */
import type pg from 'pg';
import { allDatasets } from '../steps/leafColumns.ts';
import { blockOf } from './leaf.ts';

/** Removes what these batches wrote, where they are batches of a ledger; a leaf goes as a whole, with all batches of its block. */
export async function discardLedger(
  client: pg.ClientBase,
  batches: readonly number[],
): Promise<void> {
  const { rows } = await client.query<{ batch_id: number; dataset: string }>(
    `select batch_id, dataset from batches where batch_id = any ($1) and form = 'ledger'`,
    [batches],
  );
  if (rows.length === 0) return;
  const ids = rows.map(({ batch_id }) => batch_id);
  await client.query('delete from names where batch_id = any ($1)', [ids]);
  for (const { name, ledger } of allDatasets()) {
    if (ledger === undefined) continue;
    const own = rows.filter(({ dataset }) => dataset === name).map(({ batch_id }) => batch_id);
    if (own.length === 0) continue;
    for (const { table } of ledger.rollups) {
      await client.query(`delete from ${table} where batch_id = any ($1)`, [own]);
    }
    for (const first of new Set(own.map(blockOf))) {
      await client.query('select leaves.drop($1, $2)', [ledger.table, first]);
    }
  }
}
