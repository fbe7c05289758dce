/** In charge of who got most: the same payees in the same order as if everybody were added up, whether heads name them or cannot, and nothing of it in the words of the question. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromUrl } from '#contract/address';
import { ask } from '../../../server/query/answer.ts';
import { openHouse, type TestHouse } from '../house.ts';
import { reading, type Viewer } from '../../../server/query/reader.ts';
import { DISTRICT, publishPayments } from '../paymentFacts.ts';
import { rowsOf } from './ask.ts';
import type { LedgerLine } from './ledgerFacts.ts';

const ALL: Viewer = { region: null, unit: null };
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Publishes batches that say they are long, as those are of which the heads are asked. */
async function publish(batches: Parameters<typeof publishPayments>[1], options = {}) {
  const published = await publishPayments(house.database, batches, options);
  await house.database.owner.query(`update batches set control = control || '{"rows": 100000}'`);
  return published;
}

const line = (month: number, key: number | null, amount: number, payee = `收款单位${String(key)}`): LedgerLine => ({
  month, date: `2025-${String(Math.min(month, 12)).padStart(2, '0')}-01`, department: '101', unit: '101001',
  payee_key: key === null ? null : BigInt(key), payee: key === null ? null : payee, amount: BigInt(amount),
}); // prettier-ignore

/** Who leads according to a plain loop over the rows, amounts in fen. */
function expected(lines: readonly LedgerLine[], months: readonly number[] | null, limit: number) {
  const sums = new Map<string | null, bigint>();
  for (const { month, payee_key, amount } of lines) {
    if (months !== null && !months.includes(Number(month))) continue;
    const key = payee_key === null ? null : String(payee_key);
    sums.set(key, (sums.get(key) ?? 0n) + (amount as bigint));
  }
  const rank = (key: string | null) => key ?? '\uffff';
  return [...sums]
    .toSorted(([a, one], [b, two]) => (one < two ? 1 : one > two ? -1 : rank(a) < rank(b) ? -1 : 1))
    .slice(0, limit);
}

const address = (year: number, months: readonly number[] | null, limit: number) =>
  `/api/query/payments?region=${DISTRICT}&year=${year}${months === null ? '' : `&month=${months.join(',')}`}&measures=amount,count&by=payee&order=-amount&limit=${limit}`;

async function told(year: number, months: readonly number[] | null, limit: number, viewer = ALL) {
  const { rows } = await rowsOf(house.database, address(year, months, limit), viewer);
  return rows.map(({ payee, amount }) => [payee, BigInt(String(amount).replace('.', ''))]);
}

/** How many the heads name; 0 where everybody has to be added up. */
function named(batches: readonly number[], months: readonly number[] | null, take: number, viewer = ALL) {
  return reading(house.database, viewer, async (client) => {
    const { rowCount } = await client.query('select access.leading_payees($1, $2, $3)', [batches, months, take]);
    return rowCount;
  });
} // prettier-ignore

describe('the largest payees', () => {
  let year = 2030;
  const someLine = fc.record({
    month: fc.integer({ min: 1, max: 4 }),
    key: fc.option(fc.nat({ max: 40 }), { freq: 12 }),
    spelling: fc.constantFrom('甲', '甲 '),
    // a few get most, some give back
    amount: fc.tuple(fc.integer({ min: -300, max: 1000 }), fc.nat({ max: 3 })).map(([value, power]) => value * 10 ** power),
  }); // prettier-ignore

  test('are those of a plain loop over the rows, in a year and in months, of one batch or a batch a month', async () => {
    let byHeads = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(someLine, { minLength: 30, maxLength: 120 }), fc.boolean(), fc.integer({ min: 1, max: 3 }), async (some, apart, limit) => {
        year += 1;
        const lines = some.map(({ month, key, spelling, amount }) => line(month, key, amount, `${spelling}${String(key)}`));
        const months = [1, 2, 3, 4];
        const parts = apart ? months.map((month) => ({ month, lines: lines.filter((one) => one['month'] === month) })) : [{ month: 13, lines }];
        const { batches } = await publish(parts.map((part) => ({ ...part, region: DISTRICT, year })));
        for (const chosen of [null, [1, 2], [3]]) {
          expect(await told(year, chosen, limit)).toEqual(expected(lines, chosen, limit));
          if ((await named(batches, chosen, limit)) !== 0) byHeads += 1;
        }
      }),
      { numRuns: 15 },
    );
    expect(byHeads).toBeGreaterThan(0);
  }); // prettier-ignore

  test('among them one whose name is spelled in two ways, neither of which stands out', async () => {
    const others = [line(1, 1, 150), ...[2, 3, 4, 5, 6].map((key) => line(1, key, 100))];
    const { batches } = await publish([
      { region: DISTRICT, year: 2020, lines: [...others, line(1, 7, 99, '甲 公司'), line(1, 7, 99, '甲公司')] },
    ]); // prettier-ignore
    expect(await told(2020, [1], 1)).toEqual([['7', 198n]]);
    expect(await named(batches, [1], 1)).toBe(1);
    const asked = await ask(house.database, ALL, fromUrl(address(2020, [1], 1)));
    const { plan, batches: read, reader } = await asked.run();
    await read.return(undefined);
    await reader.close(true);
    expect(plan.leading?.values).toEqual(['7', null]);
    expect(plan.lineFilters.map(({ name }) => name)).toEqual(['month']);
    // What would be told if nobody remembered such payees.
    await house.database.owner.query('delete from payees_apart where payee_key = 7');
    expect(await told(2020, [1], 1)).toEqual([['1', 150n]]);
  });

  test('are not told from heads where many got alike, to who sees one unit, or before a leaf is finished', async () => {
    const lines = Array.from({ length: 20 }, (_, key) => line(1, key, 100));
    const flat = await publish([{ region: DISTRICT, year: 2021, lines }]);
    expect(await named(flat.batches, [1], 1)).toBe(0);
    const steep = [line(1, 50, 1000), ...lines];
    const { batches } = await publish([{ region: DISTRICT, year: 2022, lines: steep }]); // prettier-ignore
    expect(await named(batches, [1], 1)).toBe(1);
    expect(await named(batches, [1], 1, { region: DISTRICT, unit: '101' })).toBe(0);
    expect(await named(batches, [1], 1, { region: '990102', unit: null })).toBe(0);
    expect(await told(2022, [1], 1, { region: DISTRICT, unit: '101' })).toEqual([['50', 1000n]]);
    const fresh = await publish([{ region: DISTRICT, year: 2023, lines: steep }], { withoutTexts: true }); // prettier-ignore
    expect(await named(fresh.batches, [1], 1)).toBe(0);
    expect(await told(2023, [1], 1)).toEqual([['50', 1000n]]);
  });
});
