/** In charge of sound files: every reader gives the same grid for the same table, and loses nothing on the way. */
import { gzipSync } from 'node:zlib';
import { utils, write, type BookType } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import type { Sheet, Workbook } from '#model/reading';
import { isDateFormat, isoDate } from '../../../etl/readers/sheetjs.ts';
import { read } from '../../../etl/readers/read.ts';
import { ods, xlsx, zip } from '../../support/archives.ts';

async function only(path: string, bytes: Uint8Array): Promise<Workbook> {
  const { workbooks, rejects } = await read(path, bytes);
  expect(rejects).toEqual([]);
  const [workbook] = workbooks;
  if (workbook === undefined || workbooks.length > 1) throw new Error('not one workbook');
  return workbook;
}

async function firstSheet(path: string, bytes: Uint8Array): Promise<Sheet> {
  const [sheet] = (await only(path, bytes)).sheets;
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

/** Every cell as `[row, column, value, text]`. */
function cellsOf(sheet: Sheet): [number, number, unknown, string][] {
  const found: [number, number, unknown, string][] = [];
  for (let row = 0; row < sheet.rows; row++) {
    for (let column = 0; column < sheet.columns; column++) {
      const cell = sheet.cell(row, column);
      if (cell !== undefined) found.push([row, column, cell.value, cell.text]);
    }
  }
  return found;
}

describe('xlsx', () => {
  const rows = [
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s" s="2"><v>1</v></c><c r="D1" s="1"/></row>',
    '<row r="2" hidden="1"><c r="A2" s="1"><f>SUM(B2:C2)</f><v>132245</v></c><c r="B2" s="1"><v>0.615</v></c><c r="C2"><f>NOW()</f></c></row>',
    '<row r="3" ht="0" customHeight="1"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B3" t="b"><v>1</v></c><c r="C3" s="3"><v>46037</v></c></row>',
    '<row r="4"><c r="A4" t="inlineStr"><is><t>甲&amp;乙</t></is></c><c r="B4" t="str"><f>"a"</f><v>a</v></c><c r="C4" t="str"><f>""</f><v></v></c></row>',
  ].join('');

  test('values, printed text, indents, formulas, hidden rows and columns, merges', async () => {
    const sheet = await firstSheet(
      'a.xlsx',
      xlsx(
        rows,
        {},
        {
          before:
            '<cols><col min="2" max="2" width="9" hidden="1"/><col min="3" max="3" width="0"/></cols>',
          after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
        },
      ),
    );
    expect(cellsOf(sheet)).toEqual([
      [0, 0, '  教育支出', '  教育支出'],
      [0, 1, '单位：万元', '单位：万元'],
      [1, 0, 132_245, '132,245 '],
      [1, 1, 0.615, '1 '],
      [2, 0, '#DIV/0!', '#DIV/0!'],
      [2, 1, true, 'TRUE'],
      [2, 2, '2026-01-15', '1/15/26'],
      [3, 0, '甲&乙', '甲&乙'],
      [3, 1, 'a', 'a'],
    ]);
    expect([sheet.cell(0, 1)?.indent, sheet.cell(0, 0)?.indent]).toEqual([2, 0]);
    expect([sheet.cell(1, 0)?.formula, sheet.cell(1, 1)?.formula]).toEqual([true, false]);
    expect([sheet.cell(2, 0)?.kind, sheet.cell(2, 2)?.kind]).toEqual(['error', 'date']);
    expect([[...sheet.hiddenRows], [...sheet.hiddenColumns]]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(sheet.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 1 }]);
    expect([sheet.rows, sheet.columns]).toEqual([4, 3]);
  });

  test('a formula without a stored value is no figure, not zero', async () => {
    const sheet = await firstSheet(
      'a.xlsx',
      xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f></c></row>'),
    );
    expect(cellsOf(sheet)).toEqual([[0, 0, 1, '1']]);
  });

  test('hidden sheets are read and marked, links to other files are not followed', async () => {
    const workbook = await only(
      'a.xlsx',
      xlsx('<row r="1"><c r="A1"><f>[1]外部!A1</f><v>5</v></c></row>', {
        'xl/workbook.xml':
          '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="A&amp;B" sheetId="1" state="veryHidden" r:id="rId1"/></sheets><externalReferences/></workbook>',
        'xl/externalLinks/externalLink1.xml': '<!DOCTYPE x><externalLink/>',
      }),
    );
    expect(workbook.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([['A&B', true]]);
    expect(workbook.sheets[0]?.cell(0, 0)?.value).toBe(5);
  });

  test('dates count from where the workbook says', () => {
    expect([
      isoDate(46_037, false),
      isoDate(44_575, true),
      isoDate(1, false),
      isoDate(59, false),
      isoDate(61, false),
      isoDate(46_037.5, false),
      isoDate(-1, false),
      isoDate(1e9, false),
    ]).toEqual([
      '2026-01-15',
      '2026-01-15',
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '2026-01-15T12:00:00',
      null,
      null,
    ]);
    expect(
      ['yyyy"年"m"月"d"日"', 'm/d/yy', '[$-804]aaaa;@', 'h:mm', '[h]:mm', 'yyyy\\-mm'].map(
        isDateFormat,
      ),
    ).toEqual([true, true, false, true, true, true]);
    expect(
      [
        'General',
        '#,##0_ ',
        '0.00%',
        '0"亩"',
        '#,##0.00_);[Red]\\(#,##0.00\\)',
        '0.0E+00',
        '@',
        '"d"0',
        undefined,
      ].map(isDateFormat),
    ).toEqual(Array(9).fill(false));
  });
});

describe('xls, ods and xlsx of one table', () => {
  const table = [
    ['项目', '2024年决算数', '增长%'],
    ['一、教育支出', 255_457, 0.132],
    ['　学前教育', -2_416.5, null],
  ];

  test.each<BookType>(['biff8', 'ods', 'xlsx'])('%s gives the same values', async (bookType) => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(table), '表一');
    const options = { type: 'buffer', bookType } as const;
    const workbook = await only('随便.dat', write(book, options) as Buffer);
    expect(workbook.format).toBe({ biff8: 'xls', ods: 'ods', xlsx: 'xlsx' }[bookType as string]);
    expect(
      workbook.sheets[0] &&
        cellsOf(workbook.sheets[0]).map(([row, column, value]) => [row, column, value]),
    ).toEqual(
      table.flatMap((line, row) =>
        line.flatMap((value, column) => (value === null ? [] : [[row, column, value]])),
      ),
    );
  });

  test('Excel 5.0/95 keeps Chinese text in GBK', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['AAAA']]), '1');
    // The library writes this format in Latin-1 only: 项目 in GBK takes the place of AAAA, code page 936 that of 1252.
    const bytes = write(book, { type: 'buffer', bookType: 'biff5' }) as Buffer;
    Buffer.from('cfeec4bf', 'hex').copy(bytes, bytes.indexOf('AAAA'));
    Buffer.from('42000200a803', 'hex').copy(
      bytes,
      bytes.indexOf(Buffer.from('42000200e404', 'hex')),
    );
    expect((await firstSheet('a.xls', bytes)).cell(0, 0)?.value).toBe('项目');
  });

  test('xls keeps hidden columns, number formats and merges', async () => {
    const sheet = utils.aoa_to_sheet(table);
    sheet['!cols'] = [{ hidden: true, wch: 9 }, { wch: 9 }];
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }];
    sheet['B3'] = { t: 'n', v: 3, z: '#,##0.00' };
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '表一');
    const read = await firstSheet(
      'a.xls',
      write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer,
    );
    expect([[...read.hiddenColumns], read.merges]).toEqual([
      [0],
      [{ top: 0, left: 0, bottom: 0, right: 1 }],
    ]);
    expect(read.cell(2, 1)).toMatchObject({ value: 3, text: '3.00' });
  });
});

