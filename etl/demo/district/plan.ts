/** In charge of what a line means to have paid by the end of each month, never more than is open to it. */
import { openIn, type Line } from './line.ts';
import { share } from './random.ts';
import type { Rhythm } from './rhythm.ts';

/**
 * Cumulative payments by month towards `target`. A month that would pay less than `least` waits for the next; what is not
 * open in time is paid when it is.
 */
export function planOf(
  line: Line,
  target: number,
  rhythm: Rhythm,
  least: number,
): readonly number[] {
  const whole = rhythm.reduce((sum, weight) => sum + weight, 0);
  const plan = [0];
  let weights = 0;
  let before = 0;
  for (let month = 1; month <= 13; month += 1) {
    const weight = rhythm[month - 1] ?? 0;
    weights += weight;
    const meant = whole === 0 ? 0 : share(target, weights, whole);
    let to = Math.max(before, Math.min(meant, openIn(line, month)));
    if (to - before < least) to = before;
    plan.push(to);
    before = to;
  }
  return plan;
}
