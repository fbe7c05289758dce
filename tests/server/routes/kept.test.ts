/** In charge of answers kept for the next reader: the same for the same reach and version, never another's, never an old version's. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LRUCache } from 'lru-cache';
import { JSON_ONLY, openHouse, type TestHouse } from '../house.ts';
import { publishLedger } from '../query/ledgerFacts.ts';

let house: TestHouse;
let batch = 0;
const PLACE = 'region=990101&year=2025&scope=own&book=general';
const CUBE = `/api/query/payments?${PLACE}&measures=amount&by=unit`;
const LIST = `/api/payments?${PLACE}`;

beforeAll(async () => {
  house = await openHouse();
  const line = {
    date: '2025-03-01',
    month: 3,
    department: '101',
    purpose: '会议费',
    refund: false,
  };
  const { batches } = await publishLedger(house.database, [
    {
      dataset: 'payments',
      lines: [
        { ...line, unit: '101001', amount: 100_00n, payee: '甲公司' },
        { ...line, unit: '101002', amount: 250_00n, payee: '乙公司' },
      ],
    },
  ]);
  batch = batches[0] ?? 0;
});
afterAll(() => house.close());

/** Changes what is stored behind the program's back: what is read again differs, what was kept does not. */
const tamper = async (amount: number) => {
  for (const table of ['payments', 'payments_by_unit'])
    await house.database.owner.query(`update ${table} set amount = $1 where batch_id = $2`, [
      amount,
      batch,
    ]);
};
const asking = async (url: string, token: string, accept = JSON_ONLY.accept) =>
  house.app.inject({ url, headers: { authorization: `Bearer ${token}`, accept } });

describe('an answer', () => {
  test.each([
    ['of a cube', CUBE, JSON_ONLY.accept],
    ['of a cube as CSV', CUBE, 'text/csv'],
    ['of a cube as Arrow', CUBE, 'application/vnd.apache.arrow.stream'],
    ['of a list', LIST, JSON_ONLY.accept],
  ])('%s is made once for a reach and version', async (_, url, accept) => {
    const [one, other] = [
      await house.token({ role: 'member', label: 'one' }),
      await house.token({ role: 'member', label: 'other' }),
    ];
    await tamper(100_00);
    const first = await asking(url, one, accept);
    await tamper(900_00);
    const again = await asking(url, other, accept);
    expect(again.statusCode).toBe(200);
    expect(again.rawPayload).toEqual(first.rawPayload);
    for (const name of ['etag', 'content-type', 'content-disposition', 'vary', 'mingzhang-version'])
      expect(again.headers[name]).toBe(first.headers[name]);
    const none = await house.app.inject({
      url,
      headers: { authorization: `Bearer ${other}`, accept, 'if-none-match': String(first.headers.etag) },
    }); // prettier-ignore
    expect([none.statusCode, none.body]).toEqual([304, '']);
  });

  test('is not handed to another reach', async () => {
    const all = await house.token({ role: 'member', label: 'all' });
    const unit = await house.token({
      role: 'department',
      label: 'unit',
      region: '990101',
      unit: '101001',
    });
    const elsewhere = await house.token({ role: 'member', label: 'elsewhere', region: '530700' });
    const unitsOf = async (token: string) =>
      (await asking(CUBE, token)).json<{ rows: { unit: string }[] }>().rows.map(({ unit: own }) => own); // prettier-ignore
    expect(await unitsOf(all)).toEqual(['101001', '101002']);
    expect(await unitsOf(unit)).toEqual(['101001']);
    expect(await unitsOf(elsewhere)).toEqual([]);
    expect((await asking(LIST, unit)).json<{ rows: unknown[] }>().rows).toHaveLength(1);
  });

  test('of an older version is not told of a newer one', async () => {
    const token = await house.token({ role: 'member', label: 'versions' });
    await tamper(100_00);
    const before = await asking(CUBE, token);
    await publishLedger(house.database, []);
    await tamper(700_00);
    const after = await asking(CUBE, token);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.body).toContain('700.00');
  });
});

test('refusals are not kept, nor is more than there is room for', async () => {
  const { kept } = house.app;
  expect(kept).toBeInstanceOf(LRUCache);
  const before = kept.size;
  expect((await house.ask(`${CUBE}&color=red`)).statusCode).toBe(400);
  expect(kept.size).toBe(before);
  const body = Buffer.alloc(1_000_000);
  for (let index = 0; index < 100; index++) kept.set(`"${String(index)}"`, { body, headers: {} });
  expect(kept.calculatedSize).toBeLessThanOrEqual(64 * 2 ** 20);
  kept.set('"huge"', { body: Buffer.alloc(5_000_000), headers: {} });
  expect(kept.has('"huge"')).toBe(false);
});
