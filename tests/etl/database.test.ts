/** In charge of opening a database: roles that own nothing, exact numbers, refusals that say what to do. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demandVersion, openDatabase, type Database } from '#database';
import {
  addressFor,
  addressOf,
  parseAddress,
  passwordIn,
  placeOf,
  type Address,
} from '../../etl/address.ts';
import { freshDatabase, freshUrl } from '../support/postgres.ts';

const nowhere = { dataFolder: 'not used' };

describe('a fresh database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  test('reads bigint exactly, numeric and date as text', async () => {
    const { rows } = await database.reader.query(
      `select 9223372036854775807 as fen, 1.10::numeric as share, date '2025-12-31' as day`,
    );
    expect(rows).toEqual([{ fen: 9223372036854775807n, share: '1.10', day: '2025-12-31' }]);
  });

  test('works as roles that own nothing and are no superusers', async () => {
    const { rows } = await database.owner.query(
      `select rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
              (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
         from pg_roles where rolname like 'mingzhang\\_%' order by 1`,
    );
    const nothing = {
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      owned: 0,
    };
    expect(rows).toEqual(
      ['mingzhang_access', 'mingzhang_loader', 'mingzhang_reader'].map((rolname) => ({
        rolname,
        ...nothing,
      })),
    );
    const pools = [database.loader, database.reader, database.access];
    const users = await Promise.all(
      pools.map((pool) => pool.query<{ user: string }>('select current_user as user')),
    );
    expect(users.map(({ rows: [row] }) => row?.user)).toEqual([
      'mingzhang_loader',
      'mingzhang_reader',
      'mingzhang_access',
    ]);
  });

  test('keeps its secrets and users from the roles that have no business with them', async () => {
    for (const pool of [database.loader, database.reader, database.access]) {
      await expect(pool.query('select * from access.secrets')).rejects.toThrow(/permission denied/);
    }
    await expect(database.reader.query('select * from access.sessions')).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      database.reader.query(
        `insert into versions (version, published_by, kind) values (9, 'x', 'load')`,
      ),
    ).rejects.toThrow(/permission denied/);
  });

  test('shows a reader only the regions named in its transaction', async () => {
    await database.owner.query(
      `insert into regions (region_code, name_zh, level) values ('990001', '甲', 3), ('990002', '乙', 3) on conflict do nothing`,
    );
    await database.owner.query(
      `insert into sources (source, kind, rank, title) values ('s', 'upload', 1, 's')`,
    );
    await database.owner.query(
      `insert into files (sha256, name, size, bytes) values (repeat('a', 64), 'a', 1, 'a')`,
    );
    await database.owner.query(
      `insert into loads (status, path, loaded_by) values ('published', 'a', 'a')`,
    );
    await database.owner.query(
      `insert into batches (load_id, sha256, layout, layout_version, dataset, region_code, scope, year, month, stage, source, lines, figures)
       select load_id, repeat('a', 64), 'l', 1, 'execution', region, 'all', 2025, 12, 'flash', 's', 1, 1 from loads, unnest(array['990001', '990002']) region`,
    );
    const seen = async (regions: string | null) => {
      const client = await database.reader.connect();
      try {
        await client.query('begin');
        if (regions !== null)
          await client.query(`select set_config('app.regions', $1, true)`, [regions]);
        const { rows } = await client.query<{ region_code: string }>(
          'select region_code from batches order by 1',
        );
        await client.query('rollback');
        return rows.map((row) => row.region_code);
      } finally {
        client.release();
      }
    };
    expect(await seen('990002')).toEqual(['990002']);
    expect(await seen('*')).toEqual(['990001', '990002']);
    expect(await seen(null)).toEqual([]);
  });
});

describe('opening a server by its address', () => {
  test('again changes nothing and lets both work', async () => {
    const url = await freshUrl();
    const first = await openDatabase({ url, ...nowhere });
    const second = await openDatabase({ url, ...nowhere });
    await expect(first.reader.query('select 1')).resolves.toBeDefined();
    await second.close();
    await expect(first.loader.query('select 1')).resolves.toBeDefined();
    await first.close();
  });

  test('at once from several processes migrates once', async () => {
    const url = await emptyUrl();
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ url, ...nowhere })));
    const { rows } = await owner(opened).query<{ count: number }>(
      'select count(*)::int as count from migrations',
    );
    expect(rows[0]?.count).toBeGreaterThan(3);
    await Promise.all(opened.map((database) => database.close()));
  });

  test.each([
    ['nonsense', 'bad-database-url'],
    ['mysql://a@b/c', 'bad-database-url'],
    ['postgres://nobody:x@127.0.0.1:1/none', 'database-unreachable'],
  ])('%s is refused as %s', async (url, code) => {
    await expect(openDatabase({ url, ...nowhere })).rejects.toMatchObject({
      name: 'Obstacle',
      code,
    });
  });

  test('a wrong password and a missing database are refused without the password in the words', async () => {
    const url = await freshUrl();
    const wrong = addressFor(url, 'mingzhang', 'wrong-password');
    await expect(openDatabase({ url: wrong, ...nowhere })).rejects.toMatchObject({
      code: 'database-unreachable',
    });
    await expect(openDatabase({ url: wrong, ...nowhere })).rejects.not.toThrow(/wrong-password/);
    await expect(
      openDatabase({ url: url.replace(/test_[0-9a-f]+/, 'no_such_database'), ...nowhere }),
    ).rejects.toThrow(/no_such_database/);
  });

  test('a user who may not make tables is told what to grant', async () => {
    const url = await emptyUrl();
    const plain = await someone(url, '');
    await expect(openDatabase({ url: plain, ...nowhere })).rejects.toMatchObject({
      code: 'may-not-create',
      message: expect.stringContaining('GRANT CREATE ON DATABASE') as string,
    });
  });

  test('a user who may not manage the roles is told what to grant, and nothing was made', async () => {
    const url = await emptyUrl();
    const plain = await someone(
      url,
      '',
      `grant create on schema public to NAME; grant create on database DATABASE to NAME; alter database DATABASE owner to NAME`,
    );
    await expect(openDatabase({ url: plain, ...nowhere })).rejects.toMatchObject({
      code: 'may-not-create-roles',
      message: expect.stringContaining('CREATEROLE') as string,
    });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      `select from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    await client.end();
    expect(rows).toEqual([]);
  });

  test.each([140_012, 190_000])('version %i is refused by name', (number) => {
    expect(() => {
      demandVersion(number, 'named 14.12');
    }).toThrow(/named 14\.12/);
  });

  test.each([150_000, 160_004, 170_001, 180_004])('version %i is taken', (number) => {
    expect(() => {
      demandVersion(number, 'x');
    }).not.toThrow();
  });
});

describe('an address', () => {
  test.each([
    ['postgres://u:p%40ss@db.example:5433/budget', 'db.example:5433/budget'],
    ['postgresql://db/budget', 'db/budget'],
    ['postgres:///budget', 'localhost/budget'],
    ['postgres://u:p@/budget?host=/run/postgresql', '/run/postgresql/budget'],
  ])('%s is %s for people', (text, place) => {
    expect(placeOf(parseAddress(text))).toBe(place);
  });

  test('changes its user and keeps the rest', () => {
    const changed = addressFor(
      parseAddress('postgres://u:p@/budget?host=/run/postgresql'),
      'reader',
      'a/b:c@d',
    );
    const client = new pg.Client({ connectionString: changed });
    expect([client.user, client.password, client.host, client.database]).toEqual([
      'reader',
      'a/b:c@d',
      '/run/postgresql',
      'budget',
    ]);
    expect(passwordIn(changed)).toBe('a/b:c@d');
    expect(passwordIn(parseAddress('postgres://u@h/d'))).toBeNull();
  });

  test('of a socket folder survives odd characters', () => {
    const address = addressOf({
      host: '/a b/数据',
      port: 5432,
      user: 'u',
      password: 'p?#',
      database: 'd',
    });
    const client = new pg.Client({ connectionString: address });
    expect([client.host, client.port, client.password]).toEqual(['/a b/数据', 5432, 'p?#']);
  });
});

function owner(opened: readonly Database[]): pg.Pool {
  const [first] = opened;
  if (first === undefined) throw new Error('no database was opened');
  return first.owner;
}

/** A database without anything in it. */
async function emptyUrl(): Promise<Address> {
  const url = await freshUrl();
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await as(url, `create database ${name}`);
  return url.replace(/test_[0-9a-f]+/, name) as Address;
}

/** The address for a new user with these rights. */
async function someone(url: Address, rights: string, grants = ''): Promise<Address> {
  const name = `someone_${randomBytes(6).toString('hex')}`;
  const database = new URL(url).pathname.slice(1);
  await as(url, `create role ${name} login password 'p' ${rights}`);
  for (const grant of grants.split(';').filter((text) => text !== '')) {
    await as(url, grant.replaceAll('NAME', name).replaceAll('DATABASE', database));
  }
  return addressFor(url, name, 'p');
}

async function as(url: Address, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
