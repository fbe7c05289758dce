/** In charge of the examples of the checks over ledgers: DQ-08 … DQ-14, DQ-20, DQ-25, DQ-26, and of printed months: DQ-11, DQ-27. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import type { CheckResult } from '../../etl/steps/check.ts';
import { publishFacts, type BudgetFacts } from '../rules/facts.ts';
import {
  addLedgers,
  emptyVersion,
  storeLedgers,
  type LedgerFacts,
  type RowFact,
} from '../rules/ledgerFacts.ts';
import { freshDatabase } from '../support/postgres.ts';
import { runOn } from './checked.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => emptyVersion(database));

/** The results of a check on a load of ledgers, after what was published before. */
async function check(
  id: string,
  now: readonly LedgerFacts[],
  before: readonly LedgerFacts[] = [],
): Promise<CheckResult[]> {
  if (before.length > 0) await addLedgers(database, before);
  return runOn(database, id, await storeLedgers(database, now));
}
const outline = (results: readonly CheckResult[]) =>
  results.map(({ status, severity, explanation }) => `${status} ${severity} ${explanation.zh}`);
const statuses = (results: readonly CheckResult[]) => results.map(({ status }) => status);

/** To a month: two departments with original 1,000 and 500 unless said. */
const to = (
  month: number,
  [education, health]: readonly [number, number],
  more: Partial<LedgerFacts> = {},
  [first, second]: readonly [number, number] = [1_000, 500],
): LedgerFacts => ({
  month,
  rows: [
    { department: '131', unit: '131001', class: '205', economic_class: '301', original: first, final: first, executed: education },
    { department: '132', unit: '132001', class: '210', economic_class: '302', original: second, final: second, executed: health },
  ],
  names: { unit: { '131': '教育局', '132': '卫健委' } },
  ...more,
}); // prettier-ignore

describe('DQ-11, cumulative figures that fall', () => {
  test('passes what rises or stands still', async () => {
    expect(outline(await check('DQ-11', [to(4, [300, 100])], [to(3, [200, 100])]))).toEqual([
      'passed blue 4月累计与3月累计相比，合计和2个部门均未倒退。',
    ]);
  });

  test('names the departments that fall while the total rises', async () => {
    const [found] = await check('DQ-11', [to(4, [400, 90])], [to(3, [200, 100])]);
    expect(found).toMatchObject({ status: 'failed', severity: 'yellow' });
    expect(found?.explanation.zh).toContain(
      '1个部门倒退且没有相应的退款记录，较多的有卫健委（-10万元）',
    );
  });

  test('passes a fall that refunds explain', async () => {
    const refund: LedgerFacts = {
      dataset: 'payments',
      month: 4,
      rows: [{ department: '132', unit: '132001', month: 4, refund: true, amount: -10 }],
    };
    expect(statuses(await check('DQ-11', [to(4, [400, 90])], [to(3, [200, 100]), refund]))).toEqual(
      ['passed'],
    );
  });

  test.each([
    [to(5, [40, 20]), '很可能是把当月数当作累计数加载'],
    [to(5, [150, 90]), '很可能是其他月份的文件'],
    [to(5, [40, 20], {}, [2_000, 500]), '很可能是其他年度的文件'],
  ])('is red where the whole file falls, and names the likely cause (%#)', async (now, cause) => {
    const [found] = await check('DQ-11', [now], [to(4, [200, 100])]);
    expect(found).toMatchObject({ status: 'failed', severity: 'red' });
    expect(found?.explanation.zh).toContain(cause);
    expect(found?.explanation.en).toContain('The file as a whole falls');
  });

  test('looks at the month after one that is loaded late, and never across years', async () => {
    const late = await check('DQ-11', [to(3, [900, 100])], [to(4, [200, 100])]);
    expect(late).toMatchObject([{ status: 'failed', severity: 'red' }]);
    expect(await check('DQ-11', [to(1, [10, 5], { year: 2026 })])).toEqual([]);
  });
});

describe('DQ-14, missing months', () => {
  test('are told between the first and the last', async () => {
    expect(outline(await check('DQ-14', [to(6, [3, 3])], [to(3, [1, 1]), to(4, [2, 2])]))).toEqual([
      'undecided grey 3月至6月之间缺少5月的数据，这些月份的当月数无法判定，请补充加载。',
    ]);
    expect(statuses(await check('DQ-14', [to(5, [3, 3])]))).toEqual(['passed']);
  });

  test('of payments are months without any voucher', async () => {
    const rows = [1, 2, 4].flatMap((month) =>
      Array.from({ length: 20 }, (): RowFact => ({ unit: '131001', month, amount: 1 })),
    );
    const [found] = await check('DQ-14', [{ dataset: 'payments', month: 4, rows }]);
    expect(found?.explanation.en).toContain('there are no data of month 3');
  });
});

