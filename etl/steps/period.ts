/** In charge of the month at which the figures of a period stand. */
import { CLOSING, YEAR_END } from '#model/month';
import type { Stage } from '#model/slice';

const QUARTER_END: Readonly<Record<string, number>> = {
  Q1: 3,
  Q2: 6,
  Q3: 9,
  Q4: 12,
  H1: 6,
  H2: 12,
};

/**
 * `2022-06` and `2022H1` → 6, `2015Q1-Q3` → 9. A whole year (`FY`) and any other words stand at 13 for accounts
 * and at 12 for budgets and flash figures.
 */
export function monthOf(period: string, stage: Stage): number {
  const month = /^\d{4}-(0[1-9]|1[0-3])$/u.exec(period)?.[1];
  if (month !== undefined) return Number(month);
  const part = /^\d{4}(?:[QH]\d-)?([QH][1-4])$/u.exec(period)?.[1];
  const end = part === undefined ? undefined : QUARTER_END[part];
  return end ?? (stage === 'accounts' ? CLOSING : YEAR_END);
}

/**
 * The day by which a source's figures were out: `2025-10` → 2025-10-31, `2025` → 2025-12-31, so that replaying by the
 * sources' dates never shows a figure before it was published. Null for anything that is no date.
 */
export function lastDayOf(dated: string | null): string | null {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/u.exec(dated ?? '');
  if (match === null) return null;
  const [, year = '', month = '12', day] = match;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day ?? 1) < 1 || Number(day ?? 1) > days) {
    return null;
  }
  return `${year}-${month}-${day ?? String(days).padStart(2, '0')}`;
}
