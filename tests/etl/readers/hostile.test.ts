/** In charge of files that are damaged, disguised or hostile: each gets one reject with a sentence, soon, and nothing else. */
import { gzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import type { RejectCode } from '#model/reject';
import { read } from '../../../etl/readers/read.ts';
import { ods, ole, xlsx, xlsxParts, zip, zipParts } from '../../support/archives.ts';

/** Reads what must be refused, and gives its only reject. */
async function refused(bytes: Uint8Array, path = '预算.xlsx') {
  const start = performance.now();
  const { workbooks, rejects } = await read(path, bytes);
  const [only] = rejects;
  expect(workbooks).toEqual([]);
  expect(rejects).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(20_000); // far above what any of them takes, far below a hang
  if (only === undefined) throw new Error('not refused');
  expect(only.message.zh).toContain(`文件“${path}`);
  expect(only.message.zh).toMatch(/。$/u);
  expect(only.message.en).toMatch(/\.$/u);
  return only;
}

const sound = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>');
const oldXls = (): Buffer => {
  const workbook = utils.book_new();
  utils.book_append_sheet(
    workbook,
    utils.aoa_to_sheet([
      ['项目', '金额'],
      ['教育', 12.5],
    ]),
    '表一',
  );
  return write(workbook, { type: 'buffer', bookType: 'biff8' }) as Buffer;
};

describe('a file that is no table', () => {
  test.each<[string, string | Buffer, string]>([
    ['PDF', '%PDF-1.7\n%âãÏÓ', 'PDF'],
    ['a program', Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(200)]), '可执行程序'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'PNG'],
    [
      'HTML named xls',
      '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>',
      '网页',
    ],
    ['a bare HTML table', '\n  <TABLE border=1><tr><td>1</td></tr></TABLE>', '网页'],
    [
      'Excel 2003 XML',
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      'Excel 2003 XML',
    ],
    ['JSON', '{"rows": [1, 2]}', 'JSON'],
    ['RTF', '{\\rtf1 hello}', 'RTF'],
    ['RAR', Buffer.from('Rar!\x1a\x07\x00', 'latin1'), 'RAR'],
    [
      'random bytes',
      Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919 + 13) % 256)),
      '二进制',
    ],
    [
      'a Word document',
      zipParts({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }),
      'Word',
    ],
    ['xlsb', zipParts({ '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': 'x' }), 'xlsb'],
    [
      'a text document',
      zipParts({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
      '办公文档',
    ],
    [
      'tar',
      Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\x0000'), Buffer.alloc(300)]),
      'tar',
    ],
  ])('%s is named for what it is', async (_, content, named) => {
    const { code, message } = await refused(Buffer.from(content));
    expect(code).toBe<RejectCode>('file-type');
    expect(message.zh).toContain(named);
  });

  test('an old Word document in an OLE container', async () => {
    const { code, message } = await refused(ole('WordDocument', Buffer.alloc(5000)), '预算.xls');
    expect(code).toBe<RejectCode>('file-type');
    expect(message.zh).toContain('Word');
  });

  test.each([
    ['nothing', ''],
    ['blanks', ' \n\n '],
    ['a byte order mark', '\ufeff'],
  ])('%s', async (_, text) => {
    expect((await refused(Buffer.from(text))).code).toBe<RejectCode>('empty-file');
  });

  test('a workbook without a cell', async () => {
    expect((await refused(xlsx(''))).code).toBe<RejectCode>('empty-file');
    expect((await refused(zip([]))).code).toBe<RejectCode>('empty-file');
  });
});

describe('a damaged file', () => {
  test('a workbook cut off anywhere', async () => {
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      const { code } = await refused(sound.subarray(0, Math.floor(sound.length * part)));
      expect(code).toBe<RejectCode>('file-truncated');
    }
  });

  test('an xls cut off', async () => {
    const whole = oldXls();
    for (const length of [600, 1500, Math.floor(whole.length / 2)]) {
      expect((await refused(whole.subarray(0, length), '预算.xls')).code).toBe<RejectCode>(
        'file-truncated',
      );
    }
  });

  test.each<[string, Record<string, string>]>([
    [
      'a sheet that ends early',
      { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>' },
    ],
    [
      'a shared string that is not there',
      {
        'xl/worksheets/sheet1.xml':
          '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData></worksheet>',
      },
    ],
    ['no relations', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }],
    [
      'a cell outside of its row',
      {
        'xl/worksheets/sheet1.xml':
          '<worksheet><sheetData><row r="1"><c r="A2"><v>1</v></c></row></sheetData></worksheet>',
      },
    ],
    [
      'a row beyond the last',
      {
        'xl/worksheets/sheet1.xml':
          '<worksheet><sheetData><row r="99999999999"><c><v>1</v></c></row></sheetData></worksheet>',
      },
    ],
    [
      'a cell beyond the last column',
      {
        'xl/worksheets/sheet1.xml':
          '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
      },
    ],
    [
      'two sheets of one name',
      {
        'xl/workbook.xml':
          '<workbook><sheets><sheet name="a" r:id="rId1"/><sheet name="a" r:id="rId1"/></sheets></workbook>',
      },
    ],
    [
      'an endless number format',
      {
        'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="${'0'.repeat(100_000)}"/></numFmts></styleSheet>`,
      },
    ],
  ])('%s', async (_, parts) => {
    expect((await refused(zipParts({ ...xlsxParts(''), ...parts }))).code).toBe<RejectCode>(
      'file-truncated',
    );
  });

  test('packed data that were altered', async () => {
    const bytes = Buffer.from(sound);
    bytes.fill(0xff, 60, 140);
    expect((await refused(bytes)).code).toBe<RejectCode>('file-truncated');
    expect((await refused(gzipSync('a,b\n1,2').subarray(0, 18), 'a.csv.gz')).code).toBe<RejectCode>(
      'file-truncated',
    );
  });

  test('a quotation mark that is never closed', async () => {
    expect(
      (await refused(Buffer.from('项目,金额\n"教育,1\n医疗,2\n'), 'a.csv')).code,
    ).toBe<RejectCode>('file-truncated');
  });

  test('bytes in no encoding', async () => {
    expect(
      (
        await refused(
          Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x81, 0xff, 0x8d, 0x0a, 0xff, 0x81, 0x20]),
          'a.csv',
        )
      ).code,
    ).toBe<RejectCode>('encoding');
  });
});

