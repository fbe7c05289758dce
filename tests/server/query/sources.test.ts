/** In charge of seeing which stage, month, source and version answer where the question is silent. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../../support/postgres.ts';
import { EVERYONE, rowsOf } from './ask.ts';
import { addSource, publish } from './facts.ts';

const BASE =
  '/api/query/execution?region=530700&year=2025&scope=all&book=general&flow=expenditure&measures=executed';
const opened: Database[] = [];
let database: Database;
const rows = async (rest = '') => (await rowsOf(database, `${BASE}${rest}`)).rows;

beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
  await addSource(database, 'bureau', 'published', 10);
  await addSource(database, 'newspaper', 'published', 30);
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

const total = (wan: number) => ({ item: 'total', wan, covers: [0, 0] as const });
const published = (
  source: string,
  stage: string,
  ...lines: { item: string; wan: number; covers: readonly [number, number] }[]
) => ({
  source,
  stage,
  lines,
});

describe('stages', () => {
  test('accounts before flash, each on its own when asked', async () => {
    await publish(database, [
      {
        stage: 'flash',
        lines: [total(90), { item: 'total', measure: 'original', wan: 100, covers: [0, 0] }],
      },
      { stage: 'accounts', lines: [total(91)] },
    ]);
    expect(await rows()).toEqual([{ executed: '910000.00' }]);
    expect(await rows('&stage=flash')).toEqual([{ executed: '900000.00' }]);
    expect(await rows('&by=stage')).toEqual([
      { stage: 'accounts', executed: '910000.00' },
      { stage: 'flash', executed: '900000.00' },
    ]);
    // The filter binds outturn only: the budget stays.
    expect(await rows('&measures=original&stage=accounts')).toEqual([
      { executed: '910000.00', original: '1000000.00' },
    ]);
  });
  test('a figure about the year before is not bound by the stage of this one', async () => {
    await publish(database, [
      {
        stage: 'flash',
        lines: [total(90), { item: 'total', measure: 'prior', wan: 80, covers: [0, 0] }],
      },
    ]);
    expect(await rows('&measures=prior&stage=flash')).toEqual([
      { executed: '900000.00', prior: '800000.00' },
    ]);
  });
  test('a draft answers while nothing is approved', async () => {
    const draft = { stage: 'draft', year: 2026, lines: [{ ...total(70), measure: 'original' }] };
    await publish(database, [draft]);
    const url = BASE.replace('2025', '2026').replace('executed', 'original');
    expect((await rowsOf(database, url)).rows).toEqual([{ original: '700000.00' }]);
    await publish(database, [
      { ...draft, stage: 'approved', lines: [{ ...total(71), measure: 'original' }] },
    ]);
    expect((await rowsOf(database, url)).rows).toEqual([{ original: '710000.00' }]);
    expect((await rowsOf(database, `${url}&stage=draft`)).rows).toEqual([
      { original: '700000.00' },
    ]);
  });
});

describe('months', () => {
  test('the latest of the slice, or as asked', async () => {
    await publish(database, [
      { month: 6, period: '2025-06', lines: [total(45)] },
      { month: 9, period: '2025-09', lines: [total(70)] },
    ]);
    expect(await rows()).toEqual([{ executed: '700000.00' }]);
    expect(await rows('&month=6')).toEqual([{ executed: '450000.00' }]);
    expect(await rows('&to=2025-07')).toEqual([{ executed: '450000.00' }]);
    expect(await rows('&by=month')).toEqual([
      { month: 6, executed: '450000.00' },
      { month: 9, executed: '700000.00' },
    ]);
  });
  test('two years together are never read as one', async () => {
    await publish(database, [{ period: '2024-2025', lines: [total(200)] }, { lines: [total(90)] }]);
    expect(await rows()).toEqual([{ executed: '900000.00' }]);
  });
});

describe('sources', () => {
  test('an upload before what is published; the loser is counted and stays queryable', async () => {
    await publish(database, [{ lines: [total(90)] }, published('bureau', 'flash', total(92))]);
    const { rows: won, disagreements } = await rowsOf(database, BASE);
    expect(won).toEqual([{ executed: '900000.00' }]);
    expect(disagreements).toEqual([{ source: 'bureau', title: 'bureau', figures: 1 }]);
    expect(await rows('&source=bureau')).toEqual([{ executed: '920000.00' }]);
    expect(await rows('&by=source')).toEqual([
      { source: 'bureau', executed: '920000.00' },
      { source: 'workbook', executed: '900000.00' },
    ]);
  });
  test('line by line the better source wins; nothing is added across sources', async () => {
    await publish(database, [
      published('bureau', 'flash', { item: '201', wan: 60, covers: [0, 9] }),
      published(
        'newspaper',
        'flash',
        { item: '201', wan: 61, covers: [0, 9] },
        { item: '205', wan: 30, covers: [0, 9] },
      ),
    ]);
    expect(await rows('&by=function.class')).toEqual([
      { 'function.class': '201', executed: '600000.00' },
      { 'function.class': '205', executed: '300000.00' },
    ]);
  });
  test('a printed total of one source covers the classes of another', async () => {
    await publish(database, [
      published('bureau', 'flash', { item: 'total', wan: 100, covers: [0, 9] }),
      published(
        'newspaper',
        'flash',
        { item: '201', wan: 61, covers: [0, 1] },
        { item: '20101', wan: 40, covers: [2, 9] },
      ),
    ]);
    expect(await rows()).toEqual([{ executed: '1000000.00' }]);
    expect(await rows('&by=function.class')).toEqual([
      { 'function.class': '201', executed: '610000.00' },
    ]);
    expect(await rows('&by=function.group')).toEqual([
      { 'function.group': '20101', executed: '400000.00' },
    ]);
  });
  test('a class of one source and the groups of another are never added', async () => {
    await publish(database, [
      published('bureau', 'flash', { item: '201', wan: 61, covers: [0, 9] }),
      published('newspaper', 'flash', { item: '20101', wan: 40, covers: [0, 9] }),
    ]);
    expect(await rows('&by=function.class')).toEqual([
      { 'function.class': '201', executed: '610000.00' },
    ]);
    expect(await rows('&by=function.group')).toEqual([
      { 'function.group': '20101', executed: '400000.00' },
    ]);
  });
  test('another currency is never added', async () => {
    await publish(database, [{ lines: [total(90)] }, { currency: 'EUR', lines: [total(10)] }]);
    expect(await rows()).toEqual([{ executed: '900000.00' }]);
    expect(await rows('&currency=EUR')).toEqual([{ executed: '100000.00' }]);
    await expect(rows('&currency=EUR,CNY')).rejects.toThrow('not-additive');
  });
});

describe('versions', () => {
  test('asOf a number or an instant; a rollback brings the old figures back', async () => {
    const first = await publish(database, [{ lines: [total(90)] }], {
      at: '2026-01-10T12:00:00+08:00',
    });
    const second = await publish(database, [{ lines: [total(95)] }], {
      replaces: first.batches,
      at: '2026-02-10T12:00:00+08:00',
    });
    expect(await rows()).toEqual([{ executed: '950000.00' }]);
    expect(await rows(`&asOf=${first.version}`)).toEqual([{ executed: '900000.00' }]);
    expect(await rows('&asOf=2026-01-10')).toEqual([{ executed: '900000.00' }]);
    expect(await rows('&asOf=2026-02-10T11:59:59')).toEqual([{ executed: '900000.00' }]);
    expect(await rows('&asOf=2026-02-10T12:00:00')).toEqual([{ executed: '950000.00' }]);
    expect(await rows('&asOf=2026-02-10T04:00:00Z')).toEqual([{ executed: '950000.00' }]);
    expect(await rows(`&asOf=${second.version}`)).toEqual([{ executed: '950000.00' }]);
    await expect(rows('&asOf=99')).rejects.toThrow('unknown-version');
    await expect(rows('&asOf=2026-02-30')).rejects.toThrow('bad-time');
  });
  test('reportedBy replays by the sources’ dates, past what a later load replaced', async () => {
    const first = await publish(database, [{ lines: [total(90)], reportedOn: '2026-01-15' }]);
    await publish(database, [{ lines: [total(95)], reportedOn: '2026-03-01' }], {
      replaces: first.batches,
    });
    expect(await rows('&reportedBy=2026-02-01')).toEqual([{ executed: '900000.00' }]);
    expect(await rows('&reportedBy=2026-03-01')).toEqual([{ executed: '950000.00' }]);
    expect(await rows('&reportedBy=2025-12-31')).toEqual([{ executed: null }]);
  });
  test('what a rollback took back is not replayed', async () => {
    const first = await publish(database, [{ lines: [total(90)], reportedOn: '2026-01-15' }]);
    const wrong = await publish(database, [{ lines: [total(999)], reportedOn: '2026-01-20' }], {
      replaces: first.batches,
    });
    const [batch = 0] = first.batches;
    await database.owner.query(
      `insert into versions (version, published_by, kind, rolled_back_to) values ($1, 'tests', 'rollback', $2)`,
      [wrong.version + 1, first.version],
    );
    await database.owner.query(`insert into version_batches values ($1, $2)`, [
      wrong.version + 1,
      batch,
    ]);
    expect(await rows('&reportedBy=2026-02-01')).toEqual([{ executed: '900000.00' }]);
  });
});

describe('what may be seen', () => {
  test('a viewer of one region sees its rows and those below it', async () => {
    await database.owner.query(
      `insert into regions (region_code, parent, name_zh, level) values ('539900', null, '甲市', 2), ('539901', '539900', '甲区', 3) on conflict do nothing`,
    );
    await publish(database, [
      { region: '539900', lines: [total(90)] },
      { region: '539901', lines: [total(40)] },
      { region: '530700', lines: [total(10)] },
    ]);
    const url = BASE.replace('region=530700&', '');
    const seen = async (region: string | null) =>
      (await rowsOf(database, `${url}&by=region`, { ...EVERYONE, region })).rows.map(
        (row) => row['region'],
      );
    expect(await seen('539900')).toEqual(['539900', '539901']);
    expect(await seen('539901')).toEqual(['539901']);
    expect(await seen(null)).toEqual(['530700', '539900', '539901']);
    // A region never includes its children.
    expect((await rowsOf(database, `${url}&region=539900`)).rows).toEqual([
      { executed: '900000.00' },
    ]);
  });
});

describe('what must not be added', () => {
  test.each([
    ['region', '?measures=executed&year=2025&scope=all&book=general&flow=expenditure'],
    ['scope', '?measures=executed&region=530700&year=2025&book=general&flow=expenditure'],
    [
      'year',
      '?measures=executed&region=530700&year=2024,2025&scope=all&book=general&flow=expenditure',
    ],
    ['book', '?measures=executed&region=530700&year=2025&scope=all&flow=expenditure'],
    ['flow', '?measures=executed&region=530700&year=2025&scope=all&book=general'],
  ])('%s unfixed is refused by name', async (field, query) => {
    await expect(rowsOf(database, `/api/query/execution${query}`)).rejects.toMatchObject({
      code: 'not-additive',
      status: 400,
      field,
    });
  });
  test('lines that may contain one another', async () => {
    await expect(rows('&item=201,20101')).rejects.toMatchObject({
      code: 'not-additive',
      field: 'item',
    });
  });
  test('two cuts of the same money', async () => {
    await expect(rows('&by=function.class,govEconomic.class')).rejects.toMatchObject({
      code: 'mixed-cuts',
    });
  });
});
