/** In charge of the examples of BE-11, the reserve. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import type { BudgetFacts, FigureFact } from './facts.ts';
import { flagsOf, outline } from './flagged.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const flags = (reserve: FigureFact | null, more: Partial<BudgetFacts> = {}, total = 570_000) =>
  flagsOf(database, 'BE-11', [
    {
      ...more,
      tables: [
        {
          sheet: '04',
          lines: [
            { item: '201', figures: { original: 300_000 } },
            { item: '205', figures: { original: 264_000 } },
            ...(reserve === null
              ? []
              : [{ item: '227', name: '预备费', figures: { original: reserve } }]),
            { item: 'total', role: 'total' as const, figures: { original: total } },
          ],
        },
      ],
    },
  ]);

describe('the reserve of own general expenditure of 570,000 万元', () => {
  test.each([
    [5_700, []],
    [5_699, ['227 red']],
    [17_100, []],
    [17_110, ['227 red']],
    [0, ['227 red']],
  ])('of %i → %j', async (reserve, expected) => {
    expect(outline(await flags(reserve))).toEqual(expected);
  });

  test('is told with share, law and the amount that is missing', async () => {
    const [flag] = await flags(2_850);
    expect(flag?.explanation.zh).toBe(
      '丽江市本级2025年预算安排预备费2,850万元，占本级一般公共预算支出57.00亿元的0.5%，不在法定1%—3%区间内。',
    );
    expect(flag).toMatchObject({
      kind: 'breach',
      amount_at_stake: 2_850_000_000n,
      measured: expect.stringMatching(/^0\.005/u) as string,
    });
    expect(flag?.evidence).toHaveLength(2);
  });

  test('is none where the share is 1 % within the rounding of both figures', async () => {
    expect(await flags(5_700, {}, 570_049)).toEqual([]);
    expect(outline(await flags(5_700, {}, 570_052))).toEqual(['227 red']);
  });

  test('is grey where the table has no such line', async () => {
    expect(outline(await flags(null))).toEqual(['227 grey']);
  });

  test('is not judged for the whole area, for other books, or for part of a year', async () => {
    expect(await flags(0, { scope: 'all' })).toEqual([]);
    expect(await flags(0, { book: 'fund' })).toEqual([]);
    expect(await flags(0, { month: 6, period: '2025-06' })).toEqual([]);
  });

  test('holds for a draft as well', async () => {
    expect(outline(await flags(100, { stage: 'draft', year: 2026 }))).toEqual(['227 red']);
  });
});
