/** In charge of the template workbooks of registers: each opens with its headers and drop-downs, and filled in it loads as what was written. */
import { unzipSync } from 'fflate';
import { read, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import type { FileReport } from '#contract/loadAnswers';
import { registers } from '#mapping/targets';
import { registerTemplate } from '#mapping/template';
import type { Register, RegisterColumn } from '#model/register';
import { load } from '../../../etl/steps/load.ts';
import { freshDatabase } from '../../support/postgres.ts';

const all = [...registers.values()];
const own: { database?: Database; files: readonly FileReport[] } = { files: [] };
const templates = new Map<string, Uint8Array>();

/** What somebody would write into a column of the type. */
function written({ type, words }: RegisterColumn): string | number | Date {
  const [word] = Object.keys(words ?? {});
  if (word !== undefined) return word;
  switch (type) {
    case 'integer':
    case 'month':
      return 3;
    case 'fen':
      return 1234.56;
    case 'ratio':
      return 0.5;
    case 'date':
      return new Date(Date.UTC(2025, 2, 9));
    case 'boolean':
      return '是';
    default:
      return 'A1';
  }
}

/** The template with one row below its headers, as a spreadsheet program saves it. */
function filled(register: Register, bytes: Uint8Array): Uint8Array {
  const book = read(bytes, { cellDates: true });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (sheet === undefined) throw new Error('no sheet');
  const row = [
    '990101',
    2025,
    ...Object.values<RegisterColumn>(register.columns).flatMap((column) =>
      column.names === undefined ? [written(column)] : ['101', '名称'],
    ),
  ];
  utils.sheet_add_aoa(sheet, [row], { origin: 'A2', cellDates: true });
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

beforeAll(async () => {
  const database = await freshDatabase();
  own.database = database;
  for (const register of all) templates.set(register.name, await registerTemplate(register));
  const inputs = all.map((register) => ({
    path: `${register.title.zh}.xlsx`,
    bytes: filled(register, templates.get(register.name) ?? new Uint8Array()),
  }));
  const report = await load(database, { inputs, declared: {}, by: 'test', rules: 'later' });
  own.files = report.files;
}, 60_000);
afterAll(() => own.database?.close());

test('there are fourteen registers', () => {
  expect(all.map(({ name }) => name)).toEqual([
    'approvals',
    'bonds',
    'capacity',
    'companies',
    'contracts',
    'estimates',
    'grants',
    'meetings',
    'milestones',
    'nontax',
    'performance',
    'procurements',
    'repayments',
    'resolutions',
  ]);
});

describe.each(all)('$name', (register) => {
  const bytes = () => templates.get(register.name) ?? new Uint8Array();

  test('bears every header, explains each of them, and offers the words that are known', () => {
    const book = read(bytes());
    const [sheet, explained] = book.SheetNames.map((name) => {
      const found = book.Sheets[name];
      return found === undefined ? [] : utils.sheet_to_json<string[]>(found, { header: 1 });
    });
    const columns = Object.values<RegisterColumn>(register.columns);
    const titles = columns.flatMap(({ title, names }) =>
      names === undefined ? [title.zh] : [title.zh, names.zh],
    );
    expect(sheet?.[0]).toEqual(['财政区划代码', '年度', ...titles]);
    expect(explained?.map(([title]) => title)).toEqual(expect.arrayContaining(titles));
    const xml = new TextDecoder().decode(unzipSync(bytes())['xl/worksheets/sheet1.xml']);
    expect(xml.indexOf('<dataValidations')).toBeGreaterThan(xml.indexOf('</sheetData>'));
    for (const { words, type } of columns) {
      const offered = type === 'boolean' ? ['是', '否'] : Object.keys(words ?? {});
      if (offered.length > 0) expect(xml).toContain(`<formula1>"${offered.join(',')}"</formula1>`);
    }
    // what a spreadsheet program takes for a list that is written out
    for (const [, list = ''] of xml.matchAll(/<formula1>"([^"]*)"/gu))
      expect(list.length).toBeLessThanOrEqual(255);
  });

  test('filled in, is read back as it was written', async () => {
    const file = own.files.find(({ path }) => path === `${register.title.zh}.xlsx`);
    expect(file?.status, JSON.stringify(file)).toBe('published');
    const columns = Object.entries<RegisterColumn>(register.columns);
    const shown = columns.map(([name, { type }]) => (type === 'date' ? `${name}::text` : name));
    const { rows } =
      (await own.database?.owner.query<Record<string, unknown>>(
        `select region_code, ${shown.join(', ')} from ${register.name}`,
      )) ?? {};
    expect(rows).toEqual([
      {
        region_code: '990101',
        ...Object.fromEntries(
          columns.map(([name, column]) => {
            if (column.names !== undefined) return [name, '101'];
            const word = Object.values(column.words ?? {})[0];
            const stored = { integer: 3, month: 3, fen: 123456n, ratio: 0.5, date: '2025-03-09', boolean: true, text: 'A1', key: 'A1' }; // prettier-ignore
            return [name, word ?? stored[column.type]];
          }),
        ),
      },
    ]);
  });
});
