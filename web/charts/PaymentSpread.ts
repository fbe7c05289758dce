/** In charge of the points of payments in time and size: how many of which amount when, the usual range, and single vouchers where they are few. */
import type { PaymentRow } from '#contract/ledgerAnswers';
import { fen, type Fen } from '#model/fen';
import { magnitude } from '../format/amount.ts';
import type { Answer } from '../data/answer.ts';
import { fenOf } from '../data/decimal.ts';

/** Up to so many vouchers are drawn one by one. */
export const SINGLE = 2000;
/** Up to so many the days are told apart, beyond that the months. */
export const BY_DAY = 200_000;
/** Classes of size in the answer per power of ten, and as they are drawn. */
const FINE = 20;
const DRAWN = 10;
/** The middle of the vouchers that is called usual. */
const USUAL = [0.05, 0.95] as const;
export const SHADES = 5;

/** So many vouchers of one class of size in one stretch of time. `size` counts twentieths of a power of ten of fen. */
export interface SpreadCell {
  /** Place in the year, in months from 0; the closing period is the thirteenth. */
  readonly time: number;
  readonly month: number;
  readonly size: number;
  readonly count: number;
  readonly amount: Fen;
}

export interface PaymentDot {
  readonly row: PaymentRow;
  readonly time: number;
  /** Decimal logarithm of the absolute amount in fen. */
  readonly level: number;
  readonly amount: Fen;
}

/** The place of a voucher in its fiscal year; without a date it stands in the middle of its month. */
export function timeOf(month: number, date: string | null): number {
  const day = date === null ? 16 : Number(date.slice(8, 10));
  return month - 1 + Math.min(0.999, (day - 1) / 31);
}

/** The cells of an answer by `size` and `month`, by `date` as well where the days are told apart. */
export function spreadCells(answer: Answer, byDay: boolean): readonly SpreadCell[] {
  const months = answer.numbers('month');
  const sizes = answer.numbers('size');
  const counts = answer.numbers('count');
  const amounts = answer.amounts('amount');
  const dates = byDay ? answer.codes('date') : [];
  return months.flatMap((month, at): SpreadCell[] => {
    const [size, count, amount] = [sizes[at] ?? null, counts[at] ?? null, amounts[at] ?? null];
    if (month === null || size === null || count === null || amount === null) return [];
    const time = byDay ? timeOf(month, dates[at] ?? null) : month - 1;
    return [{ time, month, size, count, amount }];
  });
}

/** The same of single rows. */
export function cellsOf(rows: readonly PaymentRow[]): readonly SpreadCell[] {
  return paymentDots(rows).map(({ row, time, level, amount }) => ({
    time,
    month: row.month,
    size: Math.floor(level * FINE),
    count: 1,
    amount,
  }));
}

/** Single vouchers; amounts of zero lie at the bottom. */
export function paymentDots(rows: readonly PaymentRow[]): readonly PaymentDot[] {
  return rows.flatMap((row): PaymentDot[] => {
    const amount = fenOf(row.amount);
    if (amount === null) return [];
    const level = Math.log10(Math.max(1, Number(magnitude(amount))));
    return [{ row, time: timeOf(row.month, row.date), level, amount }];
  });
}

export interface UsualRange {
  /** Decimal logarithms of fen between which the middle nine tenths lie, to a twentieth. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly total: Fen;
  /** Above the usual range: how many, and how much of the money. */
  readonly above: number;
  readonly aboveAmount: Fen;
}

/** Between which amounts nine of ten vouchers lie; null where there are fewer than twenty to say. */
export function usualRange(cells: readonly SpreadCell[]): UsualRange | null {
  const counts = new Map<number, { count: number; amount: bigint }>();
  let [count, total] = [0, 0n];
  for (const cell of cells) {
    const before = counts.get(cell.size) ?? { count: 0, amount: 0n };
    counts.set(cell.size, {
      count: before.count + cell.count,
      amount: before.amount + cell.amount,
    });
    count += cell.count;
    total += cell.amount;
  }
  if (count < 20) return null;
  const sizes = [...counts].toSorted(([a], [b]) => a - b);
  let [sum, low, high] = [0, Number.NaN, Number.NaN];
  for (const [size, cell] of sizes) {
    sum += cell.count;
    if (Number.isNaN(low) && sum >= count * USUAL[0]) low = size / FINE;
    if (Number.isNaN(high) && sum >= count * USUAL[1]) high = (size + 1) / FINE;
  }
  const beyond = sizes.filter(([size]) => size / FINE >= high - 1e-9);
  return {
    low,
    high,
    count,
    total: fen(total),
    above: beyond.reduce((all, [, cell]) => all + cell.count, 0),
    aboveAmount: fen(beyond.reduce((all, [, cell]) => all + cell.amount, 0n)),
  };
}

/** A box of the drawing: stretch of time and of size, and how dark from 1 to `SHADES`. */
export interface SpreadBox {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly shade: number;
  readonly count: number;
}

/** Boxes of a tenth of a power of ten; the shade follows the logarithm of the count, since one day may hold a thousand of one kind. */
export function spreadBoxes(cells: readonly SpreadCell[], byDay: boolean): readonly SpreadBox[] {
  const boxes = new Map<string, { time: number; size: number; count: number }>();
  for (const { time, size, count } of cells) {
    const step = Math.floor((size * DRAWN) / FINE);
    const key = `${time.toFixed(3)} ${step}`;
    const box = boxes.get(key);
    if (box === undefined) boxes.set(key, { time, size: step, count });
    else box.count += count;
  }
  const most = Math.max(1, ...[...boxes.values()].map(({ count }) => count));
  return [...boxes.values()].map(({ time, size, count }) => ({
    from: time,
    to: time + (byDay ? 1 / 31 : 1),
    low: size / DRAWN,
    high: (size + 1) / DRAWN,
    shade: Math.min(SHADES, 1 + Math.floor((Math.log(count) / Math.log(most + 1)) * SHADES)),
    count,
  }));
}

export interface MonthOfPayments {
  readonly month: number;
  readonly count: number;
  readonly amount: Fen;
  /** Of all the vouchers shown; null where nothing or less than nothing was paid. */
  readonly share: number | null;
}

/** What each month paid, in the order of the year; only months with vouchers. */
export function byMonth(cells: readonly SpreadCell[]): readonly MonthOfPayments[] {
  const months = new Map<number, { count: number; amount: bigint }>();
  for (const cell of cells) {
    const before = months.get(cell.month) ?? { count: 0, amount: 0n };
    months.set(cell.month, {
      count: before.count + cell.count,
      amount: before.amount + cell.amount,
    });
  }
  const total = [...months.values()].reduce((sum, { amount }) => sum + amount, 0n);
  return [...months]
    .toSorted(([a], [b]) => a - b)
    .map(([month, { count, amount }]) => ({
      month,
      count,
      amount: fen(amount),
      share: total > 0n ? Number(amount) / Number(total) : null,
    }));
}

/** Whole powers of ten of fen that hold all of these sizes. */
export function levels(cells: readonly SpreadCell[]): readonly [low: number, high: number] {
  const sizes = cells.map(({ size }) => size);
  if (sizes.length === 0) return [2, 8];
  const low = Math.floor(sizes.reduce((a, b) => Math.min(a, b)) / FINE);
  const high = Math.ceil((sizes.reduce((a, b) => Math.max(a, b)) + 1) / FINE);
  return [low, Math.max(high, low + 1)];
}