describe('a protected file', () => {
  test('an encrypted zip', async () => {
    expect(
      (await refused(zip([{ name: 'a.csv', content: 'a,b', flags: 1 }]))).code,
    ).toBe<RejectCode>('archive-encrypted');
  });

  test('a workbook with a password', async () => {
    const { code } = await refused(ole('EncryptedPackage', Buffer.alloc(5000)));
    expect(code).toBe<RejectCode>('archive-encrypted');
  });

  test('an OpenDocument spreadsheet with a password', async () => {
    const bytes = ods('', '', {
      'META-INF/manifest.xml': '<manifest><encryption-data/></manifest>',
    });
    expect((await refused(bytes, 'a.ods')).code).toBe<RejectCode>('archive-encrypted');
  });
});

describe('a bomb', () => {
  const zeros = Buffer.alloc(64 * 1_048_576);

  test('a zip that expands a thousandfold', async () => {
    const { code } = await refused(zip([{ name: 'a.csv', content: zeros }]), 'a.zip');
    expect(code).toBe<RejectCode>('archive-bomb');
  });

  test('a workbook part that expands a thousandfold', async () => {
    const parts = Object.entries(xlsxParts('')).map(([name, content]) => ({
      name,
      content: name.endsWith('sheet1.xml') ? zeros : content,
    }));
    expect((await refused(zip(parts))).code).toBe<RejectCode>('archive-bomb');
  });

  test('an entry that claims to be small', async () => {
    expect(
      (await refused(zip([{ name: 'a.csv', content: zeros, claims: 100 }]), 'a.zip')).code,
    ).toMatch(/archive-bomb|file-truncated/u);
  });

  test('a gzip that expands a thousandfold', async () => {
    expect((await refused(gzipSync(zeros), 'a.csv.gz')).code).toBe<RejectCode>('archive-bomb');
  });

  test('archives in archives', async () => {
    const inner = zip([{ name: 'a.csv', content: 'a,b' }]);
    expect(
      (await refused(zip([{ name: 'b.zip', content: inner }]), 'a.zip')).code,
    ).toBe<RejectCode>('archive-bomb');
    expect((await refused(gzipSync(gzipSync('a,b')), 'a.gz')).code).toBe<RejectCode>(
      'archive-bomb',
    );
  });

  test('more entries than anyone packs', async () => {
    const entries = Array.from({ length: 5_000 }, (_, index) => ({
      name: `${String(index)}.csv`,
      content: 'a',
      store: true,
    }));
    expect((await refused(zip(entries), 'a.zip')).code).toBe<RejectCode>('archive-bomb');
  });

  test('more cells than can be held', async () => {
    const row = `<row r="1">${'<c/>'.repeat(1000)}</row>`;
    const sheet = (number: number) =>
      `<worksheet><sheetData>${row.replace('r="1"', '').repeat(number)}</sheetData></worksheet>`;
    expect(
      (
        await refused(
          zip(
            Object.entries({ ...xlsxParts(''), 'xl/worksheets/sheet1.xml': sheet(5_100) }).map(
              ([name, content]) => ({ name, content, store: true }),
            ),
          ),
        )
      ).code,
    ).toBe<RejectCode>('too-many-cells');
  });

  test.each([
    [
      'columns',
      '<table:table table:name="a"><table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000000000"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
    ],
    [
      'rows',
      '<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000000"><table:table-cell office:value-type="string"><text:p>1</text:p></table:table-cell></table:table-row></table:table>',
    ],
  ])('one OpenDocument cell that repeats over a thousand million %s', async (_, table) => {
    expect((await refused(ods(table), 'a.ods')).code).toBe<RejectCode>('too-many-cells');
  });
});

