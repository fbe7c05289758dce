/** In charge of the examples of DB-01, debt against its limit. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import type { DebtFact } from './facts.ts';
import { flagsOf, outline } from './flagged.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const flags = (...debts: DebtFact[]) => flagsOf(database, 'DB-01', [], debts);

describe('a balance against a limit of 10,000 万元', () => {
  test.each([
    [10_002, ['special red']],
    [10_001, ['special yellow']], // rounding of both
    [10_000, ['special yellow']],
    [9_500, ['special yellow']],
    [9_499, ['special blue']],
    [9_000, ['special blue']],
    [8_999, []],
  ])('of %i → %j', async (balance, expected) => {
    expect(outline(await flags({ kind: 'special', figures: { limit: 10_000, balance } }))).toEqual(
      expected,
    );
  });

  test('above it is a breach, near it a reminder', async () => {
    const [over] = await flags({ kind: 'general', figures: { limit: 10_000, balance: 10_500 } });
    expect(over).toMatchObject({ kind: 'breach', amount_at_stake: 500_000_000n });
    expect(over?.explanation.zh).toBe(
      '丽江市（全市）2025年末政府一般债务余额1.05亿元，超过限额1.00亿元，超出500万元（使用率105.0%）。',
    );
    const [near] = await flags({ kind: 'general', figures: { limit: 10_000, balance: 9_900 } });
    expect(near).toMatchObject({ kind: 'signal' });
    expect(near?.explanation.zh).toContain('使用率99.0%，尚余100万元');
  });
});

describe('which balances are judged', () => {
  test('each kind for itself; the total only where neither is stated', async () => {
    const all: DebtFact[] = [
      { kind: 'general', figures: { limit: 10_000, balance: 11_000 } },
      { kind: 'special', figures: { limit: 20_000, balance: 10_000 } },
      { kind: 'total', figures: { limit: 30_000, balance: 31_000 } },
    ];
    expect(outline(await flags(...all))).toEqual(['general red']);
    expect(
      outline(await flags({ kind: 'total', figures: { limit: 30_000, balance: 31_000 } })),
    ).toEqual(['total red']);
  });

  test('without a limit: grey', async () => {
    expect(outline(await flags({ kind: 'general', figures: { balance: 11_000 } }))).toEqual([
      'general grey',
    ]);
  });

  test("a planned balance and last year's limit are not this year's", async () => {
    expect(
      await flags({
        kind: 'general',
        stage: 'draft',
        year: 2026,
        figures: { limit: 10_000, 'planned.balance': 11_000 },
      }),
    ).toEqual([]);
    expect(
      outline(
        await flags({ kind: 'general', figures: { 'prior.limit': 10_000, balance: 11_000 } }),
      ),
    ).toEqual(['general grey']);
  });

  test('another scope has a limit of its own', async () => {
    expect(
      outline(
        await flags(
          { kind: 'general', scope: 'own', figures: { limit: 5_000, balance: 5_100 } },
          { kind: 'general', figures: { limit: 10_000, balance: 5_100 } },
        ),
      ),
    ).toEqual(['general red']);
  });
});
