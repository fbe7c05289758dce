/** In charge of the points of the chart of one alert among those of its rule: where each stands on the scale of what was measured, stacked where they meet. */
import { scaleLinear, scaleLog } from 'd3-scale';
import type { FlagRow } from '#contract/alertAnswers';

/** An alert of the rule as a number: fen, a ratio, or a count; null where nothing was measured. */
export function measuredNumber({ measured }: Pick<FlagRow, 'measured'>): number | null {
  const value = measured === null ? Number.NaN : Number(measured);
  return Number.isFinite(value) ? value : null;
}

export interface PeerPoint {
  readonly flag: FlagRow;
  readonly value: number;
  readonly x: number;
  /** 0 stands on the axis, 1 above it, … */
  readonly level: number;
}

export interface PeerField {
  readonly points: readonly PeerPoint[];
  /** The limit of the alert that is looked at; null where it has none. */
  readonly limit: { readonly value: number; readonly x: number } | null;
  readonly ticks: readonly { readonly value: number; readonly x: number }[];
  readonly levels: number;
}

/** Points closer than this stand on one another. */
const APART = 11;
/** Amounts that span more than this need a scale by ratios. */
const WIDE = 60;

/** The alerts of a rule between two pixels; `expected` of the one that is looked at is the limit. */
export function peerField(
  flags: readonly FlagRow[],
  own: FlagRow,
  [left, right]: readonly [number, number],
): PeerField {
  const known = flags.flatMap((flag) => {
    const value = measuredNumber(flag);
    return value === null || flag.measureUnit !== own.measureUnit ? [] : [{ flag, value }];
  });
  const limitValue = own.expected === null ? Number.NaN : Number(own.expected);
  const limit = Number.isFinite(limitValue) ? limitValue : null;
  const values = [...known.map(({ value }) => value), ...(limit === null ? [] : [limit])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const wide = own.measureUnit === 'fen' && low > 0 && high / low > WIDE;
  const room = high === low ? Math.max(Math.abs(high) * 0.5, 1e-6) : (high - low) * 0.04;
  const x = wide
    ? scaleLog([low / 1.3, high * 1.3], [left, right])
    : scaleLinear([low - room, high + room], [left, right]);
  // Each takes the lowest level at which nothing stands too near; the one that is looked at chooses first.
  const levels: number[][] = [];
  const points = known
    .map((one) => ({ ...one, x: x(one.value) }))
    .toSorted((a, b) => Number(b.flag.id === own.id) - Number(a.flag.id === own.id) || a.x - b.x)
    .map((one) => {
      const free = levels.findIndex((taken) =>
        taken.every((other) => Math.abs(other - one.x) >= APART),
      );
      const level = free === -1 ? levels.length : free;
      (levels[level] ??= []).push(one.x);
      return { ...one, level };
    });
  return {
    points,
    limit: limit === null ? null : { value: limit, x: x(limit) },
    ticks: x
      .ticks(4)
      .slice(0, 6)
      .map((value) => ({ value, x: x(value) })),
    levels: levels.length,
  };
}

/** Place of an alert by what was measured, the furthest from its limit first: 1 is the most unusual. */
export function placeAmong(flags: readonly FlagRow[], own: FlagRow): number | null {
  const distance = (flag: FlagRow): number | null => {
    const value = measuredNumber(flag);
    const limit = flag.expected === null ? 0 : Number(flag.expected);
    return value === null || !Number.isFinite(limit) ? null : Math.abs(value - limit);
  };
  const mine = distance(own);
  if (mine === null) return null;
  return 1 + flags.filter((flag) => flag.id !== own.id && (distance(flag) ?? -1) > mine).length;
}
