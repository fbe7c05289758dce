/** In charge of bulk loads that do not end well: killed at any moment, met by a restart or a full disk, cancelled, two at once. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase, type Database } from '#database';
import { load, type LoadRequest } from '#load';
import { diagnose } from '../../etl/cluster/diagnose.ts';
import { isRoot } from '../../etl/cluster/user.ts';
import { finishLeaves } from '../../etl/ledger/finishLeaves.ts';
import { removeLeftovers } from '../../etl/leftovers.ts';
import { recover } from '../../etl/recover.ts';
import { paymentsCsv, seeded } from '../bench/paymentsCsv.ts';
import { ownFolder, type OwnFolder } from '../support/ownCluster.ts';
import { freshDatabase, freshUrl } from '../support/postgres.ts';
import { buildProgram, startProgram } from '../support/program.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-bulk-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A file of payments of one year on disk. */
function paymentsOf(year: number, rows: number, seed = 1): string {
  const path = join(folder, `${String(year)}-${String(rows)}-${String(seed)}.csv`);
  writeFileSync(path, [...paymentsCsv({ rows, year, seed })].join(''));
  return path;
}

const loading = (database: Database, file: string, request: Partial<LoadRequest> = {}) =>
  load(database, {
    inputs: [{ path: 'payments.csv', file }],
    declared: {},
    by: 'test',
    ...request,
  });

/** Everything of ledgers that is stored, by whether a version holds it. */
async function stored({ owner }: Pick<Database, 'owner'>) {
  const { rows } = await owner.query<Record<string, unknown>>(`
    with held as (select distinct batch_id from version_batches)
    select
      (select coalesce(json_object_agg(year, rows order by year), '{}') from (
        select b.year, sum(b.lines)::int as rows from batches b join version_batches v using (batch_id)
        where v.version = (select max(version) from versions) group by b.year) y) as published,
      (select count(*)::int from payments) as payments,
      (select count(*)::int from batches where batch_id not in (select batch_id from held)) as loose,
      (select count(*)::int from payments_by_unit where batch_id not in (select batch_id from held)) as "looseSums",
      (select count(*)::int from payment_texts where batches[1] not in (select batch_id from held)) as "looseTexts",
      (select count(*)::int from names where batch_id not in (select batch_id from held)) as "looseNames",
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'leaves' and c.relkind = 'r'
         and not exists (select from pg_inherits i where i.inhrelid = c.oid)) as "looseLeaves",
      (select count(*)::int from loads where status in ('waiting', 'reading', 'checking', 'publishing')) as "underWay"`);
  return rows[0];
}
const whole = (published: Readonly<Record<string, number>>, payments: number) => ({
  published, payments, loose: 0, looseSums: 0, looseTexts: 0, looseNames: 0, looseLeaves: 0, underWay: 0,
}); // prettier-ignore

describe('killed at any moment', () => {
  const KILLS = Number(process.env['MINGZHANG_KILLS'] ?? '20');
  const AT_ONCE = 4;
  const ROWS = 600;
  let built: Awaited<ReturnType<typeof buildProgram>>;
  beforeAll(async () => {
    built = await buildProgram('tests/faults/loadChild.ts');
  }, 120_000);
  afterAll(() => {
    built.remove();
  });

  /** Starts a load in a process of its own and waits for its first word; then the data are being read. */
  async function begin(url: string, file: string) {
    const running = startProgram(built.main, [url, file], {
      ROLES: JSON.stringify(inject('postgres').passwords),
    });
    await Promise.race([running.said('reading'), running.ended]);
    return running;
  }

  test(
    `${String(KILLS)} loads leave all of their rows or none, and nothing else`,
    async () => {
      const url = await freshUrl();
      const database = await openDatabase({ url, dataFolder: folder });
      const first = await begin(url, paymentsOf(1999, ROWS));
      const started = performance.now();
      expect((await first.ended).code).toBe(0);
      const lasts = performance.now() - started;
      const random = seeded(20_251_122);
      const survived = new Map<string, number>([['1999', ROWS]]);
      for (let kill = 0; kill < KILLS; kill += AT_ONCE) {
        const years = Array.from(
          { length: Math.min(AT_ONCE, KILLS - kill) },
          (_, place) => 2000 + ((kill + place) % 100),
        );
        await Promise.all(
          years.map(async (year) => {
            const moment = random() * 2.2 * lasts;
            const running = await begin(url, paymentsOf(year, ROWS, kill + 2));
            const timer = setTimeout(() => running.process.kill('SIGKILL'), moment);
            const { code } = await running.ended;
            clearTimeout(timer);
            if (code === 0) survived.set(String(year), ROWS);
          }),
        );
        // the server may still be busy with what the dead asked for
        for (;;) {
          await removeLeftovers(database);
          const found = await stored(database);
          if (found?.['underWay'] === 0) break;
          await database.owner.query('select pg_sleep(0.02)');
        }
        const found = await stored(database);
        // killed between its commit and its last word, a load has published all the same
        for (const [year, rows] of Object.entries(found?.['published'] ?? {}))
          survived.set(year, Number(rows));
        expect([...survived.values()].every((rows) => rows === ROWS)).toBe(true);
        const published = Object.fromEntries(
          [...survived].toSorted(([a], [b]) => (a < b ? -1 : 1)),
        );
        const { rows: ever } = await database.owner.query<{ rows: number }>(
          'select coalesce(sum(lines), 0)::int as rows from batches where published_at is not null',
        );
        expect(found).toEqual(whole(published, ever[0]?.rows ?? 0));
      }
      // killed between publication and the last index, a leaf is finished by the next start
      await recover(database);
      const { rows: left } = await database.owner.query<Record<string, number>>(
        'select (select count(*)::int from leaves.unfinished()) as unfinished, (select count(distinct leaf)::int from payment_texts) as found, (select count(distinct tableoid)::int from payments) as leaves',
      );
      expect(left).toEqual([{ unfinished: 0, found: left[0]?.leaves, leaves: left[0]?.leaves }]);
      const again = await loading(database, paymentsOf(2000, ROWS, 99));
      expect(again.files[0]?.status).toBe('published');
      await database.close();
    },
    30_000 + KILLS * 5_000,
  );
});

