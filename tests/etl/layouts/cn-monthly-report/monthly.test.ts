/** In charge of holding the reading of monthly reports: the month, what each column means, what is refused. */
import { describe, expect, test } from 'vitest';
import { monthlyMeasure } from '../../../../etl/layouts/cn-monthly-report/monthlyColumns.ts';
import {
  monthOfCell,
  monthOfTitle,
} from '../../../../etl/layouts/cn-monthly-report/reportMonth.ts';
import type { Content } from '../sheetOf.ts';
import { CATALOGUE, figures, PRINTED, PRINTED_MERGES, readFile } from './sample.ts';

const with8 = (row: number, column: number, content: Content) =>
  PRINTED.map((cells, at) =>
    at === row ? cells.map((cell, index) => (index === column ? content : cell)) : cells,
  );

describe('a printed monthly report', () => {
  test('is the execution to its month', () => {
    const reading = readFile(PRINTED, { merges: PRINTED_MERGES });
    expect(reading).toMatchObject({ layout: 'cn-monthly-report', region: '530700', rejects: [] });
    const [table] = reading.tables;
    expect(table).toMatchObject({
      dataset: 'execution', year: 2025, period: '2025-08', book: 'general', flow: 'expenditure',
      scope: 'own', stage: 'flash', cut: 'function', amountUnit: 'wan', rejects: [], notes: [],
    }); // prettier-ignore
    expect(table?.lines.map(({ name, code, role }) => [name, code, role])).toEqual([
      ['一般公共服务支出', '201', 'main'],
      ['城乡社区支出', '212', 'main'],
      ['其他支出', null, 'ofWhich'],
      ['合计', null, 'total'],
    ]);
    expect(figures(table, '一般公共服务支出')).toEqual({
      original: 1200, executedInMonth: 90, 'prior.inMonth': 100, 'growth.inMonth': -0.1, executed: 800,
      rateOfOriginal: 0.666667, prior: 750, growth: 0.066667,
    }); // prettier-ignore
    expect(
      table?.lines[0]?.figures.map(({ measure, stage, cell, text }) => [
        measure,
        stage,
        cell,
        text,
      ]),
    ).toContainEqual(['executed', 'flash', 'G5', '800']);
  });

  test.each([
    ['2025年1-8月丽江市一般公共预算支出完成情况表', '2025-08', '530700'],
    ['丽江市2025年8月份一般公共预算支出月报', '2025-08', '530700'],
    ['2025年上半年丽江市一般公共预算支出执行情况表', '2025-06', '530700'],
    ['丽江市2025年前三季度一般公共预算支出执行情况表', '2025-09', '530700'],
  ])('%s stands at %s', (title, period, region) => {
    const reading = readFile(with8(0, 0, title), { merges: PRINTED_MERGES });
    expect(reading.region).toBe(region);
    expect(reading.tables[0]).toMatchObject({ period, scope: 'all', book: 'general', rejects: [] });
  });

  test('takes the month of who hands it in where it says none, and is refused where nobody does', () => {
    const rows = with8(0, 0, '2025年丽江市一般公共预算支出月报表');
    const told = readFile(rows, { merges: PRINTED_MERGES }, { month: 5 });
    expect(told.tables[0]).toMatchObject({ period: '2025-05', rejects: [] });
    const silent = readFile(rows, { merges: PRINTED_MERGES });
    expect(silent.tables[0]?.rejects.map(({ code, cell }) => [code, cell])).toEqual([
      ['month-missing', 'A1'],
    ]);
  });

  test('is refused without a unit, and where an amount cannot be read', () => {
    const bare = readFile(with8(1, 8, null), { merges: PRINTED_MERGES });
    expect(bare.tables[0]?.rejects.map(({ code }) => code)).toEqual(['unit-missing']);
    const broken = readFile(with8(4, 6, '八百'), { merges: PRINTED_MERGES });
    expect(broken.tables[0]?.rejects.map(({ code, cell }) => [code, cell])).toEqual([
      ['amount-invalid', 'G5'],
    ]);
  });

  test('of no budget is named and left alone', () => {
    const reading = readFile(with8(0, 0, '2025年8月丽江市规模以上工业增加值月报表'), {
      merges: PRINTED_MERGES,
    });
    expect(reading.tables[0]).toMatchObject({ dataset: null, rejects: [] });
    expect(reading.tables[0]?.reason?.zh).toContain('四本预算');
  });
});

