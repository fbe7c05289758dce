/** In charge of showing a rule's threshold in its own unit. */
import { percent } from './ratio.ts';
import { whole } from './whole.ts';

/** `10%` for ratios; points and money as they are named; anything else with its unit behind. */
export function threshold(value: number, unit: string): string {
  if (unit === 'ratio') {
    const decimals = Number.isInteger(Number((value * 100).toFixed(6))) ? 0 : 1;
    return percent(value, { decimals });
  }
  if (unit === 'count') return whole(value);
  return `${Number.isInteger(value) ? whole(value) : String(value)} ${unit}`.trim();
}
