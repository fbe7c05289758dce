/** In charge of the examples of the rules of budget execution that look at reserve, carry-over, guaranteed spending, terms and detail: BE-11 to BE-18. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import { judge, type Verdicts } from './family.ts';
import type { LedgerFacts, RowFact } from './ledgerFacts.ts';

const execution = (region: string, month: number, rows: readonly RowFact[], more: Partial<LedgerFacts> = {}): LedgerFacts => ({
  region, month, rows: rows.map((row) => ({ department: '1', unit: '101', class: '205', group_: '20502', item_: '2050202', ...row })),
  names: { unit: { '101': '第一小学', '201': '区教育局', '301': '区民政局' } }, ...more,
}); // prettier-ignore
const uses = (region: string, month: number, amount: number): LedgerFacts => ({
  dataset: 'movements', region, month: 12,
  rows: [{ date: '2025-03-01', month, kind: 'virement', document: 'R1', unit: '118', class: '227', amount: -amount }],
}); // prettier-ignore
const reserve = (region: string, original: number) =>
  execution(region, 6, [
    { original: 9_800, final: 9_800, executed: 0 },
    { class: '227', group_: null, item_: null, unit: '118', original, final: original, executed: 0 },
  ]); // prettier-ignore
const carried = (region: string, year: number, month: number, rows: Readonly<Record<string, readonly [number, number]>>) =>
  execution(region, month, Object.entries(rows).map(([project, [final, executed]]) => ({ project, carried: 'carried', final, executed })), { year }); // prettier-ignore
/** Wages of 1,200 a year, by month to date. */
const wages = (region: string, toDate: Readonly<Record<number, number>>, more: RowFact = {}) =>
  Object.entries(toDate).map(([month, executed]) =>
    execution(region, Number(month), [{ economic_class: '301', final: 1_200, executed, ...more }]),
  );
const paid = (region: string, months: readonly number[], others: readonly number[]): LedgerFacts => ({
  dataset: 'payments', region, month: 6,
  rows: [
    ...months.map((month) => ({ unit: '101', month, economic_class: '301', economic: '30101', salary: true, amount: 100 })),
    ...others.map((month) => ({ unit: '999', month, economic_class: '302', economic: '30201', amount: 1 })),
  ],
}); // prettier-ignore
const approval = (
  unit: string,
  kind: string,
  approved_on: string | null,
  issued_on: string | null,
): RowFact => ({ unit, kind, approved_on, issued_on });
const detail = (project: string, other: number, budget = 100): RowFact[] => [
  { project, economic: '30299', original: other }, { project, economic: '30201', original: budget - other },
]; // prettier-ignore

