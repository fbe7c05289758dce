/** In charge of the examples of the checks against what lies outside a load, and of what its layout remarked: DQ-12, DQ-17, DQ-18, DQ-23. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import { storeLoad, type BudgetFacts, type FigureFact, type LineFact } from '../rules/facts.ts';
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

describe('DQ-12, wrong unit', () => {
  const lines = (times: number, odd = 1): LineFact[] => [
    { item: '201', name: '甲', figures: { executed: 100 * times * odd, prior: 95 } },
    { item: '205', name: '乙', figures: { executed: 210 * times, prior: 200 } },
    { item: '208', name: '丙', figures: { executed: 300 * times, prior: 300 } },
  ];

  test.each([
    [1, 'passed executed ×3'],
    [10_000, 'failed 丙 executed'],
    [100_000_000, 'failed 丙 executed'],
    [1_000, 'passed executed ×3'],
  ])("figures %i times last year's: %s", async (times, expected) => {
    expect(outline(await check('DQ-12', slice(lines(times))))).toEqual([expected]);
  });

  test('one line that really grew ten-thousandfold raises nothing', async () => {
    expect(outline(await check('DQ-12', slice(lines(1, 10_000))))).toEqual(['passed executed ×3']);
  });

  test("is found against another source and against last year's own figures", async () => {
    const page = slice([{ item: '201', figures: { executed: 100 } }], {
      source: 'page',
      kind: 'published',
    });
    const [other] = await checked(database, 'DQ-12', {
      before: [page],
      budgets: [slice([{ item: '201', name: '甲', figures: { executed: 0.01 } }])],
    });
    expect(other).toMatchObject({ status: 'failed', severity: 'red', subject: '甲' });
    expect(other?.explanation.zh).toContain('本表数为其他来源的同一数字的约1/10,000倍');
    const last = slice([{ item: '201', figures: { executed: 100 } }], { year: 2024 });
    expect(
      outline(
        await checked(database, 'DQ-12', {
          before: [last],
          budgets: [slice([{ item: '201', name: '甲', figures: { executed: 1_010_000 } }])],
        }),
      ),
    ).toEqual(['failed 甲 executed']);
  });
});

test('DQ-17 becomes a result where the layout remarked it', async () => {
  const load = await storeLoad(database, [slice([total(1)])]);
  await database.owner.query(`update load_tables set notes = $2 where load_id = $1`, [
    load,
    JSON.stringify([
      {
        code: 'DQ-17',
        message: { zh: '表名写2025年，列标题写2026年。', en: 'Title 2025, headers 2026.' },
        cells: ['A1', 'C4'],
      },
      { code: 'helper-column', message: { zh: '辅助列', en: 'Helper' }, cells: [] },
    ]),
  ]);
  const [only, ...rest] = await runOn(database, 'DQ-17', load);
  expect(rest).toEqual([]);
  expect(only).toMatchObject({
    status: 'failed',
    severity: 'yellow',
    explanation: { zh: '表名写2025年，列标题写2026年。', en: 'Title 2025, headers 2026.' },
  });
  expect(only?.cells.map(({ cell }) => cell)).toEqual(['A1', 'C4']);
});

describe('DQ-18, repeated files and lines', () => {
  test('the same bytes for another slice are told, for the same slice not', async () => {
    const first = await storeLoad(database, [slice([total(1)])]);
    await database.owner.query('update batches set published_at = now() where load_id = $1', [
      first,
    ]);
    const again = async (year: number) => {
      const load = await storeLoad(database, [slice([total(1)], { year })]);
      await database.owner.query(
        'update batches set sha256 = (select sha256 from batches where load_id = $1 limit 1) where load_id = $2',
        [first, load],
      );
      return runOn(database, 'DQ-18', load);
    };
    expect(await again(2025)).toEqual([]);
    const [only] = await again(2024);
    expect(only).toMatchObject({ status: 'failed', severity: 'blue', blocks: false });
    expect(only?.explanation.zh).toContain('530700 own 2025 FY general expenditure');
  });
});

describe('DQ-23, sources that disagree', () => {
  const page = (
    source: string,
    rank: number,
    executed: FigureFact,
    more: Partial<BudgetFacts> = {},
  ) =>
    slice([{ item: '101', name: '税收收入', figures: { executed } }], {
      source,
      rank,
      kind: 'published',
      flow: 'revenue',
      year: 2023,
      ...more,
    });

  test('are told with both cells and the winner as what is expected', async () => {
    const found = await check('DQ-23', page('公报', 2, 258.14), page('预算报告', 1, 248.76));
    expect(outline(found)).toEqual(['failed 丽江市 2023 税收收入 executed']);
    expect(found[0]).toMatchObject({
      expected: '2487600.00',
      found: '2581400.00',
      severity: 'yellow',
    });
    expect(found[0]?.explanation.zh).toBe(
      '“丽江市 2023 税收收入”执行数：公报列258.14万元，预算报告列248.76万元，相差+9.38万元。按来源等级取用，两处均保留，不相加。',
    );
  });

  test('a rounder figure, another stage, scope or period is no disagreement', async () => {
    expect(
      await check(
        'DQ-23',
        page('a', 1, { wan: 1_621.23, decimals: 2 }),
        page('b', 2, { wan: 1_621.2, decimals: 1 }),
      ),
    ).toEqual([]);
    expect(
      await check('DQ-23', page('a', 1, 100), page('b', 2, 110, { stage: 'accounts', month: 13 })),
    ).toEqual([]);
    expect(await check('DQ-23', page('a', 1, 100), page('b', 2, 110, { scope: 'all' }))).toEqual(
      [],
    );
    expect(
      await check('DQ-23', page('a', 1, 100), page('b', 2, 50, { period: '2023-06', month: 6 })),
    ).toEqual([]);
  });

  test('what was published before is compared as well', async () => {
    expect(
      outline(
        await checked(database, 'DQ-23', {
          before: [page('a', 1, 100)],
          budgets: [page('b', 2, 110)],
        }),
      ),
    ).toHaveLength(1);
  });
});
