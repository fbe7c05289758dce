/** In charge of how instants, counts, thresholds and measured values are written. */
import type { FlagRow } from '#contract/alertAnswers';
import { expect, test } from 'vitest';
import { measured } from '../../../web/format/measured.ts';
import { day, moment } from '../../../web/format/moment.ts';
import { threshold } from '../../../web/format/threshold.ts';
import { quantity, whole } from '../../../web/format/whole.ts';

test('an instant is shown on Shanghai’s clock', () => {
  expect(moment('2026-01-15T01:30:00Z')).toBe('2026-01-15 09:30');
  expect(day('2026-01-15T20:00:00Z')).toBe('2026-01-16');
  expect(moment('2026年1月')).toBe('2026年1月');
});

test('quantities keep every printed decimal', () => {
  expect(quantity('836974.67')).toBe('836,974.67');
  expect(quantity('-12.50')).toBe('−12.50');
  expect(whole(1234567)).toBe('1,234,567');
});

test('thresholds are shown in their own unit', () => {
  expect(threshold(0.1, 'ratio')).toBe('10%');
  expect(threshold(0.145, 'ratio')).toBe('14.5%');
  expect(threshold(3, 'count')).toBe('3');
  expect(threshold(10, '万元')).toBe('10 万元');
});

test('what a rule measured is money, a ratio or a count', () => {
  const of = (text: string | null, unit: FlagRow['measureUnit']) => measured(text, unit, 'wan');
  expect(of('17632310000.00', 'fen')).toBe('1,763,231');
  expect(of('0.8725', 'ratio')).toBe('87.3%');
  expect(of('3.000', 'count')).toBe('3');
  expect(of(null, 'fen')).toBeNull();
});