describe('DQ-25, the original budget', () => {
  const march = to(3, [100, 50]);
  test('stays as it is', async () => {
    expect(statuses(await check('DQ-25', [to(4, [200, 60])], [march]))).toEqual(['passed']);
  });

  test('may move between departments', async () => {
    const [found] = await check('DQ-25', [to(4, [200, 60], {}, [900, 600])], [march]);
    expect(found).toMatchObject({ status: 'explained' });
    expect(found?.explanation.zh).toContain(
      '可能是机构调整：教育局（-100万元）、卫健委（+100万元）',
    );
  });

  test('that changes or is gone is told, also against the data that are replaced', async () => {
    expect(await check('DQ-25', [to(4, [200, 60], {}, [1_100, 500])], [march])).toMatchObject([
      { status: 'failed', severity: 'orange', expected: '15000000.00', found: '16000000.00' },
    ]);
    const bare = to(3, [200, 60], {
      rows: [{ department: '131', unit: '131001', class: '205', final: 9_000, executed: 200 }],
    });
    const [gone] = await check('DQ-25', [bare]);
    expect(gone).toMatchObject({ status: 'failed', severity: 'red' });
    expect(gone?.explanation.zh).toContain(
      '3月没有年初预算数，被替换的同月数据的年初预算合计为1,500万元',
    );
  });
});

describe('DQ-26, a file in the wrong place', () => {
  const years = [
    to(11, [800, 400]),
    to(2, [150, 60], { year: 2026 }, [1_200, 600]),
    to(3, [250, 90], { year: 2026 }, [1_200, 600]),
  ];
  test('is known by another year’s original budget', async () => {
    const found = await check('DQ-26', [to(12, [170, 70], {}, [1_200, 600])], years);
    expect(found).toMatchObject([{ status: 'failed', severity: 'red' }]);
    expect(found[0]?.explanation.zh).toContain('很可能是2026年的文件被放入2025年');
  });

  test('is known as the twin of another year’s month; a small ledger may stand still within its own', async () => {
    const found = await check('DQ-26', [to(4, [250, 90], { year: 2027 }, [1_200, 600])], years);
    expect(found[0]?.explanation.zh).toContain('与2026年3月完全相同');
    const still = await check('DQ-26', [to(4, [250, 90], { year: 2026 }, [1_200, 600])]);
    expect(statuses(still)).toEqual(['passed']);
  });

  test('is known by what follows', async () => {
    const more = to(6, [500, 300], { year: 2026 }, [1_200, 600]);
    const found = await check('DQ-26', [to(1, [400, 300], { year: 2026 }, [1_200, 600])], [...years, more]); // prettier-ignore
    expect(found[0]?.explanation.zh).toContain('大于其后2月的210万元，应位于3月之后');
  });

  test('passes what fits, and says nothing of the only one', async () => {
    expect(statuses(await check('DQ-26', [to(12, [900, 450])], years))).toEqual(['passed']);
    expect(await check('DQ-26', [to(12, [900, 450], { region: '530800' })])).toEqual([]);
  });
});

describe('DQ-08, from original to adjusted budget', () => {
  const lines = (broken: number): LedgerFacts => ({
    month: 6,
    rows: Array.from({ length: 40 }, (_, at) => ({
      unit: '131001', original: 100, adjustment: 10, final: at < broken ? 111 : 110, executed: 1,
    })), // prettier-ignore
  });
  test.each([
    [0, 'passed'],
    [5, 'explained'],
    [6, 'failed'],
  ])('with %i of 40 lines that do not add up is %s', async (broken, status) => {
    expect(statuses(await check('DQ-08', [lines(broken)]))).toEqual([status]);
  });

  const budget: LedgerFacts = {
    month: 6,
    rows: [
      { unit: '131001', project: 'P1', original: 100, final: 130, executed: 50 },
      { unit: '131001', project: 'P2', original: 80, final: 80, executed: 40 },
    ],
    names: { project: { P1: '校舍维修' } },
  };
  const moves = (amount: number): LedgerFacts => ({
    dataset: 'movements',
    month: 7,
    rows: [
      { unit: '131001', project: 'P1', kind: 'initial', month: 1, amount: 100 },
      { unit: '131001', project: 'P1', kind: 'add', month: 3, amount },
      { unit: '131001', project: 'P1', kind: 'add', month: 7, amount: 999 },
    ],
  });
  test('adds up the movements to the month, by unit and project', async () => {
    expect(outline(await check('DQ-08', [moves(30)], [budget]))).toEqual([
      'passed blue 截至6月，2个单位和项目的年初预算加指标变动均等于调整预算。',
    ]);
    const [found] = await check('DQ-08', [moves(20)]);
    expect(found?.explanation.zh).toContain('2个单位和项目中有1个');
    expect(found?.explanation.zh).toContain('131001 校舍维修（+10万元）');
  });
});

