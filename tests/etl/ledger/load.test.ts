/** In charge of the way of a ledger file: from bytes to a version, with its sums, names and roll-ups, and of what it refuses. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FileReport } from '#contract/loadAnswers';
import type { Database } from '#database';
import { load, type LoadRequest } from '#load';
import { allDatasets } from '../../../etl/steps/leafColumns.ts';
import { rollback } from '../../../etl/steps/rollback.ts';
import { zip } from '../../support/archives.ts';
import { executionFile, PAYMENT, paymentsFile } from '../../support/ledgerFiles.ts';
import { freshDatabase } from '../../support/postgres.ts';

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-ledger-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

/** Each test works on a year of its own, so that one database does for all. */
let year = 2000;
beforeEach(() => {
  year++;
});

async function put(
  content: string | Uint8Array,
  parts: Partial<LoadRequest> & { readonly path?: string } = {},
): Promise<FileReport> {
  const { path = '支付.csv', ...request } = parts;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { files } = await load(database, {
    inputs: [{ path, bytes }],
    declared: {},
    by: 'test',
    ...request,
  });
  const [file] = files;
  if (file === undefined) throw new Error('no report');
  return file;
}
const codes = (file: FileReport) => file.rejects.map(({ code }) => code);
const mine = (different: Readonly<Record<string, string>> = {}) => ({
  预算年度: String(year),
  ...different,
});
const query = async <Row>(sql: string, values: unknown[] = []) =>
  (await database.owner.query(sql, values)).rows as Row[];
/** The current batches of this test's year. */
const current = () =>
  query<Record<string, unknown>>(
    `select dataset, book, month, lines, rejected, complete, control->>'amount' as amount, amounts
     from batches join version_batches using (batch_id) where version = (select max(version) from versions) and year = $1
     order by dataset, book, month`,
    [year],
  );
