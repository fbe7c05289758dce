/** In charge of the SQL of typical questions: readable goldens under tests/golden/sql, which PostgreSQL runs as well. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#database';
import { fromUrl } from '#contract/address';
import { compile, compileDisagreements, compileSources } from '../../../server/query/compile.ts';
import { originSql } from '../../../server/query/origin.ts';
import { plan } from '../../../server/query/plan.ts';
import { readRequest } from '../../../server/query/request.ts';
import { freshDatabase } from '../../support/postgres.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const SLICE = 'region=530700&year=2025&scope=all&book=general&flow=expenditure';
const planned = (url: string, contested = false, unit: string | null = null) =>
  plan(readRequest(fromUrl(url)), { version: 3, contested }, { unit });

const QUESTIONS: readonly (readonly [name: string, url: string, contested: boolean])[] = [
  ['total', `/api/query/execution?measures=executed&${SLICE}`, false],
  [
    'class',
    `/api/query/execution?measures=original,final,executed,prior,rate&by=function.class&${SLICE}&order=-executed&limit=10`,
    false,
  ],
  ['class-contested', `/api/query/execution?measures=executed&by=function.class&${SLICE}`, true],
  [
    'grand',
    `/api/query/execution?measures=executed&${SLICE}&itemRole=main,transfer,financing,balance`,
    true,
  ],
  [
    'lines',
    `/api/query/execution?measures=executed,hidden&by=item,stage&function.class=201&${SLICE}`,
    false,
  ],
  [
    'books',
    '/api/query/execution?measures=original,executed&by=book,flow&region=530700&year=2025&scope=all',
    false,
  ],
  [
    'replayed',
    `/api/query/execution?measures=executed&by=year&region=530700&scope=all&book=general&flow=revenue&from=2023-01&to=2025-12&reportedBy=2025-06-30`,
    false,
  ],
  [
    'debt',
    '/api/query/debt?measures=limit,balance,use&by=kind&region=310104&year=2017&scope=all',
    true,
  ],
  [
    'assets',
    '/api/query/assets?measures=amount,quantity&by=class,indicator,scope,year,quantityUnit&region=310104',
    true,
  ],
  [
    'findings',
    '/api/query/findings?measures=count,amount,rectifiedCount&by=category,unit,status&region=310104',
    true,
  ],
];

test.each(QUESTIONS)('%s', async (name, url, contested) => {
  const sql = compile(planned(url, contested));
  await expect(`${sql};\n`).toMatchFileSnapshot(`../../golden/sql/${name}.sql`);
  const { fields } = await database.reader.query(sql);
  expect(fields.map((field) => field.name)).toEqual(
    planned(url, contested).fields.map((field) => field.name),
  );
});

test.each(QUESTIONS)('%s: origin, sources and disagreements run as well', async (_, url) => {
  const asked = planned(url, true);
  await database.reader.query(originSql({ ...asked, measures: asked.measures.slice(0, 1) }));
  if (asked.dataset.form === 'records') return;
  await database.reader.query(compileSources(asked));
  await database.reader.query(compileDisagreements(asked));
});

test('origin', async () => {
  const sql = originSql(planned(`/api/query/execution?measures=executed&${SLICE}`));
  await expect(`${sql};\n`).toMatchFileSnapshot('../../golden/sql/origin.sql');
  await database.reader.query(sql);
});

test('a department sees its own records, and the lines that belong to no unit', () => {
  expect(
    compile(planned('/api/query/findings?measures=count&region=310104', false, "教育局'")),
  ).toContain("f.unit = '教育局'''");
  expect(
    compile(planned(`/api/query/execution?measures=executed&${SLICE}`, false, '教育局')),
  ).toContain("(f.unit is null or f.unit = '教育局')");
});
