/** In charge of writing the rows of long tables straight as UTF-8: what stands in many rows is encoded once, amounts are never a text. */

/** Rows in UTF-8. */
export type Piece = Uint8Array<ArrayBuffer>;

/** Bytes of a piece; a row is shorter than the room behind it. */
const PIECE_BYTES = 131_072;
const LONGEST_ROW = 8192;
const ZERO = 48;

export class ByteRows {
  #bytes = Buffer.allocUnsafe(PIECE_BYTES + LONGEST_ROW);
  #at = 0;

  /** What `encoded` gave. */
  put(bytes: Uint8Array): this {
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }

  text(text: string): this {
    this.#at += this.#bytes.write(text, this.#at);
    return this;
  }

  /** Whole fen as yuan with two decimals. */
  yuan(amount: number): this {
    const bytes = this.#bytes;
    let rest = amount;
    if (rest < 0) {
      bytes[this.#at++] = 0x2d;
      rest = -rest;
    }
    let digits = 3;
    for (let more = Math.floor(rest / 1000); more > 0; more = Math.floor(more / 10)) digits += 1;
    const end = this.#at + digits + 1;
    for (let at = end - 1; at >= this.#at; at -= 1) {
      if (at === end - 3) {
        bytes[at] = 0x2e;
        continue;
      }
      const next = Math.floor(rest / 10);
      bytes[at] = ZERO + (rest - next * 10);
      rest = next;
    }
    this.#at = end;
    return this;
  }

  /** Ends a row; the piece where it is full. */
  end(): Piece | null {
    this.#bytes[this.#at++] = 0x0d;
    this.#bytes[this.#at++] = 0x0a;
    return this.#at < PIECE_BYTES ? null : this.take();
  }

  /** What was written since the last piece. */
  take(): Piece {
    const piece = this.#bytes.subarray(0, this.#at);
    this.#bytes = Buffer.allocUnsafe(PIECE_BYTES + LONGEST_ROW);
    this.#at = 0;
    return piece;
  }
}

const kept = new Map<string, Uint8Array>();

/** A text that comes again and again, as bytes. */
export function encoded(text: string): Uint8Array {
  let bytes = kept.get(text);
  if (bytes === undefined) kept.set(text, (bytes = Buffer.from(text)));
  return bytes;
}
