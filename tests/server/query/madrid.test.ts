/** In charge of seeing a real city's monthly snapshots replayed: at each date the sums that its publisher's own table had. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { load } from '#load';
import { freshDatabase } from '../../support/postgres.ts';
import { realData } from '../../support/realData.ts';
import { rowsOf, type Row } from './ask.ts';

const root = realData('madrid');
if (root === null) console.warn('skipped: real/madrid is not here');

interface Listed {
  readonly year: number;
  readonly file: string;
  readonly date: string;
  /** `7M`: to July, as its publisher said. */
  readonly status: string;
  readonly rows: number | null;
  /** Millions of euro with two decimals. */
  readonly totals: Readonly<Record<string, number>> | null;
}

/** Months 4 (twice) and 5 of one year; with `MINGZHANG_SNAPSHOTS=all` every snapshot whose month its publisher states. */
const FEW = ['2017-06-09__4f45ee81', '2017-06-12__9093f447', '2017-06-23__6d278f9e'];
/** Its publisher says January where it holds July. */
const WRONG = '2024-09-04__cfc44c03';

function listed(): readonly (Listed & { readonly month: number })[] {
  const all = JSON.parse(readFileSync(join(root ?? '', 'manifest.json'), 'utf8')) as Listed[];
  return all.flatMap((snapshot) => {
    const month = Number(/^([1-9]\d?)M$/.exec(snapshot.status)?.[1] ?? 0);
    const asked =
      process.env['MINGZHANG_SNAPSHOTS'] === 'all'
        ? snapshot.rows !== null && !snapshot.file.includes(WRONG)
        : FEW.some((name) => snapshot.file.includes(name));
    return month > 0 && asked ? [{ ...snapshot, month }] : [];
  });
}

describe.skipIf(root === null)('a year of snapshots', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
    // Named, because some snapshots have no header by which it could be recognised.
    const path = 'madrid/execution.yaml';
    const text = readFileSync(join(import.meta.dirname, '../../../etl/layouts', path), 'utf8');
    const mapping = { path, text };
    for (const { file, month } of listed()) {
      const bytes = readFileSync(join(root ?? '', file));
      const { files } = await load(database, {
        inputs: [{ path: file, bytes }],
        declared: { month },
        mapping,
        by: 'tests',
      });
      expect(files.map(({ status, rejects }) => [status, rejects])).toEqual([['published', []]]);
    }
  }, 900_000);
  afterAll(() => database.close());

  const ask = async (rest: string) =>
    (
      await rowsOf(
        database,
        `/api/query/execution?region=ES28079&currency=EUR&scope=own&book=general&flow=expenditure&measures=${rest}`,
      )
    ).rows;

  test('reportedBy reproduces each snapshot to the precision of its publisher', async () => {
    for (const { year, date, month, totals } of listed()) {
      const [row] = await ask(
        `original,adjustment,final,authorised,committed,executed&year=${year}&month=${month}&reportedBy=${date}`,
      );
      const millions = Object.fromEntries(
        Object.entries(row ?? {}).map(([name, value]) => [
          name,
          Number((Number(value) / 1e6).toFixed(2)),
        ]),
      );
      expect(millions).toEqual({
        original: totals?.['CRED_INICIAL'],
        adjustment: totals?.['MOD_CREDITO'],
        final: totals?.['C_DEFINITIVO'],
        authorised: totals?.['C_AUTORIZADO'],
        committed: totals?.['C_DISPUESTO'],
        executed: totals?.['OBL_RECONOC'],
      });
    }
  });

  test('the later publication of a month takes the place of the earlier; both stay known by their dates', async () => {
    const batches = async (rest: string) =>
      (
        await rowsOf(
          database,
          `/api/query/execution?region=ES28079&currency=EUR&scope=own&book=general&flow=expenditure&measures=executed&year=2017&month=4${rest}`,
        )
      ).sql;
    const [first, second, now] = [
      await batches('&reportedBy=2017-06-10'),
      await batches('&reportedBy=2017-06-12'),
      await batches(''),
    ];
    expect(first).not.toBe(second);
    expect(second).toBe(now);
    const months = async (date: string) =>
      (await ask(`executed&by=month&year=2017&reportedBy=${date}`)).map(({ month }) => month);
    expect(await months('2017-06-10')).toEqual([4]);
    expect(await months('2017-06-22')).toEqual([4]);
    expect(await months('2017-06-23')).toEqual([4, 5]);
  });

  test('departments add up to the whole, in the month and to date', async () => {
    const sum = (rows: readonly Row[], name: string) =>
      rows.reduce((total, row) => total + BigInt(String(row[name] ?? '0.00').replace('.', '')), 0n);
    const whole = await ask('executed,executedInMonth&year=2017&month=5');
    for (const by of ['unit.department', 'function.item', 'economic.group', 'unit']) {
      const parts = await ask(`executed,executedInMonth&year=2017&month=5&by=${by}`);
      expect([sum(parts, 'executed'), sum(parts, 'executedInMonth')]).toEqual([
        sum(whole, 'executed'),
        sum(whole, 'executedInMonth'),
      ]);
    }
  });
});
