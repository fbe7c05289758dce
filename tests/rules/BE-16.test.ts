/** In charge of the examples of BE-16, aggregate deviation. */
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

const flags = (figures: Readonly<Record<string, FigureFact>>, more: Partial<BudgetFacts> = {}) =>
  flagsOf(database, 'BE-16', [
    {
      ...more,
      tables: [
        {
          sheet: '04',
          lines: [
            { item: '201', figures: { executed: 1 } },
            { item: '205', figures: { executed: 1 } },
            { item: 'total', role: 'total' as const, name: '支出合计', figures },
          ],
        },
      ],
    },
  ]);

describe('the total against the January budget of 100,000 万元', () => {
  test.each([
    [105_000, []],
    [105_001, []], // rounding of both
    [105_002, ['total yellow']],
    [110_000, ['total yellow']],
    [110_002, ['total orange']],
    [115_002, ['total red']],
    [95_000, []],
    [94_990, ['total yellow']],
    [84_990, ['total red']],
  ])('%i spent → %j', async (executed, expected) => {
    expect(outline(await flags({ original: 100_000, executed }))).toEqual(expected);
  });

  test('is told with what the adjusted budget explains', async () => {
    const [flag] = await flags({ original: 100_000, final: 98_000, executed: 87_000 });
    expect(flag?.explanation.zh).toBe(
      '丽江市本级2025年一般公共预算支出8.70亿元，为年初预算数10.00亿元的87.0%，少1.30亿元；为调整预算数9.80亿元的88.8%，调整预算比年初预算少2,000万元。',
    );
    expect(flag?.explanation.en).toContain(
      'CNY 130 million below it; it is 88.8% of the adjusted budget of CNY 980 million, which is CNY 20 million below the January budget.',
    );
  });

  test('is told without an adjusted budget as well', async () => {
    const [flag] = await flags({ original: 100_000, executed: 87_000 });
    expect(flag?.explanation.zh).toBe(
      '丽江市本级2025年一般公共预算支出8.70亿元，为年初预算数10.00亿元的87.0%，少1.30亿元。',
    );
  });
});

describe('near misses', () => {
  test('a deviation below 1,000 万元', async () => {
    expect(await flags({ original: 1_998, executed: 999 })).toEqual([]);
    expect(outline(await flags({ original: 1_999, executed: 999 }))).toEqual(['total red']);
  });

  test('no January budget is grey', async () => {
    expect(outline(await flags({ final: 100_000, executed: 87_000 }))).toEqual(['total grey']);
  });

  test('half a year says nothing of the whole', async () => {
    expect(
      await flags({ original: 100_000, executed: 50_000 }, { month: 6, period: '2025-06' }),
    ).toEqual([]);
  });
});
