/** In charge of fetching what 预算执行 shows at one place of a budget: its total, its lines, their names. */
import type { Disagreement } from '#contract/answers';
import type { Question } from '#contract/question';
import type { Book, Flow, Scope } from '#model/slice';
import { bulletRowsQuestion, type Asking } from '../charts/BulletRows.ts';
import { budgetLines, LINE_MEASURES, type BudgetLine } from './budgetLine.ts';
import { dimensionOfStep, dimensionsAlong, rungBelow } from './ladder.ts';
import { readMembers, type Members } from './members.ts';
import { query } from './query.ts';

/** Where the reader stands. */
export interface Place {
  readonly region: string | null;
  readonly year: number | null;
  readonly scope: Scope | null;
  readonly book: Book;
  readonly flow: Flow;
  /** Codes from the top down. */
  readonly path: readonly string[];
}

/** An answer together with the place it is about, so that old figures never stand under new words. */
export interface ExecutionView {
  readonly place: Place;
  readonly total: BudgetLine | null;
  readonly totalQuestion: Question;
  /** By which the lines are listed; null where there is no further step. */
  readonly dimension: string | null;
  readonly level: number;
  readonly lines: readonly BudgetLine[];
  readonly linesQuestion: Question | null;
  readonly members: Members;
  readonly disagreements: readonly Disagreement[];
}

/** Makes a whole question of what a chart asks. */
export type Complete = (asking: Asking) => Question;

/** The one line at which the reader stands: the printed total, or the last step of the path. */
export function totalAsking({ book, flow, path }: Place): Asking {
  const step = dimensionOfStep(book, flow, path);
  const code = path.at(-1);
  return {
    cube: 'execution',
    measures: LINE_MEASURES,
    by: ['flow'],
    where: {
      book: [book],
      flow: [flow],
      ...(step === null || code === undefined ? {} : { [step]: [code] }),
    },
  };
}

export async function readExecutionView(
  place: Place,
  complete: Complete,
  signal: AbortSignal,
): Promise<ExecutionView> {
  const { book, flow, path } = place;
  const rung = rungBelow(book, flow, path);
  const totalQuestion = complete(totalAsking(place));
  const linesQuestion = rung === null ? null : complete(bulletRowsQuestion(book, flow, rung));
  const { where, asOf } = complete({
    cube: 'execution',
    measures: [],
    by: [],
    where: { book: [book], flow: [flow] },
  });
  const [total, lines, named] = await Promise.all([
    query(totalQuestion, signal),
    linesQuestion === null ? null : query(linesQuestion, signal),
    // The way up must be named as well as the lines.
    Promise.all(
      dimensionsAlong(book, flow, path).map((dimension) =>
        readMembers(dimension, where, asOf === undefined ? null : Number(asOf), signal),
      ),
    ),
  ]);
  const members: Members = new Map(named.flatMap((step) => [...step]));
  const order = new Map([...members.keys()].map((code, at) => [code, at]));
  const found = lines === null || rung === null ? [] : budgetLines(lines, rung.dimension);
  return {
    place,
    total: budgetLines(total, 'flow', () => path.at(-1) ?? '')[0] ?? null,
    totalQuestion,
    dimension: rung?.dimension ?? null,
    level: rung?.level ?? 0,
    lines: found.toSorted((a, b) => (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0)),
    linesQuestion,
    members,
    disagreements: lines?.disagreements ?? total.disagreements,
  };
}
