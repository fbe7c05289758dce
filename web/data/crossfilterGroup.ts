/** In charge of the sums of a group: the buckets of its dimensions, and the innermost loops that add rows to them or take them away. */
import type { Fen } from '#model/fen';
import { exactOf, type CubeDimension, type CubeMeasure } from './cube.ts';

/** How a measure stands to time: `flow` adds over months, `stock` is what the last month let through states. */
export type Clocked = 'flow' | 'stock';

/** Sums of one measure in the buckets of a group. */
export interface Tally {
  readonly measure: CubeMeasure;
  readonly clock: Clocked;
  readonly sums: readonly Float64Array[];
  /** How many present amounts lie in each bucket: a sum of none is absent. */
  readonly present: Int32Array;
}

/** Sums by one or more dimensions, live: they follow every `select`. */
export interface Group {
  readonly by: readonly string[];
  readonly length: number;
  /** Exact; null where no row with an amount is let through. */
  amount(measure: string, bucket: number): Fen | null;
  /** Exact sum over several buckets; null where no row with an amount is let through. */
  total(measure: string, buckets: Iterable<number>): Fen | null;
  /** For pixels and ratios; null where there is none. */
  number(measure: string, bucket: number): number | null;
  /** The bucket of codes, in the order of `by`. */
  bucket(...codes: readonly number[]): number;
}

/** The months that groups which are not by time read: their places among all months. */
export interface MonthWindow {
  /** How many months there are. */
  readonly size: number;
  flow: readonly number[];
  stock: readonly number[];
}

export class LiveGroup implements Group {
  readonly length: number;
  /** Of each row the place of its amounts in the sums: its bucket, and within it its month where the group has a window. */
  readonly buckets: Uint32Array;
  readonly #strides: readonly number[];
  /** The sums while no filter holds anything back: where readers return to most. */
  #whole: readonly (Float64Array | Int32Array)[] | null = null;

