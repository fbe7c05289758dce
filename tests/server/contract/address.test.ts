/** In charge of seeing that an address and a question are each other's inverse, and that bad addresses are refused. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromUrl, isReserved, toUrl } from '#contract/address';
import type { Question } from '#contract/question';

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
);
/** Half of a surrogate pair cannot be written in an address. */
const word = text.filter((value) => !/\p{Cs}/u.test(value));
const name = word.filter((value) => !isReserved(value));
const list = fc.uniqueArray(word, { maxLength: 4 });
const month = fc.constantFrom('2024-01', '2025-13');
const optional = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(
    value.map((it) => ({ [key]: it })),
    { nil: {} },
  );

const question = fc
  .tuple(
    fc.record({
      cube: fc.constantFrom('execution', 'auditResults'),
      measures: list,
      by: list,
      where: fc.dictionary(
        name,
        fc.uniqueArray(fc.option(word, { nil: null }), { minLength: 1, maxLength: 4 }),
        { noNullPrototype: true },
      ),
    }),
    optional('from', month),
    optional('to', month),
    optional('asOf', word),
    optional('reportedBy', word),
    optional('order', fc.array(word, { minLength: 1, maxLength: 3 })),
    optional('limit', fc.integer({ min: 1, max: 1_000_000 })),
  )
  .map((parts): Question => Object.assign({}, ...parts) as Question);

test('a question survives its address', () => {
  fc.assert(
    fc.property(question, (asked) => {
      expect(fromUrl(toUrl(asked))).toEqual(asked);
    }),
    { numRuns: 500 },
  );
});

test('a hand-written address: repetition and commas are alternatives, ~ is absent', () => {
  expect(
    fromUrl(
      '/api/query/execution?measures=original,executed&by=function.class&region=530700&year=2024&year=2025&unit=~,u1',
    ),
  ).toEqual({
    cube: 'execution',
    measures: ['original', 'executed'],
    by: ['function.class'],
    where: { region: ['530700'], year: ['2024', '2025'], unit: [null, 'u1'] },
  });
});

test.each([
  '0',
  '-1',
  '1000001',
  '1e3',
  '10;drop table execution',
  '٣',
  ' 5',
  '99999999999999999999',
  '0x10',
])('the limit %s is refused', (limit) => {
  expect(() =>
    fromUrl(`/api/query/execution?measures=executed&limit=${encodeURIComponent(limit)}`),
  ).toThrow('bad-limit');
});

test('a parameter that can only be given once is refused twice', () => {
  expect(() => fromUrl('/api/query/execution?limit=1&limit=2')).toThrow('bad-value');
});
