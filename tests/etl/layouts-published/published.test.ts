/** In charge of testing the published sample against its files, read by a path of their own. */
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadReport } from '#contract/loadAnswers';
import type { Database } from '#database';
import { load } from '#load';
import { loadPublished } from '../../../etl/demo/published.ts';
import { freshDatabase } from '../../support/postgres.ts';

type Row = Readonly<Record<string, string>>;
const FILES = ['audit_findings', 'audit_summary', 'budget', 'debt', 'state_assets'] as const;
const text = (name: string) =>
  readFileSync(new URL(`../../../etl/demo/published/${name}.csv`, import.meta.url), 'utf8');
const rowsOf = (name: string) => parse<Row>(text(name), { columns: true });
const cellsOf = (name: string): string[][] => parse(text(name));

/** Decimals of a fen in each unit, and nothing else: the test's own arithmetic. */
const DECIMALS: Readonly<Record<string, number>> = { 元: 2, 万元: 6, 亿元: 10, 万亿元: 14 };
function fenOf(value: string, unit: string): bigint {
  const places = DECIMALS[unit];
  if (places === undefined || value === '') return 0n;
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const fen = BigInt(whole + fraction.padEnd(places, '0'));
  return value.startsWith('-') ? -fen : fen;
}

let database: Database;
let report: LoadReport | null;
beforeAll(async () => {
  database = await freshDatabase();
  report = await loadPublished(database);
});
afterAll(() => database.close());

async function ask<Answer extends Record<string, unknown>>(
  sql: string,
  values: readonly unknown[] = [],
) {
  return (await database.owner.query<Answer>(sql, [...values])).rows;
}

const LEAVES = {
  budget: 'execution',
  debt: 'debt',
  state_assets: 'assets',
  audit_summary: 'audit_results',
} as const;

