/** In charge of the examples of TP-01 to TP-05: the three publics, meetings, and what is booked under another heading. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import { judge, type Verdicts } from './family.ts';
import type { LedgerFacts, RowFact } from './ledgerFacts.ts';

const RECEPTION = '30217';
const VEHICLES = '30231';
const ABROAD = '30212';

const execution = (region: string, month: number, rows: readonly RowFact[], more: Partial<LedgerFacts> = {}): LedgerFacts => ({
  region, month, rows: rows.map((row) => ({ class: '201', economic_class: '302', economic: RECEPTION, ...row })),
  names: { unit: { '101': '区政府办公室' } }, ...more,
}); // prettier-ignore
const payments = (region: string, month: number, rows: readonly RowFact[]): LedgerFacts => ({
  dataset: 'payments', region, month,
  rows: rows.map((row) => ({ unit: '101', month: 5, economic_class: '302', economic: RECEPTION, purpose: '来访单位公务接待费', amount: 1, ...row })),
  names: { unit: { '101': '区政府办公室' }, economic: { '30202': '印刷费', [RECEPTION]: '公务接待费' } },
}); // prettier-ignore
/** In June of a year and of the one before, per unit [before, now]; more than ten units make peers. */
const growth = (region: string, units: Readonly<Record<string, readonly [number, number]>>) =>
  [2024, 2025].map((year, at) =>
    execution(region, 6, Object.entries(units).map(([unit, executed]) => ({ unit, executed: executed[at] ?? null })), { year }),
  ); // prettier-ignore
const meeting = (unit: string, more: RowFact = {}): RowFact => ({
  unit, meeting: 'M1', name: '年度工作会议', kind: 'class3', held_on: '2025-03-12', days: 2, persons: 50,
  standard: 0.045, venue: '区会议中心', listed: true, amount: 4.5, ...more,
}); // prettier-ignore
/** Spent by September and in the last quarter. */
const quarters = (unit: string, early: number, late: number, more: RowFact = {}): RowFact[] => [
  { unit, amount: early, ...more }, { unit, month: 11, amount: late, ...more },
]; // prettier-ignore

const cases: readonly LedgerFacts[] = [
  execution('budgets', 6, [
    { final: 2, executed: 2.01 },
    { unit: '101', economic: VEHICLES, final: 10, executed: 5 },
    { unit: 'exactly', final: 2, executed: 2 },
    { unit: 'exactly', economic: '30201', final: 1, executed: 9 },
    { unit: 'two lines of an item', final: 2, executed: 3 },
    { unit: 'two lines of an item', final: 2, executed: 1, class: '208' },
    { unit: 'no budget', executed: 0.5 },
    { unit: 'ahead by 20', economic: VEHICLES, final: 10, executed: 7 },
    { unit: 'ahead by more', economic: VEHICLES, final: 10, executed: 7.1 },
    { unit: 'small and ahead', final: 4.9, executed: 4.9 },
  ].map((row) => ({ unit: '101', ...row }))),
  execution('ahead in February', 2, [{ unit: '101', final: 10, executed: 9 }]),
  ...growth('grown', { same: [10, 10], little: [10, 10.9], yellow: [20, 21.5], orange: [10, 12], 'a third': [10, 14], red: [10, 16], fallen: [20, 10], 'from nothing': [0, 3] }),
  ...growth('everywhere', Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`U${String(at)}`, [10, 12 + at / 100]]))),
  execution('no year before', 6, [{ unit: '101', executed: 50 }]),
  payments('a year', 12, [
    ...quarters('two fifths', 6, 4), ...quarters('more', 5.9, 4.1), ...quarters('little', 0.1, 0.8),
    ...quarters('another heading', 1, 9, { economic: '30201' }),
    ...quarters('prepaid', 9, 1.1, { purpose: '预存定点饭店接待费' }),
    ...quarters('prepaid little', 9, 1, { purpose: '预付接待费' }),
    { unit: 'december', month: 12, economic: '30201' }, { unit: 'prepaid in May', amount: 2, purpose: '预付接待费' },
  ]),
  payments('September', 9, [{ month: 8 }]),
  {
    dataset: 'meetings', region: 'meetings',
    names: { unit: { '101': '区政府办公室' } },
    rows: [
      meeting('at the standard'),
      meeting('101', { amount: 4.6 }), meeting('101', { meeting: 'M2', name: '座谈会', listed: false }),
      meeting('a little above', { amount: 4.509 }),
      meeting('elsewhere', { listed: false, venue: '湖畔度假村' }),
      meeting('not stated', { standard: null, listed: null, amount: 90 }),
    ],
  },
  { dataset: 'projects', region: 'headings', month: 6, rows: [{ project: 'P1', name: '公务用车平台建设', final: 1 }] },
  payments('headings', 6, [
    {}, { unit: 'vehicles', economic: VEHICLES, purpose: '公务用车保险费' }, { unit: 'rented', economic: '30239', purpose: '公务用车租赁费' },
    { economic: '30202', purpose: '客商接待用餐', amount: 1.2 }, { economic: '30202', purpose: '招待费', amount: 0.3 },
    { unit: 'a little', economic: '30201', purpose: '因公出国签证费', amount: 0.9 },
    { unit: 'very little', economic: '30201', purpose: '接待用品', amount: 0.09 },
    { unit: 'the other way', economic: ABROAD, purpose: '办公用品采购', amount: 2 },
    { unit: 'by the name of a project', project: 'P1', economic: '30213', purpose: '公务用车平台建设维修', amount: 5 },
    { unit: 'travel', economic: '30211', purpose: '参加业务会议差旅费', amount: 5 }, { unit: 'travel', economic: '30211', purpose: '跨省考察学习差旅费', amount: 5 },
    { unit: 'meetings', economic: '30216', purpose: '年度工作会议费', amount: 5 },
    { unit: 'refunded', economic: '30202', purpose: '接待费', amount: 5, refund: true },
  ]),
]; // prettier-ignore

