/** In charge of how the result of a load is told on a terminal. */
import { describe, expect, test } from 'vitest';
import type { CheckReport, FileReport, TableReport } from '#contract/loadAnswers';
import { tell } from '../../../etl/commands/load.ts';

const table: TableReport = {
  sheet: '01', number: '01', title: '收入表', layout: 'l', dataset: 'execution', amountUnit: 'wan', scope: 'all', year: 2025,
  book: 'general', flow: 'revenue', rows: 3, accepted: 3, reason: null, rejects: [], notes: [], checks: [],
}; // prettier-ignore
const file: FileReport = {
  path: 'a/预算.xlsx',
  sha256: 'x',
  status: 'published',
  rejects: [],
  notes: [],
  tables: [table],
};
const check = (severity: CheckReport['severity'], zh: string): CheckReport => ({
  id: 'DQ-01', status: 'failed', severity, subject: 's', measure: null, expected: null, found: null, tolerance: null, cells: [],
  explanation: { zh, en: zh },
}); // prettier-ignore

describe('the result of a load', () => {
  test('names file, tables, rows and version', () => {
    expect(tell({ version: 3, files: [file] })).toEqual([
      '预算.xlsx: 已装入 published · 1 张表 tables, 1 张装入 loaded, 3 行 rows',
      '版本 version 3',
    ]);
  });

  test('says why a table was not loaded, and where a value was not taken', () => {
    const absent = { ...table, accepted: 0, reason: { zh: '说明', en: 'notes' } };
    const wrong = {
      ...table,
      accepted: 0,
      rejects: [
        { cell: 'F10', code: 'amount-invalid', message: { zh: '不是数', en: 'no number' } },
      ],
    };
    expect(
      tell({ version: null, files: [{ ...file, status: 'refused', tables: [absent, wrong] }] }),
    ).toEqual([
      '预算.xlsx: 未装入 refused · 2 张表 tables, 0 张装入 loaded, 0 行 rows',
      '  ✗ 01!F10 不是数 no number',
      '  – 01 收入表: 说明 notes',
    ]);
  });

  test('tells the gravest differences first, and how many more there are', () => {
    const checks = [
      ...Array.from({ length: 25 }, (_, index) => check('yellow', `y${index}`)),
      check('red', 'r'),
      { ...check('red', 'p'), status: 'passed' as const },
    ];
    const lines = tell({ version: 1, files: [{ ...file, tables: [{ ...table, checks }] }] });
    expect(lines[1]).toBe('  ? 01 DQ-01: r r');
    expect(lines[20]).toBe('  ? 01 DQ-01: y18 y18');
    expect(lines[21]).toMatch(/另有 6 处/);
    expect(lines.join()).not.toMatch(/DQ-01: p/);
  });
});