describe('DQ-09, payments against execution', () => {
  const paid = (amount: number, refund = 0): LedgerFacts => ({
    dataset: 'payments',
    month: 4,
    rows: [
      { department: '131', unit: '131001', class: '205', month: 2, amount },
      { department: '131', unit: '131001', class: '205', month: 3, amount: -refund, refund: true },
      { department: '132', unit: '132001', class: '210', month: 3, amount: 100 },
      { department: '132', unit: '132001', class: '210', month: 4, amount: 77 },
    ],
  });
  const march = to(3, [200, 100]);

  test.each([
    [200, 0, 'passed'],
    [230, 30, 'passed'],
    [200.2, 0, 'rounding'],
    [200.3, 0, 'failed'],
  ])('%f paid, %f refunded: %s', async (amount, refund, status) => {
    expect(statuses(await check('DQ-09', [paid(amount, refund)], [march]))).toEqual([
      status,
      status,
    ]);
  });

  test('names the largest difference', async () => {
    const found = await check('DQ-09', [march], [paid(150)]);
    expect(found.map(({ explanation }) => explanation.zh)).toEqual([
      '截至3月，各部门、各功能类的支付累计与执行累计有1处相差超过0.1%，合计支付250万元，执行300万元；相差较多的有教育局 教育支出（-50万元）。请核实支付数据是否完整、退款是否冲抵。',
      '截至3月，各单位的支付累计与执行累计有1处相差超过0.1%，合计支付250万元，执行300万元；相差较多的有131001（-50万元）。请核实支付数据是否完整、退款是否冲抵。',
    ]);
  });

  test('says nothing of months without payments', async () => {
    expect(await check('DQ-09', [to(6, [1, 1])], [paid(200)])).toEqual([]);
  });
});

describe('DQ-10, the same total divided otherwise', () => {
  test('asks for codes only where a ledger has them', async () => {
    const found = await check('DQ-10', [to(3, [200, 100])]);
    expect(new Set(statuses(found))).toEqual(new Set(['passed']));
    expect(found.map(({ measure }) => measure)).toEqual(['executed', 'final', 'original']);
  });

  test('names the cut in which money has no code', async () => {
    const rows = [
      ...to(3, [200, 100]).rows,
      { department: '133', unit: '133001', class: '201', executed: 7 },
    ];
    const found = await check('DQ-10', [to(3, [0, 0], { rows })]);
    expect(outline(found.filter(({ status }) => status === 'failed'))).toEqual([
      'failed red 执行数：3月合计307万元，其中300万元有部门经济分类编码，-7万元没有。按部门经济分类汇总与合计不一致，请核实缺少编码的行。',
    ]);
  });

  const printed = (executed: number): BudgetFacts => ({
    month: 3,
    period: '2025-03',
    tables: [
      {
        sheet: '1',
        lines: [{ item: 'total', role: 'total', name: '合计', figures: { executed } }],
      },
    ],
  });
  test.each([
    [300, 'passed'],
    [301, 'rounding'],
    [320, 'failed'],
  ])('against a printed total of %i is %s', async (executed, status) => {
    await publishFacts(database, [printed(executed === 301 ? 300.4 : executed)]);
    const found = await check('DQ-10', [to(3, [200, 100])]);
    expect(
      found.filter(({ subject }) => subject.includes('报表')).map((one) => one.status),
    ).toEqual([status]);
  });
});

describe('DQ-13, units and projects', () => {
  const list: LedgerFacts = {
    dataset: 'codes',
    month: 12,
    rows: [{ scheme: 'unit', code: '131001', name: '第一小学' }, { scheme: 'unit', code: '132001', name: '医院', valid_to: 2024 }],
  }; // prettier-ignore
  test('that no list of the year holds are named', async () => {
    const [found] = await check('DQ-13', [to(3, [200, 100])], [list]);
    expect(found).toMatchObject({ status: 'failed', severity: 'yellow' });
    expect(found?.explanation.zh).toBe(
      '3月用到的单位编码中有1个不在已加载的单位表之内，金额较大的有132001（100万元）。按原编码载入，请补充或更正。',
    );
    expect(statuses(await check('DQ-13', [to(3, [200, 100], { year: 2024 })]))).toEqual(['passed']);
  });

  test('are not asked for where no list is loaded', async () => {
    expect(await check('DQ-13', [to(3, [200, 100])])).toEqual([]);
  });
});

test('DQ-20: a negative payment needs a refund mark, a negative line is a remark', async () => {
  const paid = (refund: boolean): LedgerFacts => ({
    dataset: 'payments',
    month: 1,
    rows: [{ voucher: 'V-7', unit: '1', month: 1, amount: -3, refund }, { unit: '1', month: 1, amount: 5 }],
  }); // prettier-ignore
  expect(statuses(await check('DQ-20', [paid(true)]))).toEqual(['passed']);
  expect(outline(await check('DQ-20', [paid(false)]))).toEqual([
    'failed yellow 1笔支付为负数且未注明退款，共-3万元，金额较大的有V-7（-3万元）。原样载入并计入合计，请核实是否为退款或冲销。',
  ]);
  expect(await check('DQ-20', [to(3, [200, -1])])).toMatchObject([
    { status: 'failed', severity: 'blue', found: '-10000.00' },
  ]);
});
