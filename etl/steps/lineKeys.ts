/** In charge of the key of each printed line: the same line in another table, or in next year's file, gets the same key. */
import { SCHEMES, type Scheme } from '#model/code';
import type { Line, TableReading } from '#model/reading';
import type { Book, Slice } from '#model/slice';
import { nameKey } from '#model/text';
import { codeByName } from '../reference.ts';
import type { SliceTable } from './slices.ts';

/** What a line is called in the store, and what it is called while the tables of its slice are merged. */
export interface LineKey {
  readonly item: string;
  /** Tells apart lines of one table that share the item and yet are different lines. */
  readonly merge: string;
  /** Whether `item` is a code of the slice's scheme. */
  readonly coded: boolean;
}

/** Dimensions beside the item that make a line another one. */
const BESIDE = ['unit', 'economic', 'project', 'kind', 'lower_code', 'lower_name', 'indicator', 'quantity_unit',
  'report_type', 'category', 'metric', 'class', 'breakdown'] as const; // prettier-ignore

/** Codes printed somewhere in the slice, by the code above and the name: a summary table may print names alone. */
export type PrintedCodes = ReadonlyMap<
  string,
  { readonly code: string; readonly table: TableReading }
>;

export function printedCodes(tables: readonly SliceTable[]): PrintedCodes {
  const codes = new Map<string, { code: string; table: TableReading }>();
  for (const { table, indexes } of tables) {
    for (const index of indexes) {
      const line = table.lines[index];
      if (line?.code === null || line?.code === undefined) continue;
      const key = placeOf(parentCode(table, line), line.name);
      if (!codes.has(key)) codes.set(key, { code: line.code, table });
    }
  }
  return codes;
}

/** The keys of a slice's lines in a table and of the lines above them, by index. */
export function lineKeys(
  { table, indexes }: SliceTable,
  slice: Slice,
  part: string | null,
  printed: PrintedCodes,
): readonly LineKey[] {
  const scheme = schemeOf(part);
  const keys: LineKey[] = [];
  const seen = new Map<string, Line>();
  for (const index of withAncestors(table, indexes)) {
    const line = table.lines[index];
    if (line === undefined) continue;
    const above = parentOf(table, line);
    const parent = above === null ? null : (keys[above] ?? null);
    let coded = codeOf(line, parent);
    const beside = besideOf(line);
    let item = coded ?? ownKey(line, index);
    const earlier = seen.get(`${item}|${beside}`);
    if (earlier !== undefined && coded !== null && line.code === null && line.key === undefined) {
      coded = null; // two names found the same code: only the first may have it
      item = ownKey(line, index);
    }
    let merge = `${item}|${beside}`;
    const twin = seen.get(merge);
    if (twin !== undefined && !sameLine(twin, line)) {
      let number = 2;
      while (seen.has(`${merge}#${number}`)) number += 1;
      if (coded === null) item = `${item}#${number}`;
      merge = `${merge}#${number}`;
    }
    if (!seen.has(merge)) seen.set(merge, line);
    keys[index] = { item, merge, coded: coded !== null && scheme !== null };
  }
  return keys;

  function codeOf(line: Line, parent: LineKey | null): string | null {
    if (line.key !== undefined) return line.key === line.code ? line.code : null;
    if (line.role === 'total' || line.role === 'grand') return null;
    if (line.code !== null) return line.code;
    const under = parent?.coded === true ? parent.item : null;
    const elsewhere = printed.get(placeOf(under, line.name));
    if (elsewhere !== undefined && elsewhere.table !== table) return elsewhere.code;
    if (scheme === null) return null;
    if ((line.role === 'ofWhich' || line.role === 'memo') && under === null) return null;
    return under === null
      ? codeOfBook(scheme, slice, line.name)
      : codeByName(scheme, line.name, slice.year, under);
  }

  function ownKey(line: Line, index: number): string {
    if (line.key !== undefined) return line.key;
    if (line.role === 'total' || line.role === 'grand') return line.role;
    return `n:${path(index).join('/')}`;
  }

  function path(index: number): string[] {
    const line = table.lines[index];
    if (line === undefined) return [];
    const above = parentOf(table, line);
    const name = nameKey(line.name).replace(/[/|#]/gu, '');
    return [...(above === null ? [] : path(above)), name === '' ? String(index + 1) : name];
  }
}

/** In printed order. */
function withAncestors(table: TableReading, indexes: readonly number[]): readonly number[] {
  const wanted = new Set(indexes);
  for (const index of indexes) {
    let line = table.lines[index];
    while (line !== undefined) {
      const above = parentOf(table, line);
      if (above === null || wanted.has(above)) break;
      wanted.add(above);
      line = table.lines[above];
    }
  }
  return wanted.size === indexes.length ? indexes : [...wanted].sort((a, b) => a - b);
}

/** What makes a line another one although its item is the same. */
function besideOf(line: Line): string {
  const slice = line.slice === undefined ? '' : Object.values(line.slice).join('|');
  return [line.region ?? '', slice, ...BESIDE.map((name) => line.dims[name] ?? '')].join('|');
}

/** The classification that a part of a slice follows; null where its lines follow none. */
export function schemeOf(part: string | null): Scheme | null {
  return SCHEMES.find((known) => known === part) ?? null;
}

/** Where the lines of a book are found first: 其他收入 means another code among the insurance funds than elsewhere. */
const ROOTS: Readonly<Record<Book, readonly string[]>> = {
  general: [],
  fund: [],
  capital: ['10306', '223'],
  social: ['102', '209'],
};

/** The code of an outermost name: in the part of the classification that the book has for itself, else anywhere outside of the others'. */
function codeOfBook(scheme: Scheme, { book, year }: Slice, name: string): string | null {
  for (const root of book === null ? [] : ROOTS[book]) {
    const code = codeByName(scheme, name, year, root);
    if (code !== null) return code;
  }
  const code = codeByName(scheme, name, year);
  const foreign = Object.entries(ROOTS).some(
    ([other, roots]) => other !== book && roots.some((root) => code?.startsWith(root) === true),
  );
  return foreign ? null : code;
}

/** Index of the line above, skipping printed totals, which are nobody's parent. */
export function parentOf(table: TableReading, line: Line): number | null {
  let above = line.parent;
  while (above !== null) {
    const parent = table.lines[above];
    if (parent === undefined) return null;
    if (parent.role !== 'total' && parent.role !== 'grand') return above;
    above = parent.parent;
  }
  return null;
}

function parentCode(table: TableReading, line: Line): string | null {
  const above = parentOf(table, line);
  return above === null ? null : (table.lines[above]?.code ?? null);
}

function placeOf(parent: string | null, name: string): string {
  return `${parent ?? ''}|${nameKey(name)}`;
}

/** The same line printed again: a total, a key the layout gave, or the same code with the same name. */
function sameLine(first: Line, second: Line): boolean {
  if (second.key !== undefined || second.role === 'total' || second.role === 'grand') return true;
  return second.code !== null && nameKey(first.name) === nameKey(second.name);
}
