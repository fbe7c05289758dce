/** In charge of showing what a rule measured: money, a ratio or a count, from the decimal text of the answer. */
import type { FlagRow } from '#contract/alertAnswers';
import { fromDecimalText, type AmountUnit, type Fen } from '#model/fen';
import { amount, decimalsFor, yuan } from './amount.ts';
import { percent } from './ratio.ts';
import { quantity } from './whole.ts';

const KINDS: Readonly<Record<string, 'ratio' | 'quantity'>> = {
  rate: 'ratio',
  rateOfOriginal: 'ratio',
  use: 'ratio',
  quantity: 'quantity',
  count: 'quantity',
  rectifiedCount: 'quantity',
};

/** What kind of number a measure of any cube is; everything that is not a ratio or a quantity is money. */
export function measureKind(measure: string): 'amount' | 'ratio' | 'quantity' {
  return KINDS[measure] ?? 'amount';
}

/** The amounts among what an alert measured, to choose one unit for all of them. */
export function flagAmounts(flag: FlagRow): readonly (Fen | null)[] {
  const texts = flag.measureUnit === 'fen' ? [flag.measured, flag.expected] : [];
  return [...texts, flag.amountAtStake].map((text) =>
    text === null ? null : fromDecimalText(text),
  );
}

/** `17.63`, `96.0%`, `3`; null where there is nothing. The unit of money is said by the caller. */
export function measured(
  text: string | null,
  measureUnit: FlagRow['measureUnit'],
  unit: AmountUnit,
): string | null {
  if (text === null) return null;
  if (measureUnit === 'ratio') return percent(Number(text));
  if (measureUnit === 'count') return quantity(text.replace(/\.0+$/, ''));
  const fen = fromDecimalText(text);
  return fen === null ? text : amount(fen, { unit, decimals: decimalsFor([fen], unit) });
}

/** A figure as its source holds it: money to the fen, anything else as it is. */
export function exactly(text: string | null, measure: string): string {
  if (text === null) return '—';
  const sum = measureKind(measure) === 'amount' ? fromDecimalText(text) : null;
  return sum === null ? quantity(text) : yuan(sum);
}
