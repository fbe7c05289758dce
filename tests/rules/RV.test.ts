/** In charge of the examples of RV-01, RV-02, RV-04 and RV-05, and of RV-03 on ledgers: revenue behind, swinging, over-collected, not paid in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import { judge, type Verdicts } from './family.ts';
import type { LedgerFacts, RowFact } from './ledgerFacts.ts';

/** Value added tax, corporate tax and use of state resources to a month, of budgets of 600, 300 and 100. */
const revenue = (
  region: string,
  [year, month]: readonly [number, number],
  [vat, corporate, resources]: readonly [number, number, number],
  more: Partial<LedgerFacts> = {},
): LedgerFacts => ({
  region, year, month, flow: 'revenue',
  rows: [
    { class: '101', group_: '10101', final: 600, executed: vat },
    { class: '101', group_: '10104', final: 300, executed: corporate },
    { class: '103', group_: '10307', final: 100, executed: resources },
    { class: '110', group_: '11002', final: 9_000, executed: 1 },
  ],
  names: { revenueItem: { '10101': '增值税', '10104': '企业所得税', '10307': '国有资源有偿使用收入' } },
  ...more,
}); // prettier-ignore
/** All in value added tax. */
const total = (region: string, at: readonly [number, number], executed: number) =>
  revenue(region, at, [executed - 120, 80, 40]);
const land = (region: string, year: number, executed: number): LedgerFacts => ({
  region, year, month: 6, flow: 'revenue', book: 'fund',
  rows: [{ class: '103', group_: '10301', item_: '1030148', final: 5_000, executed }],
}); // prettier-ignore
const spending = (region: string, rows: readonly RowFact[]): LedgerFacts => ({ region, rows });
const saved = (region: string, executed: number) =>
  spending(region, [
    { class: '205', final: 900, executed: 900 },
    { class: '230', group_: '23015', final: 0, executed },
  ]);
const receipt = (more: RowFact): RowFact => ({
  department: '131', unit: '131001', receipt: '1', name: '考试费', handling: 'payable', amount: 8, remitted: 0,
  collected_on: '2025-06-10', checked_on: '2025-06-30', ...more,
}); // prettier-ignore
const nontax = (region: string, ...rows: readonly RowFact[]): LedgerFacts => ({
  dataset: 'nontax',
  region,
  rows: rows.map(receipt),
  names: { unit: { '131001': '第一中学' } },
});

const cases: readonly LedgerFacts[] = [
  ...[451, 450, 400, 350].map((sum) => total(`june ${String(sum)}`, [2025, 6], sum)),
  total('february', [2025, 2], 130),
  ...[2023, 2024].map((year) => total('always slow', [year, 6], 400)),
  total('always slow', [2025, 6], 360),
  ...[1, 2, 3, 4, 5].map((month) => total('grows', [2025, month], [83, 166, 190, 230, 300][month - 1] ?? 0)),
  revenue('falls', [2024, 6], [400, 150, 50]),
  revenue('falls', [2025, 6], [250, 120, 60]),
  // swings: two years at June, nothing known of May
  ...([[1_200, '+20 %'], [1_201, '+20.1 %'], [700, '-30 %'], [699, '-30.1 %']] as const).flatMap(([sum, name]) => [
    total(name, [2024, 6], 1_000),
    total(name, [2025, 6], sum),
  ]),
  ...([6, 12] as const).flatMap((month) => [
    total(`twice in ${String(month)}`, [2024, month - 1], 900),
    total(`twice in ${String(month)}`, [2024, month], 1_000),
    total(`twice in ${String(month)}`, [2025, month - 1], 1_050),
    total(`twice in ${String(month)}`, [2025, month], 1_250),
  ]),
  ...[150, 151].flatMap((sum) => [
    revenue(`resources ${String(sum)}`, [2024, 6], [1_000, 500, 100]),
    revenue(`resources ${String(sum)}`, [2025, 6], [1_000, 500, sum]),
  ]),
  revenue('small base', [2024, 6], [1_000, 500, 99]),
  revenue('small base', [2025, 6], [1_000, 500, 300]),
  land('land', 2024, 1_000),
  land('land', 2025, 2_001),
  land('land sold as planned', 2024, 1_000),
  land('land sold as planned', 2025, 2_000),
  // a jump in June over May that last June made too, and one that it did not
  ...([['season', 500], ['no season', 310]] as const).flatMap(([name, lastJune]) => [
    total(name, [2024, 4], 200), total(name, [2024, 5], 300), total(name, [2024, 6], lastJune),
    total(name, [2025, 4], 220), total(name, [2025, 5], 320), total(name, [2025, 6], name === 'season' ? 520 : 480),
  ]),
  // the share of taxes
  revenue('nine months', [2024, 9], [600, 250, 100]),
  revenue('nine months', [2025, 9], [550, 250, 150]),
  revenue('much the same', [2024, 9], [600, 250, 100]),
  revenue('much the same', [2025, 9], [600, 250, 130]),
  // over-collection
  revenue('over, all saved', [2025, 12], [700, 300, 100]), saved('over, all saved', 100),
  revenue('over, part saved', [2025, 12], [700, 300, 100]), saved('over, part saved', 60),
  revenue('over, transfers not stated', [2025, 12], [700, 300, 100]),
  spending('over, transfers not stated', [{ class: '205', final: 900, executed: 900 }]),
  revenue('over in November', [2025, 11], [700, 300, 100]), saved('over in November', 0),
  revenue('just over', [2025, 12], [609, 300, 100]), saved('just over', 0),
  // non-tax money
  nontax('paid in late', { remitted: 8, remitted_on: '2025-06-29' }),
  nontax('paid in, sum not repeated', { remitted: null, remitted_on: '2025-06-29' }),
  nontax('ten days', { collected_on: '2025-06-20' }),
  nontax('eleven days', { collected_on: '2025-06-19' }, { receipt: '2', collected_on: '2025-06-01', amount: 3, remitted: 1, name: '场地费' }),
  nontax('spent', { collected_on: '2025-06-29', handling: 'spent' }),
]; // prettier-ignore

