/** In charge of the connection of one load: its row in `loads`, its mark of life, and how it is cancelled. */
import type pg from 'pg';
import type { Database } from '#database';
import type { LoadReport } from '#contract/answers';
import { errorCode } from '../errorCode.ts';
import { holdLoad, releaseLoad } from '../leftovers.ts';

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
  /** @throws Cancelled once the signal has been given. */
  goOn(): void;
  /** Writes how it ended. */
  finish(status: 'published' | 'unchanged' | 'refused' | 'cancelled' | 'failed', report: LoadReport | null): Promise<void>;
  /** From here on a signal comes too late. */
  settle(): void;
}

interface Opening {
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
  let interrupt: (() => void) | null = null;
  try {
    await client.query('begin');
    const { rows } = await client.query<{ load_id: number; pid: number }>(
      `insert into loads (status, path, declared, loaded_by) values ('reading', $1, $2, $3)
       returning load_id, pg_backend_pid() as pid`,
      [path, JSON.stringify(declared), by],
    );
    const row = rows[0];
    if (row === undefined) throw new Error('the load was not registered');
    const id = row.load_id;
    await holdLoad(client, id);
    loadId = id;
    if (!dryRun) await client.query('commit');
    const cancel = () => {
      void database.loader.query('select pg_cancel_backend($1)', [row.pid]).catch(() => undefined);
    };
    interrupt = cancel;
    signal?.addEventListener('abort', cancel);
    return await work({
      client,
      loadId: id,
      dryRun,
      goOn: () => {
        if (signal?.aborted === true) throw new Cancelled();
      },
      settle: () => signal?.removeEventListener('abort', cancel),
      finish: async (status, report) => {
        if (dryRun) return;
        await client.query('update loads set status = $2, finished_at = now(), report = $3 where load_id = $1', [
          id,
          status,
          report === null ? null : JSON.stringify(report),
        ]);
      },
    });
  } finally {
    if (interrupt !== null) signal?.removeEventListener('abort', interrupt);
    await release(client, loadId, dryRun);
  }
}

/** Whether a problem is the cancellation itself. */
export function isCancellation(problem: unknown, signal: AbortSignal | undefined): boolean {
  if (problem instanceof Cancelled) return true;
  if (signal?.aborted !== true) return false;
  const name = problem instanceof Error ? problem.name : '';
  return name === 'AbortError' || errorCode(problem) === QUERY_CANCELED || errorCode(problem) === 'ABORT_ERR';
}

async function release(client: pg.PoolClient, loadId: number | null, dryRun: boolean): Promise<void> {
  try {
    if (dryRun || loadId === null) await client.query('rollback');
    if (loadId !== null) await releaseLoad(client, loadId);
    client.release();
  } catch (problem) {
    client.release(problem instanceof Error ? problem : true);
  }
}
