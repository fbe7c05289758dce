/** In charge of what happens when the database dies, is left behind, cannot be written or cannot be migrated. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Database } from '#database';
import { diagnose } from '../../etl/cluster/diagnose.ts';
import { isRoot } from '../../etl/cluster/user.ts';
import { migrate, migrations } from '../../etl/migrate.ts';
import { ownFolder, type OwnFolder } from '../support/ownCluster.ts';
import { freshDatabase } from '../support/postgres.ts';

describe('a database of one’s own', { timeout: 120_000 }, () => {
  let own: OwnFolder;
  beforeEach(() => {
    own = ownFolder();
  });
  afterEach(() => own.remove());

  test('is started again under a running program when it is killed, and has lost nothing', async () => {
    const notices: string[] = [];
    const database = await openDatabase({ ...own, onNotice: (line) => notices.push(line) });
    await database.owner.query('create table kept as select 42 as answer');
    const killed = kill(own);
    await vi.waitFor(() => {
      expect(own.server()).not.toBeNull();
      expect(own.server()).not.toBe(killed);
    }, 20_000);
    await vi.waitFor(async () => {
      expect((await database.owner.query('select answer from kept')).rows).toEqual([
        { answer: 42 },
      ]);
    }, 20_000);
    expect((await database.reader.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(notices.join(' ')).toMatch(/stopped unexpectedly/);
    await database.close();
    expect(own.server()).toBeNull();
  });

  test('opens after its server was killed and left its file, whose number another process bears now', async () => {
    const database = await openDatabase(own);
    await database.owner.query('create table kept as select 42 as answer');
    await database.close();
    const file = join(own.cluster(), 'data', 'postmaster.pid');
    writeFileSync(
      file,
      [
        String(process.pid),
        join(own.cluster(), 'data'),
        '1',
        '5432',
        join(own.cluster(), 'socket'),
        '',
        '  1  1',
        'ready',
        '',
      ].join('\n'),
    );
    const again = await openDatabase(own);
    expect((await again.owner.query('select answer from kept')).rows).toEqual([{ answer: 42 }]);
    await again.close();
  });

  test.runIf(isRoot())(
    'says so when the disk is full, at the first start and later, and keeps what was stored',
    async () => {
      const disk = mkdtempSync(join(tmpdir(), 'mingzhang-disk-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', disk]);
      try {
        writeFileSync(join(own.dataFolder, 'place'), `${join(disk, 'cluster')}\n`);
        await expect(openDatabase(own)).rejects.toMatchObject({
          name: 'Obstacle',
          code: 'disk-full',
          message: expect.stringContaining(disk) as string,
        });
        execFileSync('mount', ['-o', 'remount,size=400m', disk]);
        const database = await openDatabase(own);
        await database.owner.query('create table kept as select 42 as answer; checkpoint');
        execFileSync('mount', ['-o', 'remount,size=180m', disk]);
        const problem = await database.owner
          .query(
            `create table much as select repeat(md5(n::text), 60) as text from generate_series(1, 200000) n`,
          )
          .catch((error: unknown) => diagnose(error, disk));
        expect(problem).toMatchObject({ name: 'Obstacle', code: 'disk-full' });
        execFileSync('mount', ['-o', 'remount,size=400m', disk]);
        await vi.waitFor(async () => {
          expect((await database.owner.query('select answer from kept')).rows).toEqual([
            { answer: 42 },
          ]);
        }, 20_000);
        await database.close();
      } finally {
        await own.remove();
        execFileSync('umount', ['--lazy', disk]);
        rmSync(disk, { recursive: true, force: true });
      }
    },
  );
});

/** Kills the server as no program can refuse; returns the number it had. */
function kill(own: OwnFolder): number {
  const server = own.server();
  if (server === null) throw new Error('no server runs');
  process.kill(server, 'SIGKILL');
  return server;
}

describe('a migration that fails', () => {
  let database: Database;
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(() => database.close());

  const applied = async () => {
    const { rows } = await database.owner.query<{ name: string }>(
      'select name from migrations order by name',
    );
    return rows.map(({ name }) => name);
  };

  test('is named, changes nothing, and leaves those before it standing', async () => {
    const before = await applied();
    const broken = {
      ...migrations,
      '9001-good': 'create table good (a int)',
      '9002-broken': 'create table half (a int); select 1 / 0',
      '9003-never': 'create table never (a int)',
    };
    await expect(migrate(database.owner, broken)).rejects.toThrow(/9002-broken.*division by zero/s);
    expect(await applied()).toEqual([...before, '9001-good']);
    const { rows } = await database.owner.query(
      `select to_regclass('good') as good, to_regclass('half') as half, to_regclass('never') as never`,
    );
    expect(rows).toEqual([{ good: 'good', half: null, never: null }]);
    await expect(
      migrate(database.owner, { ...broken, '9002-broken': 'create table half (a int)' }),
    ).resolves.toEqual(['9002-broken', '9003-never']);
  });

  test('of a later program is no guesswork: its database is refused', async () => {
    await migrate(database.owner, { ...migrations, '9001-later': 'select 1' });
    await expect(migrate(database.owner)).rejects.toMatchObject({
      name: 'Obstacle',
      code: 'later-database',
    });
  });
});

describe('the words for what is in the way', () => {
  test.each([
    ['ENOSPC: no space left on device, write', 'disk-full'],
    ['EROFS: read-only file system, mkdir', 'read-only'],
    ['EACCES: permission denied, open', 'no-access'],
  ])('%s is %s', (said, code) => {
    expect(diagnose(new Error(said), '/somewhere')).toMatchObject({
      code,
      message: expect.stringContaining('/somewhere') as string,
    });
  });

  test('anything else stays what it is', () => {
    const problem = new Error('division by zero');
    expect(diagnose(problem, '/somewhere')).toBe(problem);
  });
});
