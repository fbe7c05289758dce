/** In charge of the transaction in which a request reads: its regions, its time limit, its version. */
import type { PoolClient } from 'pg';
import type { Database } from '#database';
import { refusal } from '#contract/problem';
import { readAsOf } from './instant.ts';
import { literal } from './literal.ts';

/** Who looks. */
export interface Viewer {
  /** The region whose rows, with its descendants', may be seen; null for every region. */
  readonly region: string | null;
  /** Only this unit's records; null for all. */
  readonly unit: string | null;
}

/** Seconds after which a statement is stopped. */
export const STATEMENT_SECONDS = 30;

export interface Reader {
  readonly client: PoolClient;
  /** Where the connection came from. */
  readonly pool: Database['reader'];
  /** Gives the connection back; with `broken` it is closed, which also stops what runs on it. */
  close(broken?: boolean): Promise<void>;
}

/** The region and everything below it, separated by commas. */
function regionsBelow(region: string): string {
  return `(
    with recursive own (region_code) as (
      select ${literal(region)}
      union
      select r.region_code from regions r join own on r.parent = own.region_code
    )
    select string_agg(region_code, ',') from own
  )`;
}

/** Opens a read-only transaction under row-level security. The caller closes it. */
export async function openReader(database: Database, { region, unit }: Viewer): Promise<Reader> {
  const client = await database.reader.connect();
  let open = true;
  const close = async (broken = false) => {
    if (!open) return;
    open = false;
    if (broken) client.release(true);
    else
      await client.query('commit').then(
        () => {
          client.release();
        },
        () => {
          client.release(true);
        },
      );
  };
  try {
    // One message: the settings last as long as the transaction. Joins are written in the order in which they are to be
    // made, so the planner need not try the others; a cube is grouped and ordered in memory; and no question is long enough to be worth compiling.
    await client.query(
      `begin read only;
       select set_config('app.regions', ${region === null ? `'*'` : regionsBelow(region)}, true),
              set_config('app.unit', ${literal(unit ?? '')}, true),
              set_config('statement_timeout', '${STATEMENT_SECONDS * 1000}', true),
              set_config('work_mem', '64MB', true),
              set_config('join_collapse_limit', '1', true),
              set_config('jit', 'off', true)`,
    );
    return { client, pool: database.reader, close };
  } catch (problem) {
    await close(true);
    throw problem;
  }
}

/** Runs a few statements as the viewer. */
export async function reading<T>(
  database: Database,
  viewer: Viewer,
  ask: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const reader = await openReader(database, viewer);
  try {
    const answer = await ask(reader.client);
    await reader.close();
    return answer;
  } catch (problem) {
    await reader.close(true);
    throw problem;
  }
}

/** The version that a request reads: the newest, or the one current at `asOf`. Refuses one that does not exist. */
export async function versionAt(client: PoolClient, asOf: string | null): Promise<number> {
  const when = asOf === null ? null : readAsOf(asOf);
  const { rows } = await client.query<{ newest: number; wanted: number | null }>(
    `select (select max(version) from versions) as newest, (
       select max(version) from versions
       where case when $1::integer is not null then version = $1 when $2::timestamptz is not null then published_at <= $2 else true end
     ) as wanted`,
    [
      when !== null && 'version' in when ? when.version : null,
      when !== null && 'instant' in when ? when.instant : null,
    ],
  );
  const { newest, wanted } = rows[0] ?? { newest: 0, wanted: null };
  if (wanted === null) throw refusal('unknown-version', [asOf ?? '', String(newest)], 'asOf');
  return wanted;
}
