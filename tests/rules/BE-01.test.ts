/** In charge of the examples of BE-01 and BE-02, spending behind and ahead of schedule. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { runRules } from '../../etl/steps/flag.ts';
import { freshDatabase } from '../support/postgres.ts';
import type { FlagFact } from './flagged.ts';
import { addLedgers, emptyVersion, type LedgerFacts } from './ledgerFacts.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => emptyVersion(database));

interface Told extends FlagFact {
  readonly month: number;
  readonly unit: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A month of one unit with a budget of 1,000 万元 unless said, and of a large one that keeps the pace. */
const month = (at: number, executed: number, more: Partial<LedgerFacts> = {}): LedgerFacts => ({
  month: at,
  rows: [
    { department: '131', unit: '131001', class: '205', final: 1_000, executed },
    { department: '131', unit: '131002', class: '205', final: 90_000, executed: 7_500 * Math.min(at, 12) },
  ],
  names: { unit: { '131001': '第一小学', '131': '教育局' } },
  ...more,
}); // prettier-ignore

async function flags(rule: string, ledgers: readonly LedgerFacts[]): Promise<Told[]> {
  const version = await addLedgers(database, ledgers);
  await runRules(database, version, [rule]);
  const run = await database.owner.query<{ problem: string | null }>(
    'select problem from rule_runs where version = $1',
    [version],
  );
  expect(run.rows).toEqual([{ problem: null }]);
  const { rows } = await database.owner.query<Told>(
    'select * from flags where version = $1 and rule = $2 order by unit, year, month',
    [version, rule],
  );
  return rows;
}
const outline = (told: readonly Told[]) =>
  told.map(({ unit, month: at, severity }) => `${unit} ${String(at)} ${severity}`);

