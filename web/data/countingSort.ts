/** In charge of sorting rows by codes without comparing them: one counting pass per column, the last key first. */
import type { CubeDimension } from './cube.ts';

/** Rows in the order of one column, and where each of its codes begins. */
export interface Postings {
  readonly rows: Uint32Array;
  /** Rows of code c are `rows[starts[c]]` up to `rows[starts[c + 1]]`. */
  readonly starts: Uint32Array;
}

/** The rows by code, stable with respect to `within` (all rows in their order unless given). */
export function postings({ codes, words }: CubeDimension, within?: Uint32Array): Postings {
  const starts = new Uint32Array(words.length + 1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0;
    starts[code + 1] = (starts[code + 1] ?? 0) + 1;
  }
  for (let code = 1; code <= words.length; code++)
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

/** The rows by several columns, the first one outermost. */
export function sortedBy(dimensions: readonly CubeDimension[], rows: number): Uint32Array {
  let order: Uint32Array | undefined;
  for (const dimension of dimensions.toReversed()) order = postings(dimension, order).rows;
  return order ?? Uint32Array.from({ length: rows }, (_, row) => row);
}