const cases: readonly LedgerFacts[] = [
  reserve('reserve of 2 %', 200), uses('reserve of 2 %', 6, 180),
  reserve('nearly all used', 200), uses('nearly all used', 6, 181),
  reserve('used in July', 200), uses('used in July', 7, 200),
  reserve('reserve of 0.9 %', 90),
  carried('carried', 2023, 12, { chain: [50, 30] }),
  carried('carried', 2024, 13, { chain: [50, 20], used: [50, 50], crumbs: [50, 49.01], back: [50, 10] }),
  carried('carried', 2025, 12, { chain: [50, 49] }),
  carried('carried', 2026, 10, { running: [50, 30], 'almost used': [50, 41] }),
  carried('September', 2026, 9, { running: [50, 30] }),
  execution('left over', 12, [
    { unit: 'a tenth', final: 2_000, executed: 1_800 },
    { unit: 'more', final: 2_000, executed: 1_799 },
    { unit: 'a third', final: 2_000, executed: 1_333 },
    { unit: 'little money', final: 200, executed: 101 },
  ]),
  execution('left over in June', 6, [{ final: 2_000, executed: 0 }]),
  ...['fund of 31 %', 'fund of 30 %'].flatMap((region, at) => [
    execution(region, 12, [{ class: '212', group_: '21208', item_: '2120801', final: 1_310, executed: 1_000 + at * 10 }], { book: 'fund' }),
    execution(region, 12, [{ unit: null, class: '103', group_: '10301', item_: '1030148', final: 1_000, executed: 1_000 }], { book: 'fund', flow: 'revenue' }),
  ]),
  ...wages('wages on time', { 6: 565 }),
  ...wages('wages behind', { 5: 464, 6: 539, 7: 600 }),
  ...wages('slow as ever', { 6: 500 }),
  ...[2023, 2024].flatMap((year) => wages('slow as ever', { 6: 510 }).map((facts) => ({ ...facts, year }))),
  ...wages('small wages', { 6: 0 }, { final: 9.9 }),
  ...wages('project of wages', { 6: 0 }, { project: 'P1' }),
  execution('relief behind', 6, [{ unit: '301', class: '208', group_: '20819', item_: '2081901', project: 'P1', final: 1_000, executed: 410 }]),
  execution('all slow', 6, Array.from({ length: 12 }, (_, at) => ({ unit: `U${String(at)}`, economic_class: '302', final: 1_000, executed: at === 0 ? 300 : 400 + at }))),
  ...wages('month without wages', { 4: 400, 5: 500 }), paid('month without wages', [1, 2, 3, 5], [5]),
  ...wages('new unit', { 4: 400, 5: 500 }), paid('new unit', [4, 5], [5]),
  execution('departments', 12, [
    { department: 'A', unit: 'A1', class: '201', original: 1_000, executed: 1_200 },
    { department: 'B', unit: 'B1', class: '201', original: 1_000, executed: 800 },
  ]),
  execution('classes alone', 12, [
    { department: 'A', unit: 'A1', class: '201', original: 1_000, executed: 1_200 },
    { department: 'A', unit: 'A1', class: '205', original: 1_000, executed: 800 },
    { department: 'B', unit: 'B1', class: '205', original: 1_000, executed: 1_000 },
  ]),
  {
    dataset: 'approvals', region: 'passed on',
    rows: [
      approval('in 20 days', 'departmentBudget', '2025-01-20', '2025-02-09'),
      approval('in 21 days', 'departmentBudget', '2025-01-20', '2025-02-10'),
      approval('in 15 days', 'unitBudget', '2025-02-10', '2025-02-25'),
      approval('in 16 days', 'unitBudget', '2025-02-10', '2025-02-26'),
      approval('accounts', 'departmentAccounts', '2025-07-27', '2025-08-20'),
      approval('pending', 'unitBudget', '2025-02-10', null),
      approval('published only', 'governmentBudget', '2025-01-20', '2025-06-01'),
      approval('no date', 'unitBudget', null, '2025-06-01'),
    ],
  },
  execution('passed on', 3, [{ final: 10, executed: 1 }]),
  execution('detail', 3, [
    ...detail('a tenth', 10), ...detail('more than a tenth', 10.1), ...detail('a fifth', 20), ...detail('more than a fifth', 20.1), ...detail('small', 9, 9.9),
    { project: 'carried', carried: 'carried', economic: '30299', original: 100 }, { economic: '30299', original: 100 },
  ]),
]; // prettier-ignore

let database: Database;
let verdicts: Verdicts;
beforeAll(async () => {
  database = await freshDatabase();
  const rules = ['BE-11', 'BE-12', 'BE-13', 'BE-14', 'BE-15', 'BE-17', 'BE-18'];
  verdicts = await judge(database, rules, cases);
});
afterAll(() => database.close());
const of = (rule: string, region: string) => verdicts.of(rule, region);
const outline = (rule: string, region: string) => verdicts.outline(rule, region);
const byProject = (rule: string, region: string) =>
  of(rule, region).map(
    ({ project, year, month, severity }) =>
      `${project ?? '-'} ${String(year)}-${String(month)} ${severity}`,
  );

describe('BE-11, the reserve of a ledger', () => {
  test.each([
    ['reserve of 2 %', []],
    ['nearly all used', ['227 2025-6 yellow']],
    ['used in July', []],
    ['reserve of 0.9 %', ['227 2025-6 red']],
  ])('%s → %j', (region, expected) => {
    expect(outline('BE-11', region)).toEqual(expected);
  });

  test('used early is a question, not a breach', () => {
    const [flag] = of('BE-11', 'nearly all used');
    expect(flag?.kind).toBe('signal');
    expect(flag?.explanation.zh).toContain('预备费200万元，截至6月已动用181万元，占90.5%（1次）');
  });
});

