/** In charge of the columns of an answer in memory: typed buffers that grow, laid out as Arrow wants them. */
import type { WireField } from './field.ts';

/** Rows of one record batch at most. */
export const BATCH_ROWS = 32_768;
const FIRST_ROWS = 256;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Some rows of an answer, column by column. The buffers belong to the receiver. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: readonly Column[];
}

export type Column = IntegerColumn | AmountColumn | RatioColumn | CodeColumn | QuantityColumn;

/** Which rows bear a value, one bit each, least significant first. */
class Validity {
  bits = new Uint8Array(FIRST_ROWS >> 3);
  nulls = 0;

  set(row: number): void {
    const byte = row >> 3;
    this.bits[byte] = (this.bits[byte] ?? 0) | (1 << (row & 7));
  }

  has(row: number): boolean {
    return ((this.bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }

  /** That many rows bear a value, until one is said to bear none. */
  fill(rows: number): void {
    this.bits = new Uint8Array((rows + 7) >> 3).fill(255);
  }

  clear(row: number): void {
    const byte = row >> 3;
    this.bits[byte] = (this.bits[byte] ?? 0) & ~(1 << (row & 7));
    this.nulls += 1;
  }

  grow(rows: number): void {
    const bits = new Uint8Array((rows + 7) >> 3);
    bits.set(this.bits);
    this.bits = bits;
  }
}

/** int4 → Int32. */
export class IntegerColumn {
  readonly kind = 'integer';
  readonly validity = new Validity();
  data = new Int32Array(FIRST_ROWS);

  grow(rows: number): void {
    const data = new Int32Array(rows);
    data.set(this.data);
    this.data = data;
    this.validity.grow(rows);
  }
}

/** int8 → Int64, kept as pairs of halves so that no bigint is made on the way. */
export class AmountColumn {
  readonly kind = 'amount';
  readonly validity = new Validity();
  halves = new Int32Array(FIRST_ROWS * 2);

  at(row: number): bigint {
    return (
      (BigInt(this.halves[row * 2 + 1] ?? 0) << 32n) | BigInt((this.halves[row * 2] ?? 0) >>> 0)
    );
  }

  get data(): BigInt64Array<ArrayBuffer> {
    return new BigInt64Array(this.halves.buffer);
  }

  grow(rows: number): void {
    const halves = new Int32Array(rows * 2);
    halves.set(this.halves);
    this.halves = halves;
    this.validity.grow(rows);
  }
}

/** float8 → Float64. */
export class RatioColumn {
  readonly kind = 'ratio';
  readonly validity = new Validity();
  data = new Float64Array(FIRST_ROWS);

  grow(rows: number): void {
    const data = new Float64Array(rows);
    data.set(this.data);
    this.data = data;
    this.validity.grow(rows);
  }
}

/** The distinct texts of a column over all its batches, numbered in order of appearance. */
export class CodeDictionary {
  readonly words: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** Texts by their bytes, since most rows name a code that was named before and need no text of their own: numbers by hash, 0 for none. */
  #slots = new Int32Array(256);
  readonly #bytes: Uint8Array[] = [];

  /** The number of a text of UTF-8 bytes. */
  numberOf(bytes: Uint8Array, at: number, length: number): number {
    let hash = length;
    for (let index = at; index < at + length; index++)
      hash = Math.imul(hash ^ (bytes[index] ?? 0), 16_777_619);
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let found = this.#slots[slot] ?? 0; found > 0; found = this.#slots[slot] ?? 0) {
      if (isSame(this.#bytes[found - 1], bytes, at, length)) return found - 1;
      slot = (slot + 1) & mask;
    }
    const number = this.number(utf8.decode(bytes.subarray(at, at + length)));
    this.#slots[slot] = number + 1;
    this.#bytes[number] = Uint8Array.from(bytes.subarray(at, at + length));
    if (this.words.length * 2 > this.#slots.length) this.#grow();
    return number;
  }

  number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.words.length);
    return this.words.push(word) - 1;
  }

  /** A table four times as large; what was in it is found anew when it is named again. */
  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
  }
}

function isSame(
  known: Uint8Array | undefined,
  bytes: Uint8Array,
  at: number,
  length: number,
): boolean {
  if (known?.length !== length) return false;
  for (let index = 0; index < length; index++) if (known[index] !== bytes[at + index]) return false;
  return true;
}

/** text → Dictionary<Int32, Utf8>. */
export class CodeColumn {
  readonly kind = 'code';
  readonly validity = new Validity();
  data = new Int32Array(FIRST_ROWS);

  constructor(readonly dictionary: CodeDictionary) {}

  grow(rows: number): void {
    const data = new Int32Array(rows);
    data.set(this.data);
    this.data = data;
    this.validity.grow(rows);
  }
}

/** Decimal text → Utf8. */
export class QuantityColumn {
  readonly kind = 'quantity';
  readonly validity = new Validity();
  offsets = new Int32Array(FIRST_ROWS + 1);
  bytes = new Uint8Array(FIRST_ROWS * 8);

  grow(rows: number): void {
    const offsets = new Int32Array(rows + 1);
    offsets.set(this.offsets);
    this.offsets = offsets;
    this.validity.grow(rows);
  }

  /** Room for that many bytes. */
  growBytes(needed: number): void {
    if (needed <= this.bytes.length) return;
    const bytes = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    bytes.set(this.bytes);
    this.bytes = bytes;
  }
}

/** The empty column of a field. A code column goes on numbering in the dictionary of the batch before. */
export function columnOf({ type }: WireField, before?: Column): Column {
  switch (type) {
    case 'integer':
      return new IntegerColumn();
    case 'fen':
    case 'count':
      return new AmountColumn();
    case 'ratio':
      return new RatioColumn();
    case 'quantity':
      return new QuantityColumn();
    case 'code':
      return new CodeColumn(before?.kind === 'code' ? before.dictionary : new CodeDictionary());
  }
}

/** Rows for which a new column has room before it must grow. */
export const INITIAL_ROWS = FIRST_ROWS;
