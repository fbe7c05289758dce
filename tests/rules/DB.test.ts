/** In charge of the examples of DB-02 … DB-06: the debt ratio, idle and misused bond money, debt service, debt without a resolution. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import { publishLoad, storeLoad, type DebtFact } from './facts.ts';
import { readVerdicts, type Verdicts } from './family.ts';
import { storeLedgers, type LedgerFacts, type RowFact } from './ledgerFacts.ts';

const register = (
  dataset: string,
  region: string,
  rows: readonly RowFact[],
  more: Partial<LedgerFacts> = {},
): LedgerFacts => ({
  dataset, region, rows, reported: '2025-06-30',
  names: { unit: { '125001': '建设局' }, project: { P1: '人民医院新院区' } },
  ...more,
}); // prettier-ignore
/** Debt of so much, against a capacity of 10,000 in two parts and a line that repeats their sum. */
const ratio = (region: string, general: number, special: number, year = 2025): DebtFact[] =>
  (['general', 'special'] as const).map((kind) => ({
    region, year, kind, figures: { balance: kind === 'general' ? general : special },
  })); // prettier-ignore
const capacity = (region: string, year = 2025) =>
  register(
    'capacity',
    region,
    [
      { item: '一般公共预算财力', amount: 7_000 },
      { item: '政府性基金预算财力', amount: 3_000 },
      { item: '综合财力合计', amount: 10_000 },
    ],
    { year },
  );
const bond = (more: RowFact): RowFact => ({
  unit: '125001', project: 'P1', bond: 'B1', name: '2024年专项债券一期', kind: 'special', purpose: 'new',
  arrived_on: '2025-01-01', checked_on: '2025-06-30', amount: 1_000, paid: 0, ...more,
}); // prettier-ignore
const bonds = (region: string, ...rows: readonly RowFact[]) =>
  register('bonds', region, rows.map(bond));
const payment = (more: RowFact): RowFact => ({
  department: '125', unit: '125001', project: 'P1', month: 5, fund: '13', economic_class: '302', amount: 10, ...more,
}); // prettier-ignore
const payments = (region: string, ...rows: readonly RowFact[]): LedgerFacts => ({
  dataset: 'payments', region, month: 6, rows: rows.map(payment),
  names: { fund: { '11': '一般公共预算资金', '13': '地方政府专项债券资金' }, unit: { '125001': '建设局' }, project: { P1: '人民医院新院区' } },
}); // prettier-ignore
const due = (more: RowFact): RowFact => ({
  bond: 'B1', name: '2020年一般债券', kind: 'general', due_on: '2025-09-30', principal: 900, interest: 100, arranged: 1_000, paid: null, ...more,
}); // prettier-ignore
const dues = (region: string, ...rows: readonly RowFact[]) =>
  register('repayments', region, rows.map(due));
const resolution = (region: string, ...rows: readonly RowFact[]) =>
  register('resolutions', region, rows.map((row) => ({
    document: '1号', title: '关于预算调整的决议', kind: 'adjustment', about: 'debt', decided_on: '2025-05-20', ...row,
  }))); // prettier-ignore

