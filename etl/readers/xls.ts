/** In charge of xls workbooks (records inside an OLE container). */
import { set_cptable } from '@e965/xlsx';
import type { Sheet } from '#model/reading';
import { cellKey, cleanBiff } from './biff.ts';
import { Grid } from './grid.ts';
import { openOle } from './ole.ts';
import { refuse } from './refusal.ts';
import { cellsOf, countsFrom1904, parseWorkbook, toCell } from './sheetjs.ts';

/** Streams by which the kind of an OLE container is told. */
const KINDS: readonly (readonly [stream: string, zh: string, en: string])[] = [
  ['WordDocument', 'Word 97–2003 文档', 'a Word 97–2003 document'],
  ['PowerPoint Document', 'PowerPoint 97–2003 演示文稿', 'a PowerPoint 97–2003 presentation'],
  ['__substg1.0_', 'Outlook 邮件', 'an Outlook message'],
  ['VisioDocument', 'Visio 图形', 'a Visio drawing'],
];

/** The sheets of an xls workbook. Refuses protected ones and other kinds of OLE file. */
export async function readXls(bytes: Uint8Array): Promise<Sheet[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { stream, sheets } = cleanBiff(workbookStream(buffer));
  // Excel 5.0/95 files keep Chinese text in GBK, whose table is only loaded for xls.
  set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  const workbook = parseWorkbook('xls', stream, { cellFormula: false, cellStyles: true });
  const from1904 = countsFrom1904(workbook);
  return workbook.SheetNames.map((name, index): Sheet => {
    const source = workbook.Sheets[name];
    const marks = sheets[index];
    const grid = new Grid();
    for (const { row, column, source: cell } of cellsOf(workbook, name)) {
      const key = cellKey(row, column);
      const indent = marks?.indents.get(key) ?? 0;
      const made = toCell(cell, from1904, indent, marks?.formulas.has(key) ?? false);
      if (made !== null) grid.put(row, column, made);
    }
    return grid.sheet({
      name,
      hidden: (workbook.Workbook?.Sheets?.find((one) => one.name === name)?.Hidden ?? 0) !== 0,
      merges: (source?.['!merges'] ?? []).map(({ s, e }) => ({
        top: s.r,
        left: s.c,
        bottom: e.r,
        right: e.c,
      })),
      hiddenRows: hiddenOf(source?.['!rows']),
      hiddenColumns: hiddenOf(source?.['!cols']),
    });
  });
}

/** The stream that holds the workbook's records. */
function workbookStream(bytes: Buffer): Buffer {
  const ole = openOle(bytes);
  if (ole.names.includes('EncryptedPackage')) throw refuse('archive-encrypted', {});
  const stream = ole.stream('Workbook') ?? ole.stream('Book');
  if (stream !== null) return stream;
  const kind = KINDS.find(([name]) => ole.names.some((one) => one.startsWith(name)));
  const [, zh, en] = kind ?? ['', '其他 OLE 复合文档', 'another OLE document'];
  throw refuse('file-type', { is: { zh, en } });
}

function hiddenOf(list: readonly ({ hidden?: boolean } | undefined)[] | undefined): number[] {
  const hidden: number[] = [];
  for (const index of Object.keys(list ?? []).map(Number)) {
    if (list?.[index]?.hidden === true) hidden.push(index);
  }
  return hidden;
}