const leaves = () => query<{ name: string }>(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'leaves' and c.relkind = 'r'`); // prettier-ignore

describe('a file of payments', () => {
  test('is published with control totals, names and the month it reaches', async () => {
    const file = await put(
      paymentsFile([
        mine(),
        mine({ 会计期间: '13', 支付金额: '-0.60' }),
        mine({ 资金性质代码: '12', 资金性质: '基金' }),
      ]),
    );
    expect(file).toMatchObject({ status: 'published', rejects: [] });
    expect(file.tables[0]).toMatchObject({
      rows: 3,
      accepted: 3,
      dataset: 'payments',
      year,
      amountUnit: 'yuan',
    });
    expect(await current()).toEqual([
      { dataset: 'payments', book: 'fund', month: 3, lines: 1, rejected: 0, complete: true, amount: '1234560', amounts: 'toDate' },
      { dataset: 'payments', book: 'general', month: 13, lines: 2, rejected: 0, complete: true, amount: '1234500', amounts: 'toDate' },
    ]); // prettier-ignore
    expect(
      await query(
        `select code, name, parent from names join batches using (batch_id) where year = $1 and book = 'fund' and scheme in ('unit', 'project') order by 1`,
        [year],
      ),
    ).toEqual([
      { code: '101', name: '教育局', parent: null },
      { code: '101001', name: '第一小学', parent: '101' },
      { code: 'P0001', name: '校舍维修', parent: null },
    ]);
  });

  test('knows the row of each payment, and reads text as it stands', async () => {
    await put(
      paymentsFile([mine({ 资金用途: '第一行\n第二行' }), mine({ 资金用途: ' "引"\\t ' })]),
    );
    expect(
      await query(
        'select line_no, purpose from payments join batches using (batch_id) where year = $1 order by 1',
        [year],
      ),
    ).toEqual([
      { line_no: 2, purpose: '第一行\n第二行' },
      { line_no: 3, purpose: '"引"\\t' },
    ]);
  });

  test('handed in again changes nothing; for another slice it is refused (DQ-18)', async () => {
    const text = paymentsFile([mine()]);
    const { version } = await put(text);
    expect(await put(text)).toMatchObject({ status: 'unchanged', version });
    const elsewhere = await put(text, { declared: { source: '另一来源' } });
    expect([elsewhere.status, codes(elsewhere)]).toEqual(['refused', ['already-published']]);
  });

  test('supersedes the slice of its source, says what changed, and can be taken back', async () => {
    const { version } = await put(paymentsFile([mine({ 支付金额: '100.00' })]));
    const again = await put(paymentsFile([mine({ 支付金额: '150.00' })]));
    expect(again.changes).toMatchObject({
      changed: 1,
      largest: [{ before: { value: '100.00' }, after: { value: '150.00' } }],
    });
    expect(await current()).toMatchObject([{ amount: '15000' }]);
    await rollback(database, version ?? 0, 'test');
    expect(await current()).toMatchObject([{ amount: '10000' }]);
  });

  test('in GB18030 or packed is the same', async () => {
    const text = paymentsFile([mine({ 资金用途: 'a' })]);
    expect(await put(gzipSync(text), { path: '支付.csv.gz' })).toMatchObject({
      status: 'published',
    });
    const wide = await put(Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect(wide.status).toBe('published');
    expect(await current()).toMatchObject([{ lines: 1 }]);
  });

  test('as a workbook is read by its stored values', async () => {
    const rows = paymentsFile([mine({ 支付金额: '12.3' })])
      .split('\r\n')
      .filter((line) => line !== '')
      .map((line) => line.split(','));
    const sheet = utils.aoa_to_sheet(
      rows.map((row) => row.map((text) => (/^-?\d+\.\d+$/u.test(text) ? Number(text) : text))),
    );
    const bytes = write(utils.book_new(sheet, '支付'), {
      type: 'buffer',
      bookType: 'xlsx',
    }) as Buffer;
    const file = await put(bytes, { path: '支付.xlsx' });
    expect(file).toMatchObject({ status: 'published', tables: [{ sheet: '支付', accepted: 1 }] });
    expect(await current()).toMatchObject([{ amount: '1230' }]);
  });

  test('is only looked at in a dry run', async () => {
    const before = await leaves();
    const file = await put(paymentsFile([mine()]), { dryRun: true });
    expect(file).toMatchObject({ status: 'dry-run', version: null, tables: [{ accepted: 1 }] });
    expect([await current(), await leaves()]).toEqual([[], before]);
  });
});

describe('a zip of several ledgers', () => {
  test('is one load and one version, with a leaf per ledger', async () => {
    const file = await put(
      zip([
        { name: '执行.csv', content: executionFile([mine(), mine({ 会计期间: '4' })]) },
        { name: '支付.csv', content: paymentsFile([mine()]) },
        {
          name: '支付二.csv',
          content: paymentsFile([mine({ 支付金额: '1.00' }), mine({ 支付金额: '2.00' })]),
        },
        { name: '说明.txt', content: '随数据附送的说明' },
      ]),
      { path: '2025.zip' },
    );
    expect(file).toMatchObject({ status: 'published', rejects: [] });
    expect(file.tables.map(({ sheet, accepted }) => [sheet, accepted])).toEqual([
      ['执行', 2],
      ['支付', 1],
      ['支付二', 2],
    ]);
    expect(file.notes.map(({ code }) => code)).toContain('no-table');
    expect((await current()).map(({ dataset, month, lines }) => [dataset, month, lines])).toEqual([
      ['execution', 3, 1],
      ['execution', 4, 1],
      ['payments', 3, 3],
    ]);
    const lines = await query(
      `select p.line_no - t.line_offset as row, t.sheet from payments p join batches b using (batch_id)
       join load_tables t on t.load_id = b.load_id and t.dataset = 'payments' and p.line_no > t.line_offset and p.line_no <= t.line_offset + t.line_count
       where b.year = $1 order by p.line_no`,
      [year],
    );
    expect(lines).toEqual([
      { row: 2, sheet: '支付' },
      { row: 2, sheet: '支付二' },
      { row: 3, sheet: '支付二' },
    ]);
  });
});

describe('a file that cannot be read is refused with the place, and leaves nothing', () => {
  const good = () => mine();
  const cases: readonly (readonly [string, () => string | Uint8Array, string, RegExp])[] = [
    ['rows of another width', () => `${paymentsFile([good()])}1,2,3\r\n`, 'row-width', /第 3 行/u],
    ['an amount with three decimals', () => paymentsFile([good(), mine({ 支付金额: '1.005' })]), 'amount-precision', /第 3 行“支付金额”列.*1\.005/u],
    ['a day that does not exist', () => paymentsFile([mine({ 支付日期: '2025-02-30' })]), 'date-invalid', /第 2 行/u],
    ['a code that the reference does not hold', () => paymentsFile([mine({ 支出功能分类代码: '9990101' })]), 'code-unknown', /第 2 行/u],
    ['two encodings', () => Buffer.concat([Buffer.from(paymentsFile([good()])), Buffer.from([0xd6, 0xa7, 0xb8, 0xb6, 0x0a])]), 'encoding-mixed', /第 3 行/u],
    ['a gz cut short', () => { const packed = gzipSync(paymentsFile(Array.from({ length: 50 }, good))); return packed.subarray(0, packed.length - 20); }, 'file-truncated', /./u],
    ['another header half-way', () => `${paymentsFile([good()])}${paymentsFile([good()]).replace('支付日期', '新增列')}`, 'header-changed', /第 3 行/u],
    ['a quotation mark that is never closed', () => `${paymentsFile([good()])}"990109,2025\r\n${'x\r\n'.repeat(10)}`, 'quote-open', /第 3 行/u],
    ['no row at all', () => paymentsFile([]), 'empty-file', /./u],
    ['more slices than a file may have', () => paymentsFile(Array.from({ length: 1001 }, (_, place) => mine({ 财政区划代码: String(200_000 + place) }))), 'too-many-cells', /1000/u],
  ]; // prettier-ignore
  test.each(cases)('%s', async (_, content, code, place) => {
    const before = await leaves();
    const file = await put(content(), { path: code === 'file-truncated' ? 'a.csv.gz' : 'a.csv' });
    expect([file.status, codes(file)[0]]).toEqual(['refused', code]);
    expect(file.rejects[0]?.message.zh).toMatch(place);
    expect([await current(), await leaves()]).toEqual([[], before]);
  });

  test('within the limit that a mapping states it is published as incomplete, with what is known of the rest', async () => {
    const mapping = `
mapping: own-payments
version: 1
title: { zh: 支付, en: Payments }
dataset: payments
constants: { scope: own, region: '990109', year: ${String(year)}, book: general, refund: false }
columns:
  date: { from: 日期 }
  item_: { from: 科目, levels: function }
  amount: { from: 金额 }
amounts: { unit: yuan, decimal: . }
rejects: 1
`;
    const rows = [
      '日期,科目,金额',
      `${String(year)}-01-02,2050202,10.00`,
      `${String(year)}-01-03,9999999,5.50`,
    ];
    const one = { path: 'own.yaml', text: mapping };
    const file = await put(`${rows.join('\n')}\n`, { mapping: one });
    expect(file).toMatchObject({
      status: 'published',
      tables: [{ rows: 2, accepted: 1, rejects: [{ code: 'code-unknown' }] }],
    });
    expect(await current()).toMatchObject([
      { lines: 1, rejected: 1, complete: false, amount: '1000' },
    ]);
    expect(
      await query('select rejected_amount::text as amount from batches where year = $1', [year]),
    ).toEqual([{ amount: '550' }]);
    const two = await put(`${[...rows, rows[2]].join('\n')}\n`, { mapping: one });
    expect([two.status, codes(two)]).toEqual(['refused', ['code-unknown', 'code-unknown']]);
  });
});

