/** In charge of testing what a load changes, and that whatever is wrong with a file changes nothing. */
import { utils, write } from '@e965/xlsx';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { FileReport, LoadProgress } from '#contract/answers';
import type { Database } from '#database';
import { load, type LoadRequest } from '#load';
import { rollback } from '../../../etl/steps/rollback.ts';
import { freshDatabase } from '../../support/postgres.ts';
import {
  executionSheet,
  SMALL_LINES,
  withCell,
  workbook,
  type ExecutionSheet,
} from '../../support/workbook.ts';

let database: Database;
const opened: Database[] = [];
beforeEach(async () => {
  database = await freshDatabase();
  opened.push(database);
});
afterAll(async () => {
  for (const each of opened) await each.close();
});

const file = (parts: Partial<ExecutionSheet> = {}) =>
  workbook([executionSheet({ lines: SMALL_LINES, ...parts })]);

async function loadBytes(
  bytes: Uint8Array,
  declared: LoadRequest['declared'] = {},
  more: Partial<LoadRequest> = {},
  path = 'a.xlsx',
): Promise<FileReport> {
  const { files } = await load(database, {
    inputs: [{ path, bytes }],
    declared,
    by: 'test',
    ...more,
  });
  const [report] = files;
  if (report === undefined) throw new Error('no report');
  return report;
}

/** Everything a reader could see or a later load could stumble over. */
async function contents() {
  const { rows } = await database.owner.query(
    `select (select max(version) from versions) as version, (select count(*)::int from batches) as batches,
       (select count(*)::int from execution) as rows, (select count(*)::int from files) as files,
       (select count(*)::int from sources) as sources, (select count(*)::int from load_tables) as tables`,
  );
  return rows[0] as Readonly<Record<string, number>>;
}

/** 万元 that a version answers for a line, summed over everything current. */
async function executed(item: string, version: number, measure = 'executed') {
  const { rows } = await database.owner.query<{ wan: number | null }>(
    `select (sum(amount) / 1000000)::int as wan from execution f join version_batches v using (batch_id)
     where v.version = $1 and item = $2 and measure = $3 and stated = 1`,
    [version, item, measure],
  );
  return rows[0]?.wan ?? null;
}

