/** In charge of seeing what a question gets from ledgers: months, weights, winners, and what printed tables keep. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../../support/postgres.ts';
import { EVERYONE, rowsOf } from './ask.ts';
import { addSource, publish } from './facts.ts';
import { publishLedger, type LedgerLine } from './ledgerFacts.ts';

const BASE =
  '/api/query/execution?region=990101&year=2025&scope=own&book=general&flow=expenditure&measures=executed';
const opened: Database[] = [];
let database: Database;
const rows = async (rest = '') => (await rowsOf(database, `${BASE}${rest}`)).rows;
const tables = async (rest = '') =>
  /(?:from|join) ((?:execution|projects|movements)\w*) f/g.exec(
    (await rowsOf(database, `${BASE}${rest}`)).sql,
  )?.[1];

beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

/** A line of spending in yuan: unit, function item, executed to date. */
function line(unit: string, item: string, executed: number, more: LedgerLine = {}): LedgerLine {
  return {
    department: unit.slice(0, 3), unit, class: item.slice(0, 3), group_: item.slice(0, 5), item_: item,
    economic_class: '302', economic: '30201', fund: '11', carried: 'current',
    original: 1000_00n, final: 1200_00n, executed: BigInt(executed * 100), ...more,
  }; // prettier-ignore
}

describe('months', () => {
  beforeEach(() =>
    publishLedger(database, [
      { month: 1, lines: [line('101001', '2010101', 10)] },
      { month: 2, lines: [line('101001', '2010101', 25), line('102001', '2050101', 7)] },
      {
        month: 4,
        lines: [line('101001', '2010101', 60), line('102001', '2050101', 9, { final: 1300_00n })],
      },
      { month: 12, lines: [line('101001', '2010101', 90)] },
      { month: 13, lines: [line('101001', '2010101', 95)] },
    ]),
  );
  test('the latest unless named; to date, and in the month; null where the month before is not there', async () => {
    expect(await rows()).toEqual([{ executed: '95.00' }]);
    expect(await rows('&month=2')).toEqual([{ executed: '32.00' }]);
    expect(await rows('&to=2025-05')).toEqual([{ executed: '69.00' }]);
    expect(await rows('&measures=executedInMonth&by=month')).toEqual([
      { month: 1, executed: '10.00', executedInMonth: '10.00' },
      { month: 2, executed: '32.00', executedInMonth: '22.00' },
      { month: 4, executed: '69.00', executedInMonth: null },
      { month: 12, executed: '90.00', executedInMonth: null },
      { month: 13, executed: '95.00', executedInMonth: '5.00' },
    ]);
    expect(await rows('&measures=executedInMonth&month=2&by=unit')).toEqual([
      { unit: '101001', executed: '25.00', executedInMonth: '15.00' },
      { unit: '102001', executed: '7.00', executedInMonth: '7.00' },
    ]);
  });
  test('budgets are those that the month states', async () => {
    expect(await rows('&measures=original,final,rate&month=4&by=unit.department')).toEqual([
      {
        'unit.department': '101',
        executed: '60.00',
        original: '1000.00',
        final: '1200.00',
        rate: 0.05,
      },
      {
        'unit.department': '102',
        executed: '9.00',
        original: '1000.00',
        final: '1300.00',
        rate: 9 / 1300,
      },
    ]);
  });
  test('ordered and cut as asked', async () => {
    expect(await rows('&by=month&order=-executed&limit=2')).toEqual([
      { month: 13, executed: '95.00' },
      { month: 12, executed: '90.00' },
    ]);
    expect(await rows('&by=month&from=2025-02&to=2025-04')).toEqual([
      { month: 2, executed: '32.00' },
      { month: 4, executed: '69.00' },
    ]);
  });
  test('the smallest roll-up that knows every column, else the rows', async () => {
    expect(await tables()).toBe('execution_by_department');
    expect(await tables('&by=function.item')).toBe('execution_by_function');
    expect(await tables('&by=economic.group,carried')).toBe('execution_by_economic');
    expect(await tables('&by=unit,function.class')).toBe('execution_by_unit');
    expect(await tables('&by=unit&function.item=2010101')).toBe('execution_ledger');
    expect(await tables('&by=project')).toBe('execution_ledger');
  });
  test('spending by function and economic class at once; revenue never with it', async () => {
    expect(await rows('&by=function.class,economic.group&month=2')).toEqual([
      { 'function.class': '201', 'economic.group': '30201', executed: '25.00' },
      { 'function.class': '205', 'economic.group': '30201', executed: '7.00' },
    ]);
    await expect(rows('&by=function.class,revenueItem.class')).rejects.toThrow('mixed-cuts');
    await expect(rows('&by=fund,item')).rejects.toThrow('mixed-cuts');
    expect(await rows('&by=revenueItem.class')).toEqual([]);
  });
});

