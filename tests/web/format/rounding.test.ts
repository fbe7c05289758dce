/** In charge of holding rounding to its promise: parts add to their total, near their exact value, in their order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen } from '#model/fen';
import { axisAmounts, viewStyle } from '../../../web/format/amount.ts';
import { apportion, divide, shareParts } from '../../../web/format/rounding.ts';

const part = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const parts = fc.array(fc.option(part, { freq: 8 }), { minLength: 1, maxLength: 40 });
const step = fc.constantFrom(1n, 100n, 1_000_000n, 100_000_000n, 10_000_000_000n);
const sumOf = (values: readonly (bigint | null)[]) =>
  values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n);

describe('parts in whole steps', () => {
  test('add to their rounded sum, each within one step of its exact value', () => {
    fc.assert(
      fc.property(parts, step, (values, by) => {
        const shown = apportion(values, by);
        expect(sumOf(shown)).toBe(divide(sumOf(values), by));
        shown.forEach((steps, at) => {
          const exact = values[at] ?? null;
          expect(steps === null).toBe(exact === null);
          if (steps === null || exact === null) return;
          const apart = steps * by - exact;
          expect(apart < by && -apart < by).toBe(true);
        });
      }),
    );
  });

  test('keep the order of the exact parts', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 40 }), step, (values, by) => {
        const shown = apportion(values, by);
        const order = values
          .map((value, at) => ({ value, steps: shown[at] ?? 0n }))
          .toSorted((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
        order.forEach(({ value, steps }, at) => {
          const before = order[at - 1];
          if (before !== undefined && before.value < value)
            expect(before.steps <= steps).toBe(true);
        });
      }),
    );
  });

  test('leave exact parts alone', () => {
    expect(apportion([300n, -100n, null], 100n)).toEqual([3n, -1n, null]);
  });
});

describe('shares of a total', () => {
  test('visibly add up to 100 %', () => {
    const thirds = [fen(1n), fen(1n), fen(1n)];
    expect(shareParts(fen(3n), thirds)).toEqual([0.334, 0.333, 0.333]);
    expect(
      shareParts(
        fen(-3n),
        thirds.map((one) => fen(-1n * one)),
        0,
      ),
    ).toEqual([0.34, 0.33, 0.33]);
  });

  test('add up for any parts', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 2 }), (values, decimals) => {
        const total = sumOf(values);
        fc.pre(total !== 0n);
        const shares = shareParts(
          fen(total),
          values.map((value) => (value === null ? null : fen(value))),
          decimals,
        );
        const scale = 10 ** (2 + decimals);
        const steps = shares.map((share) =>
          share === null ? 0n : BigInt(Math.round(share * scale)),
        );
        // beyond 2^53 steps a share is no longer exact, and nobody reads it
        fc.pre(steps.every((one) => one < 2n ** 50n && one > -(2n ** 50n)));
        expect(sumOf(steps)).toBe(BigInt(scale));
      }),
    );
  });

  test('stand alone where the parts are not the whole, and are absent without a total', () => {
    expect(shareParts(fen(8n), [fen(1n), null])).toEqual([0.125, null]);
    expect(shareParts(fen(0n), [fen(1n)])).toEqual([null]);
    expect(shareParts(null, [fen(1n)])).toEqual([null]);
  });
});

describe('a view', () => {
  test('has one unit, the reader’s or one that suits its largest amount', () => {
    const amounts = [fen(1_763_231_000_000n), null, fen(500_000_000n)];
    expect(viewStyle(amounts)).toEqual({ unit: 'yi', decimals: 2 });
    expect(viewStyle(amounts, 'wan')).toEqual({ unit: 'wan', decimals: 0 });
  });

  test('labels the ticks of an axis in that unit with the decimals that they need', () => {
    const yi = (value: number) => fen(BigInt(value * 10) * 1_000_000_000n);
    expect(axisAmounts([yi(0), yi(50), yi(100)], 'yi')).toEqual(['0', '50', '100']);
    expect(axisAmounts([yi(0), yi(2.5), yi(5)], 'yi')).toEqual(['0.0', '2.5', '5.0']);
    expect(axisAmounts([yi(-1), yi(1)], 'wan')).toEqual(['−10,000', '10,000']);
  });
});
