/** In charge of what has arrived: reading it, how a table stands as a whole, and which rules wait for what is missing. */
import type { Completeness } from '#contract/alertAnswers';
import { address, ask } from './api.ts';

export type ArrivalTable = Completeness['tables'][number];
export type ArrivalRow = ArrivalTable['rows'][number];
export type ArrivalCell = ArrivalRow['cells'][number];
export type ArrivalState = ArrivalCell['state'];

/** The most worrying first: of several rows the first that one of them is in stands for all. */
export const ARRIVAL_STATES = [
  'missing',
  'late',
  'failed',
  'partial',
  'arrived',
  'notYet',
] as const satisfies readonly ArrivalState[];

/** Throws `Refused`. */
export async function readCompleteness(
  region: string,
  year: number,
  asOf: number | null,
  signal?: AbortSignal,
): Promise<Completeness> {
  const path = address('/api/completeness', { region, year, asOf });
  return (await ask(path, signal ? { signal } : {})) as Completeness;
}

/** How many rows of a table are in each state in a month. */
export interface MonthStanding {
  readonly month: number;
  readonly state: ArrivalState;
  readonly counts: Readonly<Record<ArrivalState, number>>;
}

/** The table month by month as a whole; 0 where it is of the year. */
export function standingOf({ rows }: ArrivalTable): readonly MonthStanding[] {
  const months = new Map<number, Record<ArrivalState, number>>();
  for (const { cells } of rows) {
    for (const { month, state } of cells) {
      const counts = months.get(month) ?? {
        missing: 0,
        late: 0,
        failed: 0,
        partial: 0,
        arrived: 0,
        notYet: 0,
      };
      counts[state] += 1;
      months.set(month, counts);
    }
  }
  return [...months]
    .toSorted(([a], [b]) => a - b)
    .map(([month, counts]) => ({
      month,
      counts,
      state: ARRIVAL_STATES.find((state) => counts[state] > 0) ?? 'notYet',
    }));
}

/** Cells of a table that are not as they should be: neither arrived nor not yet due. */
export function lacking({ rows }: ArrivalTable): number {
  return rows.reduce(
    (sum, { cells }) =>
      sum + cells.filter(({ state }) => state !== 'arrived' && state !== 'notYet').length,
    0,
  );
}

/** What is not there at all of a table up to a month: the months, and for each the departments (none: the region's own table). */
export function missingOf(
  { rows, every }: ArrivalTable,
  month: number | null,
): readonly { readonly month: number; readonly departments: readonly string[] }[] {
  const found = new Map<number, string[]>();
  for (const { department, name, cells } of rows) {
    for (const cell of cells) {
      if (cell.state !== 'missing') continue;
      if (every === 'month' && month !== null && cell.month > month) continue;
      const own = found.get(cell.month) ?? [];
      if (department !== null) own.push(name ?? department);
      found.set(cell.month, own);
    }
  }
  return [...found]
    .toSorted(([a], [b]) => a - b)
    .map(([at, departments]) => ({ month: at, departments }));
}
