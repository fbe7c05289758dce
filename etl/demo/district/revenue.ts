/** In charge of what the district takes in: by item and month, sized to what it spends, with the calendar of each tax. */
import type { Fund, Line } from './line.ts';
import { Chance, share } from './random.ts';
import { REVENUE_TURNS } from './traits.ts';
import { rows } from './tree.ts';

export interface RevenueLine {
  readonly item: string;
  readonly collector: string;
  readonly collectorName: string;
  readonly fund: Fund;
  /** Transfers, debt and money of earlier years: they cover spending, and no monthly report counts them as revenue of the year. */
  readonly financing: boolean;
  readonly original: number;
  /** Budget after the adjustment that the standing committee approves in August. */
  readonly adjusted: number;
  /** Cumulative receipts by month, index 1–13. */
  readonly received: readonly number[];
}

const RHYTHMS: Readonly<Record<string, readonly number[]>> = {
  even: [9, 7, 8, 8, 8, 9, 8, 8, 8, 8, 9, 9, 1],
  quarters: [15, 5, 5, 13, 6, 5, 13, 5, 6, 13, 6, 7, 1],
  halves: [4, 3, 8, 10, 8, 14, 5, 6, 10, 12, 9, 10, 1],
  late: [3, 3, 6, 6, 7, 9, 7, 8, 9, 11, 13, 17, 1],
  lumps: [0, 4, 12, 3, 6, 18, 2, 9, 14, 3, 12, 17, 0],
};
const CARRIED: Readonly<Record<Fund, string | null>> = {
  11: '1100801',
  12: '1100802',
  13: '1100804',
  14: null,
};
const TEN_THOUSAND_YUAN = 1_000_000;
const ADJUSTED_IN = 8;

export const ADJUSTMENT_MONTH = ADJUSTED_IN;

/** `names` are those of departments. */
export function revenueOf(
  lines: readonly Line[],
  year: number,
  seed: number,
  names: ReadonlyMap<string, string>,
): readonly RevenueLine[] {
  const collectorName = (code: string) =>
    names.get(code) ?? (code === '190' ? '国家税务总局明川区税务局' : '明川区财政局');
  const spending = new Map<string, number>();
  const carried = new Map<string, number>();
  for (const { fund, movements } of lines) {
    for (const { kind, amount } of movements) {
      if (kind === '年初') spending.set(fund, (spending.get(fund) ?? 0) + amount);
      if (kind === '结转') carried.set(fund, (carried.get(fund) ?? 0) + amount);
    }
  }
  const items = rows('revenue').flatMap((row): RevenueLine[] => {
    const fund = row['fund'] as Fund;
    const whole = spending.get(fund) ?? 0;
    const item = row['code'] ?? '';
    const chance = new Chance(seed, `revenue ${item} ${String(year)}`);
    const grown = 100 + Number(row['growth']) * (year - 2023);
    const original = tidy(
      share(share(whole, Number(row['weight']), 1000), grown, 100 + 3 * (year - 2023)),
    );
    if (original <= 0) return [];
    const luck = Number(row['luck']);
    const usual = share(original, 1000 + chance.between(-luck * 10, luck * 8), 1000);
    const adjusted = luck >= 7 ? tidy(Math.floor((original + usual) / 2)) : original;
    const outcome = share(usual, REVENUE_TURNS[year]?.[item] ?? 1000, 1000);
    const weights = (RHYTHMS[row['rhythm'] ?? ''] ?? []).map(
      (weight) => weight * chance.between(86, 114),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const received = [0];
    let part = 0;
    for (const weight of weights) {
      part += weight;
      received.push(share(outcome, part, sum));
    }
    const collector = row['collector'] ?? '118';
    return [
      {
        item,
        collector,
        collectorName: collectorName(collector),
        fund,
        financing: isFinancing(item),
        original,
        adjusted,
        received,
      },
    ];
  });
  const over = [...carried].flatMap(([fund, amount]): RevenueLine[] => {
    const item = CARRIED[fund as Fund];
    if (item === null) return [];
    return [
      {
        item,
        collector: '118',
        collectorName: collectorName('118'),
        fund: fund as Fund,
        financing: true,
        original: amount,
        adjusted: amount,
        received: [0, ...new Array<number>(13).fill(amount)],
      },
    ];
  });
  return [...items, ...over].toSorted((a, b) => (a.fund + a.item < b.fund + b.item ? -1 : 1));
}

function isFinancing(item: string): boolean {
  return /^(?:105|110)/u.test(item);
}

function tidy(amount: number): number {
  return Math.floor(amount / TEN_THOUSAND_YUAN) * TEN_THOUSAND_YUAN;
}
