/** In charge of loads whose process died: their rows were never visible, and are removed. */
import type pg from 'pg';
import type { Database } from './database.ts';
import { discard } from './steps/discard.ts';

/** Class of the advisory locks that say that a load is alive; the key is its number. */
const LOAD = 7_100_002;

const UNDER_WAY = ['waiting', 'reading', 'checking', 'publishing'];

/**
 * Marks a load as alive until this session ends or `releaseLoad` is called.
 * Belongs into the transaction that inserts the row in `loads`: so no one ever sees the row without the mark.
 */
export async function holdLoad(session: pg.ClientBase, loadId: number): Promise<void> {
  await session.query('select pg_advisory_lock($1, $2)', [LOAD, loadId]);
}

export async function releaseLoad(session: pg.ClientBase, loadId: number): Promise<void> {
  await session.query('select pg_advisory_unlock($1, $2)', [LOAD, loadId]);
}

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
      const { rows: locks } = await session.query<{ mine: boolean }>(
        'select pg_try_advisory_lock($1, $2) as mine',
        [LOAD, loadId],
      );
      if (locks[0]?.mine !== true) continue;
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
