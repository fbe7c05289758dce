/** In charge of amounts read from JSON: exact, and absent where they are absent. */
import { fen } from '#model/fen';
import { describe, expect, test } from 'vitest';
import { addUp, fenOf } from '../../../web/data/decimal.ts';

describe('fenOf', () => {
  test('reads currency units exactly beyond what a float can hold', () => {
    expect(fenOf('90071992547409.93')).toBe(9007199254740993n);
    expect(fenOf('-0.01')).toBe(-1n);
    expect(fenOf(null)).toBeNull();
  });

  test.each(['', '1,234.00', '1e3', '12.345', 'NaN'])('refuses %j', (text) => {
    expect(() => fenOf(text)).toThrow(TypeError);
  });
});

describe('addUp', () => {
  test('ignores what is absent and is absent only if all are', () => {
    expect(addUp([fen(3n), null, fen(-1n)])).toBe(2n);
    expect(addUp([null, null])).toBeNull();
    expect(addUp([])).toBeNull();
    expect(addUp([fen(0n), null])).toBe(0n);
  });
});
