/** In charge of decoding packed cells into columns: rows of a binary COPY that hold many cells each, a value per cell or one for all of them. */
import { BATCH_ROWS, columnOf, type Column, type ColumnBatch } from './columns.ts';
import { CopyReader, int32 } from './decode.ts';
import type { WireField } from './field.ts';

/** An absent amount is the least there is. */
const LEAST = -(2 ** 31);
/** Texts are parted by a byte that no text holds; an absent one is a byte that is no UTF-8. */
const BETWEEN = 0;
const NO_TEXT = 0xff;

/**
 * Batches of at most `BATCH_ROWS` cells. A row holds the number of its cells, then a value per field: `packed` says which hold one for each
 * cell. Codes, integers and amounts can be packed. Throws when the bytes end before the trailer.
 */
export async function* decodeCells(
  chunks: AsyncIterable<Buffer>,
  fields: readonly WireField[],
  packed: readonly boolean[],
): AsyncGenerator<ColumnBatch> {
  const reader = new CopyReader();
  let columns = emptyColumns(fields);
  let rows = 0;
  for await (const chunk of chunks) {
    reader.take(chunk);
    while (reader.next()) {
      const [count, ...values] = valuesOf(reader);
      const sources = values.map((value, index) => new Values(value, packed[index] === true));
      for (let left = count?.readInt32BE() ?? 0; left > 0;) {
        const more = Math.min(left, BATCH_ROWS - rows);
        columns.forEach((column, index) => sources[index]?.fill(column, rows, rows + more));
        rows += more;
        left -= more;
        if (rows < BATCH_ROWS) continue;
        yield { rows, columns };
        columns = emptyColumns(fields, columns);
        rows = 0;
      }
      for (const source of sources) source.end();
    }
  }
  reader.end();
  if (rows > 0) yield { rows, columns };
}

function emptyColumns(fields: readonly WireField[], before: readonly Column[] = []): Column[] {
  return fields.map((field, index) => {
    const column = columnOf(field, before[index]);
    column.grow(BATCH_ROWS);
    column.validity.fill(BATCH_ROWS);
    return column;
  });
}

/** The values of a row; null: absent. */
function valuesOf({ bytes, at, count }: CopyReader): (Buffer | null)[] {
  return Array.from({ length: count }, () => {
    const length = int32(bytes, at);
    at += 4;
    if (length < 0) return null;
    at += length;
    return bytes.subarray(at - length, at);
  });
}

/** What a row says in one field, read from its first cell to its last. */
class Values {
  #at = 0;

  constructor(
    private readonly bytes: Buffer | null,
    private readonly packed: boolean,
  ) {}

  /** Throws where not as many cells were packed as the row says. */
  end(): void {
    const length = this.bytes?.length ?? 0;
    if (this.packed && this.bytes !== null && this.#at !== length && this.#at !== length + 1)
      throw new Error('a row holds another number of cells than it says');
  }

  /** Fills a column from a row up to another with what comes next. */
  fill(column: Column, from: number, to: number): void {
    const { bytes } = this;
    if (bytes === null) {
      for (let row = from; row < to; row++) column.validity.clear(row);
      return;
    }
    if (column.kind === 'code') {
      const { data, dictionary, validity } = column;
      if (!this.packed) {
        data.fill(dictionary.numberOf(bytes, 0, bytes.length), from, to);
        return;
      }
      for (let row = from; row < to; row++) {
        const start = this.#at;
        let end = start;
        while (end < bytes.length && bytes[end] !== BETWEEN) end++;
        this.#at = end + 1;
        if (bytes[start] === NO_TEXT) validity.clear(row);
        else data[row] = dictionary.numberOf(bytes, start, end - start);
      }
    } else if (column.kind === 'integer' && !this.packed) {
      column.data.fill(int32(bytes, 0), from, to);
    } else if (column.kind === 'amount' && this.packed) {
      const { halves, validity } = column;
      for (let row = from; row < to; row++, this.#at += 8) {
        const high = int32(bytes, this.#at);
        const low = int32(bytes, this.#at + 4);
        if (high === LEAST && low === 0) {
          validity.clear(row);
          continue;
        }
        halves[row * 2] = low;
        halves[row * 2 + 1] = high;
      }
    } else throw new TypeError(`cells hold no ${column.kind}`);
  }
}
