/** In charge of a value of an answer as text: amounts as exact decimals in currency units. */
import type { Column } from './columns.ts';
import type { WireType } from './field.ts';

const utf8 = new TextDecoder();

/** The value of a row: text for codes, amounts (`1496620000.00`) and quantities, a number for the rest, null where absent. */
export function valueAt(column: Column, type: WireType, row: number): string | number | null {
  if (!column.validity.has(row)) return null;
  switch (column.kind) {
    case 'integer':
    case 'ratio':
      return column.data[row] ?? null;
    case 'amount': {
      const value = column.at(row);
      return type === 'fen' ? decimal(value) : Number(value);
    }
    case 'code':
      return column.dictionary.words[column.data[row] ?? -1] ?? null;
    case 'quantity':
      return utf8.decode(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]));
  }
}

/** Fen as currency units with two decimals: 149662000000n → `1496620000.00`. */
export function decimal(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
