/** In charge of seeing that rows are split as another parser splits them, wherever blocks are cut. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowScanner, ScanFault } from '../../../etl/ledger/rowScanner.ts';

/** All rows of a text whose bytes come in blocks cut at these places. */
function rowsIn(text: string, delimiter = ',', cuts: readonly number[] = []): string[][] {
  const bytes = Buffer.from(text);
  const scanner = new RowScanner(delimiter.charCodeAt(0));
  const rows: string[][] = [];
  const places = [...cuts, bytes.length]
    .map((cut) => Math.min(cut, bytes.length))
    .toSorted((a, b) => a - b);
  let from = 0;
  for (const [index, to] of places.entries()) {
    scanner.feed(Buffer.concat([scanner.rest(), bytes.subarray(from, to)]));
    while (scanner.next(index === places.length - 1)) rows.push(scanner.texts());
    from = to;
  }
  return rows;
}

const FIELD = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    '王伟',
    '1,234.50',
    'say "yes"',
    'two\nlines',
    'two\r\nlines',
    ' blank ',
    '"',
    ',',
    '；|',
  ),
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((text) => text.replace(/[\r\0-\x08\x0b-\x1f]/gu, '')),
);
const quoted = (text: string, delimiter: string, always: boolean) =>
  always || text.includes('"') || text.includes(delimiter) || /[\r\n]/u.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;

test('any table, quoted where it must be or everywhere, cut anywhere, is what csv-parse reads', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(FIELD, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.nat(200), { maxLength: 6 }),
      (table, delimiter, end, always, ended, cuts) => {
        const lines = table.map((row) =>
          row.map((field) => quoted(field, delimiter, always)).join(delimiter),
        );
        const text = lines.join(end) + (ended ? end : '');
        fc.pre(text !== '');
        const expected = parse(text, {
          delimiter,
          relax_column_count: true,
          skip_empty_lines: false,
          record_delimiter: end,
        });
        expect(rowsIn(text, delimiter, cuts)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

describe('what cannot be split', () => {
  test.each([
    ['a quotation mark that is never closed', 'a,b\n1,"two\n3,4\n', 'quote-open', 2],
    ['text behind a closed quotation mark', 'a,b\n"1"x,2\n', 'quote-inside', 2],
  ])('%s is told with its row', (_, text, code, row) => {
    expect(() => rowsIn(text)).toThrow(expect.objectContaining({ code, row }) as ScanFault);
  });

  test('a mark within a field is text', () => {
    expect(rowsIn('5" pipe,b\n')).toEqual([['5" pipe', 'b']]);
  });

  test('a row of a megabyte is none', () => {
    expect(() => rowsIn(`"${'x'.repeat(1_100_000)}`)).toThrow(ScanFault);
  });
});

test('control characters are noticed, tabs are blanks', () => {
  const scanner = new RowScanner(44);
  scanner.feed(Buffer.from('a\tb,c\nd\u0001,e\n"f\u0000",g\n'));
  const found: boolean[] = [];
  while (scanner.next(true)) found.push(scanner.hasControls);
  expect(found).toEqual([false, true, true]);
});
