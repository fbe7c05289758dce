/** In charge of due dates: so many working days on, weekends and public holidays left out. */
import type { RuleSeverity } from '../rules.ts';
import { HOLIDAYS } from './holidays.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Working days in which an answer is due, by severity; a reminder needs none. */
export const DAYS_TO_ANSWER: Readonly<Record<RuleSeverity, number | null>> = {
  red: 5,
  orange: 10,
  yellow: 15,
  blue: null,
  grey: null,
};

/** Today in China, `2026-05-31`. */
export function today(): string {
  return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
}

export function isWorkingDay(date: string): boolean {
  const day = date.slice(5);
  const year = HOLIDAYS[date.slice(0, 4)];
  if (year?.worked.includes(day) === true) return true;
  if (year?.off.some(([first, last]) => first <= day && day <= last) === true) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The day so many working days after a date; the date itself does not count. */
export function workingDaysAfter(date: string, days: number): string {
  let time = Date.parse(`${date}T00:00:00Z`);
  let left = days;
  while (left > 0) {
    time += DAY_MS;
    if (isWorkingDay(new Date(time).toISOString().slice(0, 10))) left -= 1;
  }
  return new Date(time).toISOString().slice(0, 10);
}
