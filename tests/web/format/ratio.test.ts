/** In charge of holding percentages and points to what a reader may rely on. */
import { describe, expect, test } from 'vitest';
import { fen } from '#model/fen';
import { growth, percent, points, ratio } from '../../../web/format/ratio.ts';

describe('ratios', () => {
  test('are shown with one decimal and a true minus sign', () => {
    expect(percent(0.9597)).toBe('96.0%');
    expect(percent(-0.366, { sign: true })).toBe('−36.6%');
    expect(percent(0.0019, { sign: true })).toBe('+0.2%');
    expect(percent(12.345)).toBe('1,234.5%');
  });

  test('show no sign where nothing is left after rounding', () => {
    expect(percent(-0.0001, { sign: true })).toBe('0.0%');
    expect(points(0.0004)).toBe('0.0');
    expect(points(-0.083)).toBe('−8.3');
  });

  test('have no value without a base: no infinity, no 100 %', () => {
    expect(ratio(fen(5n), fen(0n))).toBeNull();
    expect(ratio(null, fen(5n))).toBeNull();
    expect(growth(fen(5n), fen(0n))).toBeNull();
    expect(growth(fen(5n), null)).toBeNull();
  });

  test('measure growth against the size of a negative base', () => {
    expect(growth(fen(-556n), fen(-2_000n))).toBeCloseTo(0.722);
    expect(growth(fen(-2_220n), fen(2_740n))).toBeCloseTo(-1.8102);
  });
});
