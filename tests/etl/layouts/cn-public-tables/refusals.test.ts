/** In charge of what cannot be read safely and is refused with its cell. */
import { describe, expect, test } from 'vitest';
import { sheetOf, type Content } from '../sheetOf.ts';
import { MERGES, figure, readFile, readOne, replaced } from './sample.ts';

describe('what cannot be read safely is refused with its cell', () => {
  const codes = (rows: readonly (readonly Content[])[]) =>
    readOne(rows, { merges: MERGES }).rejects.map(({ code, cell }) => [code, cell]);

  test.each<readonly [string, Content, string]>([
    ['12,34.5', '12,34.5', 'amount-invalid'],
    ['#REF!', { value: '#REF!', kind: 'error', text: '#REF!' }, 'amount-error'],
    ['a date', { value: '2025-01-01', kind: 'date', text: '2025-01-01' }, 'amount-invalid'],
  ])('%s', (_name, content, code) => {
    expect(codes(replaced(5, 4, content))).toEqual([[code, 'E6']]);
  });

  test('an amount printed as text is read as printed', () => {
    const table = readOne(replaced(5, 4, '５，９０３ '), { merges: MERGES });
    expect(figure(table, '人大事务', 'executed')?.amount).toBe(5_903_000_000n);
    expect(table.rejects).toEqual([]);
  });

  test('no unit, an unknown unit, two units', () => {
    expect(codes(replaced(1, 5, null))).toEqual([['unit-missing', 'B1']]);
    expect(codes(replaced(1, 5, '单位：千元'))).toEqual([['unit-missing', 'B1']]);
    expect(codes(replaced(1, 2, '金额单位：元'))).toEqual([['unit-missing', 'B1']]);
  });

  test('a unit in brackets in the title counts', () => {
    const table = readOne(
      replaced(1, 5, null).map((row, at) =>
        at === 0 ? [null, '2025年丽江市一般公共预算支出执行情况表（亿元）'] : row,
      ),
      { merges: MERGES },
    );
    expect(table).toMatchObject({ amountUnit: 'yi', rejects: [] });
  });

  test('a code that is none, and one that is in no list and under no code', () => {
    expect(codes(replaced(6, 0, '20101O4'))).toEqual([['code-invalid', 'A7']]);
    expect(codes(replaced(6, 0, 9990104))).toEqual([['code-unknown', 'A7']]);
  });

  test('a code that only the reference does not know is a note', () => {
    const table = readOne(replaced(6, 0, 2010177), { merges: MERGES });
    expect(table.rejects).toEqual([]);
    expect(table.notes.map(({ code, cells }) => [code, cells[0]])).toContainEqual(['DQ-13', 'A7']);
  });

  test('a title over a sheet whose header is not understood', () => {
    const reading = readFile(
      sheetOf([['2025年丽江市一般公共预算支出执行情况表'], ['单位：万元'], ['教育', 1]]),
    );
    expect(reading.tables).toEqual([]);
    expect(reading.rejects.map(({ code, cell }) => [code, cell])).toEqual([
      ['header-unknown', 'A1'],
    ]);
  });
});
