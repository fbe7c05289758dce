/** In charge of the steps 类 → 款 → 项 → 目 by which a reader goes down into a budget. */
import type { Question } from '#contract/question';
import type { Book, Flow } from '#model/slice';

const LADDERS: Readonly<Record<Flow, readonly string[]>> = {
  expenditure: ['function.class', 'function.group', 'function.item'],
  revenue: ['revenueItem.class', 'revenueItem.group', 'revenueItem.item', 'revenueItem.subitem'],
  balance: ['item'],
};

/** Where a budget's own lines begin: above, all of its money lies in one single line (103, 223, 102, 209). */
const FIRST: Readonly<Record<Book, Readonly<Record<Flow, number>>>> = {
  general: { expenditure: 0, revenue: 0, balance: 0 },
  fund: { expenditure: 0, revenue: 2, balance: 0 },
  capital: { expenditure: 1, revenue: 2, balance: 0 },
  social: { expenditure: 1, revenue: 1, balance: 0 },
};

export interface Rung {
  /** By which the lines are listed. */
  readonly dimension: string;
  /** 1 类, 2 款, 3 项, 4 目. */
  readonly level: number;
  /** Holds the lines within the step above. */
  readonly within: Question['where'];
}

/** The rung below a path of codes; null where there is none. */
export function rungBelow(book: Book, flow: Flow, path: readonly string[]): Rung | null {
  const ladder = LADDERS[flow];
  const at = FIRST[book][flow] + path.length;
  const dimension = ladder[at];
  if (dimension === undefined) return null;
  const parent = ladder[at - 1];
  const code = path.at(-1);
  const within = parent === undefined || code === undefined ? {} : { [parent]: [code] };
  return { dimension, level: at + 1, within };
}

/** The dimension on which the last step of a path stands; null for the whole budget. */
export function dimensionOfStep(book: Book, flow: Flow, path: readonly string[]): string | null {
  if (path.length === 0) return null;
  return LADDERS[flow][FIRST[book][flow] + path.length - 1] ?? null;
}

/** The dimensions of every step of a path and of the lines below it: what must be named. */
export function dimensionsAlong(
  book: Book,
  flow: Flow,
  path: readonly string[],
): readonly string[] {
  const first = FIRST[book][flow];
  return LADDERS[flow].slice(first, first + path.length + 1);
}

/** A path as it stands in the address: `201,20101`. Codes hold no commas there. */
export function pathOf(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(',');
}
