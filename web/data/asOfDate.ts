/** In charge of the date at which the figures of a view stand. */
import type { LoadedSlice } from '#contract/answers';

/** `2025-12-31`: the end of the latest month at which the outturn of the year stands; null where there is none. */
export function asOfDate(view: {
  readonly year: number | null;
  readonly month: number | null;
  readonly choices: { readonly here: readonly LoadedSlice[] };
}): string | null {
  const stood = view.choices.here
    .filter((slice) => slice.measures.includes('executed'))
    .map(({ month }) => month);
  const month = view.month ?? (stood.length === 0 ? null : Math.max(...stood));
  if (view.year === null || month === null) return null;
  return lastDay(view.year, month);
}

/** The last day of a fiscal month; the closing period ends with the year. */
export function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, Math.min(month, 12), 0)).toISOString().slice(0, 10);
}