describe('the published sample', () => {
  test('is loaded whole: every row of every file, in a version each', () => {
    expect(
      report?.files.map(({ path, status, tables }) => [
        path,
        status,
        tables[0]?.rows,
        tables[0]?.accepted,
      ]),
    ).toEqual(
      FILES.map((name) => [`${name}.csv`, 'published', rowsOf(name).length, rowsOf(name).length]),
    );
    expect(report?.version).toBe(5);
  });

  test('is loaded into an empty database only', async () => {
    expect(await loadPublished(database)).toBeNull();
  });

  test.each(Object.entries(LEAVES))(
    '%s adds up to what its file states, to the fen',
    async (name, leaf) => {
      const expected = rowsOf(name).reduce(
        (sum, row) => sum + fenOf(row['published_value'] ?? '', row['published_unit'] ?? ''),
        0n,
      );
      const [found] = await ask<{ fen: string }>(`select sum(amount)::text as fen from ${leaf}`);
      expect(found?.fen).toBe(String(expected));
    },
  );

  test('findings add up, and each keeps what was rectified', async () => {
    const rows = rowsOf('audit_findings');
    const [found] = await ask<Record<string, string>>(
      `select sum(amount)::text as amount, sum(rectified_amount)::text as rectified, count(*)::text as count,
         count(*) filter (where audit_year is null)::text as yearless, sum(quantity)::text as quantity from findings`,
    );
    const sum = (value: string, unit: string) =>
      String(rows.reduce((total, row) => total + fenOf(row[value] ?? '', row[unit] ?? ''), 0n));
    expect(found).toEqual({
      amount: sum('published_value', 'published_unit'),
      rectified: sum('rectified_value', 'rectified_unit'),
      count: '116',
      yearless: '19',
      quantity: expect.stringMatching(/^\d+\.\d+$/u) as string,
    });
    expect(
      await ask('select status, count(*)::int as count from findings group by 1 order by 2 desc'),
    ).toEqual([
      { status: 'not_stated', count: 88 },
      { status: 'in_progress', count: 10 },
      { status: 'partially_rectified', count: 8 },
      { status: 'rectified', count: 6 },
      { status: 'ordered', count: 4 },
    ]);
  });

  test.each(Object.entries(LEAVES))(
    'every figure of %s names its cell, and there it stands',
    async (name, leaf) => {
      const cells = cellsOf(name);
      const figures = await ask<{ cell: string; text: string; row_no: number }>(
        `select cell, text, row_no from ${leaf}`,
      );
      const wrong = figures.filter(({ cell, text: printed, row_no: row }) => {
        const [, letter = '', number = ''] = /^([A-Z])(\d+)$/u.exec(cell) ?? [];
        const value = cells[Number(number) - 1]?.[letter.charCodeAt(0) - 65] ?? '';
        return value === '' || Number(number) !== row || !printed.startsWith(value);
      });
      expect(figures.length).toBeGreaterThan(150);
      expect(wrong).toEqual([]);
    },
  );

  test('each figure has its source: its address, its grade, and no link to a mirror', async () => {
    const cited = new Map(
      FILES.flatMap((name) => rowsOf(name).map((row) => [row['source_url'], row] as const)),
    );
    const sources = await ask<{
      url: string;
      grade: string;
      title: string;
      linkable: boolean;
      kind: string;
      rank: number;
    }>(`select url, grade, title, linkable, kind, rank from sources where kind = 'published'`);
    expect(sources).toHaveLength(cited.size);
    for (const source of sources) {
      expect(source.kind).toBe('published');
      expect(cited.get(source.url)).toMatchObject({ source_kind: source.grade });
      expect(source.linkable).toBe(source.grade !== 'mirror');
    }
    expect(
      await ask(
        'select grade, count(distinct rank)::int as ranks, min(rank) as rank from sources where grade is not null group by 1 order by 3',
      ),
    ).toMatchObject([
      { grade: 'official' },
      { grade: 'official_archive' },
      { grade: 'media' },
      { grade: 'mirror' },
    ]);
    expect(
      await ask(
        `select count(*)::int as count from batches b join sources s using (source) where s.kind <> 'published'`,
      ),
    ).toEqual([{ count: 0 }]);
  });

  test('a street or department is a region of its own, and no figure of its parent', async () => {
    expect(
      await ask(
        `select region_code, parent, name_zh, level from regions where region_code like '310114~%' order by 1 limit 1`,
      ),
    ).toMatchObject([{ parent: '310114', level: 4 }]);
    const words = new Set(
      rowsOf('budget')
        .filter(({ region_code: code }) => code === '310114')
        .map(({ scope }) => scope),
    );
    const own = await ask<{ scope: string }>(
      `select distinct scope from batches where region_code = '310114' and dataset = 'execution'`,
    );
    expect(own.map(({ scope }) => scope).toSorted()).toEqual(['all', 'own', 'unstated']);
    const parts = await ask<{ name: string }>(
      `select distinct split_part(region_code, '~', 2) as name from batches where region_code like '310114~%' and dataset = 'execution'`,
    );
    const usual = ['全区', '区本级', '区级'];
    expect(parts.map(({ name }) => name).toSorted()).toEqual(
      [...words].filter((word) => !usual.includes(word ?? '')).toSorted(),
    );
  });

  test('rows of one source with one key are variants: the first counts', async () => {
    expect(
      await ask(
        `select f.stated, f.text from execution f join batches b using (batch_id)
         where b.region_code = '310101' and b.year = 2023 and b.scope = 'unstated' and f.item = '101' and f.measure = 'executed' order by f.stated`,
      ),
    ).toEqual([
      { stated: 1, text: '258.14亿元' },
      { stated: 2, text: '248.76亿元' },
    ]);
  });

  test('totals, classes, transfers and memo lines keep their roles; excerpts are never summed upwards', async () => {
    const roles = await ask<{ role: string; count: number }>(
      `select role, count(*)::int as count from execution where amount is not null group by 1 order by 1`,
    );
    const ours = (role: string) =>
      rowsOf('budget').filter(({ item_role: theirs }) => theirs === role).length;
    const found = Object.fromEntries(roles.map(({ role, count }) => [role, count]));
    expect(found['total']).toBe(ours('main'));
    expect(found['grand']).toBe(ours('grand_total'));
    expect(found['memo']).toBe(
      ours('memo') + ours('three_publics') + ours('adjustment_delta') + ours('all_books_combined'),
    );
    expect(
      await ask(
        `select count(*)::int as count from execution where role = 'main' and from_level <> level`,
      ),
    ).toEqual([{ count: 0 }]);
    expect(await ask(`select distinct role from execution where item ~ '^[0-9]+[A-Z]'`)).toEqual([
      { role: 'ofWhich' },
    ]);
  });

  test('part of a year stands at its month, several years at none', async () => {
    expect(await ask(`select distinct year, month from batches where period = '2022H1'`)).toEqual([
      { year: 2022, month: 6 },
    ]);
    expect(
      await ask(`select distinct year, month from batches where period = '2015Q1-Q3'`),
    ).toEqual([{ year: 2015, month: 9 }]);
    expect(
      await ask(`select distinct year from batches where period ~ '^[0-9]{4}-[0-9]{4}$'`),
    ).toEqual([{ year: 0 }]);
  });

  test('debt keeps limits apart from outturn, and what was only arranged apart from what was done', async () => {
    const shanghai = await ask(
      `select f.kind, f.measure, f.text from debt f join batches b using (batch_id)
       where b.region_code = '310000' and b.year = 2022 and b.scope = 'all' and f.kind = 'general' and f.measure in ('limit', 'balance') and b.stage = 'accounts'
       order by 2, 3`,
    );
    expect(shanghai).toContainEqual({ kind: 'general', measure: 'balance', text: '3541.3亿元' });
    expect(
      await ask(
        `select count(*)::int as count from debt where measure in ('limit', 'newLimit') and stage <> 'approved'`,
      ),
    ).toEqual([{ count: 0 }]);
    expect(
      await ask(
        `select count(*)::int as count from debt where measure !~ '^planned' and stage = 'approved' and measure not in ('limit', 'newLimit', 'withdrawnLimit', 'deficit')`,
      ),
    ).toEqual([{ count: 0 }]);
    expect(
      await ask(`select count(*)::int as count from debt where breakdown = 'purpose'`),
    ).toEqual([{ count: 6 }]);
  });

  test('assets are money or a physical quantity, never both', async () => {
    expect(
      await ask(
        `select count(*)::int as count from assets where measure = 'amount' and (quantity is not null or quantity_unit <> '元')`,
      ),
    ).toEqual([{ count: 0 }]);
    expect(
      await ask(
        `select count(*)::int as count from assets where measure = 'quantity' and (amount is not null or quantity is null or quantity_unit = '元')`,
      ),
    ).toEqual([{ count: 0 }]);
    expect(
      await ask(`select f.quantity::text as quantity from assets f join batches b using (batch_id)
                 where f.class = 'financial' and f.indicator = 'household_count' and f.quantity = 0 limit 1`),
    ).toEqual([{ quantity: '0' }]);
  });
});

