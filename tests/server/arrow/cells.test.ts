/** In charge of packed cells: they decode to what their rows decode to one by one, across batches, whatever the cut of the chunks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#database';
import { decodeCells } from '../../../server/arrow/cells.ts';
import { BATCH_ROWS, type ColumnBatch } from '../../../server/arrow/columns.ts';
import { decode } from '../../../server/arrow/decode.ts';
import type { WireField } from '../../../server/arrow/field.ts';
import { valueAt } from '../../../server/arrow/text.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { copiedFrom } from './copied.ts';

const FIELDS: readonly WireField[] = [
  { name: 'month', type: 'integer' },
  { name: 'unit', type: 'code' },
  { name: 'class', type: 'code' },
  { name: 'amount', type: 'fen' },
  { name: 'absent', type: 'fen' },
];
const PACKED = [false, false, true, true, true];

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** Cells of three units; in the second nothing is known of month and unit. */
const CELLS = (each: number) => `
  select case when u = 2 then null else u end as month, case when u = 2 then null else '单位' || u end as unit, n,
    case when n % 7 = 0 then null when n % 7 = 1 then '' else '类' || n % 40 end as class,
    case when n % 5 = 0 then null else (case when n % 2 = 0 then -1 else 1 end) * (9223372036854775807 - n * u) end as amount, null::bigint as absent
  from generate_series(1, 3) u, generate_series(1, ${each}) n`;
const PLAIN = (each: number) =>
  `select month, unit, class, amount, absent from (${CELLS(each)}) c order by month, n`;
const PACK = (each: number) => `
  select count(*)::integer, month, unit, string_agg(coalesce(textsend(class), '\\xff'), '\\x00' order by n),
    string_agg(coalesce(int8send(amount), '\\x8000000000000000'), '' order by n), null::bytea
  from (${CELLS(each)}) c group by month, unit order by month`; // prettier-ignore

const copied = (sql: string, size?: number) => copiedFrom(database, sql, size);

async function linesOf(batches: AsyncIterable<ColumnBatch>) {
  const [lines, sizes]: [string[], number[]] = [[], []];
  for await (const { rows, columns } of batches) {
    sizes.push(rows);
    for (let row = 0; row < rows; row++)
      lines.push(columns.map((column, at) => valueAt(column, FIELDS[at]?.type ?? 'code', row)).join('|')); // prettier-ignore
  }
  return { lines, sizes };
}

test.each([
  [1, 1],
  [1, 100],
  [13, 7],
  [13, 60_000],
  [BATCH_ROWS / 2 + 5, 8192],
  [BATCH_ROWS, 60_000],
])('%d cells a unit, chunks of %d bytes', async (each, size) => {
  const plain = await linesOf(decode(copied(PLAIN(each)), FIELDS));
  const packed = await linesOf(decodeCells(copied(PACK(each), size), FIELDS, PACKED));
  expect(packed.sizes).toEqual(plain.sizes);
  expect(packed.lines.join('\n') === plain.lines.join('\n')).toBe(true);
  expect(packed.lines).toHaveLength(each * 3);
});

test('bytes that end before the trailer, and a field that cannot be packed, are failures', async () => {
  async function* cut() {
    const chunks: Buffer[] = [];
    for await (const chunk of copied(PACK(5))) chunks.push(chunk);
    yield Buffer.concat(chunks).subarray(0, -2);
  }
  await expect(linesOf(decodeCells(cut(), FIELDS, PACKED))).rejects.toThrow('before its trailer');
  const ratio: readonly WireField[] = FIELDS.map((field) =>
    field.name === 'amount' ? { name: 'amount', type: 'ratio' } : field,
  );
  await expect(linesOf(decodeCells(copied(PACK(5)), ratio, PACKED))).rejects.toThrow('ratio');
});

test.each(['count(*)::integer - 1', 'count(*)::integer + 1'])('a row of %s cells is a failure', async (count) => {
  const sql = PACK(5).replace('count(*)::integer', count);
  await expect(linesOf(decodeCells(copied(sql), FIELDS, PACKED))).rejects.toThrow('another number of cells');
}); // prettier-ignore
