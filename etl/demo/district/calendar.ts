/** In charge of the days on which a district pays: dates as day numbers, working days, the closing period after the year's end. */

/** Days off that are no weekend, as month-day ranges by calendar year: New Year, Spring Festival, Qingming, May, Dragon Boat, October. */
const HOLIDAYS: Readonly<Record<number, readonly (readonly [from: number, to: number])[]>> = {
  2023: [[101, 102], [121, 127], [405, 405], [429, 503], [622, 624], [929, 1006]],
  2024: [[101, 101], [209, 217], [404, 406], [501, 505], [610, 610], [916, 917], [1001, 1007]],
  2025: [[101, 101], [128, 204], [404, 406], [501, 505], [531, 602], [1001, 1008]],
  2026: [[101, 103], [215, 223], [404, 406], [501, 505], [619, 621], [925, 927], [1001, 1007]],
}; // prettier-ignore

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 (a Thursday). */
export function dayNumber({ year, month, day }: Day): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
  );
}

/** The day so many days later; earlier for a negative number. */
export function addDays(day: Day, count: number): Day {
  const date = new Date((dayNumber(day) + count) * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day so many days later, or the last working day before it. */
export function officeDay(day: Day, count: number): Day {
  let found = addDays(day, count);
  while (isWeekend(found) || isHoliday(found)) found = addDays(found, -1);
  return found;
}

/** Whether a day is after another. */
export function isAfter(day: Day, other: Day): boolean {
  return dayNumber(day) > dayNumber(other);
}

function isHoliday({ year, month, day }: Day): boolean {
  const key = month * 100 + day;
  return (HOLIDAYS[year] ?? []).some(([from, to]) => from <= key && key <= to);
}

export function isWeekend(day: Day): boolean {
  const weekday = (((dayNumber(day) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

function daysIn(year: number, month: number): number {
  const next =
    month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
  return dayNumber(next) - dayNumber({ year, month, day: 1 });
}

const kept = new Map<number, readonly Day[]>();

/** Working days of a fiscal month, in order; month 13 is the closing period, 2–20 January of the next year. */
export function workdays(year: number, month: number): readonly Day[] {
  const key = year * 100 + month;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const place = month === 13 ? { year: year + 1, month: 1 } : { year, month };
  const days: Day[] = [];
  const last = month === 13 ? 20 : daysIn(place.year, place.month);
  for (let day = 1; day <= last; day += 1) {
    const one = { ...place, day };
    if (!isWeekend(one) && !isHoliday(one)) days.push(one);
  }
  kept.set(key, days);
  return days;
}

/** The working day on or after a day of the month, or the month's last. */
export function workdayFrom(year: number, month: number, day: number): Day {
  const days = workdays(year, month);
  const found = days.find((one) => one.day >= day) ?? days.at(-1);
  if (found === undefined) throw new Error(`no working day in ${String(year)}-${String(month)}`);
  return found;
}

/** When finance hands a month over: about the 10th of the next one, the closing period about 25 January. */
export function handedOver(year: number, month: number): Day {
  if (month === 13) return workdayFrom(year + 1, 1, 25);
  return month === 12 ? workdayFrom(year + 1, 1, 10) : workdayFrom(year, month + 1, 10);
}

/** A day some days later, weekends and holidays passed over. */
export function workdaysLater(from: Day, count: number, within: readonly Day[]): Day {
  const index = within.findIndex(({ day }) => day >= from.day);
  return within[Math.min(within.length - 1, Math.max(0, index) + count)] ?? from;
}

const two = (value: number) => (value < 10 ? `0${String(value)}` : String(value));

/** `2025-03-09`. */
export function formatDay({ year, month, day }: Day): string {
  return `${String(year)}-${two(month)}-${two(day)}`;
}
