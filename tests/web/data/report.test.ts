/** In charge of how a load report is read: what is shown first, and differences to the last digit. */
import type { CheckReport, FileReport, TableReport } from '#contract/loadAnswers';
import { describe, expect, test } from 'vitest';
import {
  OUTCOMES,
  outcome,
  countChecks,
  difference,
  place,
  shows,
  summarise,
  tableViews,
} from '../../../web/data/report.ts';

const check = (status: CheckReport['status'], subject: string = status): CheckReport => ({
  id: 'DQ-01',
  status,
  severity: 'yellow',
  subject,
  measure: 'executed',
  expected: '784.00',
  found: '1202.00',
  tolerance: null,
  cells: [],
  explanation: { zh: '', en: '' },
});
const table = (
  accepted: number,
  checks: readonly CheckReport[] = [],
  rejects = 0,
): TableReport => ({
  sheet: '04',
  number: '表四',
  title: '支出',
  layout: 'cn-public-tables',
  dataset: accepted > 0 ? 'execution' : null,
  amountUnit: 'wan',
  scope: 'own',
  year: 2025,
  book: 'general',
  flow: 'expenditure',
  rows: 12,
  accepted,
  reason: accepted > 0 ? null : { zh: '目录', en: 'contents' },
  rejects: Array.from({ length: rejects }, () => ({
    cell: 'E5',
    code: 'amount-invalid',
    message: { zh: '', en: '' },
  })),
  notes: [],
  checks,
});
const file = (tables: readonly TableReport[]): FileReport => ({
  path: 'a.xlsx',
  sha256: 'f'.repeat(64),
  status: 'published',
  rejects: [],
  notes: [],
  tables,
});

describe('tableViews', () => {
  const passed = check('passed');
  const one = file([
    table(12, [passed, check('explained'), check('failed'), check('rounding')]),
    table(0),
  ]);

  test('without a filter of its own shows what deserves a look, worst first', () => {
    const [view] = tableViews(one, 'attention');
    expect(view?.checks.map(({ status }) => status)).toEqual(['failed', 'explained']);
    expect(view?.counts).toEqual({
      failed: 1,
      notice: 0,
      undecided: 0,
      explained: 1,
      rounding: 1,
      passed: 1,
    });
  });

  test('shows every table, also those that were not loaded', () => {
    expect(tableViews(one, 'passed').map(({ loaded, checks }) => [loaded, checks.length])).toEqual([
      [true, 1],
      [false, 0],
    ]);
  });

  test('counts all checks of a file of hundreds', () => {
    const many = Array.from({ length: 640 }, (_, at) => check('passed', String(at)));
    expect(countChecks(many).passed).toBe(640);
    expect(tableViews(file([table(1, many)]), 'attention')[0]?.checks).toEqual([]);
  });

  test('every status is shown under `all` and under its own name', () => {
    for (const status of OUTCOMES) {
      expect(shows('all', status)).toBe(true);
      expect(OUTCOMES.filter((other) => shows(status, other))).toEqual([status]);
    }
  });
});

test('a check that holds nothing against anything is a notice, not a mismatch', () => {
  expect(outcome(check('failed'))).toBe('failed');
  expect(outcome({ ...check('failed'), expected: null })).toBe('notice');
  expect(outcome({ ...check('passed'), expected: null, found: null })).toBe('passed');
});

test('summarise counts tables, accepted lines and rejects', () => {
  expect(summarise(file([table(12), table(0), table(3, [check('failed')], 2)]))).toMatchObject({
    tables: 3,
    loaded: 2,
    rows: 15,
    rejects: 2,
    counts: { failed: 1 },
  });
});

describe('difference', () => {
  const of = (expected: string | null, found: string | null) => difference({ expected, found });

  test('is exact', () => {
    expect(of('784.00', '1202.00')).toBe('418.00');
    expect(of('1202.00', '784.00')).toBe('-418.00');
    expect(of('0.10', '0.30')).toBe('0.20');
    expect(of('9007199254740993.01', '9007199254740993.02')).toBe('0.01');
    expect(of('-5.67', '6')).toBe('11.67');
  });

  test('is absent where a side is', () => {
    expect(of(null, '1.00')).toBeNull();
    expect(of('1.00', null)).toBeNull();
  });
});

test('a place is written sheet!cell', () => {
  expect(place('04', 'C57')).toBe('04!C57');
});
