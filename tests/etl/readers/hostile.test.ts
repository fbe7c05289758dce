/** In charge of files that are damaged, disguised or hostile: each gets one reject with a sentence, soon, and nothing else. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { RejectCode } from '#model/reject';
import { ods, ole, xlsx, xlsxParts, zip, zipParts } from '../../support/archives.ts';
import { refused, sound, oldXls } from './refused.ts';

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
