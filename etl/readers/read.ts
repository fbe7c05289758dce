/** In charge of turning any file that is handed in into workbooks, or into one clear reason why not. */
import type { Sheet, Workbook } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import { readCsv } from './csv.ts';
import { LIMITS } from './limits.ts';
import { isOds, readOds } from './ods.ts';
import { detail, refuse, Refusal } from './refusal.ts';
import { sniff } from './sniff.ts';
import { gunzip, unzip, type Parts } from './unzip.ts';
import { isXlsx, readXlsx } from './xlsx.ts';
import { readXls } from './xls.ts';

/** What a file held. A zip may hold several workbooks; each file in it that is none leaves a reject. */
export interface Read {
  readonly workbooks: readonly Workbook[];
  readonly rejects: readonly Reject[];
}

/** What operating systems put into archives on their own. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)/iu;

/**
 * Reads a file by its content, whatever its name says. Never throws for what is wrong with the file: damage, passwords, bombs and
 * unsuitable types come back as rejects whose message names the file.
 * @param path name of the file, used for messages and as the path of its workbooks (`a.zip!2025.xlsx` inside an archive)
 */
export async function read(path: string, bytes: Uint8Array): Promise<Read> {
  return readFile(path, bytes, false);
}

async function readFile(path: string, bytes: Uint8Array, inArchive: boolean): Promise<Read> {
  try {
    if (bytes.length > LIMITS.fileBytes && !inArchive) {
      throw refuse('file-too-large', { bytes: bytes.length, limit: LIMITS.fileBytes });
    }
    const found = sniff(bytes);
    switch (found.kind) {
      case 'empty':
        throw refuse('empty-file', {});
      case 'other':
        throw refuse('file-type', { is: found.is });
      case 'ole':
        return only(path, 'xls', await readXls(bytes));
      case 'text':
        return only(path, 'csv', [readCsv(sheetName(path), bytes)]);
      case 'gzip': {
        if (inArchive) throw nested();
        return await readFile(`${path}!${sheetName(path)}`, await gunzip(bytes), true);
      }
      case 'zip': {
        const parts = await unzip(bytes);
        if (isXlsx(parts)) return only(path, 'xlsx', readXlsx(parts));
        if (isOds(parts)) return only(path, 'ods', readOds(parts));
        refuseDocuments(parts);
        if (inArchive) throw nested();
        return await readMembers(path, parts);
      }
    }
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return { workbooks: [], rejects: [cause.at(path)] };
  }
}

async function readMembers(path: string, parts: Parts): Promise<Read> {
  const workbooks: Workbook[] = [];
  const rejects: Reject[] = [];
  for (const [name, content] of parts) {
    if (LITTER.test(name)) continue;
    const member = await readFile(`${path}!${name}`, content, true);
    workbooks.push(...member.workbooks);
    rejects.push(...member.rejects);
  }
  if (workbooks.length === 0 && rejects.length === 0)
    rejects.push(reject('empty-file', {}, { path }));
  return { workbooks, rejects };
}

/** Office files that are zips, but not of cells that we read. */
function refuseDocuments(parts: Parts): void {
  const kinds: readonly (readonly [part: string, zh: string, en: string])[] = [
    ['word/document.xml', 'Word 文档', 'a Word document'],
    ['ppt/presentation.xml', 'PowerPoint 演示文稿', 'a PowerPoint presentation'],
    ['xl/workbook.bin', '二进制 Excel 工作簿（xlsb）', 'a binary Excel workbook (xlsb)'],
    ['Index/Document.iwa', 'Numbers 表格', 'a Numbers table'],
    ['META-INF/MANIFEST.MF', 'Java 程序包', 'a Java archive'],
    ['OFD.xml', 'OFD 版式文档', 'an OFD document'],
  ];
  for (const [part, zh, en] of kinds) {
    if (parts.has(part)) throw refuse('file-type', { is: { zh, en } });
  }
  const type = parts.get('mimetype');
  if (type !== undefined && Buffer.from(type).toString('latin1').startsWith('application/')) {
    throw refuse('file-type', { is: { zh: '其他办公文档', en: 'another office document' } });
  }
}

function only(path: string, format: Workbook['format'], sheets: readonly Sheet[]): Read {
  if (sheets.every((sheet) => sheet.rows === 0)) throw refuse('empty-file', {});
  return { workbooks: [{ path, format, sheets }], rejects: [] };
}

/** `dir/预算.csv.gz` → `预算`. */
function sheetName(path: string): string {
  const file = path.split(/[/!\\]/u).at(-1) ?? path;
  return file.replace(/\.gz$/iu, '').replace(/\.\w+$/u, '') || file;
}

function nested(): Refusal {
  return refuse('archive-bomb', detail('压缩文件内还有压缩文件', 'an archive inside an archive'));
}
