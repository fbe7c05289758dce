/** In charge of decoding `COPY … (FORMAT binary)` straight into columns; `encode.ts` is its mirror towards Arrow. */
import { BATCH_ROWS, columnOf, INITIAL_ROWS, type Column, type ColumnBatch } from './columns.ts';
import type { WireField } from './field.ts';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes the bytes of a COPY into batches of at most `BATCH_ROWS` rows. Throws when the bytes end before the trailer. */
export async function* decode(
  chunks: AsyncIterable<Buffer>,
  fields: readonly WireField[],
): AsyncGenerator<ColumnBatch> {
  const reader = new CopyReader(fields);
  for await (const chunk of chunks) {
    reader.take(chunk);
    while (reader.read()) yield reader.batch();
  }
  if (!reader.ended) throw new Error('the COPY ended before its trailer');
  if (reader.rows > 0) yield reader.batch();
}

/** Reads whole rows from chunks that are cut anywhere. */
class CopyReader {
  ended = false;
  rows = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #started = false;
  #room = INITIAL_ROWS;
  #columns: Column[];

  constructor(private readonly fields: readonly WireField[]) {
    this.#columns = fields.map((field) => columnOf(field));
  }

  take(chunk: Buffer): void {
    const rest = this.#bytes.length - this.#at;
    this.#bytes = rest === 0 ? chunk : Buffer.concat([this.#bytes.subarray(this.#at), chunk]);
    this.#at = 0;
  }

  /** Reads rows while there are whole ones; true when a batch is full. */
  read(): boolean {
    if (!this.#started && !this.#readHeader()) return false;
    while (!this.ended && this.#readRow()) if (this.rows === BATCH_ROWS) return true;
    return false;
  }

  /** Hands over the rows read so far and begins a new batch. */
  batch(): ColumnBatch {
    const batch = { rows: this.rows, columns: this.#columns };
    this.#columns = this.fields.map((field, index) => columnOf(field, batch.columns[index]));
    this.rows = 0;
    this.#room = INITIAL_ROWS;
    return batch;
  }

  #readHeader(): boolean {
    if (this.#bytes.length < 19) return false;
    if (!this.#bytes.subarray(0, 11).equals(SIGNATURE)) throw new Error('not a binary COPY');
    const extension = this.#bytes.readInt32BE(15);
    if (this.#bytes.length < 19 + extension) return false;
    this.#at = 19 + extension;
    this.#started = true;
    return true;
  }

  #readRow(): boolean {
    const bytes = this.#bytes;
    const start = this.#at;
    if (start + 2 > bytes.length) return false;
    const count = int16(bytes, start);
    if (count === -1) {
      this.ended = true;
      return false;
    }
    let end = start + 2;
    for (let field = 0; field < count; field++) {
      if (end + 4 > bytes.length) return false;
      const length = int32(bytes, end);
      end += length < 0 ? 4 : 4 + length;
    }
    if (end > bytes.length) return false;
    if (count !== this.#columns.length)
      throw new Error(`a row of ${count} values for ${this.#columns.length} columns`);
    if (this.rows === this.#room) this.#grow();
    let at = start + 2;
    for (const column of this.#columns) {
      const length = int32(bytes, at);
      at += 4;
      if (length < 0) decodeNull(column, this.rows);
      else {
        decodeValue(column, this.rows, bytes, at, length);
        at += length;
      }
    }
    this.rows += 1;
    this.#at = end;
    return true;
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
      column.data[row] = column.dictionary.numberOf(bytes, at, length, () =>
        utf8.decode(bytes.subarray(at, at + length)),
      );
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

function int32(bytes: Buffer, at: number): number {
  return (
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)
  );
}
