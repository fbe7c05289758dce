/** In charge of an answer as CSV text (RFC 4180 with a byte order mark), streamed. */
import type { ColumnBatch } from './columns.ts';
import type { WireField } from './field.ts';
import { valueAt } from './text.ts';

/** A last column in words, for what a reader of the file must not overlook. */
export interface Remark {
  readonly name: string;
  /** Index of the column it is about; where that is above 0 the remark stands. */
  readonly column: number;
  readonly text: string;
}

/** Header and rows; the heading of an estimated column says so. Columns after `shown` are not written. */
export async function* encodeCsv(
  batches: AsyncIterable<ColumnBatch>,
  fields: readonly WireField[],
  shown: number,
  remark: Remark | null,
): AsyncGenerator<string> {
  const names = [
    ...fields
      .slice(0, shown)
      .map(({ name, approximate }) => (approximate === true ? `${name} (≈)` : name)),
    ...(remark === null ? [] : [remark.name]),
  ];
  let head = `\ufeff${names.map(quoteCell).join(',')}\r\n`;
  for await (const { rows, columns } of batches) {
    const lines: string[] = [head];
    head = '';
    for (let row = 0; row < rows; row++) {
      const cells = fields.slice(0, shown).map(({ type }, index) => {
        const column = columns[index];
        const value = column === undefined ? null : valueAt(column, type, row);
        return value === null
          ? ''
          : typeof value === 'number'
            ? String(value)
            : type === 'fen'
              ? value
              : quoteCell(value);
      });
      if (remark !== null) {
        const column = columns[remark.column];
        const told = column !== undefined && Number(valueAt(column, 'count', row) ?? 0) > 0;
        cells.push(told ? quoteCell(remark.text) : '');
      }
      lines.push(`${cells.join(',')}\r\n`);
    }
    yield lines.join('');
  }
  if (head !== '') yield head;
}

/** Text that a spreadsheet would run as a formula is kept as text by an apostrophe. */
export function quoteCell(value: string): string {
  const safe = /^(?:[=+@\t\r]|-(?![0-9]))/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