describe('ods', () => {
  test('hidden sheets, rows and columns, repeated cells, printed text', async () => {
    const cell = (value: number, more = '') =>
      `<table:table-cell office:value-type="float" office:value="${String(value)}" ${more}><text:p>${String(value)}.00</text:p></table:table-cell>`;
    const workbook = await only(
      'a.ods',
      ods(
        [
          '<table:table table:name="表一" table:style-name="ta1">',
          '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="16381"/>',
          `<table:table-row>${cell(1)}<table:table-cell/>${cell(2, 'table:number-columns-repeated="2"')}</table:table-row>`,
          `<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`,
          `<table:table-row table:visibility="filter">${cell(3, 'table:formula="of:=[.A1]*3"')}</table:table-row>`,
          '<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
          '</table:table>',
          `<table:table table:name="表二" table:style-name="ta2"><table:table-row>${cell(9)}</table:table-row></table:table>`,
        ].join(''),
        '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>',
      ),
    );
    expect(
      workbook.sheets.map(({ name, hidden, rows, columns }) => [name, hidden, rows, columns]),
    ).toEqual([
      ['表一', false, 4, 4],
      ['表二', true, 1, 1],
    ]);
    const [sheet] = workbook.sheets;
    expect(sheet && cellsOf(sheet)).toEqual([
      [0, 0, 1, '1.00'],
      [0, 2, 2, '2.00'],
      [0, 3, 2, '2.00'],
      [3, 0, 3, '3.00'],
    ]);
    expect([[...(sheet?.hiddenRows ?? [])], [...(sheet?.hiddenColumns ?? [])]]).toEqual([[3], [2]]);
    expect([sheet?.cell(3, 0)?.formula, sheet?.cell(0, 0)?.formula]).toEqual([true, false]);
  });
});

