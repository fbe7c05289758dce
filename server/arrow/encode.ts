/** In charge of encoding columns as an Arrow stream of record batches; `decode.ts` is its mirror towards Postgres. */
import {
  AsyncByteQueue,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  Vector,
  vectorFromArray,
  type Data,
  type DataType,
} from 'apache-arrow';
import type { Column, ColumnBatch } from './columns.ts';
import type { WireField } from './field.ts';

type Metadata = Readonly<Record<string, string>>;

/** Encodes batches as an Arrow IPC stream, a chunk of bytes per batch. The end mark is written only after the last batch. */
export async function* encode(
  batches: AsyncIterable<ColumnBatch>,
  fields: readonly WireField[],
  metadata: Metadata,
): AsyncGenerator<Uint8Array> {
  const schema = new Schema(fields.map(encodeField), new Map(Object.entries(metadata)));
  const sink = new Sink();
  const writer = new RecordBatchStreamWriter({ autoDestroy: false });
  writer.reset(sink, schema);
  const words = new Map<number, DictionaryChunks>();
  for await (const batch of batches) {
    writer.write(encodeBatch(schema, batch, words));
    yield sink.take();
  }
  writer.finish();
  yield sink.take();
}

function encodeField({ name, type, approximate }: WireField, index: number): Field {
  const told: [string, string][] = [
    ...(type === 'code' || type === 'integer' ? [] : [['unit', type] as [string, string]]),
    ...(approximate === true ? [['approximate', 'true'] as [string, string]] : []),
  ];
  return new Field(name, encodeType(type, index), true, told.length === 0 ? null : new Map(told));
}

function encodeType(type: WireField['type'], index: number): DataType {
  switch (type) {
    case 'integer':
      return new Int32();
    case 'fen':
    case 'count':
      return new Int64();
    case 'ratio':
      return new Float64();
    case 'quantity':
      return new Utf8();
    case 'code':
      return new Dictionary(new Utf8(), new Int32(), index);
  }
}

function encodeBatch(
  schema: Schema,
  { rows, columns }: ColumnBatch,
  words: Map<number, DictionaryChunks>,
): RecordBatch {
  const children = columns.map((column, index) => {
    return encodeColumn(schema.fields[index], column, rows, () => chunksOf(words, index));
  });
  return new RecordBatch(
    schema,
    makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children }),
  );
}

function encodeColumn(
  field: Field | undefined,
  column: Column,
  length: number,
  chunks: () => DictionaryChunks,
): Data {
  const { nulls, bits } = column.validity;
  const common = { length, nullCount: nulls, nullBitmap: nulls === 0 ? null : bits };
  switch (column.kind) {
    case 'integer':
      return makeData({ type: new Int32(), ...common, data: column.data });
    case 'amount':
      return makeData({ type: new Int64(), ...common, data: column.data });
    case 'ratio':
      return makeData({ type: new Float64(), ...common, data: column.data });
    case 'quantity':
      return makeData({
        type: new Utf8(),
        ...common,
        valueOffsets: column.offsets,
        data: column.bytes,
      });
    case 'code':
      return makeData({
        // The very type of the schema: its id ties the column to its dictionary.
        type: field?.type as Dictionary<Utf8, Int32>,
        ...common,
        data: column.data,
        dictionary: chunks().upTo(column.dictionary.words),
      });
  }
}

/** The words of a code column as Arrow chunks: the first batch brings some, later ones only what is new. */
class DictionaryChunks {
  readonly #chunks: Data<Utf8>[] = [];
  #written = 0;

  upTo(words: readonly string[]): Vector<Utf8> {
    if (words.length > this.#written || this.#chunks.length === 0) {
      this.#chunks.push(...vectorFromArray(words.slice(this.#written), new Utf8()).data);
      this.#written = words.length;
    }
    return new Vector([...this.#chunks]);
  }
}

function chunksOf(words: Map<number, DictionaryChunks>, index: number): DictionaryChunks {
  const known = words.get(index) ?? new DictionaryChunks();
  words.set(index, known);
  return known;
}

/** Collects what the writer writes, to be taken batch by batch, so that the reader sets the pace. */
class Sink extends AsyncByteQueue {
  #chunks: Uint8Array[] = [];

  override write(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
  }

  take(): Uint8Array {
    const taken = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return taken;
  }
}
