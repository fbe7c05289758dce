/** In charge of telling what a file is from its content, never from its name. */
import type { Bilingual } from '#model/bilingual';
import { wideEncoding } from './encoding.ts';

export type Kind =
  | { readonly kind: 'empty' | 'zip' | 'gzip' | 'ole' | 'text' }
  | { readonly kind: 'other'; readonly is: Bilingual };

const SIGNATURES: readonly (readonly [bytes: string, zh: string, en: string, offset?: number])[] = [
  ['%PDF-', 'PDF 文档', 'a PDF document'],
  ['{\\rtf', 'RTF 文档', 'an RTF document'],
  ['MZ', 'Windows 可执行程序', 'a Windows program'],
  ['\x7fELF', 'Linux 可执行程序', 'a Linux program'],
  ['\xca\xfe\xba\xbe', '可执行程序', 'a program'],
  ['\xcf\xfa\xed\xfe', '可执行程序', 'a program'],
  ['\x89PNG', 'PNG 图片', 'a PNG picture'],
  ['\xff\xd8\xff', 'JPEG 图片', 'a JPEG picture'],
  ['GIF8', 'GIF 图片', 'a GIF picture'],
  ['BM\x00\x00', 'BMP 图片', 'a BMP picture'],
  ['II*\x00', 'TIFF 图片', 'a TIFF picture'],
  ['MM\x00*', 'TIFF 图片', 'a TIFF picture'],
  ['Rar!\x1a', 'RAR 压缩文件', 'a RAR archive'],
  ['7z\xbc\xaf', '7z 压缩文件', 'a 7z archive'],
  ['BZh', 'bzip2 压缩文件', 'a bzip2 archive'],
  ['\xfd7zXZ', 'xz 压缩文件', 'an xz archive'],
  ['\x28\xb5\x2f\xfd', 'zstd 压缩文件', 'a zstd archive'],
  ['ustar', 'tar 归档文件', 'a tar archive', 257],
  ['SQLite format 3', 'SQLite 数据库', 'an SQLite database'],
  ['PAR1', 'Parquet 数据文件', 'a Parquet file'],
  ['ARROW1', 'Arrow 数据文件', 'an Arrow file'],
];

const MARKUP: readonly (readonly [pattern: RegExp, zh: string, en: string])[] = [
  [/^<(?:!doctype\s+html|html|head|body|table|div|meta)\b/iu, '网页（HTML）', 'a web page (HTML)'],
  [/urn:schemas-microsoft-com:office:spreadsheet/u, 'Excel 2003 XML 表格', 'an Excel 2003 XML table'],
  [/^(?:<\?xml|<\w)/u, 'XML 文档', 'an XML document'],
  [/^#!/u, '脚本程序', 'a script'],
  [/^(?:\{\s*["}]|\[\s*[[{"\]])/u, 'JSON 数据', 'JSON data'],
  [/^MIME-Version:/iu, '网页存档（MHTML）', 'a saved web page (MHTML)'],
]; // prettier-ignore

export function sniff(bytes: Uint8Array): Kind {
  if (bytes.length === 0) return { kind: 'empty' };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString(
    'latin1',
  );
  if (/^PK(?:\x03\x04|\x05\x06|\x07\x08)/u.test(head)) return { kind: 'zip' };
  if (head.startsWith('\x1f\x8b')) return { kind: 'gzip' };
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return { kind: 'ole' };
  for (const [signature, zh, en, offset = 0] of SIGNATURES) {
    if (head.startsWith(signature, offset)) return { kind: 'other', is: { zh, en } };
  }
  const wide = /^(?:\xff\xfe|\xfe\xff)/u.test(head) || wideEncoding(bytes) !== null;
  const start = (wide ? head.replaceAll('\0', '') : head)
    .replace(/^(?:\xff\xfe|\xfe\xff|\xef\xbb\xbf)/u, '')
    .trimStart();
  for (const [pattern, zh, en] of MARKUP) {
    if (pattern.test(start)) return { kind: 'other', is: { zh, en } };
  }
  if (!wide && hasControls(head)) {
    return { kind: 'other', is: { zh: '二进制数据', en: 'binary data' } };
  }
  return start === '' && head.length === bytes.length ? { kind: 'empty' } : { kind: 'text' };
}

function hasControls(head: string): boolean {
  return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/u.test(head);
}
