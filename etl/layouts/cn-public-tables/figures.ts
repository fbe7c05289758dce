/** In charge of reading one number from its cell: amount or percentage, printed text, decimals, printed or hidden. */
import { formatCell } from '#model/cell';
import { parseAmount, parseRatio, type AmountUnit } from '#model/fen';
import type { Cell, Figure } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import type { Stage } from '#model/slice';
import { compact } from '#model/text';
import type { Place } from './locate.ts';

/** Which number of a line a cell states. */
export interface FigureName {
  readonly measure: string;
  readonly stage: Stage;
  readonly kind: 'amount' | 'ratio';
  /** Whether 1 in a percentage column displayed without % means 100 % or 1 %. */
  readonly style?: 'fraction' | 'percent';
}

/** The figures of one row in these columns; what cannot be read is added to `rejects`. */
export function figuresOf(
  { place, unit }: { readonly place: Place; readonly unit: AmountUnit | null },
  row: number,
  columns: readonly (FigureName & { readonly column: { readonly index: number } })[],
  rejects: Reject[],
): Figure[] {
  return columns.flatMap((entry): Figure[] => {
    const figure = figureAt(place, row, entry.column.index, unit, entry);
    if (figure === null) return [];
    if ('message' in figure) {
      rejects.push(figure);
      return [];
    }
    return [figure];
  });
}

/** The figure of a cell; null where none is printed (blank, `-`, a zero that is displayed as `-`); a reject where it cannot be read. */
export function figureAt(
  place: Place,
  row: number,
  column: number,
  unit: AmountUnit | null,
  name: FigureName,
): Figure | Reject | null {
  const { sheet } = place.grid;
  const cell = place.grid.cell(row, column);
  if (cell === undefined) return null;
  const address = formatCell(row, column);
  const text = cell.text.trim();
  const found = {
    sheet: sheet.name,
    cell: address,
    value: cell.kind === 'text' ? String(cell.value) : text,
  };
  if (cell.kind === 'error') return reject('amount-error', {}, found);
  if (
    cell.kind === 'boolean' ||
    cell.kind === 'date' ||
    cell.value === null ||
    typeof cell.value === 'boolean'
  ) {
    return reject('amount-invalid', {}, found);
  }
  if (cell.value === 0 && !/\d/u.test(text)) return null;
  const base = {
    measure: name.measure,
    stage: name.stage,
    quantity: null,
    cell: address,
    text,
    decimals: decimalsOf(cell, text),
    printed: !(sheet.hidden || sheet.hiddenRows.has(row) || sheet.hiddenColumns.has(column)),
  };
  if (name.kind === 'ratio') {
    const ratio = parseRatio(
      cell.value,
      text.endsWith('%') && cell.kind === 'number' ? 'fraction' : (name.style ?? 'fraction'),
    );
    if (ratio === null) return null;
    return typeof ratio === 'string' ? reject(ratio, {}, found) : { ...base, amount: null, ratio };
  }
  if (unit === null) return null;
  const amount = parseAmount(cell.value, unit);
  if (amount === null) return null;
  return typeof amount === 'string' ? reject(amount, {}, found) : { ...base, amount, ratio: null };
}

function decimalsOf(cell: Cell, text: string): number {
  const shown = cell.kind === 'number' ? text : compact(text);
  const point = shown.lastIndexOf('.');
  return point === -1 ? 0 : (/^\d*/u.exec(shown.slice(point + 1))?.[0].length ?? 0);
}
