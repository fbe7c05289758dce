/** In charge of months of a fiscal year: 1–12, and 13 for what stands at the end of the closing period (整理期). */
import { halfWidth } from './text.ts';

declare const monthBrand: unique symbol;

/** 1–13; cumulative figures stand *at* a month. Annual flash tables stand at 12, annual accounts at 13. */
export type Month = number & { readonly [monthBrand]: true };

/** 13: to date including the closing period. */
export const CLOSING = 13 as Month;
/** 12: the year's last month, before the closing period. */
export const YEAR_END = 12 as Month;

/** The month that a number or a text such as `6`, `06` or `6月` names; null when it is none. */
export function parseMonth(value: number | string): Month | null {
  const number =
    typeof value === 'number'
      ? value
      : Number(/^(\d{1,2})月?$/u.exec(halfWidth(value).trim())?.[1] ?? NaN);
  return Number.isInteger(number) && number >= 1 && number <= 13 ? (number as Month) : null;
}

/** `6` → `06`, as in `2022-06`. */
export function formatMonth(month: Month): string {
  return String(month).padStart(2, '0');
}
