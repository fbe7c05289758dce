/** In charge of the question and the points of the four budgets at a glance. */
import { BOOKS, FLOWS, type Book, type Flow } from '#model/slice';
import type { Answer } from '../data/answer.ts';
import {
  budgetLines,
  LINE_MEASURES,
  usualBase,
  type Base,
  type BudgetLine,
} from '../data/budgetLine.ts';
import type { Asking } from './BulletRows.ts';

/** The printed totals of every budget and flow. */
export function bookPanelQuestion(): Asking {
  return { cube: 'execution', measures: LINE_MEASURES, by: ['book', 'flow'], where: {} };
}

export interface BookPanel {
  readonly book: Book;
  /** Revenue and expenditure as far as there are figures; the balance where nothing else is. */
  readonly flows: readonly { readonly flow: Flow; readonly line: BudgetLine }[];
  readonly base: Base;
}

/** One panel per budget, in the law's order; a budget without figures has no flows. */
export function bookPanels(answer: Answer): readonly BookPanel[] {
  const books = answer.codes('book');
  const lines = new Map(
    budgetLines(answer, 'flow', (row, flow) => `${books[row] ?? ''} ${flow}`).map((line) => [
      line.code,
      line,
    ]),
  );
  return BOOKS.map((book) => {
    const found = FLOWS.flatMap((flow) => {
      const line = lines.get(`${book} ${flow}`);
      return line === undefined ? [] : [{ flow, line: { ...line, code: flow } }];
    });
    const both = found.filter(({ flow }) => flow !== 'balance');
    return { book, flows: both, base: usualBase(both.map(({ line }) => line)) };
  });
}
