/** In charge of the labelled incidents of a real city's publication: what was wrong is refused or raises a check that names it, what only looks odd loads. */
import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileReport } from '#contract/loadAnswers';
import type { Database } from '#database';
import { load } from '../../../etl/steps/load.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { realData } from '../../support/realData.ts';

const FOLDER = realData('madrid');
let database: Database | null = null;
beforeEach(async () => {
  database = FOLDER === null ? null : await freshDatabase();
});
afterEach(async () => {
  await database?.close();
  database = null;
});

/** Loads a snapshot as published for a year and month. */
async function publish(snapshot: string, month: number): Promise<FileReport> {
  const path = `snapshots/${snapshot}.csv.gz`;
  const file = `${FOLDER ?? ''}/${path}`;
  if (database === null || !existsSync(file)) throw new Error(`${path} is missing`);
  const report = await load(database, {
    inputs: [{ path, file }],
    declared: { month },
    by: 'tests',
  });
  const [first] = report.files;
  if (first === undefined) throw new Error('nothing was reported');
  return first;
}

const checksOf = (report: FileReport, severity: string) =>
  report.tables
    .flatMap(({ checks }) => checks)
    .filter((check) => check.severity === severity && check.status === 'failed');
const red = (report: FileReport) =>
  checksOf(report, 'red').map(({ id, explanation }) => `${id} ${explanation.zh}`);

describe.skipIf(FOLDER === null)('what was wrong', { timeout: 120_000 }, () => {
  test('2017, February: initial credits blank, definitive ones doubled', async () => {
    await publish('2017/2017-03-09__140b8bfb', 1);
    const bad = await publish('2017/2017-03-15__e168be4c', 2);
    expect(bad.status).toBe('refused');
    expect(bad.rejects[0]?.message.zh).toContain('需要列“CRED_INICIAL”');
  });

  test('2023, final: January and February of 2024 put into the slot of 2023', async () => {
    await publish('2023/2023-12-22__e75e58b8', 11);
    const february = await publish('2023/2024-04-19__e2107be0', 13);
    expect(red(february)).toEqual([
      expect.stringMatching(
        /^DQ-11 13月累计合计7\.86亿元，小于11月累计合计47\.80亿元.*其他年度的文件/u,
      ),
    ]);
    expect(checksOf(february, 'orange').map(({ id }) => id)).toEqual(['DQ-25']);
    // the same figures where they belong: one of the two is wrong
    expect(red(await publish('2024/2024-04-19__39f11384', 2))).toEqual([
      expect.stringMatching(/^DQ-26 2024年2月.*与2023年13月完全相同/u),
    ]);
    const january = await publish('2023/2024-03-22__29719150', 13);
    expect(red(january)).toEqual([
      expect.stringMatching(/^DQ-11 13月累计合计2\.97亿元/u),
      expect.stringMatching(/^DQ-26 .*很可能是2024年的文件被放入2023年/u),
    ]);
    const final = await publish('2023/2024-04-19__8779d315', 13);
    expect([final.status, red(final)]).toEqual(['published', []]);
  });

  test('2024, July stated as January', async () => {
    await publish('2024/2024-07-22__9dce098a', 6);
    expect(red(await publish('2024/2024-09-04__cfc44c03', 1))).toContainEqual(
      expect.stringMatching(/^DQ-26 2024年1月的累计合计31\.90亿元，大于其后6月.*应位于6月之后/u),
    );
  });

  test('2019, January stated as month 0', async () => {
    const bad = await publish('2019/2019-03-06__0e7871f0', 0);
    expect(bad).toMatchObject({ status: 'refused', rejects: [{ code: 'date-invalid' }] });
  });
});

describe.skipIf(FOLDER === null)('what only looks odd', { timeout: 120_000 }, () => {
  test.each([
    [
      '2019, August: a new government, old lines frozen, new ones from zero',
      '2019/2019-09-04__c91b5552',
      '2019/2019-10-14__bae0a3a2',
    ],
    ['2023, August: new codes', '2023/2023-08-29__0495804e', '2023/2023-09-26__7048e737'],
  ])('%s', async (_, july, august) => {
    await publish(july, 7);
    const odd = await publish(august, 8);
    expect([odd.status, red(odd), checksOf(odd, 'orange')]).toEqual(['published', [], []]);
  });
});

afterAll(() => {
  if (FOLDER === null)
    console.warn('the snapshots of Madrid are absent: their incidents were not tried');
});