describe('in one program', () => {
  test('two loads of the same slice both succeed, and the one that publishes last counts', async () => {
    const database = await freshDatabase();
    const reports = await Promise.all(
      [1, 2].map((seed) => loading(database, paymentsOf(2025, 800, seed))),
    );
    expect(reports.map(({ files }) => files[0]?.status)).toEqual(['published', 'published']);
    const versions = reports.map(({ version }) => version ?? 0);
    expect(versions.toSorted()).toEqual([1, 2]);
    const last = reports[versions.indexOf(2)]?.files[0]?.sha256;
    const { rows } = await database.owner.query(
      'select sum(lines)::int as lines, array_agg(distinct sha256) as files from batches join version_batches using (batch_id) where version = 2',
    );
    expect(rows).toEqual([{ lines: 800, files: [last] }]);
    await database.close();
  });

  test('a cancelled load stops while it reads and while it computes, and leaves nothing', async () => {
    const database = await freshDatabase();
    const file = paymentsOf(2025, 30_000);
    for (const moment of ['rows', 'checking'] as const) {
      const abort = new AbortController();
      const { files } = await loading(database, file, {
        signal: abort.signal,
        onProgress: ({ status, rows }) => {
          if (moment === 'rows' ? rows !== undefined : status === moment) abort.abort();
        },
      });
      expect([moment, files[0]?.status]).toEqual([moment, 'cancelled']);
      expect(await stored(database)).toEqual(whole({}, 0));
    }
    await database.close();
  });
});

describe('after publication', () => {
  test('an index that cannot be built is said, the figures stand, and the next load tries again', async () => {
    const database = await freshDatabase();
    const { owner } = database;
    await owner.query(
      `insert into leaf_finishings (parent, name, turn, statement) values ('payments', 'broken', 9, 'select 1 / (%3$s - %3$s)')`,
    );
    const [file] = (await loading(database, paymentsOf(2025, 500))).files;
    expect(file).toMatchObject({ status: 'published', version: 1, notes: [{ code: 'indexes-failed' }] }); // prettier-ignore
    const unfinished = async () => (await owner.query<{ name: string }>('select name from leaves.unfinished()')).rows; // prettier-ignore
    expect(await unfinished()).toEqual([{ name: 'broken' }]);
    await owner.query(`update leaf_finishings set statement = 'select 1' where name = 'broken'`);
    const [next] = (await loading(database, paymentsOf(2024, 500))).files;
    expect([next?.notes, await unfinished()]).toEqual([[], []]);
    await owner.query(`delete from leaf_finished where name = 'broken'`);
    await finishLeaves(database, AbortSignal.abort());
    expect(await unfinished()).toEqual([{ name: 'broken' }, { name: 'broken' }]);
    await database.close();
  });
});

describe('on a PostgreSQL of one’s own', { timeout: 120_000 }, () => {
  let own: OwnFolder;
  let database: Database;
  const disk = isRoot() ? mkdtempSync(join(tmpdir(), 'mingzhang-disk-')) : null;
  const size = (megabytes: number) => {
    if (disk !== null) execFileSync('mount', ['-o', `remount,size=${String(megabytes)}m`, disk]);
  };
  beforeAll(async () => {
    own = ownFolder();
    if (disk !== null) {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=900m,mode=755', 'tmpfs', disk]);
      writeFileSync(join(own.dataFolder, 'place'), `${join(disk, 'cluster')}\n`);
    }
    database = await openDatabase({ ...own, dataFolder: own.dataFolder });
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await own.remove();
    if (disk === null) return;
    execFileSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  test('a load that meets its end by a restart fails, and the next one succeeds', async () => {
    const file = paymentsOf(2025, 20_000);
    let killed = false;
    const failed = loading(database, file, {
      onProgress: ({ rows }) => {
        const server = own.server();
        if (killed || rows === undefined || server === null) return;
        killed = true;
        process.kill(server, 'SIGKILL');
      },
    });
    await expect(failed).rejects.toThrow();
    expect(killed).toBe(true);
    await recover(database);
    expect(await stored(database)).toEqual(whole({}, 0));
    const again = await loading(database, file);
    expect(again.files[0]?.status).toBe('published');
    expect(await stored(database)).toEqual(whole({ 2025: 20_000 }, 20_000));
  });

  test.runIf(disk !== null)(
    'a disk that is full fails the load in one sentence and loses nothing',
    async () => {
      const before = await stored(database);
      await database.owner.query('checkpoint');
      const used = Number(
        execFileSync('df', ['--output=used', '-m', disk ?? ''])
          .toString()
          .split('\n')[1],
      );
      size(used + 6);
      const problem = await loading(database, paymentsOf(2024, 60_000)).then(
        () => null,
        (error: unknown) => diagnose(error, disk ?? ''),
      );
      size(900);
      expect(problem).toMatchObject({ name: 'Obstacle', code: 'disk-full' });
      await recover(database);
      expect(await stored(database)).toEqual(before);
      expect((await loading(database, paymentsOf(2024, 500))).files[0]?.status).toBe('published');
    },
  );
});
