/** In charge of showing ratios: percentages and percentage points, computed from sums, never averaged. */
import type { Fen } from '#model/fen';

const MINUS = '−';

function fixed(value: number, decimals: number, sign: boolean): string {
  const text = Math.abs(value)
    .toFixed(decimals)
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const zero = Number(text.replaceAll(',', '')) === 0;
  const mark = zero ? '' : value < 0 ? MINUS : sign ? '+' : '';
  return `${mark}${text}`;
}

/** `96.0%` of a ratio 0–1; `+0.2%` with a sign for changes. */
export function percent(ratio: number, { sign = false, decimals = 1 } = {}): string {
  return `${fixed(ratio * 100, decimals, sign)}%`;
}

/** `+8.3`: percentage points of a difference of ratios; the word is said in the header. */
export function points(difference: number, { sign = true, decimals = 1 } = {}): string {
  return fixed(difference * 100, decimals, sign);
}

/** Part ÷ whole; null where either is absent or the whole is zero. */
export function ratio(part: Fen | null, whole: Fen | null): number | null {
  return part === null || whole === null || whole === 0n ? null : Number(part) / Number(whole);
}

/** (now − before) ÷ |before|; null where there is no comparable base. */
export function growth(now: Fen | null, before: Fen | null): number | null {
  if (now === null || before === null || before === 0n) return null;
  return Number(now - before) / Math.abs(Number(before));
}