describe('amounts of each month alone', () => {
  test('are added up; a month that is missing leaves what follows unknown', async () => {
    await publishLedger(database, [
      { month: 1, amounts: 'month', lines: [line('101001', '2010101', 10)] },
      {
        month: 2,
        amounts: 'month',
        lines: [line('101001', '2010101', 5), line('102001', '2050101', 2)],
      },
      { month: 4, amounts: 'month', lines: [line('101001', '2010101', 3)] },
    ]);
    expect(await rows('&by=month&measures=executedInMonth,final')).toEqual([
      { month: 1, executed: '10.00', executedInMonth: '10.00', final: '1200.00' },
      { month: 2, executed: '17.00', executedInMonth: '7.00', final: '2400.00' },
      { month: 4, executed: null, executedInMonth: '3.00', final: '1200.00' },
    ]);
    expect(await rows('&month=2&by=unit')).toEqual([
      { unit: '101001', executed: '15.00' },
      { unit: '102001', executed: '2.00' },
    ]);
  });
});

describe('one truth per slice', () => {
  const total = (wan: number) => ({ item: 'total', wan, covers: [0, 0] as const });
  test('a printed table that reaches the month wins, unless only the ledger can say', async () => {
    await publishLedger(database, [
      { month: 6, lines: [line('101001', '2010101', 40)] },
      { month: 12, lines: [line('101001', '2010101', 90)] },
    ]);
    await publish(database, [
      { region: '990101', scope: 'own', month: 12, period: 'FY', lines: [total(0.01)] },
    ]);
    expect(await rows()).toEqual([{ executed: '100.00' }]);
    expect(await rows('&month=6')).toEqual([{ executed: '40.00' }]);
    expect(await rows('&by=unit')).toEqual([{ unit: '101001', executed: '90.00' }]);
    expect(await rows('&measures=executedInMonth&month=12')).toEqual([
      { executed: '90.00', executedInMonth: null },
    ]);
    expect(await rows('&by=month')).toEqual([
      { month: 6, executed: '40.00' },
      { month: 12, executed: '90.00' },
    ]);
  });
  test('a table that stands earlier gives way, and one of a budget alone', async () => {
    await publishLedger(database, [{ month: 9, lines: [line('101001', '2010101', 70)] }]);
    await publish(database, [
      {
        region: '990101',
        scope: 'own',
        month: 6,
        period: '2025-06',
        lines: [total(0.01), { item: '201', wan: 0.01, covers: [1, 9] }],
      },
      {
        region: '990101',
        scope: 'own',
        stage: 'approved',
        lines: [{ ...total(0.2), measure: 'original' }],
      },
    ]);
    expect(await rows('&measures=original')).toEqual([{ executed: '70.00', original: '1000.00' }]);
    expect(await rows('&measures=original&stage=approved')).toEqual([
      { executed: '100.00', original: '2000.00' },
    ]);
    expect(await rows('&by=item')).toEqual([{ item: '201', executed: '100.00' }]);
  });
  test('years and books of different forms are put together, each from its own', async () => {
    await publishLedger(database, [
      { year: 2025, month: 9, lines: [line('101001', '2010101', 70)] },
      { year: 2024, month: 6, lines: [line('101001', '2010101', 30)] },
      { year: 2025, month: 9, book: 'fund', lines: [line('101001', '2120801', 8)] },
    ]);
    await publish(database, [
      {
        region: '990101',
        scope: 'own',
        year: 2024,
        stage: 'accounts',
        lines: [total(0.02), { item: '201', wan: 0.02, covers: [1, 9] }],
      },
    ]);
    const url = BASE.replace('year=2025&', '').replace('&book=general', '');
    const { rows: all, sql } = await rowsOf(
      database,
      `${url}&measures=rate&by=year,book,function.class`,
    );
    expect(all).toEqual([
      { year: 2024, book: 'general', 'function.class': '201', executed: '200.00', rate: null },
      { year: 2025, book: 'fund', 'function.class': '212', executed: '8.00', rate: 8 / 1200 },
      { year: 2025, book: 'general', 'function.class': '201', executed: '70.00', rate: 70 / 1200 },
    ]);
    expect(sql).toContain('union all');
  });
});