let database: Database;
let verdicts: Verdicts;
beforeAll(async () => {
  database = await freshDatabase();
  verdicts = await judge(database, ['TP-01', 'TP-02', 'TP-03', 'TP-04', 'TP-05'], cases);
});
afterAll(() => database.close());
const of = (rule: string, region: string) => verdicts.of(rule, region);
const outline = (rule: string, region: string) => verdicts.outline(rule, region);

describe('TP-01, three publics over budget', () => {
  test('any excess of an item is a breach; another heading, and other lines of the item, are none', () => {
    expect(outline('TP-01', 'budgets')).toEqual([
      '101 2025-6 red',
      'ahead by more 2025-6 yellow',
      'no budget 2025-6 red',
    ]);
    const [over, ahead] = of('TP-01', 'budgets');
    expect(over?.explanation.zh).toContain(
      '区政府办公室截至2025年6月公务接待费支出2.01万元，超预算100元（预算2万元）',
    );
    expect(over?.kind).toBe('breach');
    expect(ahead?.kind).toBe('signal');
    expect(ahead?.explanation.zh).toContain('为预算10万元的71.0%，超过序时进度21.0个百分点');
  });

  test('the first two months are not compared with the calendar', () => {
    expect(outline('TP-01', 'ahead in February')).toEqual([]);
  });
});

describe('TP-02, three-publics growth', () => {
  test('by rate and amount; without a base in words; falls and small increases are none', () => {
    expect(outline('TP-02', 'grown')).toEqual([
      'a third 2025-6 orange',
      'from nothing 2025-6 yellow',
      'orange 2025-6 orange',
      'red 2025-6 red',
      'yellow 2025-6 yellow',
    ]);
    const said = of('TP-02', 'grown').map(({ explanation }) => explanation.zh);
    expect(said[1]).toContain('上年同期没有支出，无可比基数');
    expect(said[3]).toContain('支出16万元，同比增长60.0%，增加6万元，其中公务接待费（+6万元）');
  });

  test('that all units share is none, nor is a year without the one before', () => {
    expect(outline('TP-02', 'everywhere').length).toBeLessThan(4);
    expect(outline('TP-02', 'no year before')).toEqual([]);
  });
});

describe('TP-03, fourth-quarter bunching', () => {
  test('of more than two fifths of an item, or a prepayment above 1 万元', () => {
    expect(outline('TP-03', 'a year')).toEqual(['more 2025-12 yellow', 'prepaid 2025-12 orange']);
  });

  test('is none before the year is over', () => {
    expect(outline('TP-03', 'September')).toEqual([]);
  });
});

describe('TP-04, meeting above standard', () => {
  test('by cost per person and day, or venue; what states no standard is none', () => {
    expect(outline('TP-04', 'meetings')).toEqual(['101 2025-3 orange', 'elsewhere 2025-3 yellow']);
    const [over, elsewhere] = of('TP-04', 'meetings');
    expect(over?.explanation.zh).toContain(
      '“年度工作会议”人均每天460元，高于标准450元（50人2天，费用4.6万元，超出1,000元）；另有1次',
    );
    expect(over?.evidence).toHaveLength(2);
    expect(elsewhere?.explanation.zh).toContain('在非定点场所“湖畔度假村”举办。');
  });
});

describe('TP-05, possible misclassification', () => {
  test('by the words of the purpose, both ways; names of projects, travel and refunds are none', () => {
    expect(outline('TP-05', 'headings')).toEqual([
      '101 2025-5 orange',
      'a little 2025-5 yellow',
      'meetings 2025-5 orange',
      'the other way 2025-5 orange',
    ]);
    expect(of('TP-05', 'headings')[0]?.explanation.zh).toContain(
      '有2笔共1.5万元的支出，用途含“招待、接待”而列入印刷费',
    );
  });
});