const debts: readonly DebtFact[] = [
  ...ratio('119.9 %', 6_000, 5_990),
  ...ratio('120 %', 6_000, 6_000, 2024), ...ratio('120 %', 5_000, 5_000),
  ...ratio('200 %', 10_000, 10_000),
  ...ratio('300 %', 15_000, 15_000),
  { region: 'total alone', kind: 'total', figures: { balance: 12_500 } },
  ...ratio('no capacity', 90_000, 90_000),
]; // prettier-ignore
const ledgers: readonly LedgerFacts[] = [
  ...['119.9 %', '120 %', '200 %', '300 %', 'total alone'].map((region) => capacity(region)),
  capacity('120 %', 2024),
  bonds('six months, half spent', { paid: 500 }),
  bonds('six months, less than half', { paid: 499, interest_paid: 12 }),
  bonds('a day before six months', { arrived_on: '2025-01-02' }),
  bonds('a year, 80 % spent', { arrived_on: '2024-07-01', paid: 800 }),
  bonds('a year, 79 % spent', { arrived_on: '2024-07-01', paid: 790 }),
  bonds('18 months, 79 % spent', { arrived_on: '2024-01-01', paid: 790 }),
  bonds('general bonds', { arrived_on: '2024-01-01', kind: 'general' }),
  bonds('refinancing', { arrived_on: '2024-01-01', purpose: 'refinancing' }),
  bonds('two parts of one project', { arrived_on: '2024-07-01', paid: 100 }, { bond: 'B2', paid: 0 }),
  bonds('not stated', { paid: null }),
  payments('current spending', {}, { economic_class: '301', amount: 5 }),
  payments('capital spending', { economic_class: '310' }),
  payments('other money', { fund: '11' }),
  payments('management fee', { purpose: '建设单位管理费' }),
  payments('government class alone', { economic_class: null, gov_economic_class: '502' }),
  payments('refunded', {}, { amount: -10, refund: true }),
  payments('bond money not told apart', { fund: '11' }),
  bonds('bond money not told apart', { paid: 300 }),
  dues('arranged', {}),
  dues('half arranged', { arranged: 500 }),
  dues('beyond a year', { due_on: '2026-06-30', arranged: 0 }),
  dues('arranged nowhere', { arranged: null }),
  dues('overdue', { due_on: '2025-05-31', paid: 200, arranged: 1_000 }),
  dues('paid', { due_on: '2025-05-31', paid: 1_000 }),
  ...[1_200, 1_199, 999].map((income) =>
    dues(`project revenue ${String(income)}`, { kind: 'special', project: 'P1', project_revenue: income }),
  ),
  bonds('approved', {}), resolution('approved', { book: 'fund', amount: 1_000 }),
  bonds('approved in part', {}), resolution('approved in part', { book: 'fund', amount: 400 }),
  bonds('never approved', { purpose: 'onLent' }),
  bonds('approved for another budget', {}), resolution('approved for another budget', { book: 'general', amount: 1_000 }),
  bonds('approved for either', {}, { kind: 'general', amount: 300 }), resolution('approved for either', { amount: 1_200 }),
  bonds('only a limit', {}), resolution('only a limit', { kind: 'debtLimit', book: 'fund', amount: 9_000 }),
  bonds('amount not stated', {}), resolution('amount not stated', { book: 'fund', amount: null }),
  bonds('of last year', { arrived_on: '2024-11-30' }),
  bonds('only refinanced', { purpose: 'refinancing' }),
]; // prettier-ignore

let database: Database;
let verdicts: Verdicts;
beforeAll(async () => {
  database = await freshDatabase();
  const load = await storeLedgers(database, ledgers);
  const printed = await storeLoad(database, [], debts);
  await database.owner.query('update batches set load_id = $1 where load_id = $2', [load, printed]);
  await database.owner.query('update load_tables set load_id = $1 where load_id = $2', [
    load,
    printed,
  ]);
  const rules = ['DB-02', 'DB-03', 'DB-04', 'DB-05', 'DB-06'];
  verdicts = await readVerdicts(database, rules, await publishLoad(database, load));
});
afterAll(() => database.close());

describe('DB-02, debt-ratio band', () => {
  test.each([
    ['119.9 %', []],
    ['120 %', ['region 2024-12 yellow']],
    ['200 %', ['region 2025-12 orange']],
    ['300 %', ['region 2025-12 red']],
    ['total alone', ['region 2025-12 yellow']],
    ['no capacity', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('DB-02', region)).toEqual(expected);
  });

  test('leaves out the line that repeats the sum of the others', () => {
    const [flag] = verdicts.of('DB-02', '200 %');
    expect(flag?.explanation.zh).toContain(
      '政府债务余额2.00亿元，综合财力1.00亿元，债务率200.0%，处于橙色档',
    );
    expect(flag?.evidence.map(({ dataset }) => dataset).sort()).toEqual([
      'capacity',
      'capacity',
      'debt',
      'debt',
    ]);
  });
});