let database: Database;
let verdicts: Verdicts;
beforeAll(async () => {
  database = await freshDatabase();
  verdicts = await judge(database, ['RV-01', 'RV-02', 'RV-03', 'RV-04', 'RV-05'], cases);
});
afterAll(() => database.close());

describe('RV-01, revenue behind plan', () => {
  test.each([
    ['june 451', []],
    ['june 450', ['total 2025-6 yellow']],
    ['june 400', ['total 2025-6 orange']],
    ['june 350', ['total 2025-6 red']],
    ['february', []],
    ['always slow', ['total 2023-6 orange', 'total 2024-6 orange']],
    ['grows', ['total 2025-3 yellow', 'total 2025-4 orange', 'total 2025-5 orange']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('RV-01', region)).toEqual(expected);
  });

  test('names the tax that fell and how many items are behind', () => {
    const [flag] = verdicts.of('RV-01', 'falls').filter(({ year }) => year === 2025);
    expect(flag?.explanation.zh).toBe(
      '截至2025年6月，falls本级一般公共预算收入430万元，完成预算43.0%，慢于序时7.0个百分点，同比减收较多的是增值税（-150万元）、企业所得税（-30万元）。',
    );
    expect(flag?.parameters).toMatchObject({ base_meets: 2, base_of: 3, base_usual: null });
    expect(flag?.evidence[0]).toMatchObject({
      where: { region: 'falls', month: '6', flow: 'revenue' },
    });
  });
});

describe('RV-02, abnormal swing of revenue', () => {
  test.each([
    ['+20 %', []],
    ['+20.1 %', ['total 2025-6 yellow']],
    ['-30 %', []],
    ['-30.1 %', ['total 2025-6 yellow']],
    ['twice in 6', ['total 2025-6 orange']],
    ['twice in 12', ['total 2025-12 red']],
    ['resources 150', []],
    ['resources 151', ['10307 2025-6 yellow']],
    ['small base', []],
    ['land', ['1030148 2025-6 yellow']],
    ['land sold as planned', []],
    ['season', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('RV-02', region).filter((line) => !line.startsWith('10101'))).toEqual(
      expected,
    );
  });

  test('says which comparisons stand out', () => {
    const [flag] = verdicts
      .of('RV-02', 'no season')
      .filter(({ item, month }) => item === 'total' && month === 6);
    expect(flag?.severity).toBe('orange');
    expect(flag?.explanation.zh).toBe(
      '截至2025年6月，no season本级一般公共预算收入累计480万元，同比增长54.8%；当月160万元，同比增长1,500.0%，当月环比增长60.0%。',
    );
    expect(flag?.question.zh).toContain('空转虚增');
  });
});

describe('RV-03, the share of taxes on ledgers', () => {
  test('is compared at the same month and says which months', () => {
    expect(verdicts.outline('RV-03', 'nine months')).toEqual(['101 2025-9 yellow']);
    expect(verdicts.of('RV-03', 'nine months')[0]?.explanation.zh).toContain(
      '2025年1–9月一般公共预算收入950万元，其中税收收入800万元，占84.2%，比上年89.5%下降5.3个百分点',
    );
    expect(verdicts.outline('RV-03', 'much the same')).toEqual([]);
  });
});

describe('RV-04, use of over-collection', () => {
  test.each([
    ['over, all saved', []],
    ['over, part saved', ['total 2025-12 red']],
    ['over, transfers not stated', ['total 2025-12 grey']],
    ['over in November', []],
    ['just over', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('RV-04', region)).toEqual(expected);
  });

  test('asks where the difference went', () => {
    const [flag] = verdicts.of('RV-04', 'over, part saved');
    expect(flag).toMatchObject({ kind: 'breach', amount_at_stake: 40_000_000n });
    expect(flag?.explanation.zh).toBe(
      'over, part saved本级2025年一般公共预算收入1,100万元，超收100万元，补充预算稳定调节基金60万元，差额40万元请说明去向。',
    );
  });
});

describe('RV-05, non-tax revenue not paid in', () => {
  test.each([
    ['paid in late', []],
    ['paid in, sum not repeated', []],
    ['ten days', []],
    ['eleven days', ['131001 2025 orange']],
    ['spent', ['131001 2025 red']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('RV-05', region)).toEqual(expected);
  });

  test('adds up a unit, with the longest stay and its rows', () => {
    const [flag] = verdicts.of('RV-05', 'eleven days');
    expect(flag?.explanation.zh).toBe(
      'eleven days本级第一中学应缴未缴非税收入10万元，最长29天，涉及2笔，主要是考试费（8万元）、场地费（2万元）。',
    );
    expect(flag?.evidence).toHaveLength(2);
    expect(verdicts.of('RV-05', 'spent')[0]?.explanation.zh).toContain('直接支出8万元');
  });
});
