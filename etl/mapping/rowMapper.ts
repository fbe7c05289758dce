/** In charge of turning the rows of a bound file into rows of its ledger, one after the other and millions of them. */
import type { KnownDecimal } from './amountText.ts';
import type { BoundColumn, BoundMapping, SliceParts } from './bound.ts';
import { columnReader, constantOf, type ColumnFault } from './columnReader.ts';
import { trimmed } from './fieldText.ts';
import { nameCollector, type Names } from './nameCollector.ts';
import { FaultMaker } from './faultMaker.ts';
import type { RowFault } from './rowFault.ts';
import { sliceReader } from './sliceReader.ts';
import { Totals } from './totals.ts';

/** A row as it goes into the ledger; the mapper writes into the one that it is given, so that a million rows need one object. */
export interface MappedRow {
  /** One per column of the ledger, in COPY order (`bound.fields`), null where the source states none; text is not escaped. */
  readonly values: (string | null)[];
  /** Index in `RowMapper.slices`. */
  slice: number;
}

export interface RowMapper {
  /** A row to give to `map`, with the values that are the same in all rows. */
  row(): MappedRow;
  /** Reads the fields of a row into `row`; null where all is well, else what is wrong (then the values are not to be used). */
  map(fields: readonly string[], row: MappedRow): RowFault | null;
  /** The slices met so far, in order of their first row. */
  readonly slices: readonly SliceParts[];
  /** Names of codes per slice: scheme → code → name. */
  names(
    slice: number,
  ): ReadonlyMap<string, ReadonlyMap<string, { name: string; parent: string | null }>>;
  /** Control totals per slice: column of amounts → digits of fen of all rows mapped without fault; and their number. */
  totals(slice: number): {
    readonly rows: number;
    readonly amounts: Readonly<Record<string, bigint>>;
  };
  /** What the file itself gives as totals (a row 合计): column of amounts → fen; null where it gives none, or several. */
  stated(): Readonly<Record<string, bigint>> | null;
}

/** Compiles a bound mapping. The mapper keeps state (slices, names, totals) and is for one file. */
export function rowMapper(
  bound: BoundMapping,
  known: KnownDecimal = { sign: bound.decimal },
): RowMapper {
  const slices: SliceParts[] = [];
  const names: Names[] = [];
  const totals = new Totals(bound.columns.filter(({ type }) => type === 'fen'));
  const { width, comment, fields: ledgerFields } = bound;
  const stated = bound.columns.filter(({ at }) => at !== -1);
  const template = constants(bound);
  const readers = stated.map((column) => columnReader(column, bound, known));
  const sliceOf = sliceReader(bound, slices);
  const collect = nameCollector(bound, names);
  const fillMonth = monthFiller(bound, slices);
  const codes = stated
    .filter(({ type, fallback }) => type === 'text' && fallback === null)
    .flatMap(({ put, fills }) => [put, ...fills]);
  const isBlank = (values: readonly (string | null)[]): boolean => {
    for (const put of codes) if (values[put] !== null) return false;
    return codes.length > 0;
  };
  const faults = new FaultMaker(bound, known);

  const map = (fields: readonly string[], row: MappedRow): RowFault | null => {
    if (comment !== null && (fields[0] ?? '').startsWith(comment)) return faults.noRow(fields);
    if (fields.length !== width && !isPadded(fields, width)) return faults.odd(fields);
    const slice = sliceOf(fields);
    if (typeof slice !== 'number') return faults.ofSlice(fields, slice);
    const { values } = row;
    for (const read of readers) {
      const found = read(fields, values);
      if (found !== null) return faults.ofColumn(fields, found, slice);
    }
    if (fillMonth !== null) {
      const found = fillMonth(values, slice);
      if (found !== null) return faults.ofColumn(fields, found, slice);
    }
    if (isBlank(values)) return faults.odd(fields);
    row.slice = slice;
    collect(fields, values, slice);
    totals.add(values, slice);
    return null;
  };

  return {
    row: () => ({ values: ledgerFields.map((_, put) => template[put] ?? null), slice: 0 }),
    map,
    slices,
    names: (slice) =>
      names[slice] ?? new Map<string, Map<string, { name: string; parent: string | null }>>(),
    totals: (slice) => totals.of(slice),
    stated: () => faults.stated,
  };
}

/** Fields behind the last column are none where they are blank: a delimiter at the end of the line. */
function isPadded(fields: readonly string[], width: number): boolean {
  return fields.length > width && fields.slice(width).every((text) => trimmed(text) === '');
}

/** The values of columns that no field states. @throws where a constant is none: `bind` has looked at it. */
function constants(bound: BoundMapping): (string | null)[] {
  const values: (string | null)[] = [];
  for (const column of bound.columns) {
    if (column.at !== -1) continue;
    const value = constantOf(column, bound);
    if (typeof value === 'object' && value !== null)
      throw new Error(`the constant ${column.field} is no ${column.type}`);
    values[column.put] = value;
  }
  return values;
}

/** Fills the month of rows that do not state it; null where a column does, or where the ledger's rows bear none. */
function monthFiller(
  bound: BoundMapping,
  slices: readonly SliceParts[],
): ((values: (string | null)[], slice: number) => ColumnFault | null) | null {
  const { rowMonth, declared } = bound;
  const month = bound.fields.indexOf('month');
  if (rowMonth === null || month === -1) return null;
  switch (rowMonth.from) {
    case 'slice':
      return (values, slice) => {
        const value = slices[slice]?.month ?? null;
        values[month] = value === null ? null : String(value);
        return null;
      };
    case 'date': {
      const column = columnOf(bound, 'date');
      return (values, slice) => {
        const date = values[rowMonth.put] ?? '';
        const behind = Number(date.slice(0, 4)) - (slices[slice]?.year ?? 0);
        if (date === '') return { code: 'value-missing', column, value: '', expected: '' };
        if (behind !== 0 && behind !== 1)
          return { code: 'date-invalid', column, value: date, expected: '' };
        values[month] = behind === 1 ? '13' : String(Number(date.slice(5, 7)));
        return otherThanDeclared(values[month] ?? '', declared.month, column);
      };
    }
    case 'column': {
      if (declared.month === undefined) return null;
      const column = columnOf(bound, 'month');
      return (values) => otherThanDeclared(values[month] ?? '', declared.month, column);
    }
  }
}

function columnOf({ columns }: BoundMapping, field: string): BoundColumn {
  const column = columns.find((one) => one.field === field);
  if (column === undefined) throw new Error(`a row month without ${field}`);
  return column;
}

function otherThanDeclared(
  value: string,
  said: string | undefined,
  column: BoundColumn,
): ColumnFault | null {
  return said === undefined || said === value
    ? null
    : { code: 'declared-otherwise', column, value, expected: said };
}
