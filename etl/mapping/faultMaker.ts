/** In charge of saying what is wrong with a row; here it is also seen that a row is none, or the file's own total, or a new header. */
import { amountReader, type KnownDecimal } from './amountText.ts';
import type { BoundColumn, BoundMapping } from './bound.ts';
import type { ColumnFault } from './columnReader.ts';
import { trimmed } from './fieldText.ts';
import { headerKey } from './header.ts';
import type { FaultCode, RowFault } from './rowFault.ts';
import type { SliceFault } from './sliceReader.ts';
import { totalWord } from './totalWords.ts';

export class FaultMaker {
  /** The file's own totals, while there is only one row of them. */
  stated: Readonly<Record<string, bigint>> | null = null;
  private totalRows = 0;
  private readonly amounts: readonly {
    readonly column: BoundColumn;
    readonly read: ReturnType<typeof amountReader>;
  }[];
  private readonly headerNames: ReadonlySet<string>;

  constructor(
    private readonly bound: BoundMapping,
    known: KnownDecimal,
  ) {
    this.amounts = bound.columns
      .filter(({ type, at }) => type === 'fen' && at !== -1)
      .map((column) => ({
        column,
        read: amountReader({ unit: column.unit, rounding: bound.rounding }, known),
      }));
    this.headerNames = new Set(bound.header.map(headerKey).filter((name) => name !== ''));
  }

  /** A comment: passed over, unless it is the file's total. */
  noRow(fields: readonly string[]): RowFault {
    return this.total(fields) ?? this.make('skip', 'row-width', { fields });
  }

  /** A row of another width, or with amounts only. */
  odd(fields: readonly string[]): RowFault {
    const { width } = this.bound;
    return (
      this.special(fields) ??
      (fields.length === width
        ? this.make('reject', 'total-row', { fields })
        : this.make('reject', 'row-width', {
            fields,
            value: String(fields.length),
            expected: String(width),
          }))
    );
  }

  ofSlice(fields: readonly string[], { code, column, value, expected }: SliceFault): RowFault {
    return this.special(fields) ?? this.make('reject', code, { fields, column, value, expected });
  }

  ofColumn(fields: readonly string[], found: ColumnFault, slice: number): RowFault {
    const { code, column, value, expected } = found;
    return (
      this.special(fields) ??
      this.make('reject', code, { fields, column: column.label, value, expected, slice })
    );
  }

  private special(fields: readonly string[]): RowFault | null {
    if (fields.every((text) => trimmed(text) === ''))
      return this.make('skip', 'row-width', { fields });
    return this.header(fields) ?? this.total(fields);
  }

  /** The header again is passed over; another header means that nothing behind it is what it was. */
  private header(fields: readonly string[]): RowFault | null {
    const keys = fields.map(headerKey).filter((key) => key !== '');
    const met = keys.filter((key) => this.headerNames.has(key)).length;
    if (met < 2 || met < keys.length / 2) return null;
    const own = this.bound.header.map(headerKey);
    const same =
      own.length <= fields.length && own.every((key, at) => key === headerKey(fields[at] ?? ''));
    return same
      ? this.make('skip', 'row-width', { fields })
      : this.make('fatal', 'header-changed', { fields, value: fields.slice(0, 6).join(', ') });
  }

  private total(fields: readonly string[]): RowFault | null {
    const words = fields.map((text) => totalWord(trimmed(text)));
    if (words.includes('subtotal')) return this.make('reject', 'total-row', { fields });
    if (!words.includes('total')) return null;
    const found: Record<string, bigint> = {};
    for (const { column, read } of this.amounts) {
      const amount = read(trimmed(fields[column.at] ?? ''));
      if (typeof amount === 'string') found[column.field] = BigInt(amount);
    }
    this.totalRows++;
    this.stated = this.totalRows === 1 && Object.keys(found).length > 0 ? found : null;
    return this.make('total', 'total-row', { fields });
  }

  private make(
    kind: RowFault['kind'],
    code: FaultCode,
    about: {
      readonly fields: readonly string[];
      readonly column?: string;
      readonly value?: string;
      readonly expected?: string;
      readonly slice?: number;
    },
  ): RowFault {
    const { fields, column = null, value = null, expected = '', slice = null } = about;
    return {
      kind,
      code,
      column,
      value,
      expected,
      slice,
      amount: kind === 'reject' ? this.amountOf(fields) : null,
    };
  }

  /** The amount of a row that is not taken: what was spent where a ledger says it, else its first amount. */
  private amountOf(fields: readonly string[]): string | null {
    const main =
      this.amounts.find(({ column }) => column.field === 'executed' || column.field === 'amount') ??
      this.amounts[0];
    if (main === undefined || fields.length < this.bound.width) return null;
    const amount = main.read(trimmed(fields[main.column.at] ?? ''));
    return typeof amount === 'string' ? amount : null;
  }
}
