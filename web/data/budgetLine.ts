/** In charge of what a line of a budget is in the browser: its four figures, and how it stands against a budget. */
import { fen, type Fen } from '#model/fen';
import { growth, ratio } from '../format/ratio.ts';
import type { Answer } from './answer.ts';

/** The figures of a line, in the order in which they are told. */
export const FIGURES = ['original', 'final', 'executed', 'prior'] as const;
export type Figure = (typeof FIGURES)[number];

/** Which budget a line is held against. */
export type Base = 'original' | 'final';

export interface BudgetLine extends Readonly<Record<Figure, Fen | null>> {
  /** Code of the line, of the year, of the region …: whatever the lines are listed by. */
  readonly code: string;
  /** Whether figures of the line lie in hidden rows or columns of their source. */
  readonly hidden: boolean;
}

/** A line against a budget; null wherever a figure that it needs is absent. */
export interface Standing {
  readonly base: Fen | null;
  /** Executed − budget. */
  readonly gap: Fen | null;
  /** Executed ÷ budget. */
  readonly rate: number | null;
  /** rate − 1: shown as percentage points. */
  readonly points: number | null;
  /** (executed − prior) ÷ |prior|. */
  readonly growth: number | null;
}

/** Keys of printed totals: a total that stands for itself is no line of a breakdown. */
const TOTALS: readonly string[] = ['total', 'grand'];

/** What a question must ask for, so that `budgetLines` can read its answer. */
export const LINE_MEASURES: readonly string[] = [...FIGURES, 'hidden'];

/** Lines of an answer by `dimension`, in its order; a line without any figure is none. `codeOf` names lines that two dimensions tell apart. */
export function budgetLines(
  answer: Answer,
  dimension: string,
  codeOf: (row: number, code: string) => string = (_, code) => code,
): readonly BudgetLine[] {
  const [original, final, executed, prior] = FIGURES.map((figure) => answer.amounts(figure));
  const hidden = answer.numbers('hidden');
  return answer
    .codes(dimension)
    .map((code, row) => ({
      code: codeOf(row, code ?? ''),
      original: original?.[row] ?? null,
      final: final?.[row] ?? null,
      executed: executed?.[row] ?? null,
      prior: prior?.[row] ?? null,
      hidden: (hidden[row] ?? 0) > 0,
    }))
    .filter(
      (line) => !TOTALS.includes(line.code) && FIGURES.some((figure) => line[figure] !== null),
    );
}

/** How a line stands against a budget. */
export function standing(line: BudgetLine, base: Base): Standing {
  const budget = line[base];
  const { executed, prior } = line;
  // A share of nothing, or of a planned deficit, says nothing.
  const rate = budget !== null && budget > 0n ? ratio(executed, budget) : null;
  return {
    base: budget,
    gap: executed === null || budget === null ? null : fen(executed - budget),
    rate,
    points: rate === null ? null : rate - 1,
    growth: growth(executed, prior),
  };
}

/** The adjusted budget where any line has one, else the original: what 完成 is measured by unless the reader chooses. */
export function usualBase(lines: readonly BudgetLine[]): Base {
  return lines.some(({ final }) => final !== null) ? 'final' : 'original';
}

/** Whether any figure of the line is other than zero. */
export function saysSomething(line: BudgetLine): boolean {
  return FIGURES.some((figure) => line[figure] !== null && line[figure] !== 0n);
}

export const ORDERS = ['gap', 'points', 'printed'] as const;
export type Order = (typeof ORDERS)[number];

/** From the largest shortfall to the largest excess, in money or in points; absent ones last; or as printed. */
export function ordered(
  lines: readonly BudgetLine[],
  base: Base,
  order: Order,
): readonly BudgetLine[] {
  if (order === 'printed') return lines;
  return lines
    .map((line) => ({ line, value: standing(line, base)[order] }))
    .toSorted((left, right) => {
      if (left.value === null || right.value === null) {
        return Number(left.value === null) - Number(right.value === null);
      }
      return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
    })
    .map(({ line }) => line);
}
