/** In charge of long answers: grouped and sorted after reading, or read from packed cells, they say the same as grouped and sorted by the database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { finishLeaves } from '../../../etl/ledger/finishLeaves.ts';
import type { Viewer } from '../../../server/query/reader.ts';
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

const BY = 'month,unit,function.class,economic.class';
const ask = (measures: string, by: string, viewer?: Viewer) =>
  rowsOf(database, `/api/query/execution?${PLACE}&measures=${measures}&by=${by}`, viewer);

test.each([
  ['executed,original', BY, true],
  ['executed,executedInMonth', BY, true],
  ['executed', 'unit&month=3', false],
  ['executed,rate', BY, false],
])('%s by %s', async (measures, by, merged) => {
  await state(300);
  const short = await ask(measures, by);
  expect(short.sql).toContain('order by');
  await state(100_000);
  const long = await ask(measures, by);
  expect(long.sql).not.toContain('order by');
  expect(long.sql.includes('group by')).toBe(!merged);
  expect(long.rows).toEqual(short.rows);
  expect(short.rows.length).toBeGreaterThan(10);
});

describe('from packed cells', () => {
  const ONE: Viewer = { region: '990101', unit: '101003' };

  test.each([
    ['executed,original', BY, true],
    [
      'executed,original,final',
      'month,unit.department,unit,function.class,economic.class,carried',
      true,
    ],
    ['executed,authorised', 'economic.class,unit,month,function.class', true],
    ['executed', `${BY}&unit=101003,101005`, true],
    ['executed', `${BY}&month=2`, true],
    ['executed', `${BY}&function.class=202`, false],
    ['executed,executedInMonth', BY, false],
    ['executed,rate', BY, false],
  ])('%s by %s: %s', async (measures, by, packed) => {
    await state(300);
    const short = await ask(measures, by);
    const own = await ask(measures, by, ONE);
    await state(100_000);
    await database.owner.query(`delete from leaf_finished where name = 'cells'`);
    expect((await ask(measures, by)).plan.cells).toBeUndefined();
    await finishLeaves(database);
    const long = await ask(measures, by);
    expect(long.plan.cells !== undefined).toBe(packed);
    expect(long.rows).toEqual(short.rows);
    // A unit's own people see their unit there as well, and nothing else.
    expect((await ask(measures, by, ONE)).rows).toEqual(own.rows);
    expect(own.rows.length).toBeLessThan(short.rows.length);
    expect(own.rows.every(({ unit }) => unit === '101003')).toBe(true);
  });
});
