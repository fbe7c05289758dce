/** In charge of testing that the reference workbook goes through whole: every table, every level, every cell. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadReport } from '#contract/loadAnswers';
import type { Database } from '#database';
import { load } from '#load';
import { freshDatabase } from '../../support/postgres.ts';
import { LIJIANG, realData } from '../../support/realData.ts';

const path = realData(LIJIANG);

describe.skipIf(path === null)('the workbook of Lijiang', () => {
  let database: Database;
  let report: LoadReport;
  const handIn = (declared = {}) =>
    load(database, {
      inputs: [{ path: 'lijiang.xlsx', bytes: new Uint8Array(readFileSync(path ?? '')) }],
      declared,
      by: 'test',
    });
  beforeAll(async () => {
    database = await freshDatabase();
    report = await handIn();
  }, 120_000);
  afterAll(() => database.close());

  async function ask(sql: string, values: readonly unknown[] = []) {
    return (await database.owner.query<Record<string, unknown>>(sql, [...values])).rows;
  }

  /** 万元 that count in a slice of the general expenditure of 2025. */
  async function wan(scope: 'all' | 'own', condition: string) {
    const [row] = await ask(
      `select (sum(amount) / 1000000)::int as wan from execution f join batches b using (batch_id)
       where region_code = '530700' and scope = $1 and year = 2025 and book = 'general' and flow = 'expenditure' and stated = 1
         and cut = 'function' and ${condition}`.replaceAll('region_code', 'f.region_code'),
      [scope],
    );
    return row?.['wan'];
  }

  test('is published whole: 48 numbered tables, each loaded or with a reason', () => {
    const [file] = report.files;
    expect(file).toMatchObject({ status: 'published', version: 1, rejects: [] });
    expect(new Set(file?.tables.map(({ number }) => number)).size).toBe(48);
    expect(
      file?.tables.filter(({ accepted, reason }) => accepted === 0 && reason === null),
    ).toEqual([]);
    expect(new Set(file?.tables.map(({ dataset }) => dataset))).toEqual(
      new Set(['execution', 'transfers', 'debt', 'projects']),
    );
  });

  test('answers what is known of it', async () => {
    expect(await wan('all', `role = 'total' and measure = 'executed'`)).toBe(1_763_231);
    expect(await wan('all', `role = 'total' and measure = 'prior'`)).toBe(1_810_076);
    expect(await wan('all', `role = 'total' and measure = 'original'`)).toBe(1_837_227);
    expect(await wan('all', `role = 'grand' and measure = 'executed'`)).toBe(2_081_074);
    expect(
      await wan(
        'all',
        `class = '201' and measure = 'executed' and role = 'main' and 1 between from_level and to_level`,
      ),
    ).toBe(149_662);
    expect(
      await wan(
        'all',
        `class = '205' and measure = 'executed' and role = 'main' and 1 between from_level and to_level`,
      ),
    ).toBe(272_444);
    expect(
      await wan(
        'all',
        `class = '213' and measure = 'original' and role = 'main' and 1 between from_level and to_level`,
      ),
    ).toBe(359_895);
    expect(
      await wan(
        'all',
        `group_ = '20101' and measure = 'executed' and role = 'main' and 2 between from_level and to_level`,
      ),
    ).toBe(5_903);
    expect(
      await wan(
        'all',
        `item_ = '2010104' and measure = 'executed' and role = 'main' and 3 between from_level and to_level`,
      ),
    ).toBe(312);
    expect(
      await wan(
        'all',
        `role in ('transfer', 'financing', 'balance') and from_level = 0 and measure = 'executed'`,
      ),
    ).toBe(2_081_074 - 1_763_231);
  });

  test('adds up at every level to the printed total, save where the source itself does not', async () => {
    const off = await ask(
      `select concat_ws(' ', b.scope, b.year, b.book, b.flow, f.measure, 'level', l.level) as place
       from execution f join batches b using (batch_id) cross join generate_series(1, 3) as l (level)
       where stated = 1 and amount is not null and f.cut in ('function', 'revenueItem')
         and measure in ('original', 'final', 'executed', 'prior')
       group by b.batch_id, f.measure, l.level
       having sum(amount) filter (where role = 'main' and l.level between f.from_level and f.to_level)
         is distinct from sum(amount) filter (where role = 'total')
       order by 1`,
    );
    // table 04 prints 1,202 for 21305 in the year before, and its items add up to 784
    expect(off).toEqual([{ place: 'own 2025 general expenditure prior level 3' }]);
  });

  test('names for each figure the cell it was printed in, hidden ones as such', async () => {
    expect(
      await ask(
        `select t.sheet, f.cell, f.text, f.printed, f.stated from execution f join batches b using (batch_id)
         join load_tables t on t.load_id = b.load_id and t.table_no = f.table_no
         where f.item = '2010104' and f.measure = 'executed' and b.scope = 'all' and b.year = 2025`,
      ),
    ).toEqual([{ sheet: '02', cell: 'E10', text: '312', printed: false, stated: 1 }]);
    expect(
      await ask(
        'select count(*)::int as count from execution where amount is null and ratio is null',
      ),
    ).toEqual([{ count: 0 }]);
  });

  test('states a class of table 02 once, and keeps the cell of table 01 beside it', async () => {
    expect(
      await ask(
        `select t.sheet, f.stated from execution f join batches b using (batch_id)
         join load_tables t on t.load_id = b.load_id and t.table_no = f.table_no
         where f.item = '201' and f.measure = 'executed' and b.scope = 'all' and b.year = 2025 order by f.stated`,
      ),
    ).toEqual([
      { sheet: '02', stated: 1 },
      { sheet: '01-2', stated: 2 },
    ]);
  });

  test('handed in again, with a year that is its own, changes nothing', async () => {
    expect(await handIn({ year: 2025, region: '530700' })).toMatchObject({
      version: 1,
      files: [{ status: 'unchanged' }],
    });
  }, 60_000);
});
