/** In charge of xls workbooks (BIFF inside an OLE container). */
import { set_cptable } from '@e965/xlsx';
import type { Sheet } from '#model/reading';
import { Grid } from './grid.ts';
import { detail, refuse } from './refusal.ts';
import { cellsOf, countsFrom1904, parseWorkbook, toCell } from './sheetjs.ts';

/** Streams of an OLE container by which its kind is told; their names stand in it in UTF-16. */
const KINDS: readonly (readonly [stream: string, zh: string, en: string])[] = [
  ['WordDocument', 'Word 97–2003 文档', 'a Word 97–2003 document'],
  ['PowerPoint Document', 'PowerPoint 97–2003 演示文稿', 'a PowerPoint 97–2003 presentation'],
  ['__substg1.0_', 'Outlook 邮件', 'an Outlook message'],
  ['VisioDocument', 'Visio 图形', 'a Visio drawing'],
];

/** The sheets of an xls workbook. Refuses protected ones and other kinds of OLE file. */
export async function readXls(bytes: Uint8Array): Promise<Sheet[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const holds = (stream: string): boolean => buffer.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) throw refuse('archive-encrypted', {});
  if (!holds('Workbook') && !holds('Book')) {
    const kind = KINDS.find(([stream]) => holds(stream));
    if (kind !== undefined) throw refuse('file-type', { is: { zh: kind[1], en: kind[2] } });
    throw holds('Root Entry')
      ? refuse('file-type', { is: { zh: '其他 OLE 复合文档', en: 'another OLE document' } })
      : refuse('file-truncated', detail('没有工作簿内容', 'no workbook inside'));
  }
  // Excel 5.0/95 files keep Chinese text in GBK, whose table is only loaded for xls.
  set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  const workbook = parseWorkbook(buffer, { cellFormula: true, cellStyles: true });
  const from1904 = countsFrom1904(workbook);
  return workbook.SheetNames.map((name, index): Sheet => {
    const source = workbook.Sheets[name];
    const grid = new Grid();
    for (const { row, column, source: cell } of cellsOf(workbook, name)) {
      const made = toCell(cell, from1904, 0, cell.f !== undefined || cell.F !== undefined);
      if (made !== null) grid.put(row, column, made);
    }
    return grid.sheet({
      name,
      hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
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

function hiddenOf(list: readonly ({ hidden?: boolean } | undefined)[] | undefined): number[] {
  const hidden: number[] = [];
  for (const index of Object.keys(list ?? []).map(Number)) {
    if (list?.[index]?.hidden === true) hidden.push(index);
  }
  return hidden;
}
