/** In charge of due dates over weekends and public holidays. */
import { expect, test } from 'vitest';
import { isWorkingDay, workingDaysAfter } from '../../../etl/flags/workingDays.ts';

test.each([
  ['a Friday plus one is Monday', '2025-06-06', 1, '2025-06-09'],
  ['over the spring festival and its worked Saturday', '2025-01-27', 5, '2025-02-10'],
  ['a worked Sunday counts', '2025-01-25', 1, '2025-01-26'],
  ['over National Day and Mid-Autumn together', '2025-09-30', 1, '2025-10-09'],
  ['over the nine days of 2026', '2026-02-13', 3, '2026-02-25'],
  ['over the turn of the year', '2025-12-31', 1, '2026-01-04'],
])('%s', (_, from, days, due) => {
  expect(workingDaysAfter(from, days)).toBe(due);
});

test('a weekend that is worked is a working day, a holiday on a weekday is none', () => {
  expect(['2024-02-04', '2024-02-12', '2024-02-19', '2024-02-24'].map(isWorkingDay)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
