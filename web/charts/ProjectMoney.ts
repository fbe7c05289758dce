/** In charge of the points of money against physical progress: shares of their own wholes, side by side. */
import type { ProjectRow } from '#contract/ledgerAnswers';
import { fenOf } from '../data/decimal.ts';
import { ratio } from '../format/ratio.ts';

export const SHARES = ['year', 'all', 'physical', 'time'] as const;
export type Share = (typeof SHARES)[number];

export interface ProjectShare {
  readonly of: Share;
  /** 0–1 and beyond. */
  readonly share: number;
}

const DAY = 86_400_000;

/** What is known of: this year's budget spent, the whole cost invested, built, time used of the plan. */
export function projectShares(row: ProjectRow): readonly ProjectShare[] {
  const { year, month } = row;
  const now = Date.UTC(year, Math.min(12, month), 0);
  const [started, due] = [Date.parse(row.started ?? ''), Date.parse(row.due ?? '')];
  const time = due > started ? (now - started + DAY) / (due - started + DAY) : null;
  const known: Readonly<Record<Share, number | null>> = {
    year: row.rate,
    all: ratio(fenOf(row.cumulative), fenOf(row.planned)),
    physical: row.progress,
    time: time === null ? null : Math.max(0, time),
  };
  return SHARES.flatMap((of) => {
    const share = known[of];
    return share === null ? [] : [{ of, share }];
  });
}

/** Money less physical progress, as a ratio; of the whole cost where that is known, else of the year. Null where either is not known. */
export function moneyAgainstBuilt(shares: readonly ProjectShare[]): number | null {
  const share = (of: Share) => shares.find((one) => one.of === of)?.share ?? null;
  const [money, built] = [share('all') ?? share('year'), share('physical')];
  return money === null || built === null ? null : money - built;
}
