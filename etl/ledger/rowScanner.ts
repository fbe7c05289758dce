/** In charge of finding the fields of delimited text in its bytes: RFC 4180, each field with a hash, nothing copied. */

/** A row of more fields than this is none of any ledger; what is beyond is counted and not kept. */
export const MOST_FIELDS = 1024;
/** A quotation mark that is not closed within so many bytes was never meant to open a field. */
const LONGEST_ROW = 1_048_576;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** What stands in the way of reading on. `row` is the one that begins there. */
export class ScanFault extends Error {
  constructor(
    readonly code: 'quote-open' | 'quote-inside' | 'row-too-long',
    readonly row: number,
  ) {
    super(`${code} in row ${String(row)}`);
  }
}

/**
 * Reads rows out of blocks of bytes in an encoding whose ASCII stands for itself. A row that a block cuts off is begun again with
 * the next block, which must begin with what `rest` holds. Blanks around fields are kept. Lone CR is text.
 */
export class RowScanner {
  /** The fields of the row that was found last: from `starts[i]` up to `ends[i]` in `bytes`, quotation marks taken off. */
  readonly starts = new Int32Array(MOST_FIELDS);
  readonly ends = new Int32Array(MOST_FIELDS);
  readonly hashes = new Int32Array(MOST_FIELDS);
  bytes: Uint8Array = new Uint8Array(0);
  /** Number of fields. */
  width = 0;
  /** Number of the row, from 1; rows without anything count. */
  row = 0;
  /** Where the row begins, and where the one behind it does. */
  begin = 0;
  at = 0;
  /** Whether a field holds a control character, which no table has. */
  hasControls = false;

  /** Fields whose hash nobody asks for have 1 here; it is quicker to pass over them. */
  readonly unhashed = new Uint8Array(MOST_FIELDS);
  private end = 0;
  /** 0 text; 1 delimiter; 2 line feed; 3 carriage return; 4 control character. */
  private readonly kinds = new Uint8Array(256);
  /** No byte beyond it is anything but text. */
  private readonly highest: number;
  private readonly doubled: number[] = [];

  constructor(delimiter: number) {
    this.kinds.fill(4, 0, 32);
    this.kinds[0x09] = 0;
    this.kinds[delimiter] = 1;
    this.highest = Math.max(delimiter, 31);
    this.kinds[LF] = 2;
    this.kinds[CR] = 3;
  }

  /** Reads on in these bytes. */
  feed(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.at = 0;
    this.end = bytes.length;
  }

  /** What `next` has not read yet. */
  rest(): Uint8Array {
    return this.bytes.subarray(this.at, this.end);
  }

  /** Finds the next row; false where the block holds no whole one. `last`: nothing comes behind the block. @throws ScanFault */
  next(last: boolean): boolean {
    const { bytes, end, kinds, highest, unhashed, starts, ends, hashes } = this;
    const begin = this.at;
    if (begin >= end) return false;
    let at = begin;
    let width = 0;
    this.hasControls = false;
    // setting the length is slow even where nothing changes
    if (this.doubled.length > 0) this.doubled.length = 0;
    for (;;) {
      const slot = width < MOST_FIELDS ? width : MOST_FIELDS - 1;
      let kind = 0;
      if (at < end && bytes[at] === QUOTE) {
        const close = this.closing(at, begin, last);
        if (close === -1) return this.wait(begin);
        starts[slot] = at + 1;
        ends[slot] = close;
        hashes[slot] = this.hash(at + 1, close);
        if (this.doubled.at(-1) === -1) this.doubled[this.doubled.length - 1] = slot;
        at = close + 1;
        kind = at < end ? (kinds[bytes[at] ?? 0] ?? 0) : 0;
        if (at < end && (kind === 0 || kind === 4))
          throw new ScanFault('quote-inside', this.row + 1);
      } else {
        starts[slot] = at;
        let hash = SEED;
        const isHashed = unhashed[slot] !== 1;
        while (at < end) {
          const byte = bytes[at] ?? 0;
          if (byte <= highest) {
            kind = kinds[byte] ?? 0;
            if (kind === 1 || kind === 2) break;
            if (kind === 3 && (at + 1 >= end || bytes[at + 1] === LF)) break;
            if (kind === 4) this.hasControls = true;
          }
          if (isHashed) hash = Math.imul(hash ^ byte, PRIME);
          at++;
        }
        ends[slot] = at;
        hashes[slot] = hash;
      }
      width++;
      if (at >= end) {
        if (!last) return this.wait(begin);
        break;
      }
      if (kind === 1) {
        at++;
        continue;
      }
      if (kind === 2) {
        at++;
        break;
      }
      // carriage return
      if (at + 1 >= end && !last) return this.wait(begin);
      if (at + 1 < end && bytes[at + 1] !== LF) throw new ScanFault('quote-inside', this.row + 1);
      at = Math.min(at + 2, end);
      break;
    }
    for (const slot of this.doubled) this.single(slot);
    this.width = width;
    this.begin = begin;
    this.at = at;
    this.row++;
    return true;
  }

  /** The text of a field. */
  text(index: number): string {
    if (index >= this.width || index >= MOST_FIELDS) return '';
    const from = this.starts[index] ?? 0;
    return decoder.decode(this.bytes.subarray(from, this.ends[index] ?? from));
  }

  /** All fields as text. */
  texts(): string[] {
    return Array.from({ length: Math.min(this.width, MOST_FIELDS) }, (_, index) =>
      this.text(index),
    );
  }

  private wait(begin: number): false {
    this.at = begin;
    if (this.end - begin > LONGEST_ROW) throw new ScanFault('row-too-long', this.row + 1);
    return false;
  }

  /** Where the field that a quotation mark opens is closed; −1 where the block ends before. Doubled marks are noted. */
  private closing(open: number, begin: number, last: boolean): number {
    const { bytes, end } = this;
    let at = open + 1;
    let doubled = false;
    for (;;) {
      while (at < end && bytes[at] !== QUOTE) {
        const byte = bytes[at] ?? 0;
        if (byte < 32 && this.kinds[byte] === 4) this.hasControls = true;
        at++;
      }
      if (at >= end) {
        if (last || end - begin > LONGEST_ROW) throw new ScanFault('quote-open', this.row + 1);
        return -1;
      }
      if (at + 1 >= end && !last) return -1; // the next block may double it
      if (at + 1 < end && bytes[at + 1] === QUOTE) {
        doubled = true;
        at += 2;
        continue;
      }
      if (doubled) this.doubled.push(-1);
      return at;
    }
  }

  /** Doubled quotation marks become single ones, in place: the row is whole, so that it is not read again. */
  private single(slot: number): void {
    const { bytes } = this;
    const from = this.starts[slot] ?? 0;
    const to = this.ends[slot] ?? from;
    let put = from;
    for (let at = from; at < to; at++) {
      bytes[put++] = bytes[at] ?? 0;
      if (bytes[at] === QUOTE) at++;
    }
    this.ends[slot] = put;
    this.hashes[slot] = this.hash(from, put);
  }

  private hash(from: number, to: number): number {
    const { bytes } = this;
    let hash = SEED;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
    return hash;
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
