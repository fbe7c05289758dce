/** In charge of a cube in memory: the columns of an Arrow answer as typed arrays, codes numbered, amounts in planes whose sums stay exact. */
import { tableFromIPC, type Column } from '@uwdata/flechette';
import { fen, type Fen } from '#model/fen';

/** A column of codes: `words[codes[row]]`; a row that names none has the word null. */
export interface CubeDimension {
  readonly codes: Uint32Array;
  readonly words: readonly (string | null)[];
}

/**
 * A column of amounts in fen. One plane where every possible sum stays below 2^53; else two, whole multiples of 2^32 and
 * the rest, each of which sums exactly for millions of rows.
 */
export interface CubeMeasure {
  readonly planes: readonly Float64Array[];
  /** 1 where the row has an amount; null where every row has. */
  readonly present: Uint8Array | null;
}

export interface Cube {
  readonly version: number;
  readonly length: number;
  readonly dimensions: Readonly<Record<string, CubeDimension>>;
  readonly measures: Readonly<Record<string, CubeMeasure>>;
}

/** What the upper of two planes counts. */
const LIMB = 2 ** 32;
const EXACT = Number.MAX_SAFE_INTEGER;

/** Reads an Arrow stream. `Int64` columns become measures, all others dimensions. */
export function readCube(bytes: Uint8Array): Cube {
  const table = tableFromIPC(bytes, { useBigInt: true });
  const dimensions: Record<string, CubeDimension> = {};
  const measures: Record<string, CubeMeasure> = {};
  for (const [at, name] of table.names.entries()) {
    const column: Column<unknown> = table.getChildAt(at);
    if (column.data.every(({ values }) => values instanceof BigInt64Array)) {
      measures[name] = measureOf(halvesOf(column), presenceOf(column));
    } else {
      dimensions[name] = keysOf(column) ?? dimensionOf(column);
    }
  }
  return {
    version: Number(table.schema.metadata?.get('version') ?? Number.NaN),
    length: table.numRows,
    dimensions,
    measures,
  };
}

/** Keys below this are looked up in a table; what lies beyond is looked up by its word. */
const KEYS = 65_536;

/** A column whose every row names a word of one dictionary without repetitions: its keys are the codes. */
function keysOf({ data, length, nullCount }: Column<unknown>): CubeDimension | null {
  const [first] = data;
  if (first === undefined || nullCount > 0 || !('dictionary' in first)) return null;
  const words = [...(first.dictionary as Column<unknown>)].map(String);
  if (new Set(words).size < words.length) return null;
  const codes = new Uint32Array(length);
  let row = 0;
  for (const { values, length: own } of data) {
    if (!(values instanceof Int32Array)) return null;
    codes.set(values.subarray(0, own), row);
    row += own;
  }
  return { codes, words };
}

/** Numbers the words of a column; dictionary batches are numbered by their keys, without making a text per row. */
function dimensionOf(column: Column<unknown>): CubeDimension {
  const codes = new Uint32Array(column.length);
  const words: (string | null)[] = [];
  const numbers = new Map<string | null, number>();
  const numberOf = (word: string | null): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, words.length);
    return words.push(word) - 1;
  };
  let row = 0;
  for (const batch of column.data) {
    const { length, values, nullCount } = batch;
    // Keys of a dictionary and plain integers alike: equal keys are equal words. 0 is a key that was not seen yet.
    const keyed = values instanceof Int32Array ? new Uint32Array(KEYS) : null;
    for (let at = 0; at < length; at++, row++) {
      const key =
        keyed !== null && (nullCount === 0 || batch.isValid(at)) ? Number(values[at]) : KEYS;
      const code = keyed?.[key] ?? 0;
      if (code > 0) {
        codes[row] = code - 1;
        continue;
      }
      const word = batch.at(at);
      const number = numberOf(
        word === null ? null : typeof word === 'string' ? word : String(Number(word)),
      );
      codes[row] = number;
      if (keyed !== null && key >= 0 && key < KEYS) keyed[key] = number + 1;
    }
  }
  return { codes, words };
}

/** 64-bit integers as pairs of halves, low before high, so that no bigint is made per row. */
function halvesOf(column: Column<unknown>): Int32Array {
  const halves = new Int32Array(column.length * 2);
  let at = 0;
  for (const { values, length } of column.data) {
    if (!(values instanceof BigInt64Array)) continue;
    halves.set(new Int32Array(values.buffer, values.byteOffset, length * 2), at);
    at += length * 2;
  }
  return halves;
}

function presenceOf(column: Column<unknown>): Uint8Array | null {
  if (column.nullCount === 0) return null;
  const present = new Uint8Array(column.length);
  let row = 0;
  for (const batch of column.data) {
    for (let at = 0; at < batch.length; at++, row++) {
      present[row] = batch.nullCount === 0 || batch.isValid(at) ? 1 : 0;
    }
  }
  return present;
}

/** Amounts from pairs of halves; absent rows count nothing. */
function measureOf(halves: Int32Array, present: Uint8Array | null): CubeMeasure {
  const rows = halves.length / 2;
  const whole = new Float64Array(rows);
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    if (present !== null && present[row] === 0) continue;
    const value = (halves[row * 2 + 1] ?? 0) * LIMB + ((halves[row * 2] ?? 0) >>> 0);
    whole[row] = value;
    largest += Math.abs(value);
  }
  // Half of the exact range: the check itself is a rounded sum.
  if (largest <= EXACT / 2) return { planes: [whole], present };
  const [low, high] = [new Float64Array(rows), new Float64Array(rows)];
  for (let row = 0; row < rows; row++) {
    if (present !== null && present[row] === 0) continue;
    low[row] = (halves[row * 2] ?? 0) >>> 0;
    high[row] = halves[row * 2 + 1] ?? 0;
  }
  return { planes: [low, high], present };
}

/** Amounts that are already in memory as a measure; null is absent. */
export function measureFrom(amounts: readonly (bigint | null)[]): CubeMeasure {
  const words = new BigInt64Array(amounts.map((amount) => amount ?? 0n));
  const present = amounts.includes(null)
    ? Uint8Array.from(amounts, (amount) => (amount === null ? 0 : 1))
    : null;
  return measureOf(new Int32Array(words.buffer), present);
}

/** Codes that are already in memory as a dimension. */
export function dimensionFrom(values: readonly (string | null)[]): CubeDimension {
  const words = [...new Set(values)];
  const numbers = new Map(words.map((word, at) => [word, at]));
  return { codes: Uint32Array.from(values, (value) => numbers.get(value) ?? 0), words };
}

/** The exact amount of a sum over each plane; without a second plane its sum is 0. */
export function exactOf(low: number, high: number): Fen {
  return fen(high === 0 ? BigInt(low) : BigInt(high) * BigInt(LIMB) + BigInt(low));
}
