/** In charge of the sample monthly reports that tests change one cell of: a printed table and a catalogue of months. */
import type { FileReading, TableReading } from '#model/reading';
import type { Declared } from '../../../../etl/layouts/layout.ts';
import { recognise } from '../../../../etl/layouts/recognise.ts';
import { sheetOf, workbookOf, type Content, type SheetOptions } from '../sheetOf.ts';

const percent = (ratio: number): Content => ({
  value: ratio,
  kind: 'number',
  text: `${(ratio * 100).toFixed(1)}%`,
});

/** As printed: two header rows, merged, names numbered and blown up with blanks. */
export const PRINTED: Content[][] = [
  ['2025年8月丽江市市本级一般公共预算支出执行情况月报表'],
  [null, null, null, null, null, null, null, null, '单位：万元'],
  ['科目编码', '预算科目', '预算数', '本月', null, null, '累计', null, null, null],
  [null, null, null, '完成数', '上年同月', '同比%', '完成数', '为预算%', '上年同期', '同比%'],
  [201, '一、一般公共服务支出', 1200, 90, 100, percent(-0.1), 800, percent(800 / 1200), 750, percent(50 / 750)],
  [212, '十、城乡社区支出', 600, 60, 30, percent(1), 300, percent(0.5), 400, percent(-0.25)],
  [null, '　　　其中：其他支出', 100, 10, 10, null, 50, percent(0.5), 60, null],
  [null, '合    计', 1800, 150, 130, percent(20 / 130), 1100, percent(1100 / 1800), 1150, percent(-50 / 1150)],
]; // prettier-ignore
export const PRINTED_MERGES = ['A1:J1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:F3', 'G3:J3'];

/** As a data catalogue gives it: a row per item and month. */
export const CATALOGUE: Content[][] = [
  ['丽江市一般公共预算收入分月情况表'],
  ['单位：万元'],
  ['年月', '项目编码', '项目名称', '预算数', '本月数', '上年同月数', '同比增减额', '同比%', '至本月累计', '累计为预算%', '上年同期累计', '累计同比额', '累计同比%', '本年上月累计', '上年上月累计'],
  [202507, 101, '一、税收收入', 1000, 80, 70, 10, 14.3, 500, 50, 480, 20, 4.2, 420, 410],
  [202507, 103, '二、非税收入', 200, 20, 30, -10, -33.3, 100, 50, 120, -20, -16.7, 80, 90],
  [202507, null, '合    计', 1200, 100, 100, 0, 0, 600, 50, 600, 0, 0, 500, 500],
  [202508, 101, '一、税收收入', 1000, 90, 70, 20, 28.6, 590, 59, 550, 40, 7.3, 500, 480],
  [202508, 103, '二、非税收入', 200, 10, 30, -20, -66.7, 110, 55, 150, -40, -26.7, 100, 120],
  [202508, null, '合    计', 1200, 100, 100, 0, 0, 700, 58.3, 700, 0, 0, 600, 600],
]; // prettier-ignore

/** What the program says of a sheet made of these rows. */
export function readFile(
  rows: readonly (readonly Content[])[],
  options: SheetOptions = {},
  declared: Declared = {},
): FileReading {
  const reading = recognise(workbookOf(sheetOf(rows, options)), declared);
  if (reading === null) throw new Error('nothing was recognised');
  return reading;
}

/** The amounts and ratios of a line by measure: 万元 and per cent of one. */
export function figures(table: TableReading | undefined, name: string): Record<string, number> {
  const line = table?.lines.find((one) => one.name === name);
  return Object.fromEntries(
    (line?.figures ?? []).map(({ measure, amount, ratio }) => [
      measure,
      amount === null ? Number((ratio ?? 0).toFixed(6)) : Number(amount) / 1_000_000,
    ]),
  );
}
