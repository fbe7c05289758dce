/** In charge of taking out batches that were never published, of a load that is still ours. */
import type pg from 'pg';
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
  for (const { leaf } of allDatasets()) {
    await client.query(`delete from ${leaf} where batch_id = any ($1)`, [unpublished]);
  }
  await client.query('update check_results set batch_id = null where batch_id = any ($1)', [unpublished]);
  await client.query('delete from batches where batch_id = any ($1)', [unpublished]);
}
