/** In charge of small workbooks in the shape of official tables, for tests that need one cell to be otherwise. */
import { utils, write, type CellObject, type WorkSheet } from '@e965/xlsx';

export type Value = string | number | null;

export interface TableSheet {
  readonly name: string;
  /** `2025年甲市一般公共预算支出执行情况表` */
  readonly title: string;
  /** `表一` */
  readonly number?: string;
  /** `单位：万元`; null leaves it out. */
  readonly unit?: string | null;
  readonly header: readonly (readonly Value[])[];
  readonly rows: readonly (readonly Value[])[];
  /** Rows and columns as a spreadsheet counts rows (from 1) and names columns. */
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
}

/** An xlsx whose sheets hold one table each: title, number and unit, header, lines. */
export function workbook(sheets: readonly TableSheet[]): Uint8Array {
  const book = utils.book_new();
  for (const sheet of sheets) utils.book_append_sheet(book, worksheet(sheet), sheet.name);
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

function worksheet({
  title,
  number = '表一',
  unit = '单位：万元',
  header,
  rows,
  hiddenRows,
  hiddenColumns,
}: TableSheet): WorkSheet {
  const width = Math.max(...header.map((line) => line.length));
  const numbered: Value[] = [null, number, ...Array<null>(Math.max(0, width - 3)).fill(null), unit];
  const sheet = utils.aoa_to_sheet([
    [null, title],
    numbered,
    ...header.map(copy),
    ...rows.map(copy),
  ]);
  for (const [address, cell] of Object.entries(sheet) as [string, CellObject][]) {
    if (!address.startsWith('!') && cell.t === 'n') cell.z = '#,##0';
  }
  sheet['!rows'] = [];
  for (const row of hiddenRows ?? []) sheet['!rows'][row - 1] = { hidden: true };
  sheet['!cols'] = [];
  for (const column of hiddenColumns ?? []) sheet['!cols'][column] = { hidden: true };
  return sheet;
}

const copy = (cells: readonly Value[]): Value[] => [...cells];

/** A line of a table of execution: code, label, last year's outturn, original budget, executed. */
export type ExecutionLine = readonly [
  code: Value,
  label: string,
  prior: Value,
  original: Value,
  executed: Value,
];

export interface ExecutionSheet {
  readonly name?: string;
  readonly region?: string;
  readonly year?: number;
  readonly number?: string;
  readonly unit?: string | null;
  readonly title?: string;
  readonly lines: readonly ExecutionLine[];
}

/** `2025年丽江市一般公共预算支出执行情况表` with one header row and lines in ten thousand yuan. */
export function executionSheet({
  name = '02',
  region = '丽江市',
  year = 2025,
  number = '表二',
  unit,
  title,
  lines,
}: ExecutionSheet): TableSheet {
  return {
    name,
    number,
    title: title ?? `${String(year)}年${region}一般公共预算支出执行情况表`,
    ...(unit === undefined ? {} : { unit }),
    header: [
      [
        '科目编码',
        '项目',
        `${String(year - 1)}年决算数`,
        `${String(year)}年预算数`,
        `${String(year)}年执行数`,
      ],
    ],
    rows: lines,
  };
}

/** 人大事务 with two lines, 教育 without any below, and the total: 1,000 = 300 + 700. */
export const SMALL_LINES: readonly ExecutionLine[] = [
  ['201', '一、一般公共服务支出', 250, 280, 300],
  ['20101', '   人大事务', 250, 280, 300],
  ['2010101', '     行政运行', 150, 160, 180],
  ['2010104', '     人大会议', 100, 120, 120],
  ['205', '二、教育支出', 650, 690, 700],
  [null, '支出合计', 900, 970, 1000],
];

/** The lines with one cell otherwise. */
export function withCell(
  lines: readonly ExecutionLine[],
  line: number,
  column: number,
  value: Value,
): ExecutionLine[] {
  return lines.map((cells, index): ExecutionLine => {
    const [code, label, prior, original, executed] = cells;
    if (index !== line) return cells;
    const at = (place: number, own: Value) => (place === column ? value : own);
    return [at(0, code), String(at(1, label)), at(2, prior), at(3, original), at(4, executed)];
  });
}
