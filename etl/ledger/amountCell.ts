/** In charge of a column of amounts: digits become fen straight from their bytes; whatever else people write is read as text. */
import type { KnownDecimal } from '../mapping/amountText.ts';
import type { BoundColumn, BoundMapping } from '../mapping/bound.ts';
import { columnReader, type ColumnReader } from '../mapping/columnReader.ts';
import type { RowOutput } from './rowOutput.ts';
import type { RowScanner } from './rowScanner.ts';

const PLACES = { yuan: 2, wan: 6, yi: 10 } as const;
const MINUS = 0x2d;
const ZERO = 0x30;
/** So many digits are a whole number that a double holds. */
const MOST_DIGITS = 15;

export class AmountCell {
  readonly put: number;
  /** Fen of the row that is read; null where it states none. Beyond what a double holds, `large` has it. */
  value: number | null = null;
  large: bigint | null = null;
  private readonly at: number;
  private readonly places: number;
  private readonly scale: number;
  private readonly isPlain: boolean;
  private readonly read: ColumnReader;

  constructor(
    readonly column: BoundColumn,
    bound: BoundMapping,
    private readonly known: KnownDecimal,
  ) {
    this.put = column.put;
    this.at = column.at;
    this.places = PLACES[column.unit];
    this.scale = 10 ** this.places;
    const { join, pad, take, lookup } = column;
    this.isPlain = join.length === 0 && pad === 0 && take === null && lookup === null;
    this.read = columnReader(column, bound, known);
  }

  /** Reads the field of this row; false where something is wrong with it. */
  take(scanner: RowScanner): boolean {
    this.large = null;
    return (this.isPlain && this.digits(scanner)) || this.text(scanner);
  }

  write(output: RowOutput): void {
    if (this.large !== null) output.putBig(this.large);
    else if (this.value === null) output.putNull();
    else output.putInt8(this.value);
  }

  /** `-1234.5`: a sign, digits, at most one decimal sign; false for anything else. */
  private digits(scanner: RowScanner): boolean {
    const { bytes } = scanner;
    const from = scanner.starts[this.at] ?? 0;
    const to = scanner.ends[this.at] ?? 0;
    const negative = bytes[from] === MINUS;
    const start = negative ? from + 1 : from;
    const decimal = this.known.sign === null ? -1 : this.known.sign.charCodeAt(0);
    if (start >= to || to - start > MOST_DIGITS - this.places) return false;
    let mark = -1;
    let value = 0;
    for (let at = start; at < to; at++) {
      const byte = bytes[at] ?? 0;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) value = value * 10 + digit;
      else if (byte === decimal && mark === -1 && at > start) mark = at;
      else return false;
    }
    const fraction = mark === -1 ? 0 : to - mark - 1;
    if (mark !== -1 && (fraction === 0 || fraction > this.places)) return false;
    value *= fraction === 0 ? this.scale : 10 ** (this.places - fraction);
    this.value = negative && value !== 0 ? -value : value;
    return true;
  }

  private text(scanner: RowScanner): boolean {
    const fields: string[] = [];
    for (const index of [this.at, ...this.column.join]) fields[index] = scanner.text(index);
    const values: (string | null)[] = [];
    if (this.read(fields, values) !== null) return false;
    const digits = values[this.put] ?? null;
    this.value = null;
    if (digits === null) return true;
    if (digits.length <= MOST_DIGITS) this.value = Number(digits);
    else this.large = BigInt(digits);
    return true;
  }
}
