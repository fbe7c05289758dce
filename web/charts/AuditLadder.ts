/** In charge of what the ladder from found to put right shows: per status a count and an amount on two aligned scales. */
import type { Fen } from '#model/fen';
import type { StatusStep } from '../data/findings.ts';

/** The largest count and amount: each side of the ladder has its own scale. */
export function ladderExtent(steps: readonly StatusStep[]): {
  readonly count: number;
  readonly amount: Fen | null;
} {
  const amounts = steps.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  return {
    count: Math.max(1, ...steps.map(({ count }) => count)),
    amount: amounts.reduce<Fen | null>((top, one) => (top === null || one > top ? one : top), null),
  };
}
