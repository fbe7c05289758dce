/** In charge of testing that every value survives COPY, asked of PostgreSQL itself. */
import fc from 'fast-check';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from } from 'pg-copy-streams';
import { expect, test } from 'vitest';
import { copyLine, copyValue } from '../../../etl/steps/copyText.ts';
import { freshDatabase } from '../../support/postgres.ts';

test('a text that looks like a command of the format is escaped', () => {
  expect(copyValue('\\N')).toBe('\\\\N');
  expect(copyValue('a\tb\nc\\d\re')).toBe('a\\tb\\nc\\\\d\\re');
  expect(copyValue(null)).toBe('\\N');
  expect(copyLine([true, 1n, 'x'])).toBe('t\t1\tx\n');
});

test('what goes in comes out', async () => {
  const database = await freshDatabase();
  const client = await database.owner.connect();
  const texts = fc.sample(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\\.', '\\N', '', '\t', '合计\n')),
    300,
  );
  try {
    await client.query('create temporary table kept (n integer, amount bigint, text text)');
    const lines = texts.map((text, n) =>
      copyLine([n, n % 7 === 0 ? null : BigInt(n) * 2n ** 40n, text]),
    );
    await pipeline(Readable.from(lines), client.query(from('copy kept from stdin')));
    const { rows } = await client.query<{ amount: bigint | null; text: string }>(
      'select amount, text from kept order by n',
    );
    const wellFormed = (text: string) =>
      Buffer.from(text.replaceAll('\0', ''), 'utf8').toString('utf8');
    expect(rows.map(({ text }) => text)).toEqual(texts.map(wellFormed));
    expect(rows.map(({ amount }) => amount)).toEqual(
      texts.map((_, n) => (n % 7 === 0 ? null : BigInt(n) * 2n ** 40n)),
    );
  } finally {
    client.release();
    await database.close();
  }
});
