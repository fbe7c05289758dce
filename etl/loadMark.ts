/** In charge of the mark that says that a load is alive, which no crash can leave behind. */
import type pg from 'pg';

/** Class of the advisory locks that say that a load is alive; the key is its number. */
const LOAD = 7_100_002;

/**
 * Marks a load as alive until this session ends or `releaseLoad` is called.
 * Belongs into the transaction that inserts the row in `loads`: so no one ever sees the row without the mark.
 */
export async function holdLoad(session: pg.ClientBase, loadId: number): Promise<void> {
  await session.query('select pg_advisory_lock($1, $2)', [LOAD, loadId]);
}

/** Takes the mark where no living load has it. */
export async function tryHoldLoad(session: pg.ClientBase, loadId: number): Promise<boolean> {
  const { rows } = await session.query<{ mine: boolean }>(
    'select pg_try_advisory_lock($1, $2) as mine',
    [LOAD, loadId],
  );
  return rows[0]?.mine === true;
}

export async function releaseLoad(session: pg.ClientBase, loadId: number): Promise<void> {
  await session.query('select pg_advisory_unlock($1, $2)', [LOAD, loadId]);
}
