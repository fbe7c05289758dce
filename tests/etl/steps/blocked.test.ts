/** In charge of testing that a check whose header says `blocks` keeps a file out, whole, with its cell. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CheckResult } from '../../../etl/steps/check.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { executionSheet, SMALL_LINES, workbook } from '../../support/workbook.ts';

const blocking: CheckResult = {
  id: 'DQ-99',
  status: 'failed',
  severity: 'red',
  subject: '教育支出',
  measure: 'executed',
  expected: null,
  found: null,
  tolerance: null,
  cells: [{ sheet: '02', cell: 'E8', text: '700', side: 'found' }],
  explanation: { zh: '示例', en: 'example' },
  tableNo: 1,
  identities: 1,
  blocks: true,
};
const CHECK = '../../../etl/steps/check.ts';

// test files share their modules: this one gets its own, and leaves none behind
beforeAll(() => {
  vi.resetModules();
  vi.doMock(CHECK, () => ({ runChecks: () => Promise.resolve([blocking]) }));
});
afterAll(() => {
  vi.doUnmock(CHECK);
  vi.resetModules();
});

test('nothing of the file is published', async () => {
  const { load } = await import('#load');
  const database = await freshDatabase();
  const bytes = workbook([executionSheet({ lines: SMALL_LINES })]);
  const report = await load(database, {
    inputs: [{ path: 'a.xlsx', bytes }],
    declared: {},
    by: 'test',
  });
  expect(report).toMatchObject({
    version: null,
    files: [
      {
        status: 'refused',
        rejects: [{ code: 'check-failed', sheet: '02', cell: 'E8' }],
        tables: [{ accepted: 0, checks: [{ id: 'DQ-99' }] }],
      },
    ],
  });
  const { rows } = await database.owner.query(
    'select (select count(*)::int from batches) as batches, (select count(*)::int from execution) as rows',
  );
  expect(rows).toEqual([{ batches: 0, rows: 0 }]);
  await database.close();
});