describe('BE-01, behind the calendar', () => {
  // half a year: the calendar stands at 50 %
  test.each([
    [401, []],
    [400, ['131001 6 yellow']],
    [301, ['131001 6 yellow']],
    [300, ['131001 6 orange']],
    [200, ['131001 6 red']],
  ])('with %i of 1,000 spent by June → %j', async (executed, expected) => {
    expect(outline(await flags('BE-01', [month(6, executed)]))).toEqual(expected);
  });

  test('says by how much, and where the figures are', async () => {
    const [flag] = await flags('BE-01', [month(6, 250)]);
    expect(flag?.explanation.zh).toBe(
      '截至2025年6月，丽江市本级第一小学一般公共预算支出250万元，执行率25.0%，比序时进度慢25.0个百分点，尚有750万元未支出。',
    );
    expect(flag).toMatchObject({ kind: 'signal', amount_at_stake: 250_000_000n });
    expect(flag?.evidence[0]).toEqual({
      dataset: 'execution', measure: 'executed',
      where: { region: '530700', scope: 'own', year: '2025', month: '6', book: 'general', flow: 'expenditure', unit: '131001' },
    }); // prettier-ignore
  });

  test('is told where it begins or grows, and for the latest month', async () => {
    const year = [150, 180, 280, 340, 300, 250].map((executed, at) => month(at + 2, executed));
    // gaps: Feb 1.7, Mar 7.0, Apr 5.3, May 7.7, Jun 20.0, Jul 33.3 points
    expect(outline(await flags('BE-01', year))).toEqual(['131001 6 orange', '131001 7 red']);
    expect(outline(await flags('BE-01', [month(8, 310)]))).toEqual([
      '131001 6 orange',
      '131001 7 red',
      '131001 8 red',
    ]);
  });

  test.each([
    ['set up within the year', null, 'yellow'],
    ['whose budget moved by more than three tenths', 1_430, 'yellow'],
    ['whose budget moved by less', 1_420, 'red'],
  ])('of a unit %s (%s before): %s', async (_, before, severity) => {
    const own = (final: number, executed: number) => ({ department: '131', unit: '131001', class: '205', final, executed });
    const large = { department: '131', unit: '131002', class: '205', final: 90_000 };
    const january = { rows: [{ ...large, executed: 7_500 }, ...(before === null ? [] : [own(before, 83)])] };
    const told = await flags('BE-01', [month(1, 0, january), month(6, 0)]);
    expect(outline(told)).toEqual([`131001 6 ${severity}`]);
    const noted = told[0]?.explanation.zh.endsWith('；该单位年内新设或预算有较大增减，进度仅供参考。');
    expect(noted).toBe(severity === 'yellow');
  }); // prettier-ignore

  test('leaves out the first two months, the closing period and small budgets', async () => {
    expect(await flags('BE-01', [month(2, 0), month(13, 0)])).toEqual([]);
    const small = { rows: [{ department: '131', unit: '131001', final: 9.9, executed: 0 }] };
    expect(await flags('BE-01', [month(6, 0, small)])).toEqual([]);
  });

  test('is milder for who was always slow: the smaller of both gaps counts', async () => {
    const past = [2023, 2024].map((year) => month(6, 240, { year }));
    expect(outline(await flags('BE-01', [...past, month(6, 200)]))).toEqual([
      '131001 6 orange',
      '131001 6 orange',
    ]);
    const told = await flags('BE-01', [month(6, 100)]);
    expect(outline(told.filter(({ year }) => year === 2025))).toEqual(['131001 6 yellow']);
    expect(told.at(-1)?.explanation.zh).toContain('比本单位近2年同期平均24.0%慢14.0个百分点');
  });

  test('without a history is milder where most are slow: the lower edge of what is common counts', async () => {
    const rows = Array.from({ length: 12 }, (_, at) => ({
      department: '131', unit: `13${String(at)}`, final: 1_000, executed: at === 0 ? 100 : 200 + at * 10,
    })); // prettier-ignore
    const told = await flags('BE-01', [month(6, 0, { rows })]);
    // the common range ends near 22 %, so that one unit is about 12 points behind it and the others are within
    expect(outline(told.filter(({ unit }) => unit !== '131'))).toEqual(['130 6 yellow']);
    expect(told[0]?.explanation.zh).toMatch(/比同月各单位常见区间的下限2\d\.\d%慢1\d\.\d个百分点/u);
    expect(told[0]?.parameters).toMatchObject({ base_meets: 2, base_of: 13, base_usual: null });
  });

  test('of a department with one unit is told once, of the department', async () => {
    const rows = [{ department: '131', unit: '131001', final: 1_000, executed: 100 }];
    expect(outline(await flags('BE-01', [month(6, 0, { rows })]))).toEqual(['131 6 red']);
  });

  test('reads the winning source alone, and adds up amounts of single months', async () => {
    const low = month(6, 100, { source: 'other', kind: 'simulated' });
    expect(await flags('BE-01', [month(6, 500), low])).toEqual([]);
    const monthly = [1, 2, 3, 4, 5, 6].map((at) =>
      month(at, 80, {
        year: 2024,
        amounts: 'month',
        rows: [
          { department: '131', unit: '131001', final: 1_000, executed: 80 },
          { department: '131', unit: '131002', final: 90_000, executed: 7_500 },
        ],
      }),
    );
    expect(await flags('BE-01', monthly)).toEqual([]);
  });
});

describe('BE-02, ahead of the calendar', () => {
  test.each([
    [699, []],
    [700, ['131001 6 yellow']],
    [800, ['131001 6 orange']],
    [900, ['131001 6 red']],
  ])('with %i of 1,000 spent by June → %j', async (executed, expected) => {
    expect(outline(await flags('BE-02', [month(6, executed)]))).toEqual(expected);
  });

  test('asks about advance payments', async () => {
    const [flag] = await flags('BE-02', [month(6, 800)]);
    expect(flag?.explanation.zh).toBe(
      '截至2025年6月，丽江市本级第一小学一般公共预算支出800万元，执行率80.0%，超序时进度30.0个百分点。',
    );
    expect(flag?.question.zh).toContain('提前支付');
    expect(await flags('BE-01', [month(6, 800)])).toEqual([]);
  });
});
