/** In charge of the sentences of 支付, made from its figures. */
import type { PaymentRow } from '#contract/ledgerAnswers';
import { fen, type Fen } from '#model/fen';
import type { PaymentPart } from '../charts/PaymentBars.ts';
import type { MonthOfPayments, UsualRange } from '../charts/PaymentSpread.ts';
import { fenOf } from '../data/decimal.ts';
import type { Say } from '../i18n/catalogue.ts';
import { amount, yuan, type AmountStyle } from './amount.ts';
import { percent } from './ratio.ts';
import { whole } from './whole.ts';

/** `2026 年 1–9 月`, `2026 年整理期`; the whole year where no months are held back. */
export function periodOf(t: Say, year: number | null, months: readonly number[] | null): string {
  const words = { year: String(year ?? ''), months: monthsWords(t, months) };
  return t('payments.period', words);
}

function monthsWords(t: Say, months: readonly number[] | null): string {
  const [first, last] = [months?.[0], months?.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (first === 13) return t('payments.closing');
  if (first === last) return t('payments.month', { month: String(first) });
  return t('payments.months', { from: String(first), to: String(Math.min(12, last)) });
}

/** A month as its chart calls it: `9 月`, `整理期`. */
export function monthName(t: Say, month: number): string {
  return month === 13
    ? t('payments.closing.short')
    : t('payments.spread.month', { month: String(month) });
}

/** Amount of a class of size, as a round number of 元: two figures that count. */
export function roundYuan(level: number): string {
  const value = 10 ** (level - 2);
  if (value < 1) return value.toFixed(2);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return whole(Math.round(value / step) * step);
}

/** Between which amounts nine tenths of the vouchers lie, and what the few above weigh. */
export function spreadTitle(
  t: Say,
  usual: UsualRange | null,
  count: number,
  largest: Fen | null,
): string {
  if (usual !== null) {
    const share = usual.total > 0n ? Number(usual.aboveAmount) / Number(usual.total) : 0;
    return t('payments.spread', {
      low: roundYuan(usual.low),
      high: roundYuan(usual.high),
      count: whole(usual.above),
      share: percent(share, { decimals: 0 }),
    });
  }
  if (count === 0 || largest === null) return t('payments.spread.none');
  return t('payments.spread.few', { count: whole(count), amount: yuan(largest) });
}

/** One sentence for who does not see the drawing. */
export function spreadSummary(
  t: Say,
  title: string,
  months: readonly MonthOfPayments[],
  style: AmountStyle,
): string {
  const [most] = months.toSorted((a, b) =>
    a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1,
  );
  if (most === undefined) return title;
  return t('payments.spread.summary', {
    title,
    month: monthName(t, most.month),
    amount: amount(most.amount, style),
    unit: t(`unit.${style.unit}.said`),
    share: most.share === null ? '—' : percent(most.share, { decimals: 0 }),
  });
}

/** What hover and screen readers are told about a month. */
export function describeMonth(t: Say, month: MonthOfPayments): string {
  return t('payments.monthMark', {
    month: monthName(t, month.month),
    count: whole(month.count),
    amount: yuan(month.amount),
    share: month.share === null ? '—' : percent(month.share),
  });
}

/** What hover and screen readers are told about a voucher. */
export function describePayment(t: Say, row: PaymentRow): string {
  const value = fenOf(row.amount);
  return t('payments.dotMark', {
    date: row.date ?? t('payments.undated'),
    amount: value === null ? '—' : yuan(value),
    unit: row.unitName ?? row.unit ?? '',
    purpose: row.purpose ?? '',
  }).trim();
}

/** Who received and who paid most. */
export function partsTitle(
  t: Say,
  payees: readonly PaymentPart[],
  units: readonly PaymentPart[],
): string {
  const [payee, unit] = [payees[0], units[0]];
  if (payee === undefined || unit === undefined || payee.share === null || unit.share === null) {
    return t('payments.parts.none');
  }
  const words = { unit: unit.name, unitShare: percent(unit.share, { decimals: 0 }) };
  const together = payees.reduce((sum, { share }) => sum + (share ?? 0), 0);
  if (payee.share >= 0.1 || payees.length < 3) {
    const share = percent(payee.share, { decimals: 0 });
    return t('payments.parts', { ...words, payee: payee.name, share });
  }
  const count = String(payees.length);
  return t('payments.parts.top', { ...words, count, share: percent(together, { decimals: 0 }) });
}

/** The largest of some vouchers; null where there are none. */
export function largestOf(rows: readonly PaymentRow[]): Fen | null {
  return rows.reduce<Fen | null>((top, row) => {
    const value = fenOf(row.amount);
    return value !== null && (top === null || value > top) ? value : top;
  }, null);
}

/** What rows add up to. */
export function sumOf(rows: readonly PaymentRow[]): Fen {
  return fen(rows.reduce<bigint>((sum, row) => sum + (fenOf(row.amount) ?? 0n), 0n));
}
