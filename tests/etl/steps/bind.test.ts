/** In charge of how named parameters become numbered ones. */
import { expect, test } from 'vitest';
import { bind } from '../../../etl/steps/bind.ts';

test('numbers each name once, in the order met', () => {
  expect(bind('select :b, :a, :b', { a: 1, b: 2 })).toEqual({
    text: 'select $1, $2, $1',
    values: [2, 1],
  });
});

test('passes over casts, quoted text, identifiers and comments', () => {
  const sql = `select ':a'::text, "x:a", 'it''s :a' -- :a\n/* :a */ from t where :a::int[] is null`;
  expect(bind(sql, { a: null })).toEqual({
    text: sql.replace(':a::int', '$1::int'),
    values: [null],
  });
});

test('names a parameter without a value', () => {
  expect(() => bind('select :missing', {})).toThrow('parameter :missing has no value');
});
