/** In charge of seeing that a literal means to PostgreSQL exactly what the bound parameter means. */
import fc from 'fast-check';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#database';
import { literal, literals } from '../../../server/query/literal.ts';
import { freshDatabase } from '../../support/postgres.ts';

let database: Database;
let client: PoolClient;
beforeAll(async () => {
  database = await freshDatabase();
  client = await database.reader.connect();
});
afterAll(async () => {
  client.release();
  await database.close();
});

const awkward = fc.constantFrom(
  "'",
  "''",
  '\\',
  "\\'",
  "E'",
  '$$',
  '--',
  '/*',
  ';',
  '%',
  '\n',
  '?',
  '$1',
  '{}',
  'é',
  '人大',
  '😀',
  "');drop table x;--",
);
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.array(awkward, { maxLength: 6 }).map((parts) => parts.join('')),
  )
  .filter((value) => !value.includes('\0') && !/\p{Cs}/u.test(value));

/** Answers the value as the literal and as the parameter give it, under either reading of backslashes. */
async function both(sql: string, value: unknown, type: string, standard: boolean) {
  await client.query(`set standard_conforming_strings = ${standard ? 'on' : 'off'}`);
  const { rows } = await client.query<{ same: boolean }>(
    `select ${sql}::${type} is not distinct from $1::${type} as same`,
    [value],
  );
  return rows[0]?.same;
}

test('text', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.boolean(), async (value, standard) => {
      expect(await both(literal(value), value, 'text', standard)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('whole numbers, truth, absence', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      async (value) => {
        expect(await both(literal(value), String(value), 'bigint', true)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
  expect(await both(literal(true), true, 'boolean', true)).toBe(true);
  expect(await both(literal(null), null, 'text', true)).toBe(true);
});

test('lists', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(text, { minLength: 1, maxLength: 5 }),
      text,
      async (values, probe) => {
        await client.query('set standard_conforming_strings = on');
        const { rows } = await client.query<{ same: boolean }>(
          `select ($1::text in ${literals(values)}) = ($1::text = any ($2::text[])) as same`,
          [probe, values],
        );
        expect(rows[0]?.same).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

test('what PostgreSQL cannot hold is refused, what is no whole number is our fault', () => {
  expect(() => literal('a\0b')).toThrow('bad-value');
  for (const number of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(() => literal(number)).toThrow(TypeError);
  expect(() => literals([])).toThrow(TypeError);
});
