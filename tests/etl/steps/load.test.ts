/** In charge of testing what a load changes, and that whatever is wrong with a file changes nothing. */
import { utils, write } from '@e965/xlsx';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { LoadProgress } from '#contract/loadAnswers';
import type { Database } from '#database';
import { load } from '#load';
import { rollback } from '../../../etl/steps/rollback.ts';
import { freshDatabase } from '../../support/postgres.ts';
import {
  executionSheet,
  SMALL_LINES,
  withCell,
  workbook,
  type ExecutionSheet,
} from '../../support/workbook.ts';
import { contents, executed, file, loadBytes } from './loading.ts';

let database: Database;
const opened: Database[] = [];
beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

describe('a sound file', () => {
  test('is published with its tables, its figures and their cells, and its bytes are kept', async () => {
    const bytes = file();
    const report = await loadBytes(database, bytes);
    expect(report).toMatchObject({ status: 'published', version: 1, rejects: [] });
    expect(report.tables).toHaveLength(1);
    expect(report.tables[0]).toMatchObject({
      sheet: '02',
      dataset: 'execution',
      amountUnit: 'wan',
      year: 2025,
      rows: 6,
      accepted: 6,
      reason: null,
    });
    expect(report.tables[0]?.checks.length).toBeGreaterThan(0);
    expect(await executed(database, '2010104', 1)).toBe(120);
    const { rows } = await database.owner.query<{
      cell: string;
      text: string;
      sheet: string;
      name: string;
      bytes: Buffer;
      sha256: string;
    }>(
      `select f.cell, f.text, t.sheet, l.name, l.bytes, l.sha256 from execution f join batches b using (batch_id)
       join load_tables t on t.load_id = b.load_id and t.table_no = f.table_no join files l on l.sha256 = b.sha256
       where item = '2010104' and measure = 'executed'`,
    );
    expect(rows[0]).toMatchObject({
      cell: 'E7',
      text: '120',
      sheet: '02',
      name: 'a.xlsx',
      sha256: report.sha256,
    });
    expect(new Uint8Array(rows[0]?.bytes ?? [])).toEqual(bytes);
  });

  test('handed in again changes nothing', async () => {
    await loadBytes(database, file());
    const before = await contents(database);
    expect(await loadBytes(database, file())).toMatchObject({
      status: 'unchanged',
      version: 1,
      rejects: [],
    });
    expect(await contents(database)).toEqual(before);
  });

  test('publishes again after a rollback', async () => {
    await loadBytes(database, file());
    expect(await rollback(database, 0, 'test')).toBe(2);
    expect(await executed(database, '205', 2)).toBeNull();
    expect(await loadBytes(database, file())).toMatchObject({ status: 'published', version: 3 });
    expect(await executed(database, '205', 3)).toBe(700);
    expect(await executed(database, '205', 1)).toBe(700);
  });

  test('in a dry run is reported in full and leaves nothing', async () => {
    const before = await contents(database);
    const report = await loadBytes(database, file(), {}, { dryRun: true });
    expect(report).toMatchObject({ status: 'dry-run', version: null });
    expect(report.tables[0]).toMatchObject({ accepted: 6 });
    expect(await contents(database)).toEqual(before);
    const { rows } = await database.owner.query('select 1 from loads');
    expect(rows).toEqual([]);
  });

  test('tells how far it is, and at the end what became of it', async () => {
    const heard: LoadProgress[] = [];
    await loadBytes(database, file(), {}, { onProgress: (progress) => heard.push(progress) });
    expect([...new Set(heard.map(({ status }) => status))]).toEqual([
      'reading',
      'checking',
      'publishing',
      'published',
    ]);
    expect(heard.at(-1)).toMatchObject({
      version: 1,
      by: 'test',
      path: 'a.xlsx',
      report: { version: 1 },
    });
    const { rows } = await database.owner.query(
      'select status, version, report, loaded_by from loads',
    );
    expect(rows).toEqual([
      { status: 'published', version: 1, loaded_by: 'test', report: heard.at(-1)?.report },
    ]);
  });

  test('is published though rules break on it; the others run', async () => {
    await database.owner.query('revoke select on rules.execution_lines from mingzhang_reader');
    const { status, version } = await loadBytes(database, file());
    const { rows } = await database.owner.query<{ rule: string; status: string; problem: string }>(
      `select rule, status, problem from rule_runs where version = $1 and rule in ('BE-07', 'DB-01')`,
      [version],
    );
    expect([status, rows.map((row) => `${row.rule} ${row.status}`).sort()]).toEqual(['published', ['BE-07 broken', 'DB-01 ran']]);
    expect(rows.find(({ rule }) => rule === 'BE-07')?.problem).toMatch(/permission denied/u);
  }); // prettier-ignore

  test('inside an archive is loaded with its neighbours, as one version', async () => {
    const packed = gzipSync(file());
    expect(await loadBytes(database, packed, {}, {}, 'a.xlsx.gz')).toMatchObject({
      status: 'published',
      version: 1,
    });
  });
});

