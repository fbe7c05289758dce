/** In charge of the demonstration district in the database: whole to the fen by plain SQL, loaded once, taken out and brought back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#database';
import { loadDistrict, wantsDistrict } from '../../../etl/demo/loadDistrict.ts';
import { removeDemo } from '../../../etl/demo/removeDemo.ts';
import { FILES } from '../../../etl/demo/district/district.ts';
import { SMALL } from '../../../etl/demo/district/tree.ts';
import { newestVersion } from '../../../etl/steps/versions.ts';
import { freshDatabase } from '../../support/postgres.ts';

const own: { database?: Database } = {};
/** Files in the order in which they were loaded. */
const loaded: string[] = [];
function db(): Database {
  if (own.database === undefined) throw new Error('the database was not opened');
  return own.database;
}
async function rows<Row>(sql: string): Promise<readonly Row[]> {
  return (await db().owner.query(sql)).rows as readonly Row[];
}

beforeAll(async () => {
  own.database = await freshDatabase();
  // a start that is cut off after the first file, and the next one
  const stop = new AbortController();
  const onFile = ({ path }: { readonly path: string }) => {
    loaded.push(path);
    stop.abort();
  };
  await loadDistrict(db(), { scale: SMALL, onFile, signal: stop.signal });
  loaded.push('—');
  await loadDistrict(db(), { scale: SMALL, onFile });
}, 120_000);
afterAll(() => own.database?.close());

const CURRENT = '(select max(version) from versions)';
const LINE = 'unit, project, item_, class, economic, gov_economic, fund, carried';
const BATCHES = `batches b join version_batches v on v.batch_id = b.batch_id and v.version = ${CURRENT}`;

test('is simulated, of a region outside the national list, named', async () => {
  expect(
    await rows(
      `select distinct s.kind, s.title, b.region_code, r.name_zh from ${BATCHES} join sources s using (source) join regions r using (region_code)`,
    ),
  ).toEqual([{ kind: 'simulated', title: '模拟数据', region_code: '990101', name_zh: '明川区' }]);
});

/** The line, with words for what it leaves out. */
const KEY = LINE.split(', ')
  .map((name) => `coalesce(${name}, '') as ${name}`)
  .join(', ');

/** Where cumulative figures of the ledger, taken month by month, are not the sums of what stands in another ledger. */
function differences(measure: string, other: string, filter: string): string {
  return `
    with stated as (
      select b.year, b.month, ${KEY}, sum(${measure}) as amount from execution_ledger f join ${BATCHES} on b.batch_id = f.batch_id
      where b.flow = 'expenditure' group by b.year, b.month, ${LINE}
    ), grown as (
      select year, month, ${LINE}, amount - lag(amount, 1, 0) over (partition by year, ${LINE} order by month) as amount from stated
    ), booked as (
      select b.year, f.month, ${KEY}, sum(amount) as amount from ${other} f join ${BATCHES} on b.batch_id = f.batch_id
      where ${filter} group by b.year, f.month, ${LINE}
    )
    select year, month, ${LINE}, g.amount as stated, b.amount as booked
    from grown g full join booked b using (year, month, ${LINE})
    where coalesce(g.amount, 0) <> coalesce(b.amount, 0)`;
}

test('vouchers add up to each month of each line', async () => {
  expect(await rows(differences('executed', 'payments', 'true'))).toEqual([]);
});

test('the original budget and its movements make the adjusted one, in each month of each line', async () => {
  expect(await rows(differences('final', 'movements', 'true'))).toEqual([]);
  expect(await rows(differences('original', 'movements', "kind = 'initial'"))).toEqual([]);
});

test.each([
  'department',
  'unit',
  'class',
  'group_',
  'item_',
  'economic_class',
  'economic',
  'gov_economic_class',
  'gov_economic',
  'project',
  'fund',
  'carried',
])('vouchers, months and the year agree by %s', async (column) => {
  const sums = await rows<{ year: number; paid: string; spent: string }>(`
      select year, coalesce(key, '') as key, sum(paid) as paid, sum(spent) as spent from (
        select b.year, f.${column} as key, amount as paid, 0 as spent from payments f join ${BATCHES} on b.batch_id = f.batch_id
        union all
        select b.year, f.${column}, 0, executed from execution_ledger f join ${BATCHES} on b.batch_id = f.batch_id
        where b.flow = 'expenditure' and b.month = case when b.year < 2026 then 13 else 9 end
      ) both_sides group by 1, 2`);
  expect(sums.length).toBeGreaterThanOrEqual(4);
  expect(sums.filter(({ paid, spent }) => paid !== spent)).toEqual([]);
});

test('the printed accounts of each book are month 13 to the fen', async () => {
  const books = await rows<{ ledger: string; printed: string }>(`
    with ledger as (
      select b.year, b.book, b.flow, sum(original) as original, sum(final) as final, sum(executed) as executed
      from execution_ledger f join ${BATCHES} on b.batch_id = f.batch_id where b.month = 13 group by 1, 2, 3
    ), printed as (
      select b.year, b.book, b.flow, sum(amount) filter (where measure = 'original') as original,
        sum(amount) filter (where measure = 'final') as final, sum(amount) filter (where measure = 'executed') as executed
      from execution f join ${BATCHES} on b.batch_id = f.batch_id
      where b.dataset = 'execution' and f.item = 'total' and b.year < 2026 group by 1, 2, 3
    )
    select row(l.*)::text as ledger, row(p.*)::text as printed from ledger l full join printed p using (year, book, flow)`);
  expect(books).toHaveLength(24);
  expect(books.filter(({ ledger, printed }) => ledger !== printed)).toEqual([]);
});

test('goes on at the next start where it was cut off, and then changes nothing', async () => {
  expect(loaded.map((path) => path.replace(/^.*\//u, ''))).toEqual([
    FILES[0],
    '—',
    ...FILES.slice(1),
  ]);
  const first = await newestVersion(db().loader);
  expect(await wantsDistrict(db())).toBe(true);
  await loadDistrict(db(), { scale: SMALL });
  expect(await newestVersion(db().loader)).toBe(first);
});

test('goes out as a version of its own and stays out; comes back when asked for', async () => {
  const first = await newestVersion(db().loader);
  const removed = await removeDemo(db(), '测试');
  expect(removed?.version).toBe(first + 1);
  expect(await rows(`select from ${BATCHES}`)).toEqual([]);
  const before = await rows(`select from version_batches where version = ${String(first)}`);
  expect(before).toHaveLength(removed?.batches ?? 0);
  expect(await wantsDistrict(db())).toBe(false);
  expect(await removeDemo(db(), '测试')).toBeNull();

  const stop = new AbortController();
  await loadDistrict(db(), {
    scale: SMALL,
    signal: stop.signal,
    onFile: () => {
      stop.abort();
    },
  });
  expect(await rows(`select distinct year from ${BATCHES}`)).toEqual([{ year: 2023 }]);
});