describe('DB-03, idle special-bond money', () => {
  test.each([
    ['six months, half spent', []],
    ['six months, less than half', ['125001 2025 yellow']],
    ['a day before six months', []],
    ['a year, 80 % spent', []],
    ['a year, 79 % spent', ['125001 2025 orange']],
    ['18 months, 79 % spent', ['125001 2025 red']],
    ['general bonds', []],
    ['refinancing', []],
    ['two parts of one project', ['125001 2025 orange']],
    ['not stated', ['region 2025 grey']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('DB-03', region)).toEqual(expected);
  });

  test('says what the idle money costs, and of which project', () => {
    const [flag] = verdicts.of('DB-03', 'six months, less than half');
    expect(flag).toMatchObject({ project: 'P1', kind: 'signal', amount_at_stake: 501_000_000n });
    expect(flag?.explanation.zh).toContain(
      '人民医院新院区专项债1,000万元到账6个月，支出49.9%，尚有501万元未支出，债券利息已付12万元',
    );
  });
});

describe('DB-04, bond money for current spending', () => {
  test.each([
    ['current spending', ['125001 2025 red']],
    ['capital spending', []],
    ['other money', []],
    ['management fee', []],
    ['government class alone', ['125001 2025 red']],
    ['refunded', []],
    ['bond money not told apart', ['region 2025 grey']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('DB-04', region)).toEqual(expected);
  });

  test('names the classes and shows the payments', () => {
    const [flag] = verdicts.of('DB-04', 'current spending');
    expect(flag).toMatchObject({ kind: 'breach', project: 'P1', amount_at_stake: 15_000_000n });
    expect(flag?.explanation.zh).toBe(
      'current spending本级建设局人民医院新院区以债券资金列支工资福利支出、商品和服务支出15万元，共2笔；举借债务只能用于公益性资本支出。',
    );
    expect(flag?.evidence).toHaveLength(2);
  });
});

describe('DB-05, debt service', () => {
  test.each([
    ['arranged', []],
    ['half arranged', ['region 2025 orange']],
    ['beyond a year', []],
    ['arranged nowhere', ['region 2025 grey']],
    ['overdue', ['B1 2025 red']],
    ['paid', []],
    ['project revenue 1200', []],
    ['project revenue 1199', ['P1 2025 yellow']],
    ['project revenue 999', ['P1 2025 orange']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('DB-05', region)).toEqual(expected);
  });

  test('speaks as of the day up to which the year is known', () => {
    expect(verdicts.of('DB-05', 'half arranged')[0]?.explanation.zh).toBe(
      'half arranged本级截至2025年6月30日，未来12个月应还本息1,000万元，已安排500万元（50.0%），缺口500万元。',
    );
    expect(verdicts.of('DB-05', 'overdue')[0]?.explanation.zh).toContain('逾期30天，尚欠800万元');
  });
});

describe('DB-06, new debt not in an adjustment plan', () => {
  test.each([
    ['approved', []],
    ['approved in part', ['special 2025 red']],
    ['never approved', ['special 2025 red']],
    ['approved for another budget', ['special 2025 red']],
    ['approved for either', ['special 2025 red']],
    ['only a limit', ['special 2025 red']],
    ['amount not stated', ['special 2025 grey']],
    ['of last year', []],
    ['only refinanced', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('DB-06', region)).toEqual(expected);
  });

  test('asks about what no resolution covers', () => {
    const [flag] = verdicts.of('DB-06', 'approved in part');
    expect(flag).toMatchObject({ kind: 'breach', amount_at_stake: 600_000_000n });
    expect(flag?.explanation.zh).toContain(
      '常委会批准列入预算的400万元，600万元未见相应预算调整决议',
    );
    expect(verdicts.of('DB-06', 'approved for either')[0]?.amount_at_stake).toBe(100_000_000n);
  });
});
