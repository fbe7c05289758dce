/** In charge of the cells of the matrix: what each row executed on each function in the months that are looked at. */
import type { Fen } from '#model/fen';
import type { LedgerPart, LedgerRow } from '../data/ledger.ts';

export interface MatrixColumn {
  readonly part: LedgerPart;
  readonly name: string;
}

export interface MatrixRow {
  readonly row: LedgerRow;
  readonly name: string;
  /** Per column. */
  readonly cells: readonly (Fen | null)[];
  readonly total: Fen | null;
}

export interface Matrix {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
}

/** Columns with any money, by code; the first `most` rows in the order given. */
export function purposeMatrix(
  rows: readonly LedgerRow[],
  {
    functions,
    cells,
  }: {
    readonly functions: readonly LedgerPart[];
    readonly cells: readonly (readonly (Fen | null)[])[];
  },
  names: {
    readonly row: (row: LedgerRow) => string;
    readonly column: (code: string) => string;
  },
  most: number,
): Matrix {
  const used = functions
    .map((part, at) => ({ part, at }))
    .filter(({ at }) => cells.some((row) => (row[at] ?? null) !== null))
    .toSorted((left, right) => left.part.code.localeCompare(right.part.code));
  return {
    columns: used.map(({ part }) => ({ part, name: names.column(part.code) })),
    rows: rows.slice(0, most).map((row, place) => {
      const own = used.map(({ at }) => cells[place]?.[at] ?? null);
      const present = own.filter((amount) => amount !== null);
      return {
        row,
        name: names.row(row),
        cells: own,
        total: present.length === 0 ? null : (present.reduce<bigint>((a, b) => a + b, 0n) as Fen),
      };
    }),
  };
}

/** Amounts in a matrix differ by orders of magnitude: shades go by the square root. */
export function rootOf(amount: Fen | null): number | null {
  return amount === null ? null : Math.sign(Number(amount)) * Math.sqrt(Math.abs(Number(amount)));
}

/** The largest cell. */
export function matrixTop({ rows }: Matrix): number {
  return rows.reduce(
    (top, { cells }) => cells.reduce((most, cell) => Math.max(most, rootOf(cell) ?? 0), top),
    1,
  );
}
