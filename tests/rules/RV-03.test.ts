/** In charge of the examples of RV-03, revenue quality. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import type { BudgetFacts, LineFact } from './facts.ts';
import { flagsOf, outline } from './flagged.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const year = (
  tax: number | null,
  revenue: number,
  more: Partial<BudgetFacts> = {},
  prior?: readonly [number, number],
): BudgetFacts => {
  const lines: LineFact[] = [
    ...(tax === null
      ? []
      : [
          {
            item: '101',
            name: '税收收入',
            figures: { executed: tax, ...(prior === undefined ? {} : { prior: prior[0] }) },
          },
        ]),
    { item: '103', name: '非税收入', figures: { executed: revenue - (tax ?? 0) } },
    { item: '10307', name: '国有资源有偿使用收入', figures: { executed: revenue - (tax ?? 0) } },
    {
      item: 'total',
      role: 'total',
      figures: { executed: revenue, ...(prior === undefined ? {} : { prior: prior[1] }) },
    },
  ];
  return { flow: 'revenue', ...more, tables: [{ sheet: '01-1', lines }] };
};
const flags = (...budgets: BudgetFacts[]) => flagsOf(database, 'RV-03', budgets);

describe('the tax share', () => {
  test.each([
    [750, []],
    [749, ['101 yellow']],
    [650, ['101 yellow']],
    [649, ['101 orange']],
    [550, ['101 orange']],
    [549, ['101 red']],
  ])('of %i in 1,000 → %j', async (tax, expected) => {
    expect(outline(await flags(year(tax, 1_000)))).toEqual(expected);
  });

  test('says up where it rose, and what the rest is made of', async () => {
    const [flag] = await flags(year(509, 1_000, {}, [442, 1_000]));
    expect(flag?.explanation.zh).toBe(
      '丽江市本级2025年一般公共预算收入1,000万元，其中税收收入509万元，占50.9%，比上年44.2%上升6.7个百分点；非税收入491万元，主要是国有资源有偿使用收入（491万元）。',
    );
    expect(flag?.explanation.en).toContain(
      'a share of 50.9%, up by 6.7 pp from 44.2% in the prior year',
    );
  });

  test('is yellow when it fell by 5 points though it is high, and not at 4.9', async () => {
    expect(outline(await flags(year(850, 1_000, {}, [900, 1_000])))).toEqual(['101 yellow']);
    expect(await flags(year(851, 1_000, {}, [900, 1_000]))).toEqual([]);
  });

  test("is compared with last year's own figures before what this table prints of it", async () => {
    const own = year(900, 1_000, { year: 2024 });
    expect(outline(await flags(own, year(840, 1_000, {}, [850, 1_000])))).toEqual(['101 yellow']);
  });

  test('is grey where taxes are not stated', async () => {
    expect(outline(await flags(year(null, 1_000)))).toEqual(['101 grey']);
  });

  test('is asked of the general budget, not of plans', async () => {
    expect(await flags(year(100, 1_000, { book: 'fund' }))).toEqual([]);
    const draft: BudgetFacts = {
      flow: 'revenue',
      stage: 'draft',
      tables: [
        {
          sheet: '20',
          lines: [
            { item: '101', figures: { original: 100 } },
            { item: 'total', role: 'total', figures: { original: 1_000 } },
          ],
        },
      ],
    };
    expect(await flags(draft)).toEqual([]);
  });
});
