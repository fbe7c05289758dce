/** In charge of the examples of the checks across tables and years: DQ-02 … DQ-07, DQ-24; and across printed months: DQ-11, DQ-27. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import type { CheckResult } from '../../etl/steps/check.ts';
import { freshDatabase } from '../support/postgres.ts';
import {
  publishFacts,
  storeLoad,
  type BudgetFacts,
  type FigureFact,
  type LineFact,
} from '../rules/facts.ts';
import { checked, outline, runOn, slice } from './checked.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const check = (id: string, ...budgets: BudgetFacts[]) => checked(database, id, { budgets });
const total = (executed: FigureFact, role: 'total' | 'grand' = 'total'): LineFact => ({
  item: role,
  role,
  name: role === 'total' ? '合计' : '各项合计',
  figures: { executed },
});

describe('DQ-02, revenue equals expenditure', () => {
  const sides = (revenue: number, expenditure: number, book: 'general' | 'social' = 'general') =>
    check(
      'DQ-02',
      slice([total(revenue, 'grand')], { flow: 'revenue', book }),
      slice([total(expenditure, 'grand')], { book }),
    );

  test('of all revenue and all expenditure', async () => {
    expect(outline(await sides(2_081_074, 2_081_074))).toEqual(['passed executed ×1']);
    expect(outline(await sides(2_081_074, 2_081_073))).toEqual([
      'rounding 各项收入合计与各项支出合计 executed',
    ]);
    const [failed] = await sides(2_081_074, 2_081_072);
    expect(failed).toMatchObject({
      status: 'failed',
      severity: 'red',
      expected: '20810740000.00',
      found: '20810720000.00',
    });
    expect(failed?.cells.map(({ side }) => side)).toEqual(['expected', 'found']);
  });

  test('social insurance need not balance, but revenue less expenditure is the balance of the year', async () => {
    expect(await sides(403_606, 349_008, 'social')).toEqual([]);
    const social = (balance: number) =>
      check(
        'DQ-02',
        slice([total(403_606)], { flow: 'revenue', book: 'social' }),
        slice([total(349_008)], { book: 'social' }),
        slice([{ ...total(balance), name: '本年收支结余' }], { flow: 'balance', book: 'social' }),
      );
    expect(outline(await social(54_598))).toEqual(['passed executed ×1']);
    expect(outline(await social(54_500))).toEqual([
      'failed 社会保险基金收入减支出与本年收支结余 executed',
    ]);
  });

  test('one side alone cannot be judged, and another scope is another side', async () => {
    expect(outline(await check('DQ-02', slice([total(5, 'grand')], { flow: 'revenue' })))).toEqual([
      'undecided 各项收入合计与各项支出合计 executed',
    ]);
    expect(
      outline(
        await check(
          'DQ-02',
          slice([total(5, 'grand')], { flow: 'revenue', scope: 'all' }),
          slice([total(5, 'grand')]),
        ),
      ),
    ).toHaveLength(2);
  });
});

describe('DQ-03, debt tables', () => {
  const debts = (balance: number, reduced = 0) =>
    checked(database, 'DQ-03', {
      debts: [
        { kind: 'general', figures: { opening: 100, issued: 50, repaid: 30, reduced, balance } },
      ],
    });

  test('opening and issued less repaid and reduced is the closing balance', async () => {
    expect(outline(await debts(120))).toEqual(['passed - ×1']);
    expect(outline(await debts(110, 10))).toEqual(['passed - ×1']);
    expect(outline(await debts(124))).toEqual(['failed balance balance']);
    expect(outline(await debts(122))).toEqual(['rounding balance -']);
  });

  test('a line called 调减 that is added is explained, not failed', async () => {
    const [only] = await debts(130, 10);
    expect(only?.status).toBe('explained');
    expect(only?.explanation.zh).toContain('“调减”一行实为加项');
  });
});

describe('DQ-04, the same figure in two tables', () => {
  const again = (first: number, second: FigureFact) =>
    check('DQ-04', {
      tables: [
        {
          sheet: '02',
          lines: [
            { item: '201', name: '甲', figures: { executed: first } },
            { item: '20101', figures: { executed: first } },
          ],
        },
        { sheet: '01-2', lines: [{ item: '201', name: '甲', figures: { executed: second } }] },
      ],
    });

  test.each([
    [149_662, 'passed executed ×1'],
    [149_663, 'rounding 甲 executed'],
    [149_664, 'failed 甲 executed'],
  ])('149,662 in one and %i in the other: %s', async (second, expected) => {
    expect(outline(await again(149_662, second))).toEqual([expected]);
  });

  test('is told with both cells', async () => {
    const [only] = await again(149_662, 149_000);
    expect(only?.cells).toEqual([
      { sheet: '02', cell: 'C5', text: '149662', side: 'expected' },
      { sheet: '01-2', cell: 'C5', text: '149000', side: 'found' },
    ]);
    expect(only?.explanation.zh).toBe(
      '“甲”执行数在01-2列149,000万元，在02列149,662万元，相差-662万元。以明细较细的一处计入，两处均保留，请核实。',
    );
  });
});

describe('DQ-05, budget tables against debt tables', () => {
  const bonds = (executed: number, scope: 'all' | 'own' = 'all') =>
    checked(database, 'DQ-05', {
      budgets: [
        slice([{ item: '105', name: '债务收入', role: 'financing', figures: { executed } }], {
          flow: 'revenue',
          scope,
        }),
      ],
      debts: [{ kind: 'general', scope, figures: { issued: 237_944.86 } }],
    });

  test('debt revenue is the bonds issued, within rounding', async () => {
    expect(outline(await bonds(237_945))).toEqual(['rounding 债务收入与当年发行额 executed']);
    expect(outline(await bonds(237_940))).toEqual(['failed 债务收入与当年发行额 executed']);
  });

  test('is not asked of the own level, whose revenue holds bonds passed on', async () => {
    expect(await bonds(1, 'own')).toEqual([]);
  });
});

describe('DQ-07, prior-year columns', () => {
  const executed = (amount: number, stage: 'flash' | 'accounts' = 'flash') =>
    slice([{ item: '201', name: '甲', figures: { executed: amount } }], { stage });
  const draft = (prior: number) =>
    slice([{ item: '201', name: '甲', figures: { original: 1, prior } }], {
      year: 2026,
      stage: 'draft',
    });

  test("equal the earlier year's own figures in the same file or published before", async () => {
    expect(outline(await check('DQ-07', executed(100), draft(100)))).toEqual(['passed prior ×1']);
    expect(
      outline(await checked(database, 'DQ-07', { before: [executed(100)], budgets: [draft(100)] })),
    ).toEqual(['passed prior ×1']);
  });

  test('or are told with both cells', async () => {
    const [only] = await check('DQ-07', executed(100), draft(90));
    expect(only).toMatchObject({
      status: 'failed',
      severity: 'orange',
      expected: '1000000.00',
      found: '900000.00',
    });
    expect(only?.cells).toHaveLength(2);
  });

  test('accounts that replace flash figures are no contradiction, nor is a year that is not loaded', async () => {
    const later = slice(
      [{ item: '201', figures: { executed: 5, prior: { wan: 90, stage: 'accounts' } } }],
      { year: 2026 },
    );
    expect(await check('DQ-07', executed(100), later)).toEqual([]);
    expect(await check('DQ-07', draft(90))).toEqual([]);
  });

  test('a closing balance is the earlier one and the balance of the year', async () => {
    const carried = (closing: number) =>
      check(
        'DQ-07',
        slice(
          [
            { item: 'n:甲本年收支结余', figures: { executed: -2_220, prior: 2_740 } },
            {
              item: 'n:甲本年收支结余/甲年末滚存结余',
              name: '甲年末滚存结余',
              role: 'memo',
              under: 'n:甲本年收支结余',
              figures: { executed: closing, prior: 122_986 },
            },
          ],
          { book: 'social', flow: 'balance' },
        ),
      );
    expect(outline(await carried(120_766))).toEqual(['passed executed ×1']);
    const [only] = await carried(121_000);
    expect(only?.explanation.zh).toBe(
      '“甲年末滚存结余”执行数列121,000万元，上年末滚存结余加本年收支结余为120,766万元，相差+234万元，超出进位容差1.5万元。请核实年初结余是否调整。',
    );
  });
});

describe('DQ-24, whole area against own level', () => {
  const both = (own: number, all: number, role: 'main' | 'transfer' = 'main') =>
    check(
      'DQ-24',
      slice([{ item: '201', name: '甲', role, figures: { executed: own } }]),
      slice([{ item: '201', role, figures: { executed: all } }], { scope: 'all' }),
    );

  test('own is not larger than the whole, rounding apart', async () => {
    expect(outline(await both(100, 100))).toEqual(['passed executed ×1']);
    expect(outline(await both(101, 100))).toEqual(['passed executed ×1']);
    const [only] = await both(102, 100);
    expect(only).toMatchObject({
      status: 'failed',
      severity: 'yellow',
      expected: '1000000.00',
      found: '1020000.00',
      subject: '201 甲',
    });
    expect(only?.cells).toHaveLength(2);
  });

  test('transfers to lower levels cancel out in the whole area and are not compared', async () => {
    expect(await both(500, 100, 'transfer')).toEqual([]);
  });
});

describe('printed months', () => {
  const statuses = (results: readonly CheckResult[]) => results.map(({ status }) => status);
  const report = (
    month: number,
    executed: number,
    more: Record<string, number> = {},
  ): BudgetFacts => ({
    month,
    period: `2025-${String(month).padStart(2, '0')}`,
    tables: [
      { sheet: '月报', lines: [{ item: '205', name: '教育支出', figures: { executed, ...more } }] },
    ],
  });
  const run = async (id: string, now: BudgetFacts) =>
    runOn(database, id, await storeLoad(database, [now]));

  test('DQ-11: a line falls', async () => {
    await publishFacts(database, [report(7, 500)]);
    expect(statuses(await run('DQ-11', report(8, 510)))).toEqual(['passed']);
    const [found] = await run('DQ-11', report(8, 490));
    expect(found?.explanation.zh).toContain(
      '8月累计与7月报表相比，1行倒退，较多的有教育支出（-10万元）',
    );
    expect(found?.cells).toHaveLength(2);
  });

  test('DQ-27: the month is the difference of the figures to date', async () => {
    await publishFacts(database, [report(7, 500)]);
    const of = async (executed: number, executedInMonth: number, before?: number) =>
      statuses(
        await run('DQ-27', report(8, executed, { executedInMonth, ...(before === undefined ? {} : { before }) })), // prettier-ignore
      );
    expect(await of(560, 60)).toEqual(['passed']);
    expect(await of(560, 61)).toEqual(['rounding']);
    expect(await of(560, 70)).toEqual(['failed']);
    expect(await of(560, 70, 490)).toEqual(['passed', 'failed']);
    expect(statuses(await run('DQ-27', report(1, 40, { executedInMonth: 40 })))).toEqual([
      'passed',
    ]);
    expect(await run('DQ-27', report(3, 40, { executedInMonth: 40 }))).toEqual([]);
  });
});
