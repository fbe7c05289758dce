/** In charge of the bars of the loop: how many alerts came as far as each step, and what is at stake in them. */
import type { LoopStatistics } from '#contract/alertAnswers';
import type { Fen } from '#model/fen';
import { fenOf } from '../data/decimal.ts';
import type { LoopStep } from '../data/loop.ts';

export interface StepBar {
  readonly step: LoopStep;
  readonly count: number;
  readonly amount: Fen | null;
  /** Of those found; null where none were. */
  readonly share: number | null;
}

export function stepBars({ steps }: Pick<LoopStatistics, 'steps'>): readonly StepBar[] {
  const found = steps.find(({ step }) => step === 'found')?.count ?? 0;
  return steps.map(({ step, count, amount }) => ({
    step,
    count,
    amount: fenOf(amount),
    share: found === 0 ? null : count / found,
  }));
}
