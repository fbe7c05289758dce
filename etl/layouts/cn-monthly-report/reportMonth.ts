/** In charge of the month that a report speaks of: from its title, from a column of months, never guessed. */
import { compact } from '#model/text';

export interface ReportMonth {
  readonly year: number;
  /** 1–12; amounts are to date from January. */
  readonly month: number;
}

const YEAR = '(\\d{4})年(?:度)?';
const SPAN = '(?:1(?:月)?[-—–~至到])?';
const IN_TITLE = new RegExp(`${YEAR}(?:[^\\d月]{0,20}?)${SPAN}(\\d{1,2})月(?:份)?`, 'u');
const PARTS: readonly (readonly [RegExp, number])[] = [
  [/^(?:前三季度|1[-—–~至到]3季度|三季度)/u, 9],
  [/^(?:上半年|二季度)/u, 6],
  [/^(?:一季度|第一季度)/u, 3],
];

/** `2025年8月`, `2025年1-8月`, `2025年丽江市8月份`, `2025年上半年`; null where a title names no month. */
export function monthOfTitle(title: string): ReportMonth | null {
  const match = IN_TITLE.exec(title);
  if (match !== null) return valid(Number(match[1]), Number(match[2]));
  const year = /(\d{4})年(?:度)?/u.exec(title);
  if (year === null) return null;
  const rest = title.slice(year.index + year[0].length);
  const part = PARTS.find(([words]) => words.test(rest));
  return part === undefined ? null : { year: Number(year[1]), month: part[1] };
}

/** The title as an annual one would read, so that book, flow, scope and region are told as ever. */
export function withoutMonth(title: string): string {
  return title
    .replace(/(\d{4})年(?:度)?(?:1(?:月)?[-—–~至到])?\d{1,2}月(?:份)?(?:底|末|止)?/u, '$1年')
    .replace(/(\d{4}年(?:度)?)(?:前三季度|1[-—–~至到]3季度|[一二三]季度|上半年)/u, '$1')
    .replace(/(\d{4}年[^\d]{0,20}?)(?:1(?:月)?[-—–~至到])?\d{1,2}月(?:份)?/u, '$1')
    .replace(/^(\d{4}年)([^年]*?[省市区县州盟旗])/u, '$2$1')
    .replace(/月报(?:表)?/u, '表')
    .replace(/(?:按)?(?:月|累计)(?=执行|完成|情况|表)/u, '');
}

/** `202508`, `2025-08`, `2025年8月`, or `8` in a table whose year is known; null for anything else. */
export function monthOfCell(value: string | number, year: number | null): ReportMonth | null {
  const text = compact(String(value));
  const match =
    /^(\d{4})(?:[-./年])?(0[1-9]|1[0-2])月?$/u.exec(text) ??
    /^(\d{4})[-./年](\d{1,2})月?$/u.exec(text);
  if (match !== null) return valid(Number(match[1]), Number(match[2]));
  const alone = /^(\d{1,2})月?(?:份)?$/u.exec(text);
  return alone === null || year === null ? null : valid(year, Number(alone[1]));
}

/** `2025-08`, as slices name periods. */
export function periodOfMonth({ year, month }: ReportMonth): string {
  return `${String(year)}-${String(month).padStart(2, '0')}`;
}

function valid(year: number, month: number): ReportMonth | null {
  return month >= 1 && month <= 12 && year > 1990 && year < 2100 ? { year, month } : null;
}
