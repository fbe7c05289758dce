/** In charge of the examples of BE-07, low full-year execution. */
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

const table = (lines: readonly LineFact[], more: Partial<BudgetFacts> = {}): BudgetFacts => ({
  ...more,
  tables: [{ sheet: '04', lines }],
});
const flags = (...budgets: BudgetFacts[]) => flagsOf(database, 'BE-07', budgets);
/** One class under test and a large, fully spent one beside it. */
const beside = (line: LineFact): LineFact[] => [
  line,
  { item: '205', name: '教育支出', figures: { final: 100_000, executed: 100_000 } },
  {
    item: 'total',
    role: 'total',
    name: '支出合计',
    figures: { final: 110_000, executed: 105_000 },
  },
];

describe('a class that is spent too little', () => {
  test.each([
    [7_999, ['213 yellow']],
    [8_000, []],
    [5_000, ['213 yellow']],
    [4_999, ['213 orange']],
    [2_000, ['213 orange']],
    [1_999, ['213 red']],
    [0, ['213 red']],
  ])('of 10,000 万元: %i spent → %j', async (executed, expected) => {
    expect(
      outline(
        await flags(
          table(beside({ item: '213', name: '农林水支出', figures: { final: 10_000, executed } })),
        ),
      ),
    ).toEqual(expected);
  });

  test('says how much, of what, and asks why', async () => {
    const [flag] = await flags(
      table(
        beside({ item: '213', name: '农林水支出', figures: { final: 10_000, executed: 4_000 } }),
      ),
    );
    expect(flag?.explanation.zh).toBe(
      '丽江市本级2025年一般公共预算“农林水支出”全年支出4,000万元，为调整预算数1.00亿元的40.0%，6,000万元未执行。',
    );
    expect(flag?.explanation.en).toContain(
      '40.0% of its adjusted budget of CNY 100 million; CNY 60 million was not used',
    );
    expect(flag).toMatchObject({ kind: 'signal', amount_at_stake: 6_000_000_000n });
  });

  test('is none below the minimum of 1,000 万元 unspent', async () => {
    expect(
      await flags(table(beside({ item: '213', figures: { final: 1_300, executed: 301 } }))),
    ).toEqual([]);
    expect(
      outline(
        await flags(table(beside({ item: '213', figures: { final: 1_300, executed: 300 } }))),
      ),
    ).toEqual(['213 orange']);
  });

  test('is none for the reserve, which is spent under other lines', async () => {
    expect(
      await flags(
        table(beside({ item: '227', name: '预备费', figures: { final: 5_800, executed: 0 } })),
      ),
    ).toEqual([]);
  });
});

describe('what it is measured against', () => {
  test('the original budget where the book prints no adjusted one, and says so', async () => {
    const lines: LineFact[] = [
      { item: '213', figures: { original: 10_000, executed: 4_000 } },
      { item: 'total', role: 'total', figures: { original: 10_000, executed: 9_000 } },
    ];
    const found = await flags(table(lines, { scope: 'all' }));
    expect(outline(found)).toEqual(['213 orange']);
    expect(found[0]?.explanation.zh).toContain('为年初预算数（未公布调整预算数）1.00亿元的40.0%');
  });

  test('a line without an adjusted figure is not judged in a book that prints one', async () => {
    expect(
      await flags(table(beside({ item: '213', figures: { original: 10_000, executed: 4_000 } }))),
    ).toEqual([]);
  });

  test('nothing at all is grey, once for the table', async () => {
    const lines: LineFact[] = [
      { item: '201', figures: { executed: 4_000 } },
      { item: '205', figures: { executed: 4_000 } },
      { item: 'total', role: 'total', figures: { executed: 8_000 } },
    ];
    expect(outline(await flags(table(lines)))).toEqual(['total grey']);
  });
});

test('a group is named only where its class is not low itself', async () => {
  const lines: LineFact[] = [
    { item: '210', name: '卫生健康支出', figures: { final: 20_000, executed: 17_000 } },
    { item: '21002', name: '公立医院', figures: { final: 10_000, executed: 6_000 } },
    { item: '21003', name: '基层医疗', figures: { final: 10_000, executed: 11_000 } },
    { item: '213', name: '农林水支出', figures: { final: 10_000, executed: 3_000 } },
    { item: '21302', name: '林业和草原', figures: { final: 10_000, executed: 3_000 } },
    {
      item: 'total',
      role: 'total',
      name: '支出合计',
      figures: { final: 30_000, executed: 30_000 },
    },
  ];
  expect(outline(await flags(table(lines)))).toEqual(['213 orange', '21002 yellow']);
});

test('part of a year is not a full year', async () => {
  expect(
    await flags(
      table(beside({ item: '213', figures: { final: 10_000, executed: 4_000 } }), {
        month: 6,
        period: '2025-06',
      }),
    ),
  ).toEqual([]);
});
