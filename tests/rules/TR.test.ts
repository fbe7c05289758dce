/** In charge of the examples of TR-01 … TR-05: transfers issued late, not distributed, announced too little, too special, idle. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import { judge, type Verdicts } from './family.ts';
import type { LedgerFacts, RowFact } from './ledgerFacts.ts';

/** A register as of a day, 30 June 2025 unless said. */
const grants = (
  region: string,
  rows: readonly RowFact[],
  reported = '2025-06-30',
): LedgerFacts => ({
  dataset: 'grants',
  region,
  year: Number(reported.slice(0, 4)),
  reported,
  rows: rows.map((row, at) => ({ grant_no: `G${String(at + 1)}`, name: `资金${String(at + 1)}`, amount: 100, ...row })),
  names: { unit: { '131001': '第一中学' }, project: { P1: '校舍维修' } },
}); // prettier-ignore
const issued = (more: RowFact): RowFact => ({
  direction: 'issued', kind: 'general', approved_on: '2025-01-20', issued_on: '2025-02-10', ...more,
}); // prettier-ignore
const received = (more: RowFact): RowFact => ({
  direction: 'received', kind: 'special', arrived_on: '2025-01-15', allocated: 100, paid: 100, ...more,
}); // prettier-ignore
const late = (region: string, more: RowFact, reported?: string) =>
  grants(region, [issued(more)], reported);
const waiting = (region: string, more: RowFact) => grants(region, [received(more)]);
const year = (region: string, at: number, general: number, special: number, more: readonly RowFact[] = []) =>
  grants(region, [issued({ amount: general }), issued({ kind: 'special', amount: special }), ...more], `${String(at)}-12-31`); // prettier-ignore
const advance = (general: number, special: number): readonly RowFact[] => [
  issued({ amount: general, for_year: 2026 }),
  issued({ kind: 'special', amount: special, for_year: 2026 }),
];

const cases: readonly LedgerFacts[] = [
  late('day 30', { issued_on: '2025-02-19' }),
  late('day 31', { issued_on: '2025-02-20' }),
  late('special, day 60', { kind: 'special', issued_on: '2025-03-21' }),
  late('special, day 61', { kind: 'special', issued_on: '2025-03-22' }),
  late('disaster', { disaster: true, issued_on: '2025-06-01' }),
  late('actual cost', { actual_cost: true, issued_on: null }),
  late('never', { issued_on: null, name: '均衡性转移支付' }),
  late('due in a week', { issued_on: null }, '2025-02-12'),
  late('due in eight days', { issued_on: null }, '2025-02-11'),
  late('advance notice', { issued_on: '2025-11-01', for_year: 2026 }),
  late('no approval', { approved_on: null }),
  // received on 15 January or later, as of 30 June
  waiting('after 30 days', { arrived_on: '2025-05-31', allocated: 0 }),
  waiting('after 31 days', { arrived_on: '2025-05-30', allocated: 0 }),
  waiting('after 61 days', { arrived_on: '2025-04-30', allocated: 40, name: '义务教育补助' }),
  waiting('after 91 days', { arrived_on: '2025-03-31', allocated: 0 }),
  waiting('distributed', { arrived_on: '2025-01-31' }),
  waiting('a little left', { arrived_on: '2025-01-31', allocated: 90.1 }),
  waiting('not stated', { allocated: null }),
  // announced for 2026, of 1,000 and 500 in 2025
  year('announced', 2025, 1_000, 500, advance(900, 350)),
  year('general short', 2025, 1_000, 500, advance(899, 350)),
  year('special short', 2025, 1_000, 500, advance(900, 349)),
  year('actual cost aside', 2025, 1_000, 500, [...advance(900, 350), issued({ kind: 'special', amount: 900, actual_cost: true })]),
  grants('year not over', [issued({ amount: 1_000 })]),
  grants('listed as announced for the year', [issued({ amount: 900, for_year: 2025 }), issued({ amount: 100 }), issued({ amount: 899, for_year: 2026 })], '2025-12-31'),
  // share of general transfers
  year('sixty', 2025, 600, 400),
  year('under sixty', 2025, 599, 401),
  year('fell by five', 2024, 700, 300), year('fell by five', 2025, 650, 350),
  year('fell by less', 2024, 700, 300), year('fell by less', 2025, 651, 349),
  year('small', 2025, 10, 80),
  // spent of what arrived, as of 30 June
  waiting('half a year, 30 %', { arrived_on: '2025-01-01', paid: 30 }),
  waiting('half a year, 29 %', { arrived_on: '2025-01-01', paid: 29 }),
  waiting('five months', { arrived_on: '2025-01-02', paid: 0 }),
  waiting('a year, 49 %', { arrived_on: '2024-07-01', paid: 49, unit: '131001', project: 'P1', name: '校舍专项' }),
  waiting('a year, 50 %', { arrived_on: '2024-07-01', paid: 50 }),
  waiting('two years, 80 %', { arrived_on: '2023-07-01', paid: 80 }),
  waiting('two years, used up', { arrived_on: '2023-07-01', paid: 100 }),
  waiting('general money', { kind: 'general', arrived_on: '2023-07-01', paid: 0 }),
  grants('two grants of one project', [1, 2].map(() => received({ arrived_on: '2024-07-01', paid: 0, unit: '131001', project: 'P1' }))),
]; // prettier-ignore