describe('a sound file', () => {
  test('is published with its tables, its figures and their cells, and its bytes are kept', async () => {
    const bytes = file();
    const report = await loadBytes(bytes);
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
    expect(await executed('2010104', 1)).toBe(120);
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
    await loadBytes(file());
    const before = await contents();
    expect(await loadBytes(file())).toMatchObject({ status: 'unchanged', version: 1, rejects: [] });
    expect(await contents()).toEqual(before);
  });

  test('publishes again after a rollback', async () => {
    await loadBytes(file());
    expect(await rollback(database, 0, 'test')).toBe(2);
    expect(await executed('205', 2)).toBeNull();
    expect(await loadBytes(file())).toMatchObject({ status: 'published', version: 3 });
    expect(await executed('205', 3)).toBe(700);
    expect(await executed('205', 1)).toBe(700);
  });

  test('in a dry run is reported in full and leaves nothing', async () => {
    const before = await contents();
    const report = await loadBytes(file(), {}, { dryRun: true });
    expect(report).toMatchObject({ status: 'dry-run', version: null });
    expect(report.tables[0]).toMatchObject({ accepted: 6 });
    expect(await contents()).toEqual(before);
    const { rows } = await database.owner.query('select 1 from loads');
    expect(rows).toEqual([]);
  });

  test('tells how far it is, and at the end what became of it', async () => {
    const heard: LoadProgress[] = [];
    await loadBytes(file(), {}, { onProgress: (progress) => heard.push(progress) });
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

  test('inside an archive is loaded with its neighbours, as one version', async () => {
    const packed = gzipSync(file());
    expect(await loadBytes(packed, {}, {}, 'a.xlsx.gz')).toMatchObject({
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
      await loadBytes(file({ region: '昆明市' }));
      const before = await contents();
      const report = await loadBytes(bytes, {}, {}, path);
      expect(report).toMatchObject({ status: 'refused', version: null });
      const found = report.rejects.find((reject) => reject.code === code);
      expect(found, JSON.stringify(report.rejects)).toBeDefined();
      expect(found?.message.zh).not.toBe('');
      expect(found?.message.en).not.toBe('');
      if (place !== null)
        expect([found?.sheet, ...(place.includes('!') ? [found?.cell] : [])].join('!')).toBe(place);
      expect(await contents()).toEqual(before);
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
    expect((await loadBytes(silent())).rejects.map(({ code }) => code)).toContain('year-missing');
    expect(await loadBytes(silent(), { year: 2025 })).toMatchObject({
      status: 'published',
      version: 1,
    });
    const { rows } = await database.owner.query('select distinct year, region_code from batches');
    expect(rows).toEqual([{ year: 2025, region_code: '530700' }]);
  });

  test('never overrules the file: both places are named', async () => {
    const report = await loadBytes(file(), { region: '310104' });
    expect(report.rejects).toMatchObject([{ code: 'declared-otherwise' }]);
    expect(report.rejects[0]?.message.zh).toContain('310104');
    expect(report.rejects[0]?.message.zh).toContain('530700');
    expect((await loadBytes(file(), { year: 2019 })).rejects[0]).toMatchObject({
      code: 'declared-otherwise',
      sheet: '02',
    });
    expect((await loadBytes(file(), { scope: 'own' })).rejects[0]).toMatchObject({
      code: 'declared-otherwise',
    });
    expect(await contents()).toMatchObject({ version: 0, batches: 0 });
  });

  test('same bytes for another year are refused, saying where they are published (DQ-18)', async () => {
    await loadBytes(silent(), { year: 2025 });
    const before = await contents();
    const report = await loadBytes(silent(), { year: 2024 });
    expect(report).toMatchObject({
      status: 'refused',
      rejects: [{ code: 'already-published' }],
      notes: [{ code: 'DQ-18' }],
    });
    expect(report.rejects[0]?.message.zh).toMatch(/版本 1.*2025 年度.*2024 年度/u);
    expect(await contents()).toEqual(before);
    expect(await loadBytes(file({ region: '昆明市' }))).toMatchObject({ status: 'published' });
    const both = await loadBytes(file({ region: '昆明市' }), { year: 2024 });
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
    expect((await loadBytes(file(), declared)).rejects).toMatchObject([{ code }]);
  });
});

describe('a later version of the layout', () => {
  test('reads the same bytes anew: what it reads as before stays, what it no longer reads goes', async () => {
    const bytes = workbook([
      executionSheet({ lines: SMALL_LINES }),
      executionSheet({
        name: '03',
        title: '2025年市本级一般公共预算支出执行情况表',
        lines: SMALL_LINES,
      }),
    ]);
    await loadBytes(bytes, { region: '530700' });
    // as if the version before had read one figure otherwise, and a slice that is none
    await database.owner.query('update batches set layout_version = layout_version - 1');
    await database.owner.query(
      `update execution set amount = 0 where batch_id = 2 and item = '205' and measure = 'executed'`,
    );
    await database.owner.query(
      `insert into batches (load_id, sha256, layout, layout_version, dataset, region_code, scope, year, month, stage, source, lines, figures, published_at)
       select load_id, sha256, layout, layout_version, dataset, region_code, scope, 1999, month, stage, source, 0, 0, now() from batches where batch_id = 1`,
    );
    await database.owner.query('insert into version_batches values (1, 3)');
    expect(await loadBytes(bytes, { region: '530700' })).toMatchObject({
      status: 'published',
      version: 2,
      changes: { changed: 1 },
    });
    const { rows } = await database.owner.query(
      'select scope, year, layout_version from version_batches join batches using (batch_id) where version = 2 order by 1',
    );
    expect(rows.map(({ scope, year }: Record<string, unknown>) => [scope, year])).toEqual([
      ['all', 2025],
      ['own', 2025],
    ]);
  });
});

describe('a correction', () => {
  const two = (educated: number) =>
    workbook([
      executionSheet({ lines: withCell(SMALL_LINES, 4, 4, educated) }),
      executionSheet({
        name: '03',
        number: '表三',
        title: '2025年市本级一般公共预算支出执行情况表',
        lines: SMALL_LINES,
      }),
    ]);

  test('supersedes only the slice that it changes, and says which figures with both cells', async () => {
    await loadBytes(two(700), { region: '530700' });
    const report = await loadBytes(two(710), { region: '530700' });
    expect(report).toMatchObject({
      status: 'published',
      version: 2,
      changes: { changed: 1, added: 0, withdrawn: 0 },
    });
    expect(report.changes?.largest).toMatchObject([
      {
        item: '205', measure: 'executed', region: '530700', year: 2025,
        before: { value: '7000000.00', text: '700', sheet: '02', cell: 'E8' },
        after: { value: '7100000.00', text: '710', sheet: '02', cell: 'E8' },
      },
    ]); // prettier-ignore
    expect(report.notes.map(({ code }) => code)).toContain('superseded');
    const { rows } = await database.owner.query(
      'select version, count(*)::int as batches, min(load_id) as first from version_batches join batches using (batch_id) group by 1 order by 1',
    );
    expect(rows).toEqual([
      { version: 1, batches: 2, first: 1 },
      { version: 2, batches: 2, first: 1 },
    ]);
    expect([await executed('205', 1), await executed('205', 2)]).toEqual([1400, 1410]);
  });

  test('of one table alone leaves the other tables published', async () => {
    await loadBytes(two(700), { region: '530700' });
    const report = await loadBytes(file({ lines: withCell(SMALL_LINES, 4, 4, 720) }));
    expect(report).toMatchObject({ status: 'published', changes: { changed: 1, withdrawn: 0 } });
    expect(await executed('205', 2)).toBe(720 + 700);
  });

  test('that states everything as it is, in another file, changes nothing', async () => {
    await loadBytes(file());
    const report = await loadBytes(file({ name: '另存' }));
    expect(report).toMatchObject({ status: 'unchanged', version: 1 });
    expect(await contents()).toMatchObject({ version: 1, batches: 1 });
  });

  test('that leaves a line out withdraws its figures and says so', async () => {
    await loadBytes(file());
    const report = await loadBytes(file({ lines: SMALL_LINES.filter(([code]) => code !== '205') }));
    expect(report.changes).toMatchObject({ withdrawn: 3 });
  });

  test('by another source stands beside, with what differs counted', async () => {
    await loadBytes(file());
    const report = await loadBytes(file({ lines: withCell(SMALL_LINES, 4, 4, 710) }), {
      source: '统计局',
    });
    expect(report).toMatchObject({ status: 'published', version: 2 });
    expect(report.changes).toBeUndefined();
    expect(report.notes.find(({ code }) => code === 'sources-disagree')?.message.zh).toContain(
      '1 个数字',
    );
    const { rows } = await database.owner.query(
      'select source, count(*)::int as batches from version_batches join batches using (batch_id) where version = 2 group by 1 order by 1',
    );
    expect(rows).toEqual([
      { source: 'upload', batches: 1 },
      { source: '统计局', batches: 1 },
    ]);
  });

  test('a source that is published already is not the name of a hand-over', async () => {
    await database.owner.query(
      `insert into sources (source, kind, rank, title) values ('p:0123456789', 'published', 10, '某市预算报告')`,
    );
    expect((await loadBytes(file(), { source: 'p:0123456789' })).rejects).toMatchObject([
      { code: 'declared-otherwise' },
    ]);
  });
});

function plain(rows: string[][]): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sheet1');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}
