/** In charge of a city's files from the door to the tables: what plain SQL adds up is what the city published. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { load } from '#load';
import { freshDatabase } from '../../support/postgres.ts';
import { realData } from '../../support/realData.ts';
import { builtInMapping } from '../../../etl/mapping/builtIn.ts';

const folder = realData('madrid');
let database: Database | null = null;
beforeAll(async () => {
  database = folder === null ? null : await freshDatabase();
});
afterAll(() => database?.close());

/** Loads one file with a mapping by name, as `load --mapping` does. */
async function put(path: string, mapping: string, month?: number): Promise<void> {
  if (database === null) throw new Error('no database');
  const text = builtInMapping(mapping)?.text ?? '';
  const { files } = await load(database, {
    inputs: [{ path, file: `${folder ?? ''}/${path}` }],
    mapping: { path: mapping, text },
    declared: month === undefined ? {} : { month },
    by: 'tests',
  });
  expect(files.map(({ status, rejects }) => ({ status, rejects }))).toEqual([
    { status: 'published', rejects: [] },
  ]);
}

async function rowOf(sql: string): Promise<unknown> {
  const { rows } = (await database?.owner.query<Record<string, unknown>>(sql)) ?? { rows: [] };
  return rows[0];
}

describe.skipIf(folder === null)('Madrid', () => {
  test('a snapshot without header lies in the ledger to the cent, under its region, month and date', async () => {
    await put('snapshots/2017/2017-04-05__a60478e4.csv.gz', 'madrid-execution', 3);
    expect(
      await rowOf(
        `select count(*)::int as rows, round(sum(original) / 1e8, 2)::text as original, round(sum(final) / 1e8, 2)::text as final, round(sum(executed) / 1e8, 2)::text as executed,
           count(distinct department)::int as departments from execution_ledger`,
      ),
    ).toEqual({
      rows: 6256,
      original: '5009.51',
      final: '5009.52',
      executed: '563.20',
      departments: 37,
    });
    expect(
      await rowOf(
        `select b.region_code, r.name_zh, b.year, b.month, b.period, b.book, b.flow, b.currency, b.reported_on::text, b.amounts, b.layout, b.rejected
         from batches b join regions r using (region_code) where b.form = 'ledger'`,
      ),
    ).toEqual({
      region_code: 'ES28079', name_zh: '马德里市', year: 2017, month: 3, period: '2017-03', book: 'general', flow: 'expenditure',
      currency: 'EUR', reported_on: '2017-04-05', amounts: 'toDate', layout: 'madrid-execution', rejected: 0,
    }); // prettier-ignore
    expect(
      await rowOf(
        `select n.name, n.parent from names n where n.scheme = 'unit' and n.code = '508067'`,
      ),
    ).toEqual({ name: 'MADRID SALUD', parent: '067' });
  });

  test('revenue, projects and payments are beside it', async () => {
    await put('latest/2017/ejecucion_ingresos.csv.gz', 'madrid-revenue', 12);
    await put('latest/2017/ejecucion_inversiones.csv.gz', 'madrid-projects', 12);
    await put('latest/2017/pagos.csv.gz', 'madrid-payments');
    expect(
      await rowOf(
        `select (select sum(l.executed)::text from execution_ledger l join batches b using (batch_id) where b.flow = 'revenue') as revenue,
           (select sum(executed)::text from projects_ledger) as projects, (select sum(amount)::text from payments) as payments,
           (select count(*)::int from payments where month <> 12 or date is not null or payee_key is null) as odd`,
      ),
    ).toEqual({
      revenue: '540831781705',
      projects: '23128773061',
      payments: '324710027395',
      odd: 0,
    });
  }, 60_000);
});
