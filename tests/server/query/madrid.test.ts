/** In charge of seeing a real city's monthly snapshots replayed: at each date the sums that its publisher's own table had, and what the rules say of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { load } from '#load';
import { runRules } from '../../../etl/steps/flag.ts';
import type { FlagFact } from '../../rules/flagged.ts';
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

/**
 * Months 4 (twice) and 5 of one year, and the months before and after two re-organisations of the government;
 * with `MINGZHANG_SNAPSHOTS=all` every snapshot whose month its publisher states.
 */
const FEW = [
  '2017-06-09__4f45ee81', '2017-06-12__9093f447', '2017-06-23__6d278f9e',
  '2019-09-04__c91b5552', '2019-10-14__bae0a3a2', '2023-07-28__75944a23', '2023-09-26__7048e737',
]; // prettier-ignore
const WHOLE = process.env['MINGZHANG_SNAPSHOTS'] === 'all';
/** The last month under the old sections; both times August was wholly under the new ones. */
const REORGANISED = { 2019: 7, 2023: 6 } as const;
/** Its publisher says January where it holds July. */
const WRONG = '2024-09-04__cfc44c03';

function listed(): readonly (Listed & { readonly month: number })[] {
  const all = JSON.parse(readFileSync(join(root ?? '', 'manifest.json'), 'utf8')) as Listed[];
  return all.flatMap((snapshot) => {
    const month = Number(/^([1-9]\d?)M$/.exec(snapshot.status)?.[1] ?? 0);
    const asked = WHOLE
      ? snapshot.rows !== null && !snapshot.file.includes(WRONG)
      : FEW.some((name) => snapshot.file.includes(name));
    return month > 0 && asked ? [{ ...snapshot, month }] : [];
  });
}

describe.skipIf(root === null)('a year of snapshots', () => {
  let database: Database;
  let flags: readonly FlagFact[];
  beforeAll(async () => {
    database = await freshDatabase();
    // Named, because some snapshots have no header by which it could be recognised.
    const path = 'madrid/execution.yaml';
    const text = readFileSync(join(import.meta.dirname, '../../../etl/layouts', path), 'utf8');
    const mapping = { path, text };
    let newest = 0;
    for (const { file, month } of listed()) {
      const bytes = readFileSync(join(root ?? '', file));
      const { files, version } = await load(database, {
        inputs: [{ path: file, bytes }],
        declared: { month },
        mapping,
        by: 'tests',
        rules: 'later',
      });
      expect(files.map(({ status, rejects }) => [status, rejects])).toEqual([['published', []]]);
      newest = version ?? newest;
    }
    await runRules(database, newest);
    ({ rows: flags } = await database.owner.query<FlagFact>(
      'select * from flags where version = $1 order by flag_id',
      [newest],
    ));
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

  test('every rule runs on them, breaks nowhere, and says what is missing where it cannot judge', async () => {
    const { rows: broken } = await database.owner.query(`select rule, problem from rule_runs where status <> 'ran'`); // prettier-ignore
    expect(broken).toEqual([]);
    const lacking = flags.filter(({ explanation }) => explanation.zh.includes('尚未载入'));
    expect(lacking.every(({ severity }) => severity === 'grey')).toBe(true);
    expect(lacking.find(({ rule }) => rule === 'PY-01')?.explanation.zh).toContain('“支付');
    expect(lacking.some(({ rule }) => rule === 'BE-01')).toBe(false);
  });

  test('nothing is a breach; lines are not judged where the source controls by pools', () => {
    const raised = flags.filter(({ severity }) => severity !== 'grey');
    expect(raised.filter(({ kind }) => kind === 'breach')).toEqual([]);
    const counts = new Map<string, number>();
    for (const { rule } of raised) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    if (WHOLE) console.log(counts);
    else expect(Object.fromEntries(counts)).toEqual({ 'BE-01': 30, 'BE-02': 2 });
    expect(flags.filter(({ rule }) => rule === 'BE-03')).toEqual([]);
  });

  test.each(Object.entries(REORGANISED))(
    'the re-organisation of %s raises no more than a note',
    async (year, last) => {
      const units = async (at: string) => {
        const rows = await ask(`executed&by=unit,unit.department&year=${year}&${at}`);
        return new Set(rows.flatMap((row) => [row['unit'], row['unit.department']]));
      };
      const before = await units(`to=${year}-0${String(last)}`);
      const come = [...(await units('month=8'))].filter((unit) => !before.has(unit));
      expect(come.length).toBeGreaterThan(0);
      const raised = flags.filter((flag) => flag.year === Number(year) && (flag.month ?? 0) > last && come.includes(flag.unit)); // prettier-ignore
      expect(raised.every(({ severity, kind }) => severity === 'yellow' && kind === 'signal')).toBe(true); // prettier-ignore
      if (year === '2019') expect(raised.length).toBeGreaterThan(0);
    },
  );
});
