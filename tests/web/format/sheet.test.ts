/** In charge of holding exported tables to their promise: exact, quoted, safe to open, honest about what is hidden. */
import { read, utils } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { fen } from '#model/fen';
import {
  amountCell,
  csvOf,
  ratioCell,
  textCell,
  xlsxOf,
  type Sheet,
} from '../../../web/format/sheet.ts';

const SHEET: Sheet = {
  title: '农林水支出距年初预算最远',
  columns: ['科目编码', '科目', '执行数（元）', '完成'],
  rows: [
    [textCell('213'), textCell('农林水支出'), amountCell(fen(239_253_000_000n)), ratioCell(0.6648)],
    [
      textCell('2019999'),
      textCell('其他, "杂项"'),
      amountCell(fen(-2_416_000_000n)),
      ratioCell(null),
    ],
    [textCell(null), textCell('=HYPERLINK("http://x")'), amountCell(null), ratioCell(null)],
  ],
  notes: ['来源：表二'],
};

describe('an exported table', () => {
  test('is CSV with a byte order mark, exact amounts in 元, blanks for what is absent', () => {
    expect(csvOf(SHEET)).toBe(
      '\uFEFF农林水支出距年初预算最远\r\n' +
        '科目编码,科目,执行数（元）,完成\r\n' +
        '213,农林水支出,2392530000.00,66.48%\r\n' +
        '2019999,"其他, ""杂项""",-24160000.00,\r\n' +
        ',"\'=HYPERLINK(""http://x"")",,\r\n' +
        '来源：表二\r\n',
    );
  });

  test('is an Excel workbook with the same cells as numbers', async () => {
    const blob = await xlsxOf(SHEET);
    const book = read(new Uint8Array(await blob.arrayBuffer()));
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    expect(sheet).toBeDefined();
    const rows = utils.sheet_to_json<unknown[]>(sheet ?? {}, { header: 1 });
    expect(rows[2]).toEqual(['213', '农林水支出', 2_392_530_000, 0.6648]);
    expect(rows[3]?.[2]).toBe(-24_160_000);
    expect(JSON.stringify(sheet)).not.toContain('"f":');
    expect(rows.at(-1)?.[0]).toBe('来源：表二');
  });
});