describe('csv', () => {
  const text = '项目,金额\r\n"教育,支出","1,234.50"\r\n医疗,\r\n';
  const gbk = Buffer.from(
    'cfeec4bf2cbdf0b6eea30a22bdccd3fd2cd6a7b3f6222c22312c3233342e3530220ad2bdc1c62c0a',
    'hex',
  );

  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 little endian', Buffer.from(`a,b,c,d,e,f\n${text}`, 'utf16le').subarray(24)],
    ['semicolons', Buffer.from('项目;金额\n教育,支出;1,234.50\n医疗;\n')],
    ['tabs', Buffer.from('项目\t金额\n教育,支出\t1,234.50\n医疗\t\n')],
    ['GB18030', Buffer.from(gbk.toString('hex').replace('eea30a', 'ee0a'), 'hex')],
  ])('%s', async (_, bytes) => {
    const sheet = await firstSheet('a/预算.csv', bytes);
    expect(sheet.name).toBe('预算');
    expect(cellsOf(sheet).map(([row, column, value]) => [row, column, value])).toEqual([
      [0, 0, '项目'],
      [0, 1, '金额'],
      [1, 0, '教育,支出'],
      [1, 1, '1,234.50'],
      [2, 0, '医疗'],
    ]);
  });

  test('Latin-1 is not taken for Chinese, nor Chinese for Latin-1', async () => {
    const spanish = 'Programa;Crédito\nEducación y atención al niño;1.234,50\nAños próximos;€ 5\n';
    const latin = await firstSheet('a.csv', Buffer.from(spanish.replace('€', 'E'), 'latin1'));
    expect(latin.cell(1, 0)?.text).toBe('Educación y atención al niño');
    const rare = await firstSheet('a.csv', Buffer.from('d5e92cb1e0c2eb0ad6ec86432c310a', 'hex'));
    expect(rare.cell(0, 1)?.text).toBe('编码');
  });

  test('empty lines stay rows, codes stay text, rows may differ in width', async () => {
    const sheet = await firstSheet('a.csv', Buffer.from('code,x\n\n001,"a\nb",c\n\n\n'));
    expect(cellsOf(sheet).map(([row, column, value]) => [row, column, value])).toEqual([
      [0, 0, 'code'],
      [0, 1, 'x'],
      [2, 0, '001'],
      [2, 1, 'a\nb'],
      [2, 2, 'c'],
    ]);
    expect([sheet.rows, sheet.columns]).toEqual([3, 3]);
  });
});

describe('archives', () => {
  test('a zip with several tables, names in GBK, and what an operating system leaves', async () => {
    const name = Buffer.from('d4a4cbe32e637376', 'hex'); // 预算.csv
    const { workbooks, rejects } = await read(
      'a.zip',
      zip([
        { name, content: 'a,b\n1,2', flags: 0 },
        { name: 'dir/', content: '' },
        { name: 'dir/决算.xlsx', content: xlsx('<row r="1"><c r="A1"><v>1</v></c></row>') },
        { name: '__MACOSX/._决算.xlsx', content: 'x' },
        { name: '说明.pdf', content: '%PDF-1.4' },
      ]),
    );
    expect(workbooks.map(({ path, format }) => [path, format])).toEqual([
      ['a.zip!预算.csv', 'csv'],
      ['a.zip!dir/决算.xlsx', 'xlsx'],
    ]);
    expect(rejects.map(({ code, message }) => [code, message.zh])).toEqual([
      [
        'file-type',
        '文件“a.zip!说明.pdf”：文件内容是PDF 文档，不是可读取的表格，请提供 xlsx、xls、ods 或 csv 格式的文件。',
      ],
    ]);
  });

  test('a gzip', async () => {
    const workbook = await only('pagos.csv.gz', gzipSync('a;b\n1;2'));
    expect([
      workbook.format,
      workbook.sheets[0]?.name,
      workbook.sheets[0]?.cell(1, 1)?.text,
    ]).toEqual(['csv', 'pagos', '2']);
  });
});
