/** In charge of a sheet as delimited text, so that there is one way of reading rows: stored values, row for row. */
import type { Cell, Sheet } from '#model/reading';

export interface SheetText {
  readonly rows: readonly (readonly string[])[];
  /** UTF-8, every field in quotation marks; row n of the sheet is row n of the text. */
  readonly text: Uint8Array;
}

/** The first `most` rows, or all. */
export function sheetText(sheet: Sheet, most = sheet.rows): SheetText {
  const rows: string[][] = [];
  for (let row = 0; row < Math.min(sheet.rows, most); row++) {
    const fields = Array.from({ length: sheet.columns }, (_, column) =>
      textOf(sheet.cell(row, column)),
    );
    rows.push(fields);
  }
  const lines = rows.map((fields) =>
    fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(','),
  );
  return { rows, text: Buffer.from(lines.length === 0 ? '' : `${lines.join('\n')}\n`) };
}

/** What is stored and not what is shown: `132,245 ` may be 132244.7. Fifteen digits are what spreadsheets compute with. */
function textOf(cell: Cell | undefined): string {
  if (cell === undefined || cell.value === null) return '';
  if (typeof cell.value === 'number') return String(Number(cell.value.toPrecision(15)));
  if (typeof cell.value === 'boolean') return cell.value ? '1' : '0';
  return cell.value;
}