describe('a catalogue of months', () => {
  test('is one table per month, with the figures that only checks read', () => {
    const { tables, region } = readFile(CATALOGUE);
    expect(region).toBe('530700');
    expect(tables.map(({ period, lines, cut }) => [period, lines.length, cut])).toEqual([
      ['2025-07', 3, 'revenueItem'],
      ['2025-08', 3, 'revenueItem'],
    ]);
    expect(tables.flatMap(({ rejects }) => rejects)).toEqual([]);
    expect(figures(tables[1], '税收收入')).toEqual({
      original: 1000, executedInMonth: 90, 'prior.inMonth': 70, 'change.inMonth': 20, 'growth.inMonth': 0.286,
      executed: 590, rateOfOriginal: 0.59, prior: 550, change: 40, growth: 0.073, before: 500, 'prior.before': 480,
    }); // prettier-ignore
  });

  test('names the row whose month cannot be read', () => {
    const rows = CATALOGUE.map((row, at) => (at === 4 ? ['七月', ...row.slice(1)] : row));
    expect(readFile(rows).tables[0]?.rejects.map(({ code, cell }) => [code, cell])).toEqual([
      ['date-invalid', 'A5'],
    ]);
  });

  test('with codes of its own is read by names', () => {
    const rows = CATALOGUE.map((row, at) => row.map((cell, index) =>
      index === 1 && at > 2 && cell !== null ? `SR${typeof cell === 'number' ? String(cell) : ''}` : cell)); // prettier-ignore
    const [table] = readFile(rows).tables;
    expect(table?.lines.map(({ code }) => code)).toEqual([null, null, null]);
    expect(table?.notes.map(({ code }) => code)).toEqual(['own-codes']);
    expect(table?.rejects).toEqual([]);
  });
});

test('a table by area is the total of each region that is known', () => {
  const [table] = readFile([
    ['2025年8月丽江市分县区一般公共预算收入完成情况表'],
    ['单位：万元'],
    ['地区', '区划代码', '预算数', '本月完成数', '累计完成数', '同比%'],
    ['全市合计', null, 300, 20, 200, null],
    ['市本级', null, 100, 5, 60, null],
    ['古城区', 530702, 120, 10, 90, null],
    ['玉龙县', null, 80, 5, 50, null],
    ['某某新城', null, 1, 1, 1, null],
  ]).tables;
  expect(table?.rejects).toEqual([]);
  expect(table?.lines.map(({ region, slice, role }) => [region, slice?.scope, role])).toEqual([
    ['530700', 'all', 'total'],
    ['530700', 'own', 'total'],
    ['530702', 'all', 'total'],
    ['530721', 'all', 'total'],
  ]);
  expect(table?.notes.map(({ code, cells }) => [code, cells])).toEqual([['area-unknown', ['A8']]]);
});

test.each([
  ['至本月累计', 'executed'],
  ['累计/执行数', 'executed'],
  ['1-8月/完成数', 'executed'],
  ['本月数', 'executedInMonth'],
  ['8月/完成数', 'executedInMonth'],
  ['本月/上年同月', 'prior.inMonth'],
  ['上年同期累计', 'prior'],
  ['累计/比上年同期/增减额', 'change'],
  ['累计/比上年同期/增减%', 'growth'],
  ['本月/增幅', 'growth.inMonth'],
  ['占预算%', 'rateOfOriginal'],
  ['完成调整预算%', 'rateOfFinal'],
  ['年初预算', 'original'],
  ['调整预算数(万元)', 'final'],
  ['本年上月累计', 'before'],
  ['上年上月累计', 'prior.before'],
  ['环比%', undefined],
  ['备注', undefined],
])('the column %s states %s', (header, measure) => {
  expect(monthlyMeasure(header.replaceAll('/', ''))?.measure).toBe(measure);
});

test('a month is read as it is written, and never guessed', () => {
  expect(monthOfTitle('2025年财政收支情况')).toBeNull();
  expect(monthOfTitle('2025年13月')).toBeNull();
  expect(monthOfTitle('2025年7-8月')).toBeNull();
  expect(monthOfCell('2025.08', null)).toEqual({ year: 2025, month: 8 });
  expect(monthOfCell(202512, null)).toEqual({ year: 2025, month: 12 });
  expect(monthOfCell('8月', 2025)).toEqual({ year: 2025, month: 8 });
  expect(monthOfCell('8', null)).toBeNull();
});
