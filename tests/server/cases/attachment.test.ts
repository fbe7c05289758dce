/** In charge of what files may be added to an alert: judged by their bytes, whatever their name says. */
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { attachmentOf } from '../../../server/cases/attachment.ts';

const zip = (...names: string[]) =>
  Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')]))));
const pdf = Buffer.from('%PDF-1.7\n');
const jpg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]);

test.each([
  ['函.pdf', pdf],
  ['函.docx', zip('[Content_Types].xml', 'word/document.xml')],
  ['表.xlsx', zip('xl/workbook.xml')],
  ['章.OFD', zip('OFD.xml', 'Doc_0/Document.xml')],
  ['图.jpeg', jpg],
  ['图.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
])('%s is taken', (name, content) => {
  expect(attachmentOf(name, content)).toMatchObject({ name, content });
});

test.each([
  ['an ending that is not allowed', '程序.exe', Buffer.from('MZ'), /只接收/u],
  ['no ending', '函', pdf, /只接收/u],
  ['a picture called a document', '函.pdf', jpg, /不符/u],
  ['a workbook called a letter', '函.docx', zip('xl/workbook.xml'), /不符/u],
  ['a broken archive', '表.xlsx', Buffer.from('PK\x03\x04nothing'), /不符/u],
  ['an empty file', '函.pdf', Buffer.alloc(0), /空的/u],
])('%s is refused', (_, name, content, said) => {
  expect(() => attachmentOf(name, content)).toThrow(
    expect.objectContaining({
      code: 'bad-attachment',
      detail: expect.objectContaining({ zh: expect.stringMatching(said) as string }) as object,
    }) as Error,
  );
});

test('a path in a name is no path', () => {
  expect(attachmentOf('..\\..\\etc/函.pdf', pdf).name).toBe('函.pdf');
});
