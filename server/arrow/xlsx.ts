/** In charge of an answer as an Excel sheet: what it is about on top, then the table, exact to the fen. */
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import type { ColumnBatch } from './columns.ts';
import type { WireField } from './field.ts';
import { valueAt } from './text.ts';

export interface SheetWords {
  readonly title: string;
  /** Unit, as of, version, sources: a line each. */
  readonly notes: readonly string[];
  /** Heading per field. */
  readonly headings: readonly string[];
  /** Column of names after a column of codes: heading, and name by code. */
  readonly names: ReadonlyMap<
    string,
    { readonly heading: string; readonly of: ReadonlyMap<string, string> }
  >;
  /** Index of the field that counts hidden figures, and what is said where it is above 0; that field is not shown. */
  readonly hidden: { readonly field: number; readonly heading: string; readonly text: string };
}

/** Beyond this a double does not hold every fen. */
const EXACT = 2n ** 53n;

export async function encodeXlsx(
  batches: readonly ColumnBatch[],
  fields: readonly WireField[],
  words: SheetWords,
): Promise<Buffer> {
  const shown = fields.flatMap((field, index) =>
    index === words.hidden.field ? [] : [{ field, index }],
  );
  const anyHidden = batches.some((batch) =>
    rowsOf(batch).some((row) => hiddenIn(batch, words, row) > 0),
  );
  const bold = (text: string): Cell => ({ value: text, fontWeight: 'bold' });
  const headings = shown.flatMap(({ field, index }) => {
    const name = words.names.get(field.name);
    const own = bold(words.headings[index] ?? field.name);
    return name === undefined ? [own] : [own, bold(name.heading)];
  });
  const table = batches.flatMap((batch) =>
    rowsOf(batch).map((row) => [
      ...shown.flatMap(({ field, index }) => cells(batch, field, index, row, words)),
      ...(anyHidden ? [hiddenIn(batch, words, row) > 0 ? words.hidden.text : null] : []),
    ]),
  );
  const sheet: Cell[][] = [
    [{ value: words.title, fontWeight: 'bold', fontSize: 14 }],
    ...words.notes.map((note): Cell[] => [note]),
    [null],
    [...headings, ...(anyHidden ? [bold(words.hidden.heading)] : [])],
    ...table,
  ];
  const columns = [...headings, null].map(() => ({ width: 18 }));
  return writeXlsxFile(sheet, { columns, sheet: '明账' }).toBuffer();
}

function rowsOf({ rows }: ColumnBatch): number[] {
  return Array.from({ length: rows }, (_, row) => row);
}

function hiddenIn({ columns }: ColumnBatch, { hidden }: SheetWords, row: number): number {
  const column = columns[hidden.field];
  return column === undefined ? 0 : Number(valueAt(column, 'count', row) ?? 0);
}

function cells(
  { columns }: ColumnBatch,
  field: WireField,
  index: number,
  row: number,
  { names }: SheetWords,
): Cell[] {
  const column = columns[index];
  const value = column === undefined ? null : valueAt(column, field.type, row);
  const name = names.get(field.name);
  const own = cellOf(field, value);
  return name === undefined ? [own] : [own, name.of.get(String(value)) ?? null];
}

function cellOf({ type }: WireField, value: string | number | null): Cell {
  if (value === null) return null;
  switch (type) {
    case 'fen': {
      const exact = BigInt(String(value).replace(/[-.]/g, '')) < EXACT;
      return exact ? { value: Number(value), type: Number, format: '#,##0.00' } : String(value);
    }
    case 'ratio':
      return { value: Number(value), type: Number, format: '0.0%' };
    case 'count':
    case 'integer':
      return { value: Number(value), type: Number, format: '0' };
    default:
      return { value: String(value), type: String };
  }
}
