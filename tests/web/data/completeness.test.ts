/** In charge of how what has arrived stands: a table as a whole, what is missing by month, which rows lack something. */
import { expect, test } from 'vitest';
import {
  departmentRows,
  lackingRows,
  mostLackingFirst,
  tableRows,
  wallMonths,
} from '../../../web/charts/ArrivalWall.ts';
import {
  lacking,
  missingOf,
  standingOf,
  type ArrivalState,
  type ArrivalTable,
} from '../../../web/data/completeness.ts';

const cell = (month: number, state: ArrivalState) => ({
  month,
  state,
  reportedOn: state === 'missing' ? null : '2026-03-10',
  failedChecks: state === 'failed' ? 2 : 0,
});
const months: ArrivalTable = {
  cube: 'execution',
  title: { zh: '执行月表', en: 'Monthly execution' },
  every: 'month',
  rules: ['BE-01'],
  rows: [
    {
      department: '101',
      name: '教育局',
      cells: [cell(1, 'arrived'), cell(2, 'missing'), cell(3, 'notYet')],
    },
    {
      department: '102',
      name: '卫健委',
      cells: [cell(1, 'failed'), cell(2, 'late'), cell(3, 'notYet')],
    },
    {
      department: '103',
      name: null,
      cells: [cell(1, 'arrived'), cell(2, 'missing'), cell(3, 'missing')],
    },
  ],
};
const year: ArrivalTable = {
  cube: 'bonds',
  title: { zh: '债券', en: 'Bonds' },
  every: 'year',
  rules: [],
  rows: [{ department: null, name: null, cells: [cell(0, 'arrived')] }],
};

test('the worst state of its departments stands for a table', () => {
  expect(standingOf(months).map(({ month, state }) => [month, state])).toEqual([
    [1, 'failed'],
    [2, 'missing'],
    [3, 'missing'],
  ]);
  expect(standingOf(months)[1]?.counts).toMatchObject({ missing: 2, late: 1, arrived: 0 });
});

test('late and failed are lacking as well; what is not yet due is not', () => {
  expect(lacking(months)).toBe(5);
  expect(lacking(year)).toBe(0);
  expect(lackingRows(months.rows)).toHaveLength(3);
  expect(mostLackingFirst([year, months]).map(({ cube }) => cube)).toEqual(['execution', 'bonds']);
});

test('what is missing is told by month, up to the month that is looked at', () => {
  expect(missingOf(months, 2)).toEqual([{ month: 2, departments: ['教育局', '103'] }]);
  expect(missingOf(months, null)).toHaveLength(2);
  expect(missingOf(year, 6)).toEqual([]);
});

test('a wall has a column for each month that any row has', () => {
  const rows = tableRows([months, year], ({ title }) => title.zh);
  expect(wallMonths(rows)).toEqual([0, 1, 2, 3]);
  expect(rows[0]?.cells.map(({ text }) => text)).toEqual(['1', '3', '1']);
  expect(rows[1]?.cells.map(({ text }) => text)).toEqual(['']);
  expect(departmentRows(months.rows, ({ name }) => name ?? '—')[2]).toMatchObject({
    key: '103',
    name: '—',
  });
});
