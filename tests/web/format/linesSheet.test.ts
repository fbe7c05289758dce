/** In charge of holding the export of lines to the page: the same rounding that adds up, and the exact amounts beside it. */
import { expect, test } from 'vitest';
import { fen, type Fen } from '#model/fen';
import { bulletRow, bulletRows } from '../../../web/charts/BulletRows.ts';
import type { BudgetLine } from '../../../web/data/budgetLine.ts';
import { linesSheet } from '../../../web/format/linesSheet.ts';
import { csvOf } from '../../../web/format/sheet.ts';

const third = 3_333_333_333n;

function line(code: string, executed: bigint): BudgetLine {
  const amount: Fen = fen(executed);
  return { code, original: amount, final: null, executed: amount, prior: null, hidden: false };
}

test('parts add to their total as rounded on the page, and exactly in 元', () => {
  const style = { unit: 'yi', decimals: 2 } as const;
  const naming = { nameOf: (code: string) => code, flagsOf: () => [] };
  const parts = [line('a', third), line('b', third), line('c', third + 1n)];
  const total = line('total', 10_000_000_000n);
  const rows = [
    bulletRow(total, 'original', style, naming),
    ...bulletRows(parts, total, 'original', style, naming),
  ];
  const sheet = linesSheet(rows, 'zh', { title: '', base: 'original', unit: 'yi', notes: [] });
  expect(sheet.columns.slice(2, 4)).toEqual(['执行数（亿元）', '执行数（元）']);
  const cells = csvOf(sheet)
    .split('\r\n')
    .slice(2, 6)
    .map((row) => row.split(',').slice(2, 4));
  expect(cells).toEqual([
    ['1.00', '100000000.00'],
    ['0.33', '33333333.33'],
    ['0.33', '33333333.33'],
    ['0.34', '33333333.34'],
  ]);
  const exact = linesSheet(rows, 'zh', { title: '', base: 'original', unit: 'yuan', notes: [] });
  expect(exact.columns.filter((column) => column.startsWith('执行数'))).toEqual(['执行数（元）']);
});