describe('names and entities', () => {
  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\windows\\a.csv',
    'a/../../b.csv',
    '..\\b.csv',
  ])('a name that leads elsewhere: %s', async (name) => {
    const { code, message } = await refused(zip([{ name, content: 'a,b' }]), 'a.zip');
    expect(code).toBe<RejectCode>('archive-path');
    expect(message.zh).toContain(name.replaceAll('\\', '/'));
  });

  const laughs = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;">]>';
  test.each([
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
    'xl/sharedStrings.xml',
    'xl/styles.xml',
  ])('entities declared in %s', async (part) => {
    const parts = xlsxParts('<row r="1"><c r="A1"><v>1</v></c></row>');
    const { code, message } = await refused(
      zipParts({ ...parts, [part]: laughs + (parts[part] ?? '') }),
    );
    expect(code).toBe<RejectCode>('xml-entity');
    expect(message.zh).toContain(part);
  });

  test('entities declared in an OpenDocument spreadsheet', async () => {
    expect(
      (
        await refused(
          ods('', '', { 'content.xml': `${laughs}<office:document-content/>` }),
          'a.ods',
        )
      ).code,
    ).toBe<RejectCode>('xml-entity');
  });

  test('a part in UTF-16, where a declaration could hide', async () => {
    const parts = Object.entries(xlsxParts('')).map(([name, content]) => ({
      name,
      content: name.endsWith('styles.xml') ? Buffer.from(`\ufeff${laughs}`, 'utf16le') : content,
    }));
    expect((await refused(zip(parts))).code).toBe<RejectCode>('encoding');
  });
});

describe('what only looks large', () => {
  test('absurd declared ranges, merges, links and hidden columns cost nothing', async () => {
    const start = performance.now();
    const bytes = xlsx(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" hidden="1"/>',
      {},
      {
        before:
          '<dimension ref="A1:XFD1048576"/><cols><col min="2" max="2000000000" hidden="1"/></cols>',
        after:
          '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks><autoFilter ref="A1:XFD1048576"/>',
      },
    );
    const { workbooks, rejects } = await read('a.xlsx', bytes);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(rejects).toEqual([]);
    const sheet = workbooks[0]?.sheets[0];
    expect([
      sheet?.rows,
      sheet?.columns,
      sheet?.hiddenRows.size,
      sheet?.hiddenColumns.size,
    ]).toEqual([1, 1, 0, 0]);
  });

  test('one cell in the last corner', async () => {
    const start = performance.now();
    const { workbooks } = await read(
      'a.xlsx',
      xlsx('<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'),
    );
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(workbooks[0]?.sheets[0]?.cell(1_048_575, 16_383)?.value).toBe(7);
  });

  test('a container whose chains run in circles', async () => {
    const whole = oldXls();
    const table = 512 * (whole.readUInt32LE(76) + 1);
    for (let index = 0; index < 12; index++) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt32LE(index, table + 4 * index);
      const { workbooks, rejects } = await read('a.xls', bytes);
      expect(workbooks.length + rejects.length).toBe(1);
    }
  });

  test('damaged formulas do not send the reader round in circles', async () => {
    const start = performance.now();
    for (const type of [0x0006, 0x0021, 0x0206, 0x0017, 0x0018]) {
      const bytes = oldXls();
      const number = bytes.indexOf(Buffer.from('03020e00', 'hex'));
      bytes.writeUInt16LE(type, number);
      const { workbooks, rejects } = await read('a.xls', bytes);
      expect(workbooks.length + rejects.length).toBe(1);
    }
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('random damage to an xls never throws and never hangs', async () => {
    const whole = oldXls();
    for (let seed = 1; seed <= 300; seed++) {
      const bytes = Buffer.from(whole);
      for (let i = 0; i < 4; i++)
        bytes[(seed * 7919 + i * 104_729 + i * seed) % bytes.length] = (seed * 31 + i * 17) % 256;
      const start = performance.now();
      const { workbooks, rejects } = await read('a.xls', bytes);
      expect(workbooks.length + rejects.length).toBe(1);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });

  test('a container whose chains run in circles', async () => {
    const whole = oldXls();
    const table = 512 * (whole.readUInt32LE(76) + 1);
    for (let index = 0; index < 12; index++) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt32LE(index, table + 4 * index);
      const { workbooks, rejects } = await read('a.xls', bytes);
      expect(workbooks.length + rejects.length).toBe(1);
    }
  });

  test('damaged formulas do not send the reader round in circles', async () => {
    const start = performance.now();
    for (const type of [0x0006, 0x0021, 0x0206, 0x0017, 0x0018]) {
      const bytes = oldXls();
      const number = bytes.indexOf(Buffer.from('03020e00', 'hex'));
      bytes.writeUInt16LE(type, number);
      const { workbooks, rejects } = await read('a.xls', bytes);
      expect(workbooks.length + rejects.length).toBe(1);
    }
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('random damage to an xlsx never throws and never hangs', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const bytes = Buffer.from(sound);
      for (let i = 0; i < 3; i++)
        bytes[(seed * 7919 + i * 104_729) % bytes.length] = (seed * 31 + i * 17) % 256;
      const { workbooks, rejects } = await read('a.xlsx', bytes);
      expect(workbooks.length + rejects.length).toBeGreaterThan(0);
    }
  });
});
