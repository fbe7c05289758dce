/** In charge of the line of versions: each is a set of current batches, built on the newest one. */
import type pg from 'pg';
import { Obstacle } from '#model/obstacle';

/** Who waits here waits for another publication to commit; readers never wait. */
const VERSION_LOCK = 0x6d7a_0001;

interface VersionEntry {
  readonly by: string;
  readonly kind: 'load' | 'rollback' | 'removal' | 'rules';
  readonly loadId?: number;
  readonly rolledBackTo?: number;
}

/** Waits until no one else is publishing and returns the newest version. Held until the transaction ends. */
export async function lockVersions(client: pg.ClientBase): Promise<number> {
  await client.query('select pg_advisory_xact_lock($1)', [VERSION_LOCK]);
  return newestVersion(client);
}

/** The newest version; 0 is the empty one that every database begins with. */
export async function newestVersion(client: pg.ClientBase | pg.Pool): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'select max(version) as version from versions',
  );
  return rows[0]?.version ?? 0;
}

/**
 * A new version whose batches are those of `base` without `gone` and with `added`.
 * The caller holds the lock of `lockVersions`.
 */
export async function addVersion(
  client: pg.ClientBase,
  base: number,
  { by, kind, loadId, rolledBackTo }: VersionEntry,
  added: readonly number[],
  gone: readonly number[],
): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `insert into versions (version, published_by, kind, load_id, rolled_back_to)
     select max(version) + 1, $1, $2, $3, $4 from versions returning version`,
    [by, kind, loadId ?? null, rolledBackTo ?? null],
  );
  const version = rows[0]?.version;
  if (version === undefined) throw new Error('the database has no version to build on');
  await client.query(
    `insert into version_batches (version, batch_id)
     select $1::integer, batch_id from version_batches where version = $2 and not batch_id = any ($3)
     union select $1::integer, unnest($4::int[])`,
    [version, base, gone, added],
  );
  return version;
}

/** @throws Obstacle `version-unknown` when there is no version of that number. */
export async function demandVersion(client: pg.ClientBase, version: number): Promise<void> {
  const { rowCount } = await client.query('select from versions where version = $1', [version]);
  if (rowCount === 1) return;
  throw new Obstacle('version-unknown', {
    zh: `没有版本 ${String(version)}，请用 versions 命令查看现有版本；数据未改变。`,
    en: `There is no version ${String(version)}; see the command versions for those there are. Nothing was changed.`,
  });
}
