/** In charge of the movements of the budget behind 预算执行: read once a year and budget, filtered here. */
import type { Question } from '#contract/question';
import { MOVEMENT_WORDS, type MovementCell } from '../charts/AdjustmentSteps.ts';
import type { Answer } from './answer.ts';
import type { ScopeFilter } from './scopeFilter.ts';

/** By what the movements of a year are asked. */
export const MOVEMENTS_BY = [
  'kind',
  'document',
  'date',
  'month',
  'unit.department',
  'unit',
  'function.class',
  'economic.class',
] as const;

/** A movement with what it can be filtered by. */
export interface Movement extends MovementCell {
  readonly month: number;
  readonly department: string | null;
  readonly unit: string | null;
  readonly function: string | null;
  readonly economic: string | null;
}

/** The question about the movements of the year and book of a question about execution. */
export function movementsQuestion(execution: Question): Question {
  const kept = ['region', 'scope', 'year', 'book'];
  const { asOf, reportedBy } = execution;
  return {
    cube: 'movements',
    measures: ['amount'],
    by: MOVEMENTS_BY,
    where: Object.fromEntries(
      Object.entries(execution.where).filter(([name]) => kept.includes(name)),
    ),
    ...(asOf === undefined ? {} : { asOf }),
    ...(reportedBy === undefined ? {} : { reportedBy }),
  };
}

export function movementsOf(answer: Answer): readonly Movement[] {
  const columns = Object.fromEntries(MOVEMENTS_BY.map((name) => [name, answer.codes(name)]));
  const at = (name: (typeof MOVEMENTS_BY)[number], row: number) => columns[name]?.[row] ?? null;
  return answer.amounts('amount').flatMap((amount, row) =>
    amount === null
      ? []
      : [
          {
            kind: MOVEMENT_WORDS.find((word) => word === at('kind', row)) ?? 'virement',
            document: at('document', row),
            date: at('date', row),
            month: Number(at('month', row) ?? 0),
            department: at('unit.department', row),
            unit: at('unit', row),
            function: at('function.class', row),
            economic: at('economic.class', row),
            amount,
          },
        ],
  );
}

/** The movements that a filter lets through, up to a month. */
export function movementsIn(
  movements: readonly Movement[],
  filter: ScopeFilter,
  month: number,
): readonly Movement[] {
  return movements.filter(
    (one) =>
      one.month <= month &&
      (['department', 'unit', 'function', 'economic'] as const).every(
        (name) => filter[name]?.includes(one[name] ?? '~') ?? true,
      ),
  );
}
