/** In charge of bringing a database to the shape this program knows: sql/migrations in order, each in a transaction of its own. */
import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely';
import type pg from 'pg';
import { Obstacle } from '#model/obstacle';

const texts = import.meta.glob<string>('../sql/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The migrations of this program: name without folder and ending → SQL. */
export const migrations: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [path.replace(/^.*\/(.+)\.sql$/, '$1'), text]),
);

/** Advisory lock of who looks what is missing: another program's drop of a table in the midst of it would be an error. */
const MIGRATING = 7_100_004;

/**
 * Applies what is missing and returns the names applied. A migration that fails changes nothing, and those before it stand.
 * @throws Obstacle when the database was made by a later program; Error naming the migration that failed.
 */
export async function migrate(owner: pg.Pool, texts = migrations): Promise<readonly string[]> {
  const session = await owner.connect();
  try {
    await session.query('select pg_advisory_lock($1)', [MIGRATING]);
    const applied = await applyMissing(owner, texts);
    await session.query('select pg_advisory_unlock($1)', [MIGRATING]);
    session.release();
    return applied;
  } catch (problem) {
    session.release(true); // which gives the lock back
    throw problem;
  }
}

async function applyMissing(
  owner: pg.Pool,
  texts: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: borrowed(owner) }) });
  const migrator = new Migrator({
    db: database,
    provider: {
      getMigrations: () =>
        Promise.resolve(
          Object.fromEntries(
            Object.entries(texts).map(([name, text]) => [name, asMigration(text)]),
          ),
        ),
    },
    migrationTableName: 'migrations',
    migrationLockTableName: 'migrations_lock',
  });
  const applied: string[] = [];
  for (;;) {
    const { error, results = [] } = await migrator.migrateUp();
    const [result] = results;
    if (error !== undefined) {
      const message = error instanceof Error ? error.message : JSON.stringify(error);
      if (result === undefined && message.startsWith('corrupted migrations'))
        throw laterDatabase(error);
      throw new Error(
        `数据库迁移 ${result?.migrationName ?? ''} 失败，数据库未改变。 The migration ${result?.migrationName ?? ''} failed and changed nothing: ${message}`,
        { cause: error },
      );
    }
    if (result === undefined) return applied;
    applied.push(result.migrationName);
  }
}

const asMigration = (text: string): Migration => ({
  up: async (database) => {
    await sql.raw(text).execute(database);
  },
});

/** The pool outlives Kysely, which would end it. */
function borrowed(pool: pg.Pool) {
  return { connect: () => pool.connect(), end: () => Promise.resolve() };
}

function laterDatabase(cause: unknown): Obstacle {
  return new Obstacle(
    'later-database',
    {
      zh: '这个数据库由更新版本的明账建立，本程序不认识它的结构。请更新程序，或换一个数据库。',
      en: 'This database was made by a later version of Mingzhang, whose shape this program does not know. Update the program or use another database.',
    },
    cause,
  );
}
