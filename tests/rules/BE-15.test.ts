/** In charge of the examples of BE-15, composition variance. */
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
  tables: [{ sheet: '02', lines }],
});
const flags = (...budgets: BudgetFacts[]) => flagsOf(database, 'BE-15', budgets);
const classes = (pairs: readonly (readonly [string, number | null, number])[]): LineFact[] =>
  pairs.map(([item, original, executed]) => ({
    item,
    name: `第${item}类`,
    figures: { ...(original === null ? {} : { original }), executed },
  }));

describe('the mix of expenditure', () => {
  test('of the worked check moved by 14.29 %', async () => {
    const [flag] = await flags(
      table(
        classes([
          ['201', 100, 120],
          ['205', 200, 180],
          ['208', 100, 120],
        ]),
      ),
    );
    expect(flag?.severity).toBe('orange');
    expect(Number(flag?.measured)).toBeCloseTo(60 / 420, 10);
    expect(flag?.explanation.zh).toBe(
      '丽江市本级2025年一般公共预算支出与年初预算相比，支出结构偏离度为14.3%（相当于PEFA单年C级水平）。剔除总额变动后，偏离最大的是第205类（-30万元）、第201类（+15万元）、第208类（+15万元）。',
    );
    expect(flag?.amount_at_stake).toBe(30_000_000n);
  });

  test.each([
    [1_049, []],
    [1_050, ['- yellow']],
    [1_099, ['- yellow']],
    [1_100, ['- orange']],
    [1_150, ['- red']],
  ])(
    'with one class at %i of 1,000 and the other below by as much → %j',
    async (executed, expected) => {
      expect(
        outline(
          await flags(
            table(
              classes([
                ['201', 1_000, executed],
                ['205', 1_000, 2_000 - executed],
              ]),
            ),
          ),
        ),
      ).toEqual(expected);
    },
  );

  test('does not see that everything grew alike', async () => {
    expect(
      await flags(
        table(
          classes([
            ['201', 100, 200],
            ['205', 200, 400],
          ]),
        ),
      ),
    ).toEqual([]);
  });

  test('leaves out the reserve and debt interest', async () => {
    expect(
      await flags(
        table(
          classes([
            ['201', 100, 100],
            ['205', 100, 100],
            ['227', 500, 0],
            ['232', 10, 400],
          ]),
        ),
      ),
    ).toEqual([]);
  });

  test('counts a class without a budget as planned at nothing', async () => {
    expect(
      outline(
        await flags(
          table(
            classes([
              ['201', 90, 90],
              ['205', 10, 10],
              ['229', null, 10],
            ]),
          ),
        ),
      ),
    ).toEqual(['- red']);
  });

  test('is grey without any original budget by class', async () => {
    expect(
      outline(
        await flags(
          table(
            classes([
              ['201', null, 90],
              ['205', null, 10],
            ]),
          ),
        ),
      ),
    ).toEqual(['- grey']);
  });

  test('is asked of the general budget only', async () => {
    expect(
      await flags(
        table(
          classes([
            ['201', 100, 10],
            ['205', 10, 100],
          ]),
          { book: 'fund' },
        ),
      ),
    ).toEqual([]);
  });
});
