/** In charge of the examples of the PEFA indicators. */
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

/** A year whose functions (or revenue items) were planned and turned out so. */
const year = (
  year: number,
  lines: readonly (readonly [string, number, number])[],
  more: Partial<BudgetFacts> = {},
): BudgetFacts => {
  const sum = (index: 1 | 2) => lines.reduce((total, line) => total + line[index], 0);
  const facts: LineFact[] = lines.map(([item, original, executed]) => ({
    item,
    figures: { original, executed },
  }));
  return {
    year,
    ...more,
    tables: [
      {
        sheet: '02',
        lines: [
          ...facts,
          { item: 'total', role: 'total', figures: { original: sum(1), executed: sum(2) } },
        ],
      },
    ],
  };
};
const worked = (of: number) =>
  year(of, [
    ['201', 100, 120],
    ['205', 200, 180],
    ['208', 100, 120],
  ]);

describe('the worked check: b = (100, 200, 100), a = (120, 180, 120)', () => {
  test('variance is 60 ÷ 420 = 14.29 %', async () => {
    const { rows } = await database.owner.query<{ variance: string }>(
      'select round(rules.composition_variance(array[100, 200, 100], array[120, 180, 120]), 4) as variance',
    );
    expect(rows[0]?.variance).toBe('0.1429');
  });

  test('PI-1 is 105 %, and without three years the ratio is shown and the grade is not judged', async () => {
    const [flag] = await flagsOf(database, 'PEFA-PI-1', [worked(2025)]);
    expect(flag).toMatchObject({ severity: 'grey', kind: 'signal' });
    expect(Number(flag?.measured)).toBe(1.05);
    expect(flag?.explanation.zh).toBe(
      '丽江市本级2025年一般公共预算支出为年初预算的105.0%。PEFA PI-1评级需要连续三年数据，现有1年，评级无法判定。',
    );
  });

  test('PI-2.1 shows 14.3 %', async () => {
    const [flag] = await flagsOf(database, 'PEFA-PI-2.1', [worked(2025)]);
    expect(flag?.explanation.en).toContain(
      'composition variance of general public expenditure by function is 14.3%',
    );
  });
});

describe('composition variance', () => {
  const variance = async (b: string, a: string) => {
    const { rows } = await database.owner.query<{ v: string | null }>(
      `select rules.composition_variance(${b}, ${a})::float8 as v`,
    );
    return rows[0]?.v ?? null;
  };

  test('with more than 20 heads the small ones are one line', async () => {
    // 20 heads of 100 and four of 1 that only changed among themselves
    const b = 'array_fill(100::numeric, array[20]) || array[1, 1, 1, 1]::numeric[]';
    const a = 'array_fill(100::numeric, array[20]) || array[4, 0, 0, 0]::numeric[]';
    expect(await variance(b, a)).toBe(0);
  });

  test('takes more than 20 heads where 20 do not cover 75 %', async () => {
    // of 40 equal heads 30 cover 75 %: a shift between two of them counts, one among the last ten does not
    const b = 'array_fill(1::numeric, array[40])';
    expect(
      await variance(
        b,
        'array_fill(1::numeric, array[28]) || array[2, 0]::numeric[] || array_fill(1::numeric, array[10])',
      ),
    ).toBeCloseTo(2 / 40, 10);
    expect(await variance(b, 'array_fill(1::numeric, array[38]) || array[2, 0]::numeric[]')).toBe(
      0,
    );
  });

  test('is null without a plan', async () => {
    expect(await variance('array[0, 0]::numeric[]', 'array[1, 2]::numeric[]')).toBeNull();
  });
});

describe('grades over three years', () => {
  const total = (of: number, executed: number) =>
    year(of, [
      ['201', 500, 500],
      ['205', 500, executed - 500],
    ]);
  test.each([
    [[1_050, 950, 1_300], 'A'],
    [[1_051, 950, 1_300], 'B'],
    [[1_100, 900, 1_300], 'B'],
    [[1_101, 900, 1_150], 'C'],
    [[1_151, 849, 1_150], 'D'],
  ])('PI-1 of %j in 1,000 is %s', async (outturns, grade) => {
    const found = await flagsOf(
      database,
      'PEFA-PI-1',
      outturns.map((executed, index) => total(2023 + index, executed)),
    );
    expect(outline(found)).toEqual(['- blue', '- grey', '- grey']);
    expect(found[0]).toMatchObject({ year: 2025 });
    expect(found[0]?.explanation.zh).toContain(`PEFA PI-1评级${grade}。`);
  });

  test('PI-1 needs consecutive years', async () => {
    const found = await flagsOf(database, 'PEFA-PI-1', [
      total(2021, 1_000),
      total(2022, 1_000),
      total(2025, 1_000),
    ]);
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['grey']));
  });

  test('PI-2.1: two years under 5 % make an A, exactly 5 % does not', async () => {
    const moved = (of: number, by: number) =>
      year(of, [
        ['201', 1_000, 1_000 + by],
        ['205', 1_000, 1_000 - by],
      ]);
    const grade = async (...by: number[]) =>
      (
        await flagsOf(
          database,
          'PEFA-PI-2.1',
          by.map((one, index) => moved(2023 + index, one)),
        )
      )[0]?.explanation.en;
    expect(await grade(49, 49, 900)).toContain('PEFA PI-2.1 grade A');
    expect(await grade(49, 50, 900)).toContain('PEFA PI-2.1 grade B');
  });

  test('PI-2.3 averages what was charged to the reserve itself', async () => {
    const reserve = (of: number, used: number) =>
      year(of, [
        ['201', 900, 900],
        ['227', 100, used],
      ]);
    const found = await flagsOf(database, 'PEFA-PI-2.3', [
      reserve(2023, 0),
      reserve(2024, 0),
      reserve(2025, 90),
    ]);
    expect(found[0]?.explanation.zh).toContain('近三年平均3.0%，PEFA PI-2.3评级B');
  });

  test('PI-3.1 and PI-3.2 read revenue', async () => {
    const revenue = (of: number) =>
      year(
        of,
        [
          ['10101', 500, 560],
          ['10301', 500, 500],
        ],
        { flow: 'revenue' },
      );
    const three = [revenue(2023), revenue(2024), revenue(2025)];
    expect((await flagsOf(database, 'PEFA-PI-3.1', three))[0]?.explanation.zh).toContain(
      'PEFA PI-3.1评级A',
    );
    expect((await flagsOf(database, 'PEFA-PI-3.2', three))[0]?.explanation.zh).toContain(
      '收入构成偏离度为5.7%',
    );
  });
});
