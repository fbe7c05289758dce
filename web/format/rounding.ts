/** In charge of rounding that adds up: parts that visibly add to their total, by largest remainder, as whole steps of what is shown. */
import type { Fen } from '#model/fen';

/** Half away from zero, exact. */
export function divide(value: bigint, by: bigint): bigint {
  const size = value < 0n ? -value : value;
  const rounded = (size * 2n + by) / (by * 2n);
  return value < 0n ? -rounded : rounded;
}

function floor(value: bigint, by: bigint): bigint {
  const whole = value / by;
  return value < 0n && whole * by !== value ? whole - 1n : whole;
}

/**
 * Parts in whole steps of `by` that add to their rounded sum: each is cut down, and what is missing goes to the largest
 * remainders, the earlier part first. Each is within one step of its exact value and a larger part never shows as less
 * than a smaller one. Absent parts stay absent.
 */
export function apportion(
  parts: readonly (bigint | null)[],
  by: bigint,
): readonly (bigint | null)[] {
  const sum = parts.reduce<bigint>((all, part) => all + (part ?? 0n), 0n);
  const steps = parts.map((part) => (part === null ? null : floor(part, by)));
  let missing = divide(sum, by) - steps.reduce<bigint>((all, part) => all + (part ?? 0n), 0n);
  const byRemainder = parts
    .flatMap((part, at) => (part === null ? [] : [{ at, rest: part - floor(part, by) * by }]))
    .filter(({ rest }) => rest > 0n)
    .toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  for (const { at } of byRemainder) {
    if (missing <= 0n) break;
    steps[at] = (steps[at] ?? 0n) + 1n;
    missing -= 1n;
  }
  return steps;
}

/**
 * Shares of a total as ratios of exactly `decimals` places of a percentage, so that the shares of parts that add up to
 * the total visibly add up to 100 %. Where they do not add up, each is rounded for itself; without a total (absent or
 * zero) there are no shares.
 */
export function shareParts(
  total: Fen | null,
  parts: readonly (Fen | null)[],
  decimals = 1,
): readonly (number | null)[] {
  if (total === null || total === 0n) return parts.map(() => null);
  const scale = 10n ** BigInt(2 + decimals);
  const sign = total < 0n ? -1n : 1n;
  const by = sign * total;
  const scaled = parts.map((part) => (part === null ? null : sign * part * scale));
  const sum = parts.reduce<bigint>((all, part) => all + (part ?? 0n), 0n);
  const steps =
    sum === total
      ? apportion(scaled, by)
      : scaled.map((part) => (part === null ? null : divide(part, by)));
  return steps.map((step) => (step === null ? null : Number(step) / Number(scale)));
}
