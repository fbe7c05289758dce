/** In charge of testing at which month and day the figures of a source stand. */
import { expect, test } from 'vitest';
import { lastDayOf, monthOf } from '../../../etl/steps/period.ts';

test.each([
  ['FY', 'accounts', 13],
  ['FY', 'flash', 12],
  ['FY', 'draft', 12],
  ['2022-06', 'flash', 6],
  ['2022H1', 'flash', 6],
  ['2015Q1-Q3', 'flash', 9],
  ['2015Q1', 'flash', 3],
  ['2018-2019', 'accounts', 13],
] as const)('%s of %s stands at month %i', (period, stage, month) => {
  expect(monthOf(period, stage)).toBe(month);
});

test.each([
  ['2026-01-15', '2026-01-15'],
  ['2025-10', '2025-10-31'],
  ['2024-02', '2024-02-29'],
  ['2025', '2025-12-31'],
  ['2025-13', null],
  ['2025-02-30', null],
  ['去年', null],
  [null, null],
])('%s was out by %s', (dated, day) => {
  expect(lastDayOf(dated)).toBe(day);
});
