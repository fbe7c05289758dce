/** In charge of several years side by side: the share of each year's budget executed by each month, on one scale. */
import type { LedgerMonth } from '../data/ledger.ts';
import type { PastYear } from '../data/ledgerHistory.ts';

export interface YearPanel {
  readonly year: number;
  /** Months 1–12; null where nothing was reported. */
  readonly shares: readonly (number | null)[];
  /** With the closing period. */
  readonly closing: number | null;
  readonly running: boolean;
}

/** The past years and the year that is looked at, oldest first. */
export function yearPanels(
  past: readonly PastYear[],
  year: number,
  months: readonly LedgerMonth[],
): readonly YearPanel[] {
  const now: (number | null)[] = new Array<number | null>(14).fill(null);
  // All months of a running year are measured by the budget it has now.
  const base = months.findLast((month) => month.base !== null)?.base ?? null;
  for (const { month, executed } of months)
    now[month] =
      executed === null || base === null || base <= 0n ? null : Number(executed) / Number(base);
  return [
    ...past.map((one) => ({ ...one, running: false })),
    { year, shares: now, running: true },
  ].map(({ year: of, shares, running }) => ({
    year: of,
    shares: shares.slice(1, 13),
    closing: shares[13] ?? null,
    running,
  }));
}

/** One scale for all. */
export function panelTop(panels: readonly YearPanel[]): number {
  return Math.max(
    1,
    ...panels.flatMap(({ shares, closing }) => [
      ...shares.map((share) => share ?? 0),
      closing ?? 0,
    ]),
  );
}

/** The share of each year at a month. */
export function sharesAt(
  panels: readonly YearPanel[],
  month: number,
): readonly { readonly year: number; readonly share: number | null }[] {
  return panels.map(({ year, shares, closing }) => ({
    year,
    share: month > 12 ? closing : (shares[month - 1] ?? null),
  }));
}
