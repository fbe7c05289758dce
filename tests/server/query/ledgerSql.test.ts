/** In charge of the SQL of typical questions to ledgers: readable goldens under tests/golden/sql, which PostgreSQL runs as well. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#database';
import { fromUrl } from '#contract/address';
import { compile, compileSources } from '../../../server/query/compile.ts';
import { batchesSql, type FoundBatch } from '../../../server/query/ledger/batches.ts';
import { ledgerOrigin } from '../../../server/query/ledger/origin.ts';
import { plan } from '../../../server/query/plan.ts';
import { readRequest } from '../../../server/query/request.ts';
import { freshDatabase } from '../../support/postgres.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const SLICE = 'region=990101&year=2025&scope=own&book=general&flow=expenditure';
const SYSTEM: FoundBatch = {
  batch: 1_000_001, form: 'ledger', region: '990101', scope: 'own', year: 2025, month: 1, period: '2025-01', book: 'general',
  flow: 'expenditure', stage: 'flash', source: 'demo', part: 'ledger', currency: 'CNY', amounts: 'toDate', kind_rank: 3,
  source_rank: 1, reported_on: '2025-02-10', control: {},
}; // prettier-ignore

function batch(number: number, more: Partial<FoundBatch>): FoundBatch {
  return { ...SYSTEM, batch: number, ...more };
}

const YEAR = Array.from({ length: 6 }, (_, index) =>
  batch(1_000_001 + index, { month: index + 1 }),
);
const PRINTED = batch(7, {
  form: 'printed', part: 'function', year: 2024, month: 13, stage: 'accounts', source: 'workbook', kind_rank: 1,
}); // prettier-ignore

const QUESTIONS: readonly (readonly [string, string, readonly FoundBatch[], string | null])[] = [
  ['department', `/api/query/execution?measures=original,final,executed,rate&by=unit.department&${SLICE}&order=-executed`, YEAR, null],
  ['department-own', `/api/query/execution?measures=executed&by=unit.department&${SLICE}`, YEAR, '101001'],
  ['months', `/api/query/execution?measures=final,executed,executedInMonth&by=month,unit.department&${SLICE}&carried=current`, YEAR, null],
  ['cube', `/api/query/execution?measures=executed&by=month,unit,function.item,economic.group&${SLICE}`, YEAR, null],
  ['per-month', `/api/query/execution?measures=final,executed&by=function.group&unit=101001,~&${SLICE}`, YEAR.map((one) => ({ ...one, amounts: 'month' })), null],
  ['mixed', `/api/query/execution?measures=executed,rate&by=year,function.class&region=990101&scope=own&book=general&flow=expenditure&order=year`, [...YEAR, PRINTED], null],
  ['projects', `/api/query/projects?measures=budget,physicalProgress&by=status&region=990101&year=2025&scope=own&book=general`, YEAR.map((one) => ({ ...one, flow: null })), null],
  ['movements', `/api/query/movements?measures=amount,count&by=kind,date&region=990101&book=general&year=2025&from=2025-03&to=2025-06`, [batch(1_002_000, { month: 9, flow: null })], null],
  ['codes', `/api/query/codes?measures=count&by=scheme&region=990101`, [batch(1_003_000, { flow: null, book: null })], null],
]; // prettier-ignore

test.each(QUESTIONS)('%s', async (name, url, batches, unit) => {
  const planned = plan(
    readRequest(fromUrl(url)),
    { version: 3, contested: false, batches },
    { unit },
  );
  const sql = compile(planned);
  await expect(`${sql};\n`).toMatchFileSnapshot(`../../golden/sql/ledger-${name}.sql`);
  const { fields } = await database.reader.query(sql);
  expect(fields.map((field) => field.name)).toEqual(planned.fields.map((field) => field.name));
  await database.reader.query(compileSources(planned));
  const client = await database.reader.connect();
  const { ledger } = planned;
  if (ledger !== null) await ledgerOrigin(client, { ...planned, by: [] }, ledger, null);
  client.release();
});

test('the look at the batches', async () => {
  const request = readRequest(fromUrl(`/api/query/execution?measures=executed&${SLICE}&month=6`));
  const { batchFilters } = plan(request, { version: 3, contested: false }, { unit: null });
  const sql = batchesSql({
    dataset: request.dataset,
    version: 3,
    filters: batchFilters,
    from: 202_503,
    to: 202_506,
    reportedBy: null,
  });
  await expect(`${sql};\n`).toMatchFileSnapshot('../../golden/sql/ledger-batches.sql');
  await database.reader.query(sql);
});
