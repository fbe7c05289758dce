/** In charge of where 预算执行 over a ledger stands: whether there is a ledger, what is asked of it, which years before it are complete. */
import type { LoadedSlice } from '#contract/answers';
import type { Question } from '#contract/question';
import type { Book, Flow, Scope } from '#model/slice';
import type { Context } from './context.svelte.ts';
import { ledgerBy, LEDGER_MEASURES } from './ledgerCube.ts';

/** How many complete years speak of the own past. */
const YEARS = 3;
/** What an answer is about, so that old figures never stand under new words. */
export interface LedgerPlace {
  readonly region: string | null;
  readonly year: number;
  readonly scope: Scope | null;
  readonly book: Book;
  readonly flow: Flow;
  readonly question: Question;
}

/** Whether a ledger of this year and budget is loaded for the region and scope that the context stands at. */
export function hasLedger(context: Context): boolean {
  return context.choices.here.some(
    ({ dataset, form, book, flow }) =>
      dataset === 'execution' &&
      form === 'ledger' &&
      book === context.book &&
      flow === context.flow,
  );
}

/** What the context asks for; null where no ledger is loaded for it. */
export function ledgerPlace(context: Context): LedgerPlace | null {
  const { region, year, scope, book, flow } = context;
  if (year === null || !hasLedger(context)) return null;
  const question = context.question('execution', LEDGER_MEASURES, ledgerBy(flow), {
    book: [book],
    flow: [flow],
  });
  return { region, year, scope, book, flow, question };
}

/** The last years before this one of which a whole year is loaded, newest first. */
export function completeYears(
  slices: readonly LoadedSlice[],
  place: LedgerPlace | null,
): readonly number[] {
  if (place === null) return [];
  const years = slices
    .filter(
      (slice) =>
        slice.dataset === 'execution' &&
        slice.form === 'ledger' &&
        slice.region === place.region &&
        slice.scope === place.scope &&
        slice.book === place.book &&
        slice.flow === place.flow &&
        slice.year < place.year &&
        slice.month >= 12,
    )
    .map(({ year }) => year);
  return [...new Set(years)].toSorted((a, b) => b - a).slice(0, YEARS);
}
