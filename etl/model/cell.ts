/** In charge of cell addresses as a spreadsheet prints them (`F10`, `B1:H46`), counted from 0 inside the program. */

/** The last row and column a spreadsheet can have (`XFD1048576`), counted from 0. */
export const LAST_ROW = 1_048_575;
export const LAST_COLUMN = 16_383;

export interface Position {
  readonly row: number;
  readonly column: number;
}

export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** 0 → `A`, 16383 → `XFD`. */
export function formatColumn(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `A` → 0; null for anything that is no column. */
export function parseColumn(letters: string): number | null {
  if (!/^[A-Z]{1,3}$/u.test(letters)) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column - 1 > LAST_COLUMN ? null : column - 1;
}

/** (9, 5) → `F10`. */
export function formatCell(row: number, column: number): string {
  return `${formatColumn(column)}${String(row + 1)}`;
}

/** `F10` or `$F$10` → (9, 5); null for anything that is no cell. */
export function parseCell(address: string): Position | null {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/u.exec(address);
  if (match === null) return null;
  const column = parseColumn(match[1] ?? '');
  const row = Number(match[2]) - 1;
  return column === null || row > LAST_ROW ? null : { row, column };
}

/** `B1:H46`; one cell is `B1:B1`, since a range is always two corners. */
export function formatArea(area: Area): string {
  return `${formatCell(area.top, area.left)}:${formatCell(area.bottom, area.right)}`;
}

/** The inverse of `formatArea`; a single address is the area of one cell. */
export function parseArea(text: string): Area | null {
  const [first = '', second = first] = text.split(':');
  const from = parseCell(first);
  const to = parseCell(second);
  if (from === null || to === null || text.split(':').length > 2) return null;
  if (to.row < from.row || to.column < from.column) return null;
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}