  constructor(
    readonly by: readonly string[],
    dimensions: readonly CubeDimension[],
    time: CubeDimension | null,
    readonly window: MonthWindow,
    rows: number,
    readonly tallies: ReadonlyMap<string, Tally>,
  ) {
    const sizes = dimensions.map(({ words }) => Math.max(1, words.length));
    this.#strides = sizes.map((_, at) => sizes.slice(at + 1).reduce((all, size) => all * size, 1));
    this.length = sizes.reduce((all, size) => all * size, 1);
    this.buckets = time === null ? new Uint32Array(rows) : Uint32Array.from(time.codes);
    for (const [at, { codes }] of dimensions.entries()) {
      const stride = (this.#strides[at] ?? 1) * window.size;
      for (let row = 0; row < rows; row++)
        this.buckets[row] = (this.buckets[row] ?? 0) + (codes[row] ?? 0) * stride;
    }
  }

  clear(): void {
    for (const plane of this.#planes()) plane.fill(0);
  }

  /** Remembers the sums as those of the whole. */
  keep(): void {
    this.#whole = this.#planes().map((plane) => plane.slice());
  }

  /** Goes back to the sums of the whole; false where none were kept. */
  restore(): boolean {
    const whole = this.#whole;
    if (whole === null) return false;
    for (const [at, plane] of this.#planes().entries()) plane.set(whole[at] ?? []);
    return true;
  }

  /** All that rows are added to. */
  #planes(): (Float64Array | Int32Array)[] {
    return [...this.tallies.values()].flatMap(({ sums, present }) => [...sums, present]);
  }

  bucket(...codes: readonly number[]): number {
    let bucket = 0;
    for (let at = 0; at < codes.length; at++) bucket += (codes[at] ?? 0) * (this.#strides[at] ?? 1);
    return bucket;
  }

  amount(measure: string, bucket: number): Fen | null {
    return this.total(measure, [bucket]);
  }

  total(measure: string, buckets: Iterable<number>): Fen | null {
    const { rows, low, high } = this.#read(measure, buckets);
    return rows === 0 ? null : exactOf(low, high);
  }

  number(measure: string, bucket: number): number | null {
    const { rows, low, high } = this.#read(measure, [bucket]);
    return rows === 0 ? null : low + high * 2 ** 32;
  }

  /** Sums of sums stay in the range in which every sum of the cube is exact. */
  #read(
    measure: string,
    buckets: Iterable<number>,
  ): { readonly rows: number; readonly low: number; readonly high: number } {
    const tally = this.tallies.get(measure);
    if (tally === undefined) throw new RangeError(`the group has no measure ${measure}`);
    const [lower, upper] = tally.sums;
    const { present } = tally;
    const { size, [tally.clock]: months } = this.window;
    let [rows, low, high] = [0, 0, 0];
    for (const bucket of buckets) {
      for (const month of months) {
        const at = bucket * size + month;
        rows += present[at] ?? 0;
        low += lower?.[at] ?? 0;
        if (upper !== undefined) high += upper[at] ?? 0;
      }
    }
    return { rows, low, high };
  }
}

/** Writes the rows that no filter of the mask holds back into `taken` and says how many there are. */
export function passing(
  rows: Uint32Array,
  count: number,
  blocked: Uint8Array,
  mask: number,
  taken: Uint32Array,
): number {
  let through = 0;
  for (let at = 0; at < count; at++) {
    const row = rows[at] ?? 0;
    taken[through] = row;
    if (((blocked[row] ?? 0) & mask) === 0) through += 1;
  }
  return through;
}

/** The innermost loop of the usual case, one measure in one plane without gaps: filter, sum and count in one pass. */
export function addThrough(
  sums: Float64Array,
  counts: Int32Array,
  plane: Float64Array,
  buckets: Uint32Array,
  rows: Uint32Array,
  count: number,
  blocked: Uint8Array,
  mask: number,
  sign: 1 | -1,
): void {
  for (let at = 0; at < count; at++) {
    const row = rows[at] ?? 0;
    if (((blocked[row] ?? 0) & mask) !== 0) continue;
    const bucket = buckets[row] ?? 0;
    sums[bucket] = (sums[bucket] ?? 0) + sign * (plane[row] ?? 0);
    counts[bucket] = (counts[bucket] ?? 0) + sign;
  }
}

/** Rows that are let through into the buckets of one measure, plane by plane. */
export function tally(
  { measure, sums, present }: Tally,
  buckets: Uint32Array,
  rows: Uint32Array,
  count: number,
  sign: 1 | -1,
): void {
  for (const [at, plane] of measure.planes.entries()) {
    const sum = sums[at];
    if (sum !== undefined) addPlane(sum, plane, buckets, rows, count, sign);
  }
  if (measure.present === null) countRows(present, buckets, rows, count, sign);
  else countPresent(present, measure.present, buckets, rows, count, sign);
}

function addPlane(
  sums: Float64Array,
  plane: Float64Array,
  buckets: Uint32Array,
  rows: Uint32Array,
  count: number,
  sign: 1 | -1,
): void {
  for (let at = 0; at < count; at++) {
    const row = rows[at] ?? 0;
    const bucket = buckets[row] ?? 0;
    sums[bucket] = (sums[bucket] ?? 0) + sign * (plane[row] ?? 0);
  }
}

function countRows(
  counts: Int32Array,
  buckets: Uint32Array,
  rows: Uint32Array,
  count: number,
  sign: 1 | -1,
): void {
  for (let at = 0; at < count; at++) {
    const bucket = buckets[rows[at] ?? 0] ?? 0;
    counts[bucket] = (counts[bucket] ?? 0) + sign;
  }
}

function countPresent(
  counts: Int32Array,
  present: Uint8Array,
  buckets: Uint32Array,
  rows: Uint32Array,
  count: number,
  sign: 1 | -1,
): void {
  for (let at = 0; at < count; at++) {
    const row = rows[at] ?? 0;
    const bucket = buckets[row] ?? 0;
    counts[bucket] = (counts[bucket] ?? 0) + sign * (present[row] ?? 0);
  }
}
