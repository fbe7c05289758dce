/** In charge of there being one serving program for a database of our own. */
import type pg from 'pg';
import { Obstacle } from '#model/obstacle';
import type { Database } from './database.ts';

/** Advisory lock held by the program that serves. */
const SERVING = 7_100_003;

export interface Claim {
  /** Says where this program answers, so that a second one can tell. */
  announce(url: string): Promise<void>;
  release(): void;
}

/** @throws Obstacle naming where the other program answers. */
export async function claimServing({ owner, place }: Database): Promise<Claim> {
  const session = await owner.connect();
  const release = () => {
    // Closing the session gives the lock back, whatever state it is in.
    session.release(true);
  };
  try {
    const { rows } = await session.query<{ mine: boolean }>(
      'select pg_try_advisory_lock($1) as mine',
      [SERVING],
    );
    if (rows[0]?.mine !== true) throw alreadyServing(await holder(session), place);
    return {
      announce: async (url) => {
        await session.query(`select set_config('application_name', $1, false)`, [url]);
      },
      release,
    };
  } catch (problem) {
    release();
    throw problem;
  }
}

async function holder(session: pg.ClientBase): Promise<string> {
  const { rows } = await session.query<{ url: string }>(
    `select application_name as url from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and objid = $1 and pg_locks.database = (select oid from pg_database where datname = current_database())`,
    [SERVING],
  );
  return rows[0]?.url ?? '';
}

function alreadyServing(url: string, place: string): Obstacle {
  const known = url.startsWith('http');
  return new Obstacle('already-running', {
    zh: `明账已在使用 ${place} 的数据运行${known ? `，地址 ${url}` : ''}。请直接打开该地址，或先停止它；另起一个请用 MINGZHANG_DATA 指定另一个目录。`,
    en: `Mingzhang is already running on the data in ${place}${known ? `, at ${url}` : ''}. Open that address, or stop it first; for another one name another folder in MINGZHANG_DATA.`,
  });
}
