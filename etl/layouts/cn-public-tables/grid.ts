/** In charge of looking at a sheet as a reader of print does: through merges, as compact text, rows and columns counted from 0. */
import { compact } from '#model/text';
import type { Cell, Merge, Sheet } from '#model/reading';

export interface Grid {
  readonly sheet: Sheet;
  readonly rows: number;
  readonly columns: number;
  /** The cell itself, undefined where nothing but blanks stands. */
  cell(row: number, column: number): Cell | undefined;
  /** The cell's text without blanks; '' where nothing stands. */
  word(row: number, column: number): string;
  /** The same, seen through a merge: every cell of a merge reads as its first. */
  wordThroughMerge(row: number, column: number): string;
  /** The merge that covers a cell. */
  merge(row: number, column: number): Merge | undefined;
  isNumber(row: number, column: number): boolean;
}

/** The grid of a sheet. Words are kept once looked at. */
export function gridOf(sheet: Sheet): Grid {
  const words = new Map<number, string>();
  const byRow = new Map<number, Merge[]>();
  for (const merge of sheet.merges) {
    for (let row = merge.top; row <= Math.min(merge.bottom, sheet.rows - 1); row += 1) {
      byRow.set(row, [...(byRow.get(row) ?? []), merge]);
    }
  }
  const cell = (row: number, column: number) => {
    const found = sheet.cell(row, column);
    if (found === undefined || found.value === null) return undefined;
    return found.kind === 'text' && compact(String(found.value)) === '' ? undefined : found;
  };
  const word = (row: number, column: number) => {
    const key = row * 20_000 + column;
    let known = words.get(key);
    if (known === undefined) {
      const found = cell(row, column);
      known =
        found === undefined
          ? ''
          : found.kind === 'text'
            ? compact(String(found.value))
            : String(found.value);
      words.set(key, known);
    }
    return known;
  };
  const merge = (row: number, column: number) =>
    byRow.get(row)?.find(({ left, right }) => column >= left && column <= right);
  return {
    sheet,
    rows: sheet.rows,
    columns: sheet.columns,
    cell,
    word,
    merge,
    wordThroughMerge(row, column) {
      const covering = merge(row, column);
      return covering === undefined ? word(row, column) : word(covering.top, covering.left);
    },
    isNumber: (row, column) => cell(row, column)?.kind === 'number',
  };
}
