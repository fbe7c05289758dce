/** In charge of taking out batches that were never published, of a load that is still ours. */
import type pg from 'pg';
import type { Database } from '#database';
import { holdLoad, releaseLoad } from '../loadMark.ts';
import { discardLedger } from '../ledger/discardLedger.ts';
import { allDatasets } from './leafColumns.ts';

/** Removes the rows and registry entries of unpublished batches of one load (all of them, or only `ids`). */
export async function discard(
  client: pg.ClientBase,
  loadId: number,
  ids?: readonly number[],
): Promise<void> {
  const { rows } = await client.query<{ batch_id: number }>(
    `select batch_id from batches
     where load_id = $1 and published_at is null and ($2::int[] is null or batch_id = any ($2))`,
    [loadId, ids ?? null],
  );
  const unpublished = rows.map(({ batch_id }) => batch_id);
  if (unpublished.length === 0) return;
  for (const { leaf, form } of allDatasets()) {
    if (form === 'ledger') continue;
    await client.query(`delete from ${leaf} where batch_id = any ($1)`, [unpublished]);
  }
  await discardLedger(client, unpublished);
  await client.query('update check_results set batch_id = null where batch_id = any ($1)', [
    unpublished,
  ]);
  await client.query('delete from batches where batch_id = any ($1)', [unpublished]);
}

/**
 * Ends a load that stopped on its way: nothing of it stays but its row, with this status. On a connection of its own, since the
 * load's may be lost; waits until the server has let go of that one, so that nothing of it arrives afterwards.
 */
export async function abandon(
  database: Database,
  loadId: number,
  status: 'cancelled' | 'failed',
): Promise<void> {
  const client = await database.loader.connect();
  try {
    await holdLoad(client, loadId);
    await client.query('begin');
    const { rowCount } = await client.query(
      `update loads set status = $2, finished_at = now() where load_id = $1 and status <> 'published'`,
      [loadId, status],
    );
    if (rowCount === 1) await discard(client, loadId);
    await client.query('commit');
    await releaseLoad(client, loadId);
    client.release();
  } catch (problem) {
    client.release(true);
    throw problem;
  }
}
