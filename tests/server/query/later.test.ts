/** In charge of long answers: grouped and sorted after reading they say the same as grouped and sorted by the database. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../../support/postgres.ts';
import { rowsOf } from './ask.ts';
import { publishLedger } from './ledgerFacts.ts';

let database: Database;
const PLACE = 'region=990101&year=2025&scope=own&book=general&flow=expenditure';

beforeAll(async () => {
  database = await freshDatabase();
  const lines = Array.from({ length: 300 }, (_, index) => ({
    department: index % 7 === 0 ? null : String(101 + (index % 3)),
    unit: index % 11 === 0 ? null : String(101001 + (index % 13)),
    class: String(201 + (index % 5)),
    economic_class: index % 17 === 0 ? null : String(301 + (index % 4)),
    carried: index % 9 === 0 ? 'carried' : 'current',
    original: BigInt(index) * 1_000_003n,
    executed: index % 6 === 0 ? null : BigInt(index - 100) * 10n ** 12n,
  }));
  await publishLedger(
    database,
    [1, 2, 3].map((month) => ({ month, lines: lines.slice(month * 10) })),
  );
});
afterAll(() => database.close());

/** A version in which every batch states so many rows; what is known of an earlier one stays. */
async function state(rows: number): Promise<void> {
  await database.owner.query(`update batches set control = control || $1`, [{ rows }]);
  await publishLedger(database, []);
}

test.each([
  ['executed,original', 'month,unit,function.class,economic.class', true],
  ['executed,executedInMonth', 'month,unit,function.class,economic.class', true],
  ['executed', 'unit', false],
  ['executed,rate', 'month,unit,function.class,economic.class', false],
])('%s by %s', async (measures, by, merged) => {
  const url = `/api/query/execution?${PLACE}&measures=${measures}&by=${by}${by.includes('month') ? '' : '&month=3'}`;
  await state(300);
  const short = await rowsOf(database, url);
  expect(short.sql).toContain('order by');
  await state(100_000);
  const long = await rowsOf(database, url);
  expect(long.sql).not.toContain('order by');
  expect(long.sql.includes('group by')).toBe(!merged);
  expect(long.rows).toEqual(short.rows);
  expect(short.rows.length).toBeGreaterThan(10);
});