describe('a collection that is wrong', () => {
  const broken: [what: string, from: RegExp, to: string, code: string][] = [
    ['an amount that contradicts its yuan', /,7771\.8,/u, ',7772.8,', 'amount-contradicted'],
    ['an amount that is none', /,7771\.8,/u, ',约7771.8,', 'amount-invalid'],
    ['a book of its own', /,general,/u, ',special,', 'code-unknown'],
    ['a role of its own', /,grand_total,/u, ',grandest,', 'code-unknown'],
    ['a region that is no code', /^310000,/mu, '31,', 'code-invalid'],
  ];

  test.each(broken)('%s refuses the file with the cell', async (_, from, to, code) => {
    const changed = text('budget').replace(from, to);
    expect(changed).not.toBe(text('budget'));
    const input = { path: 'budget.csv', bytes: new TextEncoder().encode(changed) };
    const { files } = await load(database, { inputs: [input], declared: {}, by: 'test' });
    expect(files[0]).toMatchObject({ status: 'refused', version: null });
    expect(files[0]?.rejects).toMatchObject([
      { code, sheet: 'budget', cell: expect.stringMatching(/^[A-Z]\d+$/u) as string },
    ]);
  });

  test('columns in another order are the same collection', async () => {
    const rows = cellsOf('audit_findings').map((cells) => cells.toReversed());
    const csv = rows
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
      .join('\r\n');
    const input = { path: 'audit_findings.csv', bytes: new TextEncoder().encode(csv) };
    const { files } = await load(database, { inputs: [input], declared: {}, by: 'test' });
    expect(files[0]).toMatchObject({ status: 'unchanged' });
  });
});
