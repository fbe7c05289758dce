/** In charge of cell addresses: they read back as what they were written from. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatArea,
  formatCell,
  formatColumn,
  LAST_COLUMN,
  LAST_ROW,
  parseArea,
  parseCell,
  parseColumn,
} from '#model/cell';

const rows = fc.integer({ min: 0, max: LAST_ROW });
const columns = fc.integer({ min: 0, max: LAST_COLUMN });

test('every cell reads back', () => {
  fc.assert(
    fc.property(rows, columns, (row, column) => {
      expect(parseCell(formatCell(row, column))).toEqual({ row, column });
    }),
  );
  fc.assert(
    fc.property(columns, (column) => {
      expect(parseColumn(formatColumn(column))).toBe(column);
    }),
  );
});

test('the edges', () => {
  expect([0, 25, 26, 701, 702, LAST_COLUMN].map(formatColumn)).toEqual([
    'A',
    'Z',
    'AA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
  expect(formatCell(LAST_ROW, LAST_COLUMN)).toBe('XFD1048576');
  expect(parseCell('$F$10')).toEqual({ row: 9, column: 5 });
});

test.each(['', 'A', '10', 'A0', 'a1', 'XFE1', 'A1048577', 'A1:B2', 'A-1', 'ABCD1', 'A1.5', '一1'])(
  '%j is no cell',
  (address) => {
    expect(parseCell(address)).toBeNull();
  },
);

test('ranges', () => {
  expect(parseArea('B1:H46')).toEqual({ top: 0, left: 1, bottom: 45, right: 7 });
  expect(formatArea({ top: 0, left: 1, bottom: 45, right: 7 })).toBe('B1:H46');
  expect(parseArea('C3')).toEqual({ top: 2, left: 2, bottom: 2, right: 2 });
  expect(['H46:B1', 'A1:B2:C3', 'A:B', ''].map(parseArea)).toEqual([null, null, null, null]);
});
