/** In charge of the demonstration district in the database: whole to the fen by plain SQL, loaded once, taken out and brought back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#database';
import { loadDistrict, wantsDistrict } from '../../../etl/demo/loadDistrict.ts';
import { removeDemo } from '../../../etl/demo/removeDemo.ts';
import { FILES } from '../../../etl/demo/district/district.ts';
import { SMALL } from '../../../etl/demo/district/tree.ts';
import { newestVersion } from '../../../etl/steps/versions.ts';
import { loopOf } from '../../../server/cases/loop.ts';
import { STEPS } from '../../../server/cases/machine.ts';
import { rowsOf } from '../../server/query/ask.ts';
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
  const [first = '', cut, ...rest] = loaded.map((path) => path.replace(/^.*\//u, ''));
  // two are loaded at once, whichever is done first
  expect(FILES.slice(0, 2)).toContain(first);
  expect(cut).toBe('—');
  expect([first, ...rest].sort()).toEqual([...FILES].sort());
  const before = await newestVersion(db().loader);
  expect(await wantsDistrict(db())).toBe(true);
  await loadDistrict(db(), { scale: SMALL });
  expect(await newestVersion(db().loader)).toBe(before);
});

test.each([
  ['execution', 'executed', '&scope=own&book=general&flow=expenditure'],
  ['payments', 'amount', '&book=general'],
  ['movements', 'amount', '&book=general'],
  ['projects', 'executed', '&scope=own&book=general'],
])('stands as of June 2025 as it was handed over to May: %s', async (cube, measure, filters) => {
  const sum = async (rest: string) =>
    (await rowsOf(db(), `/api/query/${cube}?measures=${measure}&region=990101&year=2025${filters}${rest}`)).rows[0]?.[measure]; // prettier-ignore
  const months = cube === 'execution' || cube === 'projects' ? '&month=5' : '&to=2025-05';
  const then = await sum('&reportedBy=2025-06-30');
  expect(BigInt(String(then).replace('.', ''))).toBeGreaterThan(0n);
  expect(await sum(months)).toBe(then);
  if (cube !== 'projects') expect(await sum('&reportedBy=2025-01-15')).toBeNull();
});

test('its vouchers of June 2025 are those of the execution figures then', async () => {
  const by = '&region=990101&year=2025&book=general&reportedBy=2025-06-30&by=unit.department';
  const [paid, spent] = await Promise.all([
    rowsOf(db(), `/api/query/payments?measures=amount${by}`),
    rowsOf(db(), `/api/query/execution?measures=executed${by}&scope=own&flow=expenditure`),
  ]);
  expect(paid.rows.length).toBeGreaterThan(5);
  const amounts = new Map(paid.rows.map((row) => [row['unit.department'], row['amount']]));
  expect(spent.rows.filter((row) => row['executed'] !== (amounts.get(row['unit.department']) ?? '0.00'))).toEqual([]); // prettier-ignore
});

test('alerts about closed years were handled by simulated people, step by step as anybody must', async () => {
  const events = await rows<{ case_id: number; action: keyof typeof STEPS; from: string; to: string; by: string; late: boolean }>(`
    select case_id, action, from_state as from, to_state as to, by_name as by, at < lag(at, 1, at) over (partition by case_id order by revision) as late
    from case_events where role is not null order by case_id, revision`); // prettier-ignore
  expect(events.length).toBeGreaterThan(100);
  expect(events.filter(({ by }) => !by.endsWith('（模拟）'))).toEqual([]);
  const wrong = events.filter(({ action, from, to, late }, index) => {
    const step = STEPS[action];
    const before = events[index - 1];
    const follows = before?.case_id !== events[index]?.case_id || before?.to === from;
    return late || !follows || step.to !== to || !step.from.some((state) => state === from);
  });
  expect(wrong).toEqual([]);
  const judged = await rows(
    `select from case_events e join cases c using (case_id) where e.action = 'close' and e.by_name = c.judged_by`,
  );
  expect(judged).toEqual([]);
  const reader = await db().owner.connect();
  try {
    const search = new URLSearchParams({ region: '990101', year: '2023,2024,2025' });
    const { steps, open, overdue } = await loopOf(
      reader,
      await newestVersion(db().loader),
      null,
      search,
    );
    const counts = steps.map(({ count }) => count);
    expect(counts.every((count) => count > 0)).toBe(true);
    expect(counts.at(-1)).toBeGreaterThan((counts[0] ?? 0) / 2);
    expect(overdue).toBeGreaterThan(0);
    expect(overdue).toBeLessThanOrEqual(open);
  } finally {
    reader.release();
  }
  const late = await rows(`select from flags where rule = 'OL-02' and version = ${CURRENT}`);
  expect(late.length).toBeGreaterThan(0);
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
  const reader = await db().owner.connect();
  const loop = await loopOf(reader, first + 1, null, new URLSearchParams());
  reader.release();
  expect(loop.steps[0]?.count).toBe(0);

  const stop = new AbortController();
  await loadDistrict(db(), {
    scale: SMALL,
    signal: stop.signal,
    onFile: () => {
      stop.abort();
    },
  });
  // years are loaded two at a time: the first to be done stops what follows, not always the one beside it
  const years = await rows(`select distinct year from ${BATCHES}`);
  expect([1, 2]).toContain(years.length);
});
