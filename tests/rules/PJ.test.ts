/** In charge of the examples of PJ-01 … PJ-10: works, livelihood projects, estimates, completion, performance, procurement, publication. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { isWorkingDay } from '../../etl/flags/workingDays.ts';
import { freshDatabase } from '../support/postgres.ts';
import { judge, type Verdicts } from './family.ts';
import { cases } from './projectCases.ts';

let database: Database;
let verdicts: Verdicts;
beforeAll(async () => {
  database = await freshDatabase();
  verdicts = await judge(database, ['PJ-01', 'PJ-02', 'PJ-03', 'PJ-04', 'PJ-05', 'PJ-06', 'PJ-07', 'PJ-08', 'PJ-09', 'PJ-10'], cases); // prettier-ignore
});
afterAll(() => database.close());

describe('PJ-01, money and works do not match', () => {
  test.each([
    ['even', []],
    ['20 points', ['131001 2025-6 yellow']],
    ['30 points behind', ['131001 2025-6 orange']],
    ['40 points', ['131001 2025-6 red']],
    ['not reported', []],
    ['February', []],
    ['small works', []],
    ['grows', ['131001 2025-6 yellow', '131001 2025-7 orange', '131001 2025-8 red', '131001 2025-9 yellow']], // prettier-ignore
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-01', region)).toEqual(expected);
  });

  test('says both shares, and what lies between', () => {
    expect(verdicts.of('PJ-01', '40 points')[0]).toMatchObject({
      project: 'P1', amount_at_stake: 400_000_000n, parameters: { base_meets: 1, base_of: 1 },
      explanation: { zh: '截至2025年6月，40 points本级第一中学“校舍维修”资金支付90.0%（累计900万元，总投资1,000万元），形象进度50.0%，相差40.0个百分点。' },
    }); // prettier-ignore
  });
});

describe('PJ-02, livelihood project behind its plan', () => {
  test.each([
    ['on plan', []],
    ['under 70 %', ['131001 2025-6 yellow']],
    ['under 50 %', ['131001 2025-6 orange']],
    ['under 30 %', ['131001 2025-6 red']],
    ['under 30 % in spring', ['131001 2025-4 orange']],
    ['February', []],
    ['major project', []],
    ['finished', []],
    ['past its day', ['131001 2025-12 yellow']],
    ['worse and worse', ['131001 2025-3 yellow', '131001 2025-4 orange', '131001 2025-6 red']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-02', region)).toEqual(expected);
  });

  test('names who must finish it and when', () => {
    expect(verdicts.of('PJ-02', 'under 70 %')[0]?.explanation.zh).toBe(
      'under 70 %本级民生实事“老旧小区加装电梯”截至2025年6月30日计划50.0%、实际34.0%，仅为计划的68.0%，区房管局应于2025年11月30日完成。',
    );
  });
});

describe('PJ-03, above the approved estimate', () => {
  test.each([
    ['94 %', []],
    ['95 %', ['131001 2025-12 yellow']],
    ['100 %', ['131001 2025-12 yellow']],
    ['above', ['131001 2025-12 red']],
    ['above, changed', []],
    ['above, change not approved', ['131001 2025-12 red']],
    ['finished below', []],
    ['above the study', ['131001 2025-12 orange']],
    ['10 % above the study', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-03', region)).toEqual(expected);
  });

  test('is a breach above the estimate, and a reminder below it', () => {
    expect(verdicts.of('PJ-03', '95 %')[0]?.kind).toBe('signal');
    expect(verdicts.of('PJ-03', 'above')[0]).toMatchObject({
      kind: 'breach', amount_at_stake: 100_000_000n,
      explanation: { zh: 'above本级第一中学“校舍维修”截至2025年12月31日累计投资5,100万元（合同4,000万元，支付5,100万元），超概算2.0%（核定概算5,000万元）。' },
    }); // prettier-ignore
    expect(verdicts.of('PJ-03', 'above the study')[0]?.explanation.zh).toContain('超过可研估算4,500万元达11.1%'); // prettier-ignore
  });
});

describe('PJ-04, major project re-sized', () => {
  test.each([
    ['plus 30 %', ['131001 2025-12 orange']],
    ['plus 29 %', []],
    ['minus 40 %', ['131001 2025-12 orange']],
    ['reported', []],
    ['reported before', ['131001 2025-12 orange']],
    ['overrun', ['131001 2025-12 orange']],
    ['small overrun', []],
    ['outside the budget', ['131001 2025-12 orange']],
    ['small outside the budget', []],
    ['minor', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-04', region)).toEqual(expected);
  });

  test('asks whether it was reported', () => {
    expect(verdicts.of('PJ-04', 'plus 30 %')[0]?.explanation.zh).toBe(
      'plus 30 %本级第一中学“校舍维修”总投资由4,000万元调整为5,200万元（30.0%），台账未见向人大常委会报告的记录，请确认是否已报告。',
    );
  });
});

describe('PJ-05, late completion accounts', () => {
  test.each([
    ['a year', []],
    ['a year and a day', ['131001 2025-12 orange']],
    ['more than two years', ['131001 2025-12 red']],
    ['with accounts', []],
    ['not accepted', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-05', region)).toEqual(expected);
  });

  test('counts the months', () => {
    expect(verdicts.of('PJ-05', 'more than two years')[0]?.explanation.zh).toContain(
      '2023年12月30日竣工验收，至2025年12月31日已24个月未办理竣工财务决算',
    );
  });
});

describe('PJ-06, no performance target', () => {
  test.each([
    ['with targets', []],
    ['without', ['131001 2025-12 yellow']],
    ['without, large', ['131001 2025-12 orange']],
    ['vague', ['131001 2025-12 yellow']],
    ['without, small', []],
    ['debt service', []],
    ['no register of targets', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-06', region)).toEqual(expected);
  });

  test('tells none from vague', () => {
    expect(verdicts.of('PJ-06', 'without')[0]?.explanation.zh).toContain('“校舍维修”预算200万元，未编报绩效目标'); // prettier-ignore
    expect(verdicts.of('PJ-06', 'vague')[0]?.explanation.zh).toContain('绩效目标均未量化');
  });
});

describe('PJ-07, self-score contradicts execution', () => {
  test.each([
    ['score 90, 59 %', ['131001 2025-12 orange']],
    ['score 89, 59 %', []],
    ['score 95, 60 %', []],
    ['all met, 79 %', ['131001 2025-12 yellow']],
    ['all met, 80 %', []],
    ['year not over', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-07', region)).toEqual(expected);
  });

  test('quotes the score', () => {
    expect(verdicts.of('PJ-07', 'score 90, 59 %')[0]?.explanation.zh).toContain('执行率59.0%，自评90分'); // prettier-ignore
  });
});

describe('PJ-08, bad rating, budget not cut', () => {
  test.each([
    ['poor, not cut', ['131001 2025-12 orange']],
    ['fail, more', ['131001 2025-12 orange']],
    ['poor, cut', []],
    ['good, not cut', []],
    ['pass, not cut', []],
    ['poor, ended', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-08', region)).toEqual(expected);
  });

  test('speaks of the year whose budget was not cut', () => {
    expect(verdicts.of('PJ-08', 'fail, more')[0]?.explanation.zh).toBe(
      'fail, more本级第一中学项目“校舍维修”2024年绩效评级“不合格”，2025年预算250万元，上年200万元，未核减。',
    );
  });
});

describe('PJ-09, procurement without budget or little used', () => {
  test.each([
    ['in plan', []],
    ['plan of last year', []],
    ['other plan', ['131001 2025-9 red']],
    ['no plan', ['131001 2025-9 red']],
    ['no procurement', []],
    ['no register of plans', []],
    ['announced late', ['131001 2025-9 yellow']],
    ['announced on a worked Saturday', []],
    ['filed late', ['131001 2025-9 yellow']],
    ['never announced', ['131001 2025-9 yellow']],
    ['used 60 %', []],
    ['used 59 %', ['131001 2025-12 yellow']],
    ['used 59 %, year not over', []],
    ['little to buy', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-09', region)).toEqual(expected);
  });

  test('counts working days, and says which term was missed', () => {
    expect(verdicts.of('PJ-09', 'announced late')[0]?.explanation.zh).toBe(
      'announced late本级第一中学采购合同“设备采购合同”2025年9月30日签订，公告用时3个工作日，备案按期（法定期限：公告2个工作日、备案7个工作日）。',
    );
    expect(verdicts.of('PJ-09', 'used 59 %')[0]).toMatchObject({ kind: 'signal', parameters: { base_meets: 1, base_of: 1 } }); // prettier-ignore
  });

  test('knows the same holidays as the due dates of cases, and takes no weekend for a working day', async () => {
    const { rows } = await database.owner.query<{ day: string; working: boolean }>(
      `select day::date::text as day, rules.working_days(day::date - 1, day::date) = 1 as working from generate_series(date '2023-01-01', date '2027-12-31', interval '1 day') day`,
    );
    const weekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay());
    const differing = rows.filter(({ day, working }) => (isWorkingDay(day) && !weekend(day)) !== working); // prettier-ignore
    expect(rows).toHaveLength(1_826);
    expect(differing).toEqual([]);
  });
});

describe('PJ-10, late or incomplete disclosure', () => {
  test.each([
    ['day 20', []],
    ['day 21', ['131001 2025-3 orange']],
    ['not published', ['131001 2025-12 orange']],
    ['two tables missing', ['131001 2025-3 yellow']],
    ['named table missing', ['131001 2025-3 yellow']],
    ['not passed on', ['131001 2025-3 grey']],
    ['government', []],
    ['late and more', ['131001 2025-3 orange']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PJ-10', region)).toEqual(expected);
  });

  test('says by how many days, and what is missing', () => {
    expect(verdicts.of('PJ-10', 'late and more')[0]?.explanation.zh).toBe(
      'late and more本级第一中学2025年部门预算2025年2月10日批复，2025年3月10日公开，晚8天；并缺1张表。',
    );
    expect(verdicts.of('PJ-10', 'named table missing')[0]?.explanation.zh).toContain('缺一般公共预算“三公”经费支出表（应公开8张，已公开8张）'); // prettier-ignore
  });
});
