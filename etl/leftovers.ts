/** In charge of loads whose process died: their rows were never visible, and are removed. */
import type pg from 'pg';
import type { Database } from './database.ts';
import { releaseLoad, tryHoldLoad } from './loadMark.ts';
import { discard } from './steps/discard.ts';

const UNDER_WAY = ['waiting', 'reading', 'checking', 'publishing'];

/** Removes what dead loads left and marks them as failed; the loads of other processes that are alive stay. Returns their number. */
export async function removeLeftovers(database: Pick<Database, 'owner'>): Promise<number> {
  const session = await database.owner.connect();
  try {
    const { rows } = await session.query<{ load_id: number }>(
      'select load_id from loads where status = any($1) order by load_id',
      [UNDER_WAY],
    );
    let removed = 0;
    for (const { load_id: loadId } of rows) {
      if (!(await tryHoldLoad(session, loadId))) continue;
      try {
        removed += await removeLoad(session, loadId);
      } finally {
        await releaseLoad(session, loadId);
      }
    }
    return removed;
  } finally {
    session.release();
  }
}

async function removeLoad(session: pg.ClientBase, loadId: number): Promise<number> {
  await session.query('begin');
  try {
    // It may have ended between our look and our lock.
    const { rowCount } = await session.query(
      `update loads set status = 'failed', finished_at = now() where load_id = $1 and status = any($2)`,
      [loadId, UNDER_WAY],
    );
    if (rowCount === 1) {
      await session.query('delete from check_results where load_id = $1', [loadId]);
      await discard(session, loadId);
    }
    await session.query('commit');
    return rowCount ?? 0;
  } catch (problem) {
    await session.query('rollback');
    throw problem;
  }
}