let database: Database;
let verdicts: Verdicts;
beforeAll(async () => {
  database = await freshDatabase();
  verdicts = await judge(database, ['TR-01', 'TR-02', 'TR-03', 'TR-04', 'TR-05'], cases);
});
afterAll(() => database.close());

describe('TR-01, transfer to lower level issued late', () => {
  test.each([
    ['day 30', []],
    ['day 31', ['G1 2025 red']],
    ['special, day 60', []],
    ['special, day 61', ['G1 2025 red']],
    ['disaster', []],
    ['actual cost', []],
    ['never', ['G1 2025 red']],
    ['due in a week', ['G1 2025 blue']],
    ['due in eight days', []],
    ['advance notice', []],
    ['no approval', ['region 2025 grey']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('TR-01', region)).toEqual(expected);
  });

  test('says when it was due and how late it is', () => {
    const [never] = verdicts.of('TR-01', 'never');
    expect(never).toMatchObject({ kind: 'breach', amount_at_stake: 100_000_000n });
    expect(never?.explanation.zh).toBe(
      'never本级均衡性转移支付应于2025年2月19日前下达，逾期131天，涉及100万元。',
    );
    expect(verdicts.of('TR-01', 'day 31')[0]?.explanation.zh).toContain('实际于2025年2月20日下达');
    expect(verdicts.of('TR-01', 'due in a week')[0]?.kind).toBe('signal');
  });
});

describe('TR-02, money from above not distributed', () => {
  test.each([
    ['after 30 days', []],
    ['after 31 days', ['G1 2025 yellow']],
    ['after 61 days', ['G1 2025 orange']],
    ['after 91 days', ['G1 2025 red']],
    ['distributed', []],
    ['a little left', []],
    ['not stated', ['region 2025 grey']],
    ['day 31', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('TR-02', region)).toEqual(expected);
  });

  test('says how much is left, for how long, and how usual that is', () => {
    const [flag] = verdicts.of('TR-02', 'after 61 days');
    expect(flag?.explanation.zh).toBe(
      'after 61 days本级上级义务教育补助100万元于2025年4月30日到达，60.0%（60万元）尚未分配，已61天。',
    );
    expect(flag?.parameters).toMatchObject({ base_meets: 1, base_of: 1, base_usual: null });
  });
});

describe('TR-03, advance notice too small', () => {
  test.each([
    ['announced', []],
    ['general short', ['general 2025-12 yellow']],
    ['special short', ['special 2025-12 yellow']],
    ['actual cost aside', []],
    ['year not over', []],
    ['listed as announced for the year', ['general 2025-12 yellow']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('TR-03', region)).toEqual(expected);
  });

  test('compares with the same kind of the year', () => {
    const [flag] = verdicts.of('TR-03', 'listed as announced for the year');
    expect(flag).toMatchObject({ kind: 'breach', amount_at_stake: 1_000_000n });
    expect(flag?.explanation.zh).toContain(
      '提前下达下年一般性转移支付899万元，占本年下达数1,000万元的89.9%，低于规定90.0%',
    );
  });
});

describe('TR-04, share of general transfers', () => {
  test.each([
    ['sixty', []],
    ['under sixty', ['region 2025-12 yellow']],
    ['fell by five', ['region 2025-12 yellow']],
    ['fell by less', []],
    ['small', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('TR-04', region)).toEqual(expected);
  });

  test('states both kinds, and the fall where there is one', () => {
    expect(verdicts.of('TR-04', 'fell by five')[0]?.explanation.zh).toBe(
      'fell by five本级2025年对下转移支付1,000万元，其中一般性转移支付650万元，占65.0%，比上年70.0%下降5.0个百分点；专项转移支付350万元。',
    );
    expect(verdicts.of('TR-04', 'under sixty')[0]?.explanation.zh).not.toContain('比上年');
  });
});

describe('TR-05, idle earmarked money', () => {
  test.each([
    ['half a year, 30 %', []],
    ['half a year, 29 %', ['G1 2025 yellow']],
    ['five months', []],
    ['a year, 49 %', ['131001 2025 orange']],
    ['a year, 50 %', []],
    ['two years, 80 %', ['G1 2025 red']],
    ['two years, used up', []],
    ['general money', []],
    ['two grants of one project', ['G1 2025 orange', 'G2 2025 orange']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('TR-05', region)).toEqual(expected);
  });

  test('asks at first, and after two years names the law', () => {
    const [first] = verdicts.of('TR-05', 'a year, 49 %');
    expect(first).toMatchObject({ kind: 'signal', project: 'P1' });
    expect(first?.explanation.zh).toContain('校舍专项100万元到账12个月仅使用49.0%');
    const [last] = verdicts.of('TR-05', 'two years, 80 %');
    expect(last).toMatchObject({ kind: 'breach' });
    expect(last?.explanation.zh).toContain('收回统筹或交回上级');
  });
});
