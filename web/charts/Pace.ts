/** In charge of the points of the pace chart: where a year stands month by month, against the calendar and against its own past. */
import type { FlagRow } from '#contract/alertAnswers';
import { fen, type Fen } from '#model/fen';
import { calendarShare, type LedgerMonth } from '../data/ledger.ts';
import { against, ownPast, VISIBLE, type OwnPast, type PastYear } from '../data/ledgerHistory.ts';

/** The closing period stands apart, after December. */
export const CLOSING = 13;

/** What the chart needs of an alert. */
export type PaceFlag = Pick<FlagRow, 'id' | 'month' | 'severity'>;

export interface PaceSeries {
  readonly year: number;
  /** Up to the month that is looked at. */
  readonly months: readonly LedgerMonth[];
  readonly past: readonly PastYear[];
  readonly flags: readonly PaceFlag[];
}

/** The own past as amounts of this year's budget. */
export interface BandPoint extends OwnPast {
  readonly month: number;
}

/** Where the year stands at its latest month; null where it has no budget or nothing executed. */
export interface PaceStanding {
  readonly month: number;
  readonly share: number;
  readonly executed: Fen;
  readonly base: Fen;
  /** share − calendar, as a ratio. */
  readonly points: number;
  readonly past: OwnPast | null;
  /** share − median of the own past. */
  readonly ownPoints: number | null;
  readonly verdict: 'slow' | 'fast' | 'usual' | null;
}

export function paceStanding({
  months,
  past,
}: Pick<PaceSeries, 'months' | 'past'>): PaceStanding | null {
  const last = months.findLast(({ executed }) => executed !== null);
  if (last === undefined || last.executed === null || last.base === null || last.share === null)
    return null;
  const own = ownPast(past, last.month);
  return {
    month: last.month,
    share: last.share,
    executed: last.executed,
    base: last.base,
    points: last.share - calendarShare(last.month),
    past: own,
    ownPoints: own === null ? null : last.share - own.median,
    verdict: against(last.share, own, VISIBLE),
  };
}

/** Shares of the own past by month; the start of the year is the point from which all of them come. */
export function paceBand(past: readonly PastYear[]): readonly BandPoint[] {
  const months = Array.from({ length: CLOSING }, (_, at) => at + 1);
  const points = months.flatMap((month) => {
    const own = ownPast(past, month);
    return own === null ? [] : [{ month, ...own }];
  });
  return points.length === 0 ? [] : [{ month: 0, low: 0, median: 0, high: 0, years: 0 }, ...points];
}

/** The budget that shares of the past and of the calendar are drawn against: the latest there is. */
export function paceBase(months: readonly LedgerMonth[]): Fen | null {
  return months.findLast(({ base }) => base !== null)?.base ?? null;
}

/** From the lowest to the highest amount drawn, zero included. */
export function paceDomain({ months, past }: PaceSeries): readonly [low: number, high: number] {
  const base = Number(paceBase(months) ?? 0n);
  const drawn = [
    ...months.flatMap(({ executed, original, final, carried, inMonth }) =>
      [executed, original, final, carried, inMonth].map((value) => Number(value ?? 0n)),
    ),
    ...paceBand(past).map(({ high }) => high * base),
  ];
  const [low, high] = [Math.min(0, ...drawn), Math.max(0, ...drawn)];
  // A little air, so that a ceiling is not the edge.
  return [low * 1.04, high === low ? low + 1 : high * 1.04];
}

/** Round amounts for an axis: at most five, in steps of 1, 2 or 5 of a power of ten. */
export function paceTicks([low, high]: readonly [number, number]): readonly Fen[] {
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  const ticks: Fen[] = [];
  for (let at = Math.ceil(low / step); at * step <= high; at++)
    ticks.push(fen(BigInt(Math.round(at * step))));
  return ticks;
}

/** The flags of a month, the most serious first as they come. */
export function flagsByMonth<Flag extends PaceFlag>(
  flags: readonly Flag[],
): ReadonlyMap<number, readonly Flag[]> {
  const byMonth = new Map<number, Flag[]>();
  for (const flag of flags) {
    if (flag.month === null) continue;
    const known = byMonth.get(flag.month);
    if (known === undefined) byMonth.set(flag.month, [flag]);
    else known.push(flag);
  }
  return byMonth;
}

/** Labels at the end of lines, moved apart so that none covers another; top to bottom as their lines end. */
export function apartBy<Label extends { readonly y: number }>(
  labels: readonly Label[],
  least: number,
  bottom: number,
): readonly (Label & { readonly at: number })[] {
  const sorted = labels.toSorted((left, right) => left.y - right.y);
  const placed: (Label & { at: number })[] = [];
  for (const label of sorted) {
    const above = placed.at(-1);
    placed.push({ ...label, at: Math.max(label.y, (above?.at ?? -Infinity) + least) });
  }
  for (let at = placed.length - 1; at >= 0; at--) {
    const label = placed[at];
    const below = placed[at + 1];
    if (label !== undefined) label.at = Math.min(label.at, (below?.at ?? bottom + least) - least);
  }
  return placed;
}
