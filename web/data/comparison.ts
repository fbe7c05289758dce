/** In charge of the same line in other years and in other regions, from the same cube. */
import type { Question } from '#contract/question';
import { budgetLines, LINE_MEASURES, type BudgetLine } from './budgetLine.ts';
import { totalAsking, type Complete, type Place } from './executionView.ts';
import { query } from './query.ts';

export const COMPARISONS = ['years', 'regions'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface Compared {
  readonly comparison: Comparison;
  readonly place: Place;
  readonly question: Question;
  /** `code` is the year, or `region scope`. */
  readonly lines: readonly BudgetLine[];
}

export async function readComparison(
  comparison: Comparison,
  place: Place,
  complete: Complete,
  signal: AbortSignal,
): Promise<Compared> {
  const { where } = totalAsking(place);
  const by = comparison === 'years' ? ['year'] : ['region', 'scope'];
  const asked = complete({ cube: 'execution', measures: LINE_MEASURES, by, where });
  // Other years and regions stand at their own latest month.
  const kept = Object.entries(asked.where).filter(([name]) => name !== 'month');
  const question = { ...asked, where: Object.fromEntries(kept) };
  const answer = await query(question, signal);
  if (comparison === 'years') {
    const lines = budgetLines(answer, 'year').toSorted((a, b) => Number(a.code) - Number(b.code));
    return { comparison, place, question, lines };
  }
  const scopes = answer.codes('scope');
  const lines = budgetLines(
    answer,
    'region',
    (row, region) => `${region} ${scopes[row] ?? ''}`,
  ).filter(({ executed }) => executed !== null);
  return { comparison, place, question, lines };
}

/** Where a compared row stands in its question. */
export function comparedAt(
  comparison: Comparison,
  { code }: BudgetLine,
): Readonly<Record<string, string>> {
  if (comparison === 'years') return { year: code };
  const [region = '', scope = ''] = code.split(' ');
  return { region, scope };
}
