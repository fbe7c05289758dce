/** In charge of finding the printed tables of a sheet: by header words, with the title, number and unit above them, split where several lie side by side. */
import { compact, parseLabel } from '#model/text';
import type { Grid } from './grid.ts';
import {
  ABOVE_TABLE, AMOUNT_UNIT, CODE, CODE_PART, COLUMN_NUMBERS, HELPER, LABEL, ORDINAL, SIDE_EXPENDITURE, SIDE_REVENUE,
  TABLE_NUMBER, looksLikeTitle, splitTitle,
} from './words.ts'; // prettier-ignore

/** A piece of text and where it stands. */
export interface Spot {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** One printed table, or one side of a table that prints two: where its parts lie. */
export interface Place {
  readonly grid: Grid;
  readonly title: Spot | null;
  readonly number: string | null;
  /** Everything in the title zone that states an amount unit for these columns. */
  readonly units: readonly Spot[];
  readonly top: number;
  readonly headerTop: number;
  readonly headerBottom: number;
  readonly left: number;
  readonly right: number;
  /** Columns that a line's name may stand in (several where the header cell is merged over them). */
  readonly labelColumns: readonly number[];
  readonly bodyBottom: number;
  /** Rows of the body that repeat title and header (page breaks). */
  readonly repeated: ReadonlySet<number>;
}

interface Header {
  readonly row: number;
  readonly top: number;
  readonly bottom: number;
  readonly zoneTop: number;
  readonly labelGroups: readonly (readonly number[])[];
  readonly titles: readonly Spot[];
  readonly numbers: readonly Spot[];
  readonly units: readonly Spot[];
}

/** Rows above a header in which title, number and unit are looked for. */
const ZONE = 8;

/** All tables of a sheet in printed order: from top to bottom, side by side from left to right. */
export function locateTables(grid: Grid): Place[] {
  const headers: Header[] = [];
  for (let row = 0; row < grid.rows; row += 1) {
    const header = headerAt(grid, row, headers.at(-1)?.bottom ?? -1);
    if (header === null) continue;
    headers.push(header);
    row = header.bottom;
  }
  const places: Place[] = [];
  for (let index = 0; index < headers.length; index += 1) {
    const header = headers[index];
    if (header === undefined) continue;
    const repeated = new Set<number>();
    let next = headers[index + 1];
    while (next !== undefined && continues(grid, header, next)) {
      for (let row = next.zoneTop; row <= next.bottom; row += 1) repeated.add(row);
      index += 1;
      next = headers[index + 1];
    }
    places.push(...sides(grid, header, (next?.zoneTop ?? grid.rows) - 1, repeated));
  }
  return places;
}

/** A sheet that has a title and an amount unit but no header that is understood: something is there, and it is not read. */
export function titleWithoutHeader(grid: Grid): Spot | null {
  let title: Spot | null = null;
  let unit = false;
  for (let row = 0; row < Math.min(grid.rows, 2 * ZONE); row += 1) {
    for (let column = 0; column < grid.columns; column += 1) {
      const text = grid.word(row, column);
      if (title === null && looksLikeTitle(text)) title = { row, column, text };
      if (AMOUNT_UNIT.test(text)) unit = true;
    }
  }
  return unit ? title : null;
}

function headerAt(grid: Grid, row: number, after: number): Header | null {
  if (!mayBeHeader(grid, row)) return null;
  const labels: number[] = [];
  let others = 0;
  for (let column = 0; column < grid.columns; column += 1) {
    const word = grid.word(row, column);
    if (word === '') continue;
    if (LABEL.test(word)) labels.push(column);
    else if (!isSideColumn(word) && !HELPER.test(word) && !grid.isNumber(row, column)) others += 1;
  }
  if (labels.length === 0 || others === 0) return null;
  const bottom = headerBottom(grid, row, labels);
  const top = headerTop(grid, row, after);
  return {
    row,
    top,
    bottom,
    labelGroups: labels.map((column) => group(grid, row, column)),
    ...zone(grid, top, after),
  };
}

/** Most rows are lines; a header has a short word that names labels, and this is quick to rule out. */
function mayBeHeader(grid: Grid, row: number): boolean {
  for (let column = 0; column < grid.columns; column += 1) {
    const value = grid.sheet.cell(row, column)?.value;
    if (
      typeof value === 'string' &&
      value.length < 40 &&
      /[项科地区县市名]/u.test(value) &&
      LABEL.test(grid.word(row, column))
    )
      return true;
  }
  return false;
}

const isSideColumn = (word: string) =>
  CODE.test(word) || CODE_PART.test(word) || ORDINAL.test(word);

function group(grid: Grid, row: number, column: number): number[] {
  const merge = grid.merge(row, column);
  if (merge === undefined) return [column];
  return Array.from({ length: merge.right - merge.left + 1 }, (_, index) => merge.left + index);
}

function headerBottom(grid: Grid, row: number, labels: readonly number[]): number {
  let bottom = row;
  for (let column = 0; column < grid.columns; column += 1) {
    bottom = Math.max(
      bottom,
      grid.word(row, column) === '' ? row : (grid.merge(row, column)?.bottom ?? row),
    );
  }
  while (bottom + 1 < grid.rows && continuesHeader(grid, bottom + 1, labels)) bottom += 1;
  return bottom;
}

/** A further header row names no line, holds no amount and at least one word (or numbers the columns). */
function continuesHeader(grid: Grid, row: number, labels: readonly number[]): boolean {
  if (numbersColumns(grid, row)) return true;
  if (labels.some((column) => grid.word(row, column) !== '')) return false;
  let words = 0;
  for (let column = 0; column < grid.columns; column += 1) {
    const cell = grid.cell(row, column);
    if (cell === undefined) continue;
    if (cell.kind === 'text' && /[\u4e00-\u9fff]/u.test(String(cell.value))) words += 1;
    else if (cell.kind !== 'text' && !isBareNumber(cell.value)) return false;
  }
  return words > 1;
}

/** Whether a row says 栏次, or is nothing but 1, 2, 3 … */
export function numbersColumns(grid: Grid, row: number): boolean {
  const values: string[] = [];
  for (let column = 0; column < grid.columns; column += 1) {
    const word = grid.word(row, column);
    if (word !== '') values.push(word);
  }
  if (COLUMN_NUMBERS.test(values[0] ?? '')) return true;
  return (
    values.length > 2 &&
    values.every(
      (value, index) => Number(value) === Number(values[0]) + index && Number(value) < 40,
    )
  );
}

const isBareNumber = (value: unknown) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2100;

function headerTop(grid: Grid, row: number, after: number): number {
  let top = row;
  while (top - 1 > after && extendsHeader(grid, top - 1)) top -= 1;
  return top;
}

/** A row above the header words that belongs to the header: 收入 ‖ 支出. */
function extendsHeader(grid: Grid, row: number): boolean {
  const words = wordsOf(grid, row);
  return (
    words.some(({ text }) => SIDE_REVENUE.test(text) || SIDE_EXPENDITURE.test(text)) &&
    words.every(({ text }) => !looksLikeTitle(text) && !AMOUNT_UNIT.test(text))
  );
}

function wordsOf(grid: Grid, row: number): Spot[] {
  const spots: Spot[] = [];
  for (let column = 0; column < grid.columns; column += 1) {
    const text = grid.word(row, column);
    if (text !== '') spots.push({ row, column, text });
  }
  return spots;
}

function zone(
  grid: Grid,
  headerTop: number,
  after: number,
): Pick<Header, 'zoneTop' | 'titles' | 'numbers' | 'units'> {
  const titles: Spot[] = [];
  const numbers: Spot[] = [];
  const units: Spot[] = [];
  const other: Spot[] = [];
  let zoneTop = headerTop;
  for (let row = headerTop - 1; row > Math.max(after, headerTop - 1 - ZONE); row -= 1) {
    const spots = wordsOf(grid, row);
    if (
      spots.some(
        ({ column }) => grid.isNumber(row, column) && !isBareNumber(grid.cell(row, column)?.value),
      )
    )
      break;
    const before = titles.length + numbers.length + units.length;
    for (const spot of spots) {
      const { number, title } = splitTitle(spot.text);
      if (AMOUNT_UNIT.test(spot.text)) units.unshift(spot);
      if (number !== null && (title === '' || looksLikeTitle(title)))
        numbers.unshift({ ...spot, text: number });
      if (looksLikeTitle(spot.text)) titles.unshift({ ...spot, text: title });
      else if (number === null && !AMOUNT_UNIT.test(spot.text) && !ABOVE_TABLE.test(spot.text))
        other.unshift(spot);
    }
    if (titles.length + numbers.length + units.length > before) zoneTop = row;
    else if (titles.length > 0 && spots.length > 0) break;
  }
  if (titles.length === 0) {
    const longest = other.toSorted((a, b) => b.text.length - a.text.length)[0];
    if (longest !== undefined && longest.row >= zoneTop - 1) titles.push(longest);
  }
  // several rows of titles: only the one nearest to the table names it
  const nearest = Math.max(...titles.map(({ row }) => row));
  return { zoneTop, titles: titles.filter(({ row }) => row === nearest), numbers, units };
}

/** Whether a later header only repeats the first (a page break): same words, no other title, and the lines go on. */
function continues(grid: Grid, first: Header, next: Header): boolean {
  const title = (header: Header) =>
    header.titles.map(({ text }) => text.replace(/\(?续表?\)?/gu, '')).join('|');
  if (next.titles.length > 0 && title(first) !== title(next)) return false;
  const words = (header: Header) => {
    const all: string[] = [];
    for (let row = header.top; row <= header.bottom; row += 1)
      all.push(
        wordsOf(grid, row)
          .map(({ column, text }) => `${String(column)}${text}`)
          .join(),
      );
    return all.join(';');
  };
  if (words(first) !== words(next)) return false;
  const column = next.labelGroups[0]?.[0] ?? 0;
  const label = parseLabel(grid.word(next.bottom + 1, column));
  return label.numbering !== '一、' && label.numbering !== '1.' && label.numbering !== '1、';
}

function sides(
  grid: Grid,
  header: Header,
  bodyBottom: number,
  repeated: ReadonlySet<number>,
): Place[] {
  const groups = header.labelGroups.filter((columns, index) => {
    const from = index === 0 ? 0 : (columns.at(-1) ?? 0) + 1;
    const next = header.labelGroups[index + 1]?.[0] ?? grid.columns;
    return hasMeasure(grid, header, from, next, columns);
  });
  const lefts = groups.map((columns, index) =>
    index === 0 ? 0 : leftOf(grid, header, columns[0] ?? 0),
  );
  return groups.map((labelColumns, index): Place => {
    const left = lefts[index] ?? 0;
    const right = (lefts[index + 1] ?? grid.columns) - 1;
    const within = ({ column }: Spot) => column >= left && column <= right;
    const nearest = (spots: readonly Spot[]) =>
      spots.find(within) ?? spots.findLast(({ column }) => column <= right) ?? spots[0];
    const ownUnits = header.units.filter(within);
    return {
      grid,
      title: nearest(header.titles) ?? null,
      number: nearest(header.numbers)?.text ?? null,
      units: ownUnits.length > 0 ? ownUnits : header.units,
      top: header.zoneTop,
      headerTop: header.top,
      headerBottom: header.bottom,
      left,
      right,
      labelColumns,
      bodyBottom,
      repeated,
    };
  });
}

function hasMeasure(
  grid: Grid,
  header: Header,
  from: number,
  to: number,
  labels: readonly number[],
): boolean {
  for (let column = from; column < to; column += 1) {
    if (labels.includes(column)) continue;
    for (let row = header.top; row <= header.bottom; row += 1) {
      const word = grid.wordThroughMerge(row, column);
      if (
        word !== '' &&
        !isSideColumn(word) &&
        !HELPER.test(word) &&
        !/^\d+$/u.test(word) &&
        !numbersColumns(grid, row)
      )
        return true;
    }
  }
  return false;
}

/** A side begins with the code and number columns that stand before its labels. */
function leftOf(grid: Grid, header: Header, label: number): number {
  let left = label;
  const belongs = (column: number) => {
    for (let row = header.top; row <= header.bottom; row += 1) {
      if (isSideColumn(grid.wordThroughMerge(row, column))) return true;
    }
    return false;
  };
  while (left > 0 && belongs(left - 1)) left -= 1;
  return left;
}

/** The number of a table as it stands in the contents: `表二十二`, half-width and without blanks. */
export function tableNumberOf(text: string): string | null {
  return TABLE_NUMBER.exec(compact(text))?.[0] ?? null;
}
