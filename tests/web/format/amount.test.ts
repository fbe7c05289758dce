/** In charge of holding amounts to what a reader may rely on: exact, rounded once, parts that add to their total. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen } from '#model/fen';
import { amount, amountParts, decimalsFor, unitFor, yuan } from '../../../web/format/amount.ts';

const wan = (value: bigint) => fen(value * 1_000_000n);
const YI = { unit: 'yi', decimals: 2 } as const;

describe('amount', () => {
  test.each([
    [wan(1_763_231n), YI, '176.32'],
    [wan(1_763_231n), { unit: 'wan', decimals: 0 }, '1,763,231'],
    [wan(-2_416n), { unit: 'wan', decimals: 0 }, '−2,416'],
    [wan(500n), YI, '0.05'],
    [wan(-500n), { ...YI, sign: true }, '−0.05'],
    [wan(50n), YI, '0.01'],
    [wan(49n), YI, '0.00'],
    [wan(-49n), YI, '0.00'],
    [wan(49n), { ...YI, sign: true }, '0.00'],
    [fen(123_456_789n), { unit: 'yuan', decimals: 2 }, '1,234,567.89'],
  ] as const)('%s in %o is %s', (value, style, shown) => {
    expect(amount(value, style)).toBe(shown);
  });

  test('says 元 exactly, with 角分 only where there are any', () => {
    expect(yuan(wan(239_253n))).toBe('2,392,530,000');
    expect(yuan(fen(12_345n))).toBe('123.45');
    expect(yuan(fen(9_007_199_254_740_993_01n))).toBe('9,007,199,254,740,993.01');
  });
});

describe('the unit of a view', () => {
  test('follows the largest amount', () => {
    expect(unitFor([wan(1n), wan(1_763_231n), null])).toBe('yi');
    expect(unitFor([wan(5_903n), wan(-312n)])).toBe('wan');
    expect(unitFor([fen(12_300n)])).toBe('yuan');
    expect(unitFor([])).toBe('wan');
  });

  test('shows whole 万元 where the source does', () => {
    expect(decimalsFor([wan(1n), null], 'wan')).toBe(0);
    expect(decimalsFor([wan(1n), fen(1_500_000n)], 'wan')).toBe(2);
    expect(decimalsFor([wan(1n)], 'yi')).toBe(2);
  });
});

describe('parts of a total', () => {
  const inSteps = (shown: string) => BigInt(shown.replaceAll(/[,.]/g, '').replace('−', '-'));

  test('visibly add to it', () => {
    const parts = [wan(3_333n), wan(3_333n), wan(3_334n)];
    expect(amountParts(wan(10_000n), parts, YI)).toEqual(['0.33', '0.33', '0.34']);
    const thirds = [fen(3_333_333_333n), fen(3_333_333_333n), fen(3_333_333_334n)];
    expect(amountParts(fen(10_000_000_000n), thirds, YI)).toEqual(['0.33', '0.33', '0.34']);
  });

  test('are left alone where they do not add up: a difference in the source stays visible', () => {
    expect(amountParts(wan(1_202n), [wan(784n)], { unit: 'wan', decimals: 0 })).toEqual(['784']);
  });

  test('keep absent parts absent', () => {
    expect(amountParts(wan(1n), [null, wan(1n)], { unit: 'wan', decimals: 0 })).toEqual([
      null,
      '1',
    ]);
  });

  test('add up for any parts, each within one step of its own rounding', () => {
    const part = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), (values) => {
        const parts = values.map(fen);
        const total = fen(values.reduce((sum, value) => sum + value, 0n));
        const shown = amountParts(total, parts, YI).map((text) => inSteps(text ?? ''));
        expect(shown.reduce((sum, value) => sum + value, 0n)).toBe(inSteps(amount(total, YI)));
        shown.forEach((value, at) => {
          const apart = value * 100_000_000n - (values[at] ?? 0n);
          expect(apart < 100_000_000n && apart > -100_000_000n).toBe(true);
        });
      }),
    );
  });
});