describe('BE-12, carry-over unspent two years running', () => {
  test('is a breach at the end of the second year, with the first year of an unbroken chain', () => {
    expect(byProject('BE-12', 'carried')).toEqual([
      'chain 2023-12 red',
      'back 2024-13 red',
      'chain 2024-13 red',
      'chain 2025-12 red',
      'running 2026-10 yellow',
    ]);
    const last = of('BE-12', 'carried').find(({ year }) => year === 2025);
    expect(last?.explanation.zh).toContain('结转资金1万元自2022年起连续两年未用完');
  });

  test('is a reminder from October of the running year, and nothing before', () => {
    const flag = of('BE-12', 'carried').find(({ severity }) => severity === 'yellow');
    expect(flag).toMatchObject({ kind: 'signal', project: 'running' });
    expect(outline('BE-12', 'September')).toEqual([]);
  });
});

describe('BE-13, large carry-over', () => {
  test('of units above a tenth and 100 万元, when the year is over', () => {
    expect(outline('BE-13', 'left over')).toEqual(['a third 2025-12 red', 'more 2025-12 yellow']);
    expect(outline('BE-13', 'left over in June')).toEqual([]);
  });

  test('of a fund above 30 % of its income', () => {
    expect(outline('BE-13', 'fund of 31 %')).toEqual(['1030148 2025-12 orange']);
    expect(outline('BE-13', 'fund of 30 %')).toEqual([]);
    expect(of('BE-13', 'fund of 31 %')[0]?.explanation.zh).toContain(
      '“国有土地使用权出让收入”安排的支出2025年末结转310万元，占该项基金当年收入1,000万元的31.0%',
    );
  });
});

describe('BE-14, wages, basic services and operation', () => {
  test.each([
    ['wages on time', []],
    ['wages behind', ['101 2025-5 yellow', '101 2025-6 orange', '101 2025-7 red']],
    ['slow as ever', []],
    ['small wages', []],
    ['project of wages', []],
    ['relief behind', ['301 2025-6 red']],
    ['all slow', ['U0 2025-6 red']],
    ['new unit', []],
  ])('%s → %j', (region, expected) => {
    expect(outline('BE-14', region).filter((line) => line.includes(' 2025-'))).toEqual(expected);
  });

  test('a month without wages is red at once', () => {
    expect(outline('BE-14', 'month without wages')).toEqual(['101 2025-4 red']);
    expect(of('BE-14', 'month without wages')[0]?.explanation.zh).toContain(
      '第一小学2025年4月未见工资支付，此前3个月均按月支付',
    );
  });
});

describe('BE-15, the mix by department', () => {
  test('is told beside the mix by class, and is none where departments keep their share', () => {
    expect(outline('BE-15', 'departments')).toEqual(['departments 2025-12 red']);
    expect(of('BE-15', 'departments')[0]?.explanation.zh).toContain('结构偏离度为20.0%');
    expect(outline('BE-15', 'classes alone')).toEqual(['region 2025-12 orange']);
  });
});

describe('BE-17, late approval', () => {
  test('after 20 days to departments and 15 to units; in time, without a date and of other kinds is none', () => {
    expect(outline('BE-17', 'passed on')).toEqual([
      'in 16 days 2025-2 orange',
      'in 21 days 2025-2 red',
      'pending 2025-3 orange',
      'accounts 2025-8 red',
    ]);
    expect(of('BE-17', 'passed on')[1]?.explanation.zh).toContain(
      '部门预算于2025-02-10批复，距2025-01-20共21天，超过法定20天1天',
    );
    expect(of('BE-17', 'passed on')[2]?.explanation.zh).toContain('截至2025-03-31已49天仍未见批复');
  });
});

describe('BE-18, too much under “other”', () => {
  test('of a project above a tenth and a fifth; small, carried-over and basic budgets are none', () => {
    expect(byProject('BE-18', 'detail')).toEqual([
      'a fifth 2025-3 yellow',
      'more than a fifth 2025-3 orange',
      'more than a tenth 2025-3 yellow',
    ]);
  });
});