describe('a file on disk', () => {
  test('that is big is kept beside the database, under its hash', async () => {
    const text = `${paymentsFile([mine()])}${`${Object.values(PAYMENT)
      .map(() => '')
      .join(',')}${' '.repeat(4096)}\r\n`.repeat(4100)}`;
    const file = join(folder, 'big.csv');
    writeFileSync(file, text);
    const { files } = await load(database, {
      inputs: [{ path: 'big.csv', file }],
      declared: {},
      by: 'test',
    });
    expect(files[0]).toMatchObject({ status: 'published' });
    const sha256 = files[0]?.sha256 ?? '';
    expect(readdirSync(database.files)).toEqual([sha256]);
    expect(
      await query('select bytes is null as beside, size::int from files where sha256 = $1', [
        sha256,
      ]),
    ).toEqual([{ beside: true, size: Buffer.byteLength(text) }]);
  });
});

test('every roll-up is the sum of its rows, whatever the rows', async () => {
  const row = fc.record({
    会计期间: fc.constantFrom('1', '2', '13'), 支付日期: fc.constantFrom('2025-01-02', '2025-02-03'), 主管部门代码: fc.constantFrom('101', '102', ''),
    预算单位代码: fc.constantFrom('101001', '102001'), 项目代码: fc.constantFrom('P1', 'P2', ''), 支出功能分类代码: fc.constantFrom('2050202', '2010301'),
    部门预算经济分类代码: fc.constantFrom('30213', '30201', ''), 资金性质代码: fc.constantFrom('11', '12'), 资金年度: fc.constantFrom('当年', '上年结转'),
    支付方式代码: fc.constantFrom('1', '2', ''), 收款人: fc.constantFrom('甲公司', '乙公司', ''), 支付金额: fc.integer({ min: -10_000_000, max: 10_000_000 }).map((fen) => (fen / 100).toFixed(2)),
  }); // prettier-ignore
  const tables = fc.array(row, { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(tables, async (rows) => {
      year++;
      const file = await put(
        zip([
          { name: '支付.csv', content: paymentsFile(rows.map((own) => mine(own))) },
          {
            name: '执行.csv',
            content: executionFile(rows.map((own) => mine({ ...own, 累计支出数: own.支付金额 }))),
          },
        ]),
        { path: 'a.zip' },
      );
      expect(file.status).toBe('published');
      for (const { name, ledger } of allDatasets()) {
        for (const { table, columns, sums } of ledger?.rollups ?? []) {
          const keys = Object.keys(columns);
          const names = [...keys, ...Object.keys(sums)];
          const facts = `select f.batch_id, ${[...Object.values(columns).map((sql, index) => `${sql} as ${keys[index] ?? ''}`), ...Object.entries(sums).map(([sum, sql]) => `(${sql})::bigint as ${sum}`)].join(', ')}
            from ${ledger?.table ?? ''} f where f.batch_id in (select batch_id from batches where year = $1 and dataset = '${name}') group by ${[1, ...keys.map((_, index) => index + 2)].join(', ')}`;
          const kept = `select batch_id, ${names.join(', ')} from ${table} where batch_id in (select batch_id from batches where year = $1)`;
          const differing = await query(
            `(${facts} except all ${kept}) union all (${kept} except all ${facts})`,
            [year],
          );
          expect([table, differing]).toEqual([table, []]);
        }
      }
    }),
    { numRuns: 3 },
  );
}, 60_000);
