/** In charge of showing amounts: one unit per view, rounded once, and parts that visibly add to their total. */
import { FEN_PER_UNIT, type AmountUnit, type Fen } from '#model/fen';
import { apportion, divide } from './rounding.ts';

const MINUS = '−';

/** Without its sign. */
export const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** Fen in the last place shown. */
function step(unit: AmountUnit, decimals: number): bigint {
  return FEN_PER_UNIT[unit] / 10n ** BigInt(decimals);
}

/** A unit that suits the largest amount: 亿元 from 10 亿, 万元 from 10 万, else 元. */
export function unitFor(amounts: Iterable<Fen | null>): AmountUnit {
  let top = 0n;
  for (const amount of amounts) {
    if (amount !== null && magnitude(amount) > top) top = magnitude(amount);
  }
  if (top >= 10n * FEN_PER_UNIT.yi) return 'yi';
  return top >= 10n * FEN_PER_UNIT.wan || top === 0n ? 'wan' : 'yuan';
}

/** Decimals of a view: as few as show every amount exactly, at most two. */
export function decimalsFor(amounts: Iterable<Fen | null>, unit: AmountUnit): number {
  if (unit === 'yi') return 2;
  for (const amount of amounts) {
    if (amount !== null && amount % FEN_PER_UNIT[unit] !== 0n) return 2;
  }
  return 0;
}

function written(steps: bigint, decimals: number, sign: boolean): string {
  const digits = magnitude(steps)
    .toString()
    .padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const mark = steps < 0n ? MINUS : sign && steps > 0n ? '+' : '';
  return decimals === 0 ? `${mark}${whole}` : `${mark}${whole}.${digits.slice(-decimals)}`;
}

export interface AmountStyle {
  readonly unit: AmountUnit;
  readonly decimals: number;
  /** Differences bear a plus sign. */
  readonly sign?: boolean;
}

/** `1,763,231`, `176.32`, `−0.24`; the unit is said once per chart or column, not here. */
export function amount(value: Fen, { unit, decimals, sign = false }: AmountStyle): string {
  return written(divide(value, step(unit, decimals)), decimals, sign);
}

/** The exact amount in 元, without needless decimals: `17,632,310,000`. */
export function yuan(value: Fen): string {
  return amount(value, { unit: 'yuan', decimals: value % 100n === 0n ? 0 : 2 });
}

/**
 * Parts as shown, so that they visibly add to their total as shown (largest remainder). Only where the parts do add
 * up exactly; otherwise each is rounded for itself, because a difference in the source must stay visible.
 */
export function amountParts(
  total: Fen | null,
  parts: readonly (Fen | null)[],
  style: AmountStyle,
): readonly (string | null)[] {
  const sum = parts.reduce<bigint>((all, part) => all + (part ?? 0n), 0n);
  if (total === null || sum !== total)
    return parts.map((part) => (part === null ? null : amount(part, style)));
  return apportion(parts, step(style.unit, style.decimals)).map((steps) =>
    steps === null ? null : written(steps, style.decimals, style.sign ?? false),
  );
}

/** How a view shows its amounts: one unit, the reader's or one that suits the largest, and as few decimals as that needs. */
export function viewStyle(
  amounts: readonly (Fen | null)[],
  chosen: AmountUnit | null = null,
): AmountStyle {
  const unit = chosen ?? unitFor(amounts);
  return { unit, decimals: decimalsFor(amounts, unit) };
}

/** Labels of an axis in the unit of its view: no decimals that no tick needs, the same number for all. */
export function axisAmounts(ticks: readonly Fen[], unit: AmountUnit): readonly string[] {
  const decimals = [0, 1, 2].find((places) =>
    ticks.every((tick) => tick % step(unit, places) === 0n),
  );
  return ticks.map((tick) => amount(tick, { unit, decimals: decimals ?? 2 }));
}
