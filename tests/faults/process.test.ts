/** In charge of the program as a process: started twice, killed, interrupted, in the way of another. */
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import pg from 'pg';
import { openDatabase } from '#database';
import { freePort } from '../../etl/cluster/postmaster.ts';
import { removeLeftovers } from '../../etl/leftovers.ts';
import { holdLoad } from '../../etl/loadMark.ts';
import { ownFolder, type OwnFolder } from '../support/ownCluster.ts';
import { freshDatabase, freshUrl } from '../support/postgres.ts';
import { buildProgram, runProgram, startProgram, type Running } from '../support/program.ts';

const sample = join(import.meta.dirname, '..', '..', 'etl', 'demo', 'published', 'debt.csv');
let built: Awaited<ReturnType<typeof buildProgram>>;
let started: Running[] = [];
beforeAll(async () => {
  built = await buildProgram();
}, 120_000);
afterAll(() => {
  built.remove();
});
afterEach(async () => {
  for (const { process: child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  started = [];
});

const start = (env: Readonly<Record<string, string>>, ...args: string[]) => {
  const running = startProgram(built.main, ['start', '--port', '0', '--no-demo', ...args], env);
  started.push(running);
  return running;
};
const health = async (url: string) => (await fetch(`${url}/api/health`)).json() as Promise<unknown>;

describe('start', { timeout: 120_000 }, () => {
  test('says where it is ready and how to sign in, and ends when told to', async () => {
    const running = start({ DATABASE_URL: await freshUrl() });
    const url = await running.said('ready');
    expect(await health(url)).toEqual({ status: 'ok', version: 0 });
    const link = await running.said('sign-in');
    expect(link.startsWith(url)).toBe(true);
    expect(running.out().split('\n')).toHaveLength(3);
    const answer = await fetch(link, { redirect: 'manual' });
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite/is);
    expect((await fetch(`${url}/api/versions`)).status).toBe(401);
    running.process.kill('SIGTERM');
    expect(await running.ended).toEqual({ code: 0, signal: null });
  });

  test('fills an empty database with the published figures', async () => {
    const running = startProgram(built.main, ['start', '--port', '0'], {
      DATABASE_URL: await freshUrl(),
    });
    started.push(running);
    const url = await running.said('ready');
    const { version } = (await health(url)) as { version: number };
    expect(version).toBeGreaterThan(0);
  });

  test('names the port that another program holds', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const { code, err } = await runProgram(
      built.main,
      ['start', '--no-demo', '--port', String(port)],
      { DATABASE_URL: await freshUrl() },
    );
    other.close();
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`${port}.*--port ${port + 1}`));
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('names a host that is not of this machine', async () => {
    const { code, err } = await runProgram(
      built.main,
      ['start', '--no-demo', '--host', '192.0.2.1', '--port', '0'],
      { DATABASE_URL: await freshUrl() },
    );
    expect([code, /192\.0\.2\.1/.test(err)]).toEqual([2, true]);
  });
});

describe('on data of one’s own', { timeout: 120_000 }, () => {
  let own: OwnFolder;
  let env: Record<string, string>;
  beforeEach(() => {
    own = ownFolder();
    env = { MINGZHANG_DATA: own.dataFolder };
  });
  afterEach(() => own.remove());

  test('a second start says where the first answers; a load works beside it; the last one out stops the server', async () => {
    const first = start(env);
    const url = await first.said('ready');
    const second = await runProgram(built.main, ['start', '--port', '0'], env);
    expect(second.code).toBe(2);
    expect(second.err).toContain(url);
    expect(second.out).toBe('');
    const load = await runProgram(built.main, ['load', sample], env);
    expect([load.code, load.err]).toEqual([0, expect.not.stringContaining('内部出错')]);
    expect(await health(url)).toEqual({ status: 'ok', version: 1 });
    expect(own.server()).not.toBeNull();
    first.process.kill('SIGINT');
    expect((await first.ended).code).toBe(0);
    expect(own.server()).toBeNull();
  });

  test('after the program was killed the next one takes over its server and all data', async () => {
    const first = start(env);
    await first.said('ready');
    expect((await runProgram(built.main, ['load', sample], env)).code).toBe(0);
    const server = own.server();
    first.process.kill('SIGKILL');
    await first.ended;
    expect(own.server()).toBe(server);
    const second = start(env);
    expect(await health(await second.said('ready'))).toEqual({ status: 'ok', version: 1 });
    expect(own.server()).toBe(server);
    second.process.kill('SIGTERM');
    await second.ended;
    expect(own.server()).toBeNull();
  });

  test('after program and server were killed together everything is there again', async () => {
    const first = start(env);
    await first.said('ready');
    expect((await runProgram(built.main, ['load', sample], env)).code).toBe(0);
    const server = own.server();
    if (server === null) throw new Error('no server runs');
    first.process.kill('SIGKILL');
    process.kill(server, 'SIGKILL');
    await first.ended;
    const second = start(env);
    expect(await health(await second.said('ready'))).toEqual({ status: 'ok', version: 1 });
  });
});

describe('a load that was killed', { timeout: 120_000 }, () => {
  test('leaves nothing to be seen, and what it left is removed after the next start', async () => {
    const url = await freshUrl();
    const database = await openDatabase({ url, dataFolder: 'not used' });
    const wait = new pg.Client({ connectionString: url });
    await wait.connect();
    // No version can be made while this lock is held: there the load is killed, with all its rows written.
    await wait.query('begin');
    await wait.query('lock table versions in share mode');
    const load = startProgram(built.main, ['load', sample], { DATABASE_URL: url });
    started.push(load);
    for (;;) {
      const { rows } = await wait.query<{ waiting: boolean }>(
        `select exists (select from pg_locks where relation = 'versions'::regclass and not granted) as waiting`,
      );
      if (rows[0]?.waiting === true) break;
    }
    const count = async () =>
      (await database.owner.query<{ rows: number }>('select count(*)::int as rows from debt_rows'))
        .rows[0]?.rows;
    expect(await count()).toBeGreaterThan(0);
    expect(await removeLeftovers(database)).toBe(0);
    load.process.kill('SIGKILL');
    await load.ended;
    await wait.query('rollback');
    await wait.end();
    const running = start({ DATABASE_URL: url });
    expect(await health(await running.said('ready'))).toEqual({ status: 'ok', version: 0 });
    while ((await count()) !== 0) await database.owner.query('select pg_sleep(0.05)');
    const { rows } = await database.owner.query(
      `select status, (select count(*)::int from batches) as batches, (select max(version) from versions) as version from loads`,
    );
    expect(rows).toEqual([{ status: 'failed', batches: 0, version: 0 }]);
    expect((await runProgram(built.main, ['load', sample], { DATABASE_URL: url })).code).toBe(0);
    await database.close();
  });

  test('is told from one that is alive', async () => {
    const database = await freshDatabase();
    const alive = await database.loader.connect();
    const insert = `insert into loads (status, path, loaded_by) values ('reading', 'a', 'a') returning load_id`;
    const { rows } = await alive.query<{ load_id: number }>(insert);
    await holdLoad(alive, rows[0]?.load_id ?? 0);
    await database.loader.query(insert);
    expect(await removeLeftovers(database)).toBe(1);
    expect((await database.owner.query('select status from loads order by load_id')).rows).toEqual([
      { status: 'reading' },
      { status: 'failed' },
    ]);
    alive.release(true);
    while ((await removeLeftovers(database)) === 0)
      await database.owner.query('select pg_sleep(0.05)');
    await database.close();
  });
});
