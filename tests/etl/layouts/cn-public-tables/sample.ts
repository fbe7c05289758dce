/** In charge of the sample execution table that tests change one cell of, and of reading sheets alone. */
import type { FileReading, Sheet, TableReading } from '#model/reading';
import { layout } from '../../../../etl/layouts/cn-public-tables/layout.ts';
import { sheetOf, workbookOf, type Content } from '../sheetOf.ts';

export const EXECUTION: Content[][] = [
  [null, '2025年丽江市一般公共预算支出执行情况表'],
  [null, '表二', null, null, null, '单位：万元'],
  [null, '项目', '2024年决算数', '2025年', null, '比较'],
  ['科目编码', null, null, '预算数', '执行数', '完成2025年预算数的%', '打印', '类-款-项'],
  [
    201,
    '一、一般公共服务支出',
    132245,
    138494,
    149662,
    { value: 1.08063887, kind: 'number', text: '108.1%' },
    '是',
    '类',
  ],
  [20101, '   人大事务', 3063, 3107, 5903, null, '是', '款'],
  [2010104, '     人大会议', 280, 285, 312, null, '是', '项'],
  [null, '支出合计', 132245, 138494, 149662],
];
export const MERGES = ['B1:F1', 'B3:B4', 'C3:C4', 'D3:E3'];

/** What the layout says of these sheets. */
export function readFile(...sheets: Sheet[]): FileReading {
  const reading = layout.read(workbookOf(...sheets), {});
  if (reading === null) throw new Error('nothing was recognised');
  return reading;
}

/** The first table of a sheet made of these rows. */
export function readOne(
  rows: readonly (readonly Content[])[],
  options: Parameters<typeof sheetOf>[1] = {},
): TableReading {
  const [table] = readFile(sheetOf(rows, options)).tables;
  if (table === undefined) throw new Error('no table was found');
  return table;
}
/** The figure of the line with that name. */
export const figure = (table: TableReading, name: string, measure: string) =>
  table.lines.find((line) => line.name === name)?.figures.find((each) => each.measure === measure);

/** The sample with one cell changed, counted from 0. */
export const replaced = (row: number, column: number, content: Content) =>
  EXECUTION.map((cells, at) =>
    at === row ? cells.map((cell, index) => (index === column ? content : cell)) : cells,
  );
