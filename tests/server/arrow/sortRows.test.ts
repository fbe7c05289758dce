/** In charge of the order of long answers: the same as PostgreSQL's by codes, whatever batches they come in. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AmountColumn,
  CodeColumn,
  CodeDictionary,
  IntegerColumn,
  type ColumnBatch,
} from '../../../server/arrow/columns.ts';
import type { WireField } from '../../../server/arrow/field.ts';
import { sortRows } from '../../../server/arrow/sortRows.ts';
import { decimal, valueAt } from '../../../server/arrow/text.ts';

const FIELDS: readonly WireField[] = [
  { name: 'month', type: 'integer' },
  { name: 'unit', type: 'code' },
  { name: 'amount', type: 'fen' },
];
type Row = readonly [month: number | null, unit: string | null, amount: bigint | null];

function batchOf(rows: readonly Row[]): ColumnBatch {
  const columns = [new IntegerColumn(), new CodeColumn(new CodeDictionary()), new AmountColumn()] as const;
  for (const column of columns) column.grow(Math.max(256, rows.length + 8 - (rows.length % 8)));
  rows.forEach(([month, unit, amount], at) => {
    const [months, units, amounts] = columns;
    if (month === null) months.validity.nulls += 1;
    else {
      months.validity.set(at);
      months.data[at] = month;
    }
    if (unit === null) units.validity.nulls += 1;
    else {
      units.validity.set(at);
      units.data[at] = units.dictionary.number(unit);
    }
    if (amount === null) amounts.validity.nulls += 1;
    else {
      amounts.validity.set(at);
      amounts.data[at] = amount;
    }
  });
  return { rows: rows.length, columns };
} // prettier-ignore

async function sorted(rows: readonly Row[], merge = false): Promise<unknown[][]> {
  const found: unknown[][] = [];
  const one = (async function* () {
    yield await Promise.resolve(batchOf(rows));
  })();
  for await (const { rows: count, columns } of sortRows(one, FIELDS, 2, merge)) {
    for (let row = 0; row < count; row++)
      found.push(columns.map((column, at) => valueAt(column, FIELDS[at]?.type ?? 'code', row)));
  }
  return found;
}

const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other)); // prettier-ignore

test('rows are ordered by number and by the bytes of codes, absent ones last, equal ones as they came', async () => {
  const row = fc.tuple(
    fc.option(fc.integer({ min: -3, max: 13 })),
    fc.option(fc.constantFrom('101', '101001', '教育', '𠮷', '\uffee', 'a', 'B', '')),
    fc.option(fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 400 }), async (rows) => {
      const expected = rows
        .map((each, at) => [each, at] as const)
        .toSorted(([one, i], [other, j]) => {
          const months = (one[0] ?? 99) - (other[0] ?? 99);
          if (months !== 0) return months;
          const absent = Number(one[1] === null) - Number(other[1] === null);
          return absent || byBytes(one[1] ?? '', other[1] ?? '') || i - j;
        })
        .map(([[month, unit]]) => [month, unit]);
      expect((await sorted(rows)).map(([month, unit]) => [month, unit])).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('amounts go with their rows', async () => {
  expect(await sorted([[2, 'b', -5n], [1, null, null], [1, 'a', 2n ** 53n + 1n]])).toEqual([
    [1, 'a', '90071992547409.93'],
    [1, null, null],
    [2, 'b', '-0.05'],
  ]);
}); // prettier-ignore

test('rows with equal codes become one whose amount is the sum of those there are', async () => {
  const row = fc.tuple(
    fc.option(fc.integer({ min: 1, max: 3 })),
    fc.option(fc.constantFrom('101', '102')),
    fc.option(fc.bigInt({ min: -(2n ** 55n), max: 2n ** 55n })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 120 }), async (rows) => {
      const sums = new Map<string, bigint | null>();
      for (const [month, unit, amount] of rows) {
        const key = JSON.stringify([month, unit]);
        const before = sums.get(key) ?? null;
        sums.set(key, before === null || amount === null ? (before ?? amount) : before + amount);
      }
      const found = await sorted(rows, true);
      expect(found).toHaveLength(sums.size);
      for (const [month, unit, amount] of found) {
        const own = sums.get(JSON.stringify([month, unit])) ?? null;
        expect(amount).toBe(own === null ? null : decimal(own));
      }
    }),
    { numRuns: 60 },
  );
});
