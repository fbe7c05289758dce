/** In charge of seeing that what Postgres copies out is what two other readers of Arrow read, whatever the cut of the chunks. */
import { tableFromIPC as readWithFlechette } from '@uwdata/flechette';
import { tableFromIPC as readWithApache } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { BATCH_ROWS } from '../../../server/arrow/columns.ts';
import { encodeCsv } from '../../../server/arrow/csv.ts';
import { decode } from '../../../server/arrow/decode.ts';
import { encode } from '../../../server/arrow/encode.ts';
import type { WireField } from '../../../server/arrow/field.ts';
import { encodeJson } from '../../../server/arrow/json.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { copiedFrom } from './copied.ts';

const FIELDS: readonly WireField[] = [
  { name: 'code', type: 'code' },
  { name: 'year', type: 'integer' },
  { name: 'amount', type: 'fen' },
  { name: 'rate', type: 'ratio' },
  { name: 'quantity', type: 'quantity' },
  { name: 'count', type: 'count' },
];
const SELECT = (rows: number) => `
  select case when n % 7 = 0 then null else '科目' || (n % 40000) end, case when n % 5 = 0 then null else n::integer end,
    case when n % 3 = 0 then null else (case when n % 2 = 0 then -1 else 1 end) * 9007199254740993 * (n % 1000) end::bigint,
    case when n % 4 = 0 then null else n / 8.0 end::float8, case when n % 6 = 0 then null else (n * 0.01)::numeric(20, 2)::text end, (n % 11)::bigint
  from generate_series(1, ${rows}) n`;

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const copied = (sql: string, size?: number) => copiedFrom(database, sql, size);

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}

/** What the rows are, by the ordinary way of the driver. */
async function expected(rows: number) {
  const { rows: found } = await database.reader.query<unknown[]>({
    text: SELECT(rows),
    rowMode: 'array',
  });
  return found;
}

describe.each([0, 1, 257, BATCH_ROWS, BATCH_ROWS * 2 + 1])('%d rows', (rows) => {
  test('as two readers read them', async () => {
    const bytes = await bytesOf(
      encode(decode(copied(SELECT(rows)), FIELDS), FIELDS, { version: '7' }),
    );
    const wanted = await expected(rows);
    const apache = readWithApache(bytes);
    expect(apache.schema.metadata.get('version')).toBe('7');
    expect(apache.numRows).toBe(rows);
    const flechette = readWithFlechette(bytes, { useBigInt: true });
    expect(flechette.numRows).toBe(rows);
    for (const [index, { name }] of FIELDS.entries()) {
      // As lines of text: comparing tens of thousands of values one by one takes seconds.
      const lines = (values: Iterable<unknown>) =>
        Array.from(values, (value) => `${typeof value} ${String(value)}`).join('\n');
      const values = lines(wanted.map((row) => row[index] ?? null));
      if (rows > 0)
        expect(lines(apache.getChild(name) ?? []) === values, `${name} by apache-arrow`).toBe(true);
      expect(
        lines(flechette.getChild(name) as Iterable<unknown>) === values,
        `${name} by flechette`,
      ).toBe(true);
    }
  });
});

test.each([1, 2, 3, 7, 64, 1000])('chunks of %d bytes', async (size) => {
  const whole = await bytesOf(encode(decode(copied(SELECT(50)), FIELDS), FIELDS, {}));
  expect(await bytesOf(encode(decode(copied(SELECT(50), size), FIELDS), FIELDS, {}))).toEqual(
    whole,
  );
});

test('bytes that end before the trailer are a failure, and no end mark is written', async () => {
  async function* cut() {
    for await (const chunk of copied(SELECT(50), 100_000))
      yield chunk.subarray(0, chunk.length - 10);
  }
  const parts: Uint8Array[] = [];
  await expect(async () => {
    for await (const part of encode(decode(cut(), FIELDS), FIELDS, {})) parts.push(part);
  }).rejects.toThrow('before its trailer');
  expect(parts).toEqual([]);
});

test('the same rows as JSON and as CSV', async () => {
  const batches = () => decode(copied(SELECT(6)), FIELDS);
  let json = '';
  for await (const part of encodeJson(batches(), FIELDS, 3, {})) json += part;
  expect(JSON.parse(json)).toEqual({
    version: 3,
    rows: [
      {
        code: '科目1',
        year: 1,
        amount: '90071992547409.93',
        rate: 0.125,
        quantity: '0.01',
        count: 1,
      },
      {
        code: '科目2',
        year: 2,
        amount: '-180143985094819.86',
        rate: 0.25,
        quantity: '0.02',
        count: 2,
      },
      { code: '科目3', year: 3, amount: null, rate: 0.375, quantity: '0.03', count: 3 },
      {
        code: '科目4',
        year: 4,
        amount: '-360287970189639.72',
        rate: null,
        quantity: '0.04',
        count: 4,
      },
      {
        code: '科目5',
        year: null,
        amount: '450359962737049.65',
        rate: 0.625,
        quantity: '0.05',
        count: 5,
      },
      { code: '科目6', year: 6, amount: null, rate: 0.75, quantity: null, count: 6 },
    ],
  });
  let csv = '';
  for await (const part of encodeCsv(batches(), FIELDS, FIELDS.length, null)) csv += part;
  expect(csv.split('\r\n').slice(0, 4)).toEqual([
    '\ufeffcode,year,amount,rate,quantity,count',
    '科目1,1,90071992547409.93,0.125,0.01,1',
    '科目2,2,-180143985094819.86,0.25,0.02,2',
    '科目3,3,,0.375,0.03,3',
  ]);
});

test('what a spreadsheet would run stays text', async () => {
  const fields: readonly WireField[] = [{ name: 'code', type: 'code' }];
  let csv = '';
  const sql = `select * from (values ('=1+1'), ('-5'), ('a,"b"'), ('@x')) v (code)`;
  for await (const part of encodeCsv(decode(copied(sql), fields), fields, 1, null)) csv += part;
  expect(csv).toBe('\ufeffcode\r\n\'=1+1\r\n-5\r\n"a,""b"""\r\n\'@x\r\n');
});
