/** In charge of the points of the ranking of departments: how far each is from the calendar and from its own past, in money and in points. */
import type { Severity } from '#contract/answers';
import { fen, type Fen } from '#model/fen';
import { calendarShare, type LedgerRow } from '../data/ledger.ts';
import { against, ownPast, UNUSUAL, type OwnPast } from '../data/ledgerHistory.ts';

export const REFERENCES = ['calendar', 'own'] as const;
export type Reference = (typeof REFERENCES)[number];
export const GAP_ORDERS = ['amount', 'points'] as const;
export type GapOrder = (typeof GAP_ORDERS)[number];

export interface Gap {
  /** executed − budget × share expected. */
  readonly amount: Fen;
  /** share − share expected. */
  readonly points: number;
}

export interface DepartmentGap {
  readonly row: LedgerRow;
  readonly name: string;
  /** Against each reference; null where there is no budget, or no past. */
  readonly gaps: Readonly<Record<Reference, Gap | null>>;
  readonly past: OwnPast | null;
  /** Well outside everything seen in the own past at this month. */
  readonly verdict: 'slow' | 'fast' | 'usual' | null;
  /** The most serious alert about it, and how many there are; null where there is none. */
  readonly alert: { readonly severity: Severity; readonly count: number } | null;
}

/** Precision of a share when money is taken of it: exact to far less than a fen of any budget. */
const PARTS = 1_000_000_000n;

/** A share of an amount, rounded to fen. */
function partOf(base: Fen, share: number): bigint {
  const scaled = base * BigInt(Math.round(share * Number(PARTS)));
  const half = scaled < 0n ? -PARTS / 2n : PARTS / 2n;
  return (scaled + half) / PARTS;
}

function gapTo({ executed, base, share }: LedgerRow, expected: number | null): Gap | null {
  if (executed === null || base === null || share === null || expected === null) return null;
  return { amount: fen(executed - partOf(base, expected)), points: share - expected };
}

export function departmentGap(
  row: LedgerRow,
  month: number,
  name: string,
  alert: DepartmentGap['alert'] = null,
): DepartmentGap {
  const past = ownPast(row.past, month);
  return {
    row,
    name,
    past,
    gaps: {
      calendar: gapTo(row, calendarShare(month)),
      own: gapTo(row, past?.median ?? null),
    },
    verdict: against(row.share, past, UNUSUAL),
    alert,
  };
}

/** From furthest behind to furthest ahead; rows without a gap last, the larger budget first. */
export function rankedGaps(
  gaps: readonly DepartmentGap[],
  reference: Reference,
  order: GapOrder,
): readonly DepartmentGap[] {
  return gaps.toSorted((left, right) => {
    const [a, b] = [left.gaps[reference]?.[order], right.gaps[reference]?.[order]];
    if (a === undefined || b === undefined) {
      if (a !== b) return Number(a === undefined) - Number(b === undefined);
      return Number((right.row.base ?? 0n) - (left.row.base ?? 0n));
    }
    return a < b ? -1 : a > b ? 1 : left.row.code.localeCompare(right.row.code);
  });
}

/** Of a ranking the first and the last, so that both ends are seen; all of them where there are not more. */
export function bothEnds<Row>(ranked: readonly Row[], most: number): readonly Row[] {
  if (ranked.length <= most) return ranked;
  const behind = Math.ceil(most * 0.7);
  return [...ranked.slice(0, behind), ...ranked.slice(behind - most)];
}

/** The same distance to both sides of zero, so that left and right can be compared. */
export function gapExtent(gaps: readonly DepartmentGap[], reference: Reference): number {
  const extent = gaps.reduce(
    (top, { gaps: { [reference]: gap } }) => Math.max(top, Math.abs(Number(gap?.amount ?? 0n))),
    0,
  );
  return extent === 0 ? 1 : extent;
}
