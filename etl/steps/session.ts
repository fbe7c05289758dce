/** In charge of the connection of one load: its row in `loads`, its mark of life, and how it is cancelled. */
import pg from 'pg';
import type { Database } from '#database';
import { errorCode } from '../errorCode.ts';
import { holdLoad, releaseLoad } from '../loadMark.ts';

/** Thrown where a load stops because it was told to; nothing of it stays. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** PostgreSQL's code for a statement that was cancelled. */
const QUERY_CANCELED = '57014';

export interface Session {
  readonly client: pg.PoolClient;
  readonly loadId: number;
  readonly dryRun: boolean;
  readonly signal: AbortSignal | undefined;
  /** @throws Cancelled once the signal has been given. */
  goOn(): void;
}

export interface Opening {
  readonly path: string;
  readonly declared: unknown;
  readonly by: string;
  readonly dryRun: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs one load on a connection of its own. A dry run is one transaction that is taken back. A signal cancels the statement
 * that runs at that moment, so that waiting is never longer than a statement takes to notice.
 */
export async function withSession<Result>(
  database: Database,
  { path, declared, by, dryRun, signal }: Opening,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const client = await database.loader.connect();
  let loadId: number | null = null;
  const cancelling: Promise<void>[] = [];
  let pid: number | null = null;
  const onAbort = () => {
    if (pid !== null) cancelling.push(cancelStatement(database, pid));
  };
  try {
    await client.query('begin');
    const { rows } = await client.query<{ load_id: number; pid: number }>(
      `insert into loads (status, path, declared, loaded_by) values ('reading', $1, $2, $3)
       returning load_id, pg_backend_pid() as pid`,
      [path, JSON.stringify(declared), by],
    );
    const row = rows[0];
    if (row === undefined) throw new Error('the load was not registered');
    await holdLoad(client, row.load_id);
    loadId = row.load_id;
    if (!dryRun) await client.query('commit');
    pid = row.pid;
    signal?.addEventListener('abort', onAbort);
    return await work({
      client,
      loadId: row.load_id,
      dryRun,
      signal,
      goOn: () => {
        if (signal?.aborted === true) throw new Cancelled();
      },
    });
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await Promise.all(cancelling);
    await release(client, loadId, signal?.aborted === true);
  }
}

/** Whether a problem is the cancellation itself. */
export function isCancellation(problem: unknown, signal: AbortSignal | undefined): boolean {
  if (problem instanceof Cancelled) return true;
  if (signal?.aborted !== true) return false;
  return (
    ['ABORT_ERR', QUERY_CANCELED].includes(errorCode(problem)) ||
    (problem instanceof Error && problem.name === 'AbortError')
  );
}

/** On a connection of its own: those of the pool may all be loading. */
export async function cancelStatement({ loader }: Database, pid: number): Promise<void> {
  const client = new pg.Client(loader.options);
  try {
    await client.connect();
    await client.query('select pg_cancel_backend($1)', [pid]);
  } catch {
    // the load is asked between its statements too; being late here only means that one statement runs to its end
  } finally {
    await client.end();
  }
}

/**
 * Whatever transaction is open is taken back. A connection that does not answer is given up, and so is one that was told to
 * cancel: the cancellation might arrive late and meet someone else's statement.
 */
async function release(
  client: pg.PoolClient,
  loadId: number | null,
  cancelled: boolean,
): Promise<void> {
  if (cancelled) {
    client.release(true);
    return;
  }
  try {
    await client.query('rollback');
    if (loadId !== null) await releaseLoad(client, loadId);
    client.release();
  } catch {
    client.release(true);
  }
}
