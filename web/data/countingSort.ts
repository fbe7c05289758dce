/** In charge of sorting rows by codes without comparing them: one counting pass per key, the last one first. */
import type { CubeDimension } from './cube.ts';

/** Rows in the order of one column, and where each of its codes begins. */
export interface Postings {
  readonly rows: Uint32Array;
  /** Rows of code c are `rows[starts[c]]` up to `rows[starts[c + 1]]`. */
  readonly starts: Uint32Array;
}

/** A number for each row, below `count`. */
interface Key {
  readonly codes: Uint32Array;
  readonly count: number;
}

/** Places that are counted quickly, however few the rows. */
const FEW_PLACES = 65_536;

/** The rows by code. */
export function postings({ codes, words }: CubeDimension): Postings {
  return counted({ codes, count: words.length });
}

/** The rows by key, stable with respect to `within` (all rows in their order unless given). */
function counted({ codes, count }: Key, within?: Uint32Array): Postings {
  const starts = new Uint32Array(count + 1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0;
    starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  }
  for (let code = 1; code <= count; code++)
    starts[code] = (starts[code] ?? 0) + (starts[code - 1] ?? 0);
  const next = starts.slice();
  const rows = new Uint32Array(codes.length);
  for (let at = 0; at < rows.length; at++) {
    const row = within === undefined ? at : (within[at] ?? 0);
    const code = codes[row] ?? 0;
    const place = next[code] ?? 0;
    rows[place] = row;
    next[code] = place + 1;
  }
  return { rows, starts };
}

/** The rows by several columns, the first one outermost; null where that is the order in which they lie. */
export function sortedBy(dimensions: readonly CubeDimension[], rows: number): Uint32Array | null {
  const keys = joined(dimensions, Math.max(FEW_PLACES, rows * 2));
  if (isInOrder(keys, rows)) return null;
  let order: Uint32Array | undefined;
  for (const key of keys.toReversed()) order = counted(key, order).rows;
  return order ?? null;
}

/** Neighbouring columns as one key, as long as it has at most `most` values: each key is another pass over all rows. */
export function joined(dimensions: readonly CubeDimension[], most: number): readonly Key[] {
  const keys: Key[] = [];
  for (const { codes, words } of dimensions) {
    const count = Math.max(1, words.length);
    const last = keys.at(-1);
    if (last === undefined || last.count * count > most) {
      keys.push({ codes, count });
      continue;
    }
    const both = new Uint32Array(codes.length);
    for (let row = 0; row < both.length; row++)
      both[row] = (last.codes[row] ?? 0) * count + (codes[row] ?? 0);
    keys[keys.length - 1] = { codes: both, count: last.count * count };
  }
  return keys;
}

/** Below, at or above zero as one row lies before, with or after another by the keys. */
export function compared(keys: readonly Key[], left: number, right: number): number {
  for (const { codes } of keys) {
    const difference = (codes[left] ?? 0) - (codes[right] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isInOrder(keys: readonly Key[], rows: number): boolean {
  for (let row = 1; row < rows; row++) if (compared(keys, row - 1, row) > 0) return false;
  return true;
}
