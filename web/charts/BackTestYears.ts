/** In charge of the bars of a back-test: alerts of each loaded year under the present and under the tried setting. */
import type { BackTest } from '#contract/ruleAnswers';

export interface YearPair {
  readonly year: number;
  readonly before: number;
  readonly after: number;
}

/** Oldest first. */
export function yearPairs({ years }: Pick<BackTest, 'years'>): readonly YearPair[] {
  return years.toSorted((a, b) => a.year - b.year);
}
