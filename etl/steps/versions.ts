/** In charge of the line of versions: each is a set of current batches, built on the newest one. */
import type pg from 'pg';

/** Who waits here waits for another publication to commit; readers never wait. */
const VERSION_LOCK = 0x6d7a_0001;

interface VersionEntry {
  readonly by: string;
  readonly kind: 'load' | 'rollback' | 'removal';
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

/**
 * The version that was current as of a version number or an instant on our clock; null when there is no such version.
 * An instant without a zone is Asia/Shanghai; a date alone means the end of that day.
 */
export async function versionAt(
  client: pg.ClientBase | pg.Pool,
  asOf: string,
): Promise<number | null> {
  if (/^\d{1,9}$/u.test(asOf)) {
    const { rows } = await client.query<{ version: number }>(
      'select version from versions where version = $1',
      [Number(asOf)],
    );
    return rows[0]?.version ?? null;
  }
  const instant = instantOf(asOf);
  if (instant === null) return null;
  const { rows } = await client.query<{ version: number | null }>(
    'select max(version) as version from versions where published_at <= $1',
    [instant],
  );
  return rows[0]?.version ?? null;
}

function instantOf(text: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return instantOf(`${text}T23:59:59.999999`);
  if (
    !/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?$/u.test(
      text,
    )
  )
    return null;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/u.test(text.slice(10)) ? text : `${text}+08:00`;
  return Number.isNaN(Date.parse(zoned.replace(' ', 'T').replace(/(\.\d{3})\d+/u, '$1')))
    ? null
    : zoned;
}