describe('a file that is wrong', () => {
  const unitless = file({ unit: null });
  const cases: [
    what: string,
    path: string,
    bytes: Uint8Array,
    code: string,
    place: string | null,
  ][] = [
    [
      'a wrong file type renamed',
      'a.xlsx',
      new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n1 0 obj'),
      'file-type',
      null,
    ],
    ['a truncated workbook', 'a.xlsx', file().slice(0, 3000), 'file-truncated', null],
    ['an empty file', 'a.xlsx', new Uint8Array(), 'empty-file', null],
    ['a workbook without unit lines', 'a.xlsx', unitless, 'unit-missing', '02'],
    [
      'a table with an unknown title',
      'a.xlsx',
      file({ title: '2025年丽江市牦牛存栏数情况表' }),
      'title-unknown',
      '02',
    ],
    [
      'an amount such as 12,34.5',
      'a.xlsx',
      file({ lines: withCell(SMALL_LINES, 4, 4, '12,34.5') }),
      'amount-invalid',
      '02!E8',
    ],
    [
      'an amount that is #REF!',
      'a.xlsx',
      file({ lines: withCell(SMALL_LINES, 4, 4, '#REF!') }),
      'amount-error',
      '02!E8',
    ],
    [
      'a code that is in no list',
      'a.xlsx',
      file({ lines: withCell(SMALL_LINES, 4, 0, '298') }),
      'code-unknown',
      '02!A8',
    ],
    [
      'a workbook of something else',
      'a.xlsx',
      plain([
        ['姓名', '电话'],
        ['甲', '123'],
      ]),
      'no-table',
      null,
    ],
  ];

  test.each(cases)(
    '%s is refused with a sentence and changes nothing',
    async (_, path, bytes, code, place) => {
      await loadBytes(database, file({ region: '昆明市' }));
      const before = await contents(database);
      const report = await loadBytes(database, bytes, {}, {}, path);
      expect(report).toMatchObject({ status: 'refused', version: null });
      const found = report.rejects.find((reject) => reject.code === code);
      expect(found, JSON.stringify(report.rejects)).toBeDefined();
      expect(found?.message.zh).not.toBe('');
      expect(found?.message.en).not.toBe('');
      if (place !== null)
        expect([found?.sheet, ...(place.includes('!') ? [found?.cell] : [])].join('!')).toBe(place);
      expect(await contents(database)).toEqual(before);
      const { rows } = await database.owner.query<{ status: string }>(
        'select status from loads order by load_id desc limit 1',
      );
      expect(rows).toEqual([{ status: 'refused' }]);
    },
  );

  test('does not keep the files beside it back', async () => {
    const inputs = [
      { path: 'bad.xlsx', bytes: unitless },
      { path: 'good.xlsx', bytes: file() },
    ];
    const report = await load(database, { inputs, declared: {}, by: 'test' });
    expect(report.version).toBe(1);
    expect(report.files.map(({ status }) => status)).toEqual(['refused', 'published']);
  });
});

describe('what is declared', () => {
  const yearless: Partial<ExecutionSheet> = { title: '丽江市一般公共预算支出执行情况表' };
  const silent = () => {
    const sheet = executionSheet({ lines: SMALL_LINES, ...yearless });
    return workbook([
      { ...sheet, header: [['科目编码', '项目', '上年决算数', '预算数', '执行数']] },
    ]);
  };

  test('fills what the file does not say', async () => {
    expect((await loadBytes(database, silent())).rejects.map(({ code }) => code)).toContain(
      'year-missing',
    );
    expect(await loadBytes(database, silent(), { year: 2025 })).toMatchObject({
      status: 'published',
      version: 1,
    });
    const { rows } = await database.owner.query('select distinct year, region_code from batches');
    expect(rows).toEqual([{ year: 2025, region_code: '530700' }]);
  });

  test('never overrules the file: both places are named', async () => {
    const report = await loadBytes(database, file(), { region: '310104' });
    expect(report.rejects).toMatchObject([{ code: 'declared-otherwise' }]);
    expect(report.rejects[0]?.message.zh).toContain('310104');
    expect(report.rejects[0]?.message.zh).toContain('530700');
    expect((await loadBytes(database, file(), { year: 2019 })).rejects[0]).toMatchObject({
      code: 'declared-otherwise',
      sheet: '02',
    });
    expect((await loadBytes(database, file(), { scope: 'own' })).rejects[0]).toMatchObject({
      code: 'declared-otherwise',
    });
    expect(await contents(database)).toMatchObject({ version: 0, batches: 0 });
  });

  test('same bytes for another year are refused, saying where they are published (DQ-18)', async () => {
    await loadBytes(database, silent(), { year: 2025 });
    const before = await contents(database);
    const report = await loadBytes(database, silent(), { year: 2024 });
    expect(report).toMatchObject({
      status: 'refused',
      rejects: [{ code: 'already-published' }],
      notes: [{ code: 'DQ-18' }],
    });
    expect(report.rejects[0]?.message.zh).toMatch(/版本 1.*2025 年度.*2024 年度/u);
    expect(await contents(database)).toEqual(before);
    expect(await loadBytes(database, file({ region: '昆明市' }))).toMatchObject({
      status: 'published',
    });
    const both = await loadBytes(database, file({ region: '昆明市' }), { year: 2024 });
    expect(both.rejects.map(({ code }) => code)).toEqual([
      'declared-otherwise',
      'already-published',
    ]);
  });

  test.each([
    [{ region: '99' }, 'code-invalid'],
    [{ month: 14 }, 'date-invalid'],
    [{ reported: '昨天' }, 'date-invalid'],
  ])('%j is no region, month or date', async (declared, code) => {
    expect((await loadBytes(database, file(), declared)).rejects).toMatchObject([{ code }]);
  });
});

function plain(rows: string[][]): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sheet1');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}
