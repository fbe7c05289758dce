/** In charge of decoding `COPY … (FORMAT binary)` straight into columns; `encode.ts` is its mirror towards Arrow. */
import { BATCH_ROWS, columnOf, INITIAL_ROWS, type Column, type ColumnBatch } from './columns.ts';
import type { WireField } from './field.ts';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

/** Decodes the bytes of a COPY into batches of at most `BATCH_ROWS` rows. Throws when the bytes end before the trailer. */
export async function* decode(
  chunks: AsyncIterable<Buffer>,
  fields: readonly WireField[],
): AsyncGenerator<ColumnBatch> {
  const reader = new CopyReader();
  const rows = new DecodedRows(fields);
  for await (const chunk of chunks) {
    reader.take(chunk);
    while (reader.next()) if (rows.add(reader)) yield rows.batch();
  }
  reader.end();
  if (rows.count > 0) yield rows.batch();
}

/** Finds whole rows in chunks that are cut anywhere. */
export class CopyReader {
  /** The bytes in which the row lies, and where the length of its first value is. */
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  /** Values of the row. */
  count = 0;
  #end = 0;
  #started = false;
  #ended = false;

  take(chunk: Buffer): void {
    const rest = this.bytes.length - this.#end;
    this.bytes = rest === 0 ? chunk : Buffer.concat([this.bytes.subarray(this.#end), chunk]);
    this.#end = 0;
  }

  /** Goes on to the next row; false while it is not whole, and after the last one. */
  next(): boolean {
    if (this.#ended || (!this.#started && !this.#readHeader())) return false;
    const { bytes } = this;
    const start = this.#end;
    if (start + 2 > bytes.length) return false;
    const count = int16(bytes, start);
    if (count === -1) {
      this.#ended = true;
      return false;
    }
    let end = start + 2;
    for (let field = 0; field < count; field++) {
      if (end + 4 > bytes.length) return false;
      const length = int32(bytes, end);
      end += length < 0 ? 4 : 4 + length;
    }
    if (end > bytes.length) return false;
    this.count = count;
    this.at = start + 2;
    this.#end = end;
    return true;
  }

  /** Throws when the trailer has not come. */
  end(): void {
    if (!this.#ended) throw new Error('the COPY ended before its trailer');
  }

  #readHeader(): boolean {
    if (this.bytes.length < 19) return false;
    if (!this.bytes.subarray(0, 11).equals(SIGNATURE)) throw new Error('not a binary COPY');
    const extension = this.bytes.readInt32BE(15);
    if (this.bytes.length < 19 + extension) return false;
    this.#end = 19 + extension;
    this.#started = true;
    return true;
  }
}

/** Rows of a COPY as columns. */
class DecodedRows {
  count = 0;
  #room = INITIAL_ROWS;
  #columns: Column[];

  constructor(private readonly fields: readonly WireField[]) {
    this.#columns = fields.map((field) => columnOf(field));
  }

  /** Takes the row that the reader is at; true when a batch is full. */
  add({ bytes, at, count }: CopyReader): boolean {
    if (count !== this.#columns.length)
      throw new Error(`a row of ${count} values for ${this.#columns.length} columns`);
    if (this.count === this.#room) this.#grow();
    for (const column of this.#columns) {
      const length = int32(bytes, at);
      at += 4;
      if (length < 0) decodeNull(column, this.count);
      else {
        decodeValue(column, this.count, bytes, at, length);
        at += length;
      }
    }
    this.count += 1;
    return this.count === BATCH_ROWS;
  }

  /** Hands over the rows read so far and begins a new batch. */
  batch(): ColumnBatch {
    const batch = { rows: this.count, columns: this.#columns };
    this.#columns = this.fields.map((field, index) => columnOf(field, batch.columns[index]));
    this.count = 0;
    this.#room = INITIAL_ROWS;
    return batch;
  }

  #grow(): void {
    this.#room = Math.min(this.#room * 4, BATCH_ROWS);
    for (const column of this.#columns) column.grow(this.#room);
  }
}

function decodeNull(column: Column, row: number): void {
  column.validity.nulls += 1;
  if (column.kind === 'quantity') column.offsets[row + 1] = column.offsets[row] ?? 0;
}

function decodeValue(column: Column, row: number, bytes: Buffer, at: number, length: number): void {
  column.validity.set(row);
  switch (column.kind) {
    case 'integer':
      column.data[row] = int32(bytes, at);
      return;
    case 'amount':
      column.halves[row * 2 + 1] = int32(bytes, at);
      column.halves[row * 2] = int32(bytes, at + 4);
      return;
    case 'ratio':
      column.data[row] = bytes.readDoubleBE(at);
      return;
    case 'code':
      column.data[row] = column.dictionary.numberOf(bytes, at, length);
      return;
    case 'quantity': {
      const from = column.offsets[row] ?? 0;
      column.growBytes(from + length);
      column.bytes.set(bytes.subarray(at, at + length), from);
      column.offsets[row + 1] = from + length;
    }
  }
}

function int16(bytes: Buffer, at: number): number {
  return (((bytes[at] ?? 0) << 24) >> 16) | (bytes[at + 1] ?? 0);
}

export function int32(bytes: Buffer, at: number): number {
  return (
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)
  );
}
