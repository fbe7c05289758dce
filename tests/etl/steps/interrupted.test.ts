/** In charge of testing loads that are cancelled, killed, blocked or run at once: nothing half done is ever seen. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { load } from '#load';
import { removeLeftovers } from '../../../etl/leftovers.ts';
import { recover } from '../../../etl/recover.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { executionSheet, SMALL_LINES, withCell, workbook } from '../../support/workbook.ts';

let database: Database;
const opened: Database[] = [];
beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

const file = (region = '丽江市', educated = 700) =>
  workbook([executionSheet({ region, lines: withCell(SMALL_LINES, 4, 4, educated) })]);
const input = (bytes: Uint8Array) => [{ path: 'a.xlsx', bytes }];

async function traces() {
  const { rows } = await database.owner.query(
    `select (select max(version) from versions) as version, (select count(*)::int from batches) as batches,
       (select count(*)::int from execution) as rows`,
  );
  return rows[0] as unknown;
}

async function lastStatus() {
  const { rows } = await database.owner.query<{ status: string }>(
    'select status from loads order by load_id desc limit 1',
  );
  return rows[0]?.status;
}

describe('a load that is cancelled', () => {
  test.each(['reading', 'checking', 'publishing'] as const)(
    'while %s leaves nothing',
    async (moment) => {
      const stop = new AbortController();
      const heard: string[] = [];
      const report = await load(database, {
        inputs: input(file()),
        declared: {},
        by: 'test',
        signal: stop.signal,
        onProgress: ({ status }) => {
          heard.push(status);
          if (status === moment) stop.abort();
        },
      });
      // a signal that comes once the last transaction has begun may come too late; then the file stands whole
      if (moment === 'publishing' && report.version !== null) {
        expect(await traces()).toEqual({ version: 1, batches: 1, rows: 18 });
        return;
      }
      expect(report).toMatchObject({ version: null, files: [{ status: 'cancelled', tables: [] }] });
      expect(heard.at(-1)).toBe('cancelled');
      expect(await traces()).toEqual({ version: 0, batches: 0, rows: 0 });
      expect(await lastStatus()).toBe('cancelled');
    },
  );

  test('before it begins reads nothing', async () => {
    const report = await load(database, {
      inputs: input(file()),
      declared: {},
      by: 'test',
      signal: AbortSignal.abort(),
    });
    expect(report.files).toMatchObject([{ status: 'cancelled' }]);
  });
});

describe('a load that loses its connection', () => {
  test('leaves nothing and says that it failed', async () => {
    let killed = Promise.resolve();
    const kill = async () => {
      await database.owner.query(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
      );
    };
    const loading = load(database, {
      inputs: input(file()),
      declared: {},
      by: 'test',
      onProgress: ({ status, share }) => {
        if (status === 'checking' && share === 0.5) killed = kill();
      },
    });
    await expect(loading).rejects.toThrow();
    await killed;
    expect(await traces()).toEqual({ version: 0, batches: 0, rows: 0 });
    expect(await lastStatus()).toBe('failed');
  });

  test('with its whole process is cleared away afterwards, and a living one is not', async () => {
    const client = await database.loader.connect();
    await client.query(
      `insert into files (sha256, name, size, bytes) values (repeat('a', 64), 'x', 0, '')`,
    );
    await client.query(
      `insert into sources (source, kind, rank, title) values ('upload', 'upload', 0, 'x')`,
    );
    await client.query(
      `insert into loads (status, path, loaded_by) values ('checking', 'x', 'dead'), ('checking', 'y', 'alive')`,
    );
    for (const loadId of [1, 2]) {
      await client.query(
        `insert into batches (load_id, sha256, layout, layout_version, dataset, region_code, scope, year, month, stage, source, lines, figures)
         values ($1, repeat('a', 64), 'x', 1, 'execution', '530700', 'all', 2025, 12, 'flash', 'upload', 1, 1)`,
        [loadId],
      );
    }
    const { holdLoad } = await import('../../../etl/loadMark.ts');
    await holdLoad(client, 2);
    expect(await removeLeftovers(database)).toBe(1);
    const { rows } = await client.query('select load_id, status from loads order by load_id');
    expect(rows).toEqual([
      { load_id: 1, status: 'failed' },
      { load_id: 2, status: 'checking' },
    ]);
    expect((await client.query('select load_id from batches')).rows).toEqual([{ load_id: 2 }]);
    client.release(true);
  });
});

describe('a program killed between publishing and the rules', () => {
  test('has its rules run after the next start', async () => {
    await load(database, { inputs: input(file()), declared: {}, by: 'test' });
    const ran = () =>
      database.owner.query('select rule, flags from rule_runs where version = 1 order by rule');
    const { rows: before } = await ran();
    expect(before.length).toBeGreaterThan(5);
    await database.owner.query('delete from rule_flags');
    await database.owner.query('delete from rule_runs');
    await recover(database);
    expect((await ran()).rows).toEqual(before);
  });
});

describe('two loads at once', () => {
  const at = (bytes: Uint8Array) =>
    load(database, { inputs: input(bytes), declared: {}, by: 'test' });

  test('both survive', async () => {
    const reports = await Promise.all([at(file('丽江市')), at(file('昆明市')), at(file('曲靖市'))]);
    expect(reports.map(({ version }) => version).toSorted()).toEqual([1, 2, 3]);
    const { rows } = await database.owner.query(
      'select count(*)::int as batches from version_batches where version = 3',
    );
    expect(rows).toEqual([{ batches: 3 }]);
  });

  test('of the same bytes publish them once', async () => {
    const reports = await Promise.all([at(file()), at(file()), at(file())]);
    expect(reports.flatMap(({ files }) => files.map(({ status }) => status)).toSorted()).toEqual([
      'published',
      'unchanged',
      'unchanged',
    ]);
    expect(await traces()).toEqual({ version: 1, batches: 1, rows: 18 });
  });

  test('of one slice are in the order in which they were published', async () => {
    await Promise.all([at(file('丽江市', 701)), at(file('丽江市', 702))]);
    const { rows } = await database.owner.query(
      'select count(*)::int as batches, count(distinct batch_id)::int as each from version_batches where version = 2',
    );
    expect(rows).toEqual([{ batches: 1, each: 1 }]);
  });

  test('as many as there are connections do not wait for one another for ever', async () => {
    const cities = ['昆明市', '曲靖市', '玉溪市', '保山市', '昭通市', '丽江市', '普洱市', '临沧市'];
    const reports = await Promise.all(cities.map((city) => at(file(city))));
    expect(reports.every(({ version }) => version !== null)).toBe(true);
  });
});
