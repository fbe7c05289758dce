/** In charge of the cells of the completeness wall: rows of tables or departments by month, each with its state and what is said of it. */
import type { ArrivalCell, ArrivalRow, ArrivalState, ArrivalTable } from '../data/completeness.ts';
import { lacking, standingOf } from '../data/completeness.ts';

export interface WallCell {
  /** 0 stands for the year as a whole. */
  readonly month: number;
  readonly state: ArrivalState;
  /** Written in the cell: how many rows are not as they should be; '' where none or where the row is one. */
  readonly text: string;
  readonly counts: Readonly<Partial<Record<ArrivalState, number>>>;
  readonly cell: ArrivalCell | null;
}

export interface WallRow {
  readonly key: string;
  readonly name: string;
  readonly cells: readonly WallCell[];
}

/** One row per table: in each month the worst state of its departments and how many are not as they should be. */
export function tableRows(
  tables: readonly ArrivalTable[],
  nameOf: (table: ArrivalTable) => string,
): readonly WallRow[] {
  return tables.map((table) => ({
    key: table.cube,
    name: nameOf(table),
    cells: standingOf(table).map(({ month, state, counts }) => {
      const wrong = counts.missing + counts.late + counts.failed + counts.partial;
      return {
        month,
        state,
        counts,
        cell: null,
        text: wrong === 0 || table.rows.length < 2 ? '' : String(wrong),
      };
    }),
  }));
}

/** One row per department of one table. */
export function departmentRows(
  rows: readonly ArrivalRow[],
  nameOf: (row: ArrivalRow) => string,
): readonly WallRow[] {
  return rows.map((row) => ({
    key: row.department ?? '~',
    name: nameOf(row),
    cells: row.cells.map((cell) => ({
      month: cell.month,
      state: cell.state,
      text: '',
      counts: { [cell.state]: 1 },
      cell,
    })),
  }));
}

/** What lacks most first; the order of the server among equals. */
export function mostLackingFirst(tables: readonly ArrivalTable[]): readonly ArrivalTable[] {
  return tables.toSorted((a, b) => lacking(b) - lacking(a));
}

/** Rows of departments that lack something. */
export function lackingRows(rows: readonly ArrivalRow[]): readonly ArrivalRow[] {
  return rows.filter(({ cells }) =>
    cells.some(({ state }) => state !== 'arrived' && state !== 'notYet'),
  );
}

/** Months that stand as columns: all that any row has; the year as a whole first. */
export function wallMonths(rows: readonly WallRow[]): readonly number[] {
  return [...new Set(rows.flatMap(({ cells }) => cells.map(({ month }) => month)))].toSorted(
    (a, b) => a - b,
  );
}