describe('sources', () => {
  test('one source speaks for a slice as a whole; others are told of', async () => {
    await addSource(database, 'bureau', 'published', 10);
    await publishLedger(database, [
      { month: 5, lines: [line('101001', '2010101', 50)] },
      { month: 5, source: 'bureau', lines: [line('102001', '2050101', 51)] },
      { month: 6, source: 'bureau', lines: [line('102001', '2050101', 61)] },
    ]);
    const answer = await rowsOf(database, `${BASE}&by=unit`);
    expect(answer.rows).toEqual([{ unit: '101001', executed: '50.00' }]);
    expect(answer.disagreements).toEqual([{ source: 'bureau', title: 'bureau', figures: 1 }]);
    expect(await rows('&by=source')).toEqual([
      { source: 'bureau', executed: '61.00' },
      { source: 'system', executed: '50.00' },
    ]);
    // No month is differenced across sources.
    expect(await rows('&by=month&measures=executedInMonth')).toEqual([
      { month: 5, executed: '50.00', executedInMonth: null },
      { month: 6, executed: '61.00', executedInMonth: '10.00' },
    ]);
  });
  test('accounts before flash; other currencies apart; what must not be added is refused', async () => {
    await publishLedger(database, [
      { month: 12, lines: [line('101001', '2010101', 90)] },
      { month: 12, stage: 'accounts', lines: [line('101001', '2010101', 91)] },
      { month: 12, currency: 'EUR', lines: [line('101001', '2010101', 5)] },
    ]);
    expect(await rows()).toEqual([{ executed: '91.00' }]);
    expect(await rows('&stage=flash')).toEqual([{ executed: '90.00' }]);
    expect(await rows('&by=stage')).toEqual([
      { stage: 'accounts', executed: '91.00' },
      { stage: 'flash', executed: '90.00' },
    ]);
    expect(await rows('&currency=EUR')).toEqual([{ executed: '5.00' }]);
    const url = BASE.replace('year=2025&', '');
    await expect(rowsOf(database, `${url}&by=unit`)).rejects.toThrow('not-additive');
  });
});

describe('time', () => {
  test('reportedBy replays each month as it was known; asOf is our own clock', async () => {
    const first = await publishLedger(database, [
      { month: 1, reportedOn: '2025-02-10', lines: [line('101001', '2010101', 10)] },
      { month: 2, reportedOn: '2025-03-10', lines: [line('101001', '2010101', 20)] },
    ]);
    const [, february = 0] = first.batches;
    await publishLedger(
      database,
      [{ month: 2, reportedOn: '2025-04-05', lines: [line('101001', '2010101', 22)] }],
      { replaces: [february] },
    );
    expect(await rows()).toEqual([{ executed: '22.00' }]);
    expect(await rows('&reportedBy=2025-02-09')).toEqual([{ executed: null }]);
    expect(await rows('&reportedBy=2025-03-01')).toEqual([{ executed: '10.00' }]);
    expect(await rows('&reportedBy=2025-03-31&by=month&measures=executedInMonth')).toEqual([
      { month: 1, executed: '10.00', executedInMonth: '10.00' },
      { month: 2, executed: '20.00', executedInMonth: '10.00' },
    ]);
    expect(await rows('&reportedBy=2025-04-05')).toEqual([{ executed: '22.00' }]);
    expect(await rows(`&asOf=${first.version}`)).toEqual([{ executed: '20.00' }]);
  });
});

describe('reach', () => {
  test('a department is answered from its own rows alone', async () => {
    await publishLedger(database, [
      {
        month: 3,
        lines: [
          line('101001', '2010101', 10),
          line('102001', '2010101', 20),
          line('102002', '2010101', 30),
        ],
      },
    ]);
    const seen = async (unit: string, rest = '') =>
      (await rowsOf(database, `${BASE}${rest}`, { ...EVERYONE, unit })).rows;
    expect(await seen('101001')).toEqual([{ executed: '10.00' }]);
    expect(await seen('102')).toEqual([{ executed: '50.00' }]);
    expect(await seen('102', '&by=function.item')).toEqual([
      { 'function.item': '2010101', executed: '50.00' },
    ]);
    expect(await seen('101001', '&by=economic.group&unit=102001')).toEqual([]);
    expect(await seen('999')).toEqual([{ executed: null }]);
  });
});
