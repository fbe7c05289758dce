/** In charge of the months behind an alert about a unit's or a project's spending: the year it is about, and the own past of the years before. */
import type { AlertRow } from '#contract/alertAnswers';
import type { LoadedSlice } from '#contract/answers';
import type { Question } from '#contract/question';
import { ratio } from '../format/ratio.ts';
import type { Answer } from './answer.ts';
import type { LedgerMonth } from './ledger.ts';
import type { PastYear } from './ledgerHistory.ts';
import { PROJECT_MEASURES, projectMonths } from './projectView.ts';
import { query } from './query.ts';

/** How many years before speak of the own past. */
const YEARS = 3;

export interface AlertPace {
  readonly months: readonly LedgerMonth[];
  readonly past: readonly PastYear[];
}

/** Families of rules that are about spending over the months of a year. */
const SPENDING = /^(BE|TP|PJ)-/;

/** The slices that tell the months of what an alert is about, this year's first; none where it is not about months or no ledger is loaded. */
export function paceSlices(
  alert: Pick<
    AlertRow,
    'rule' | 'region' | 'year' | 'unit' | 'project' | 'flow' | 'book' | 'scope'
  >,
  slices: readonly LoadedSlice[],
): readonly LoadedSlice[] {
  if (!SPENDING.test(alert.rule) || alert.flow === 'revenue') return [];
  if (alert.unit === null && alert.project === null) return [];
  const own = slices.filter(
    ({ dataset, form, region, flow, book, year, scope }) =>
      dataset === 'execution' &&
      form === 'ledger' &&
      region === alert.region &&
      flow === 'expenditure' &&
      book === (alert.book ?? 'general') &&
      (alert.scope === null || scope === alert.scope) &&
      year <= alert.year &&
      year >= alert.year - YEARS,
  );
  return own.some(({ year }) => year === alert.year) ? own.toSorted((a, b) => b.year - a.year) : [];
}

/** The question of one year, by month. */
function yearQuestion(
  alert: AlertRow,
  slice: LoadedSlice,
  who: Readonly<Record<string, readonly string[]>>,
  asOf: number | null,
): Question {
  return {
    cube: 'execution',
    measures: PROJECT_MEASURES,
    by: ['month'],
    where: {
      region: [alert.region],
      scope: [slice.scope],
      year: [String(slice.year)],
      book: [slice.book],
      flow: ['expenditure'],
      ...who,
    },
    ...(asOf === null ? {} : { asOf: String(asOf) }),
  };
}

/** Shares of a past year's last known budget by month, 1–13. */
export function pastYear(year: number, months: readonly LedgerMonth[]): PastYear {
  const base = months.findLast(({ base: budget }) => budget !== null)?.base ?? null;
  const shares = new Array<number | null>(14).fill(null);
  if (base !== null && base > 0n) {
    for (const { month, executed } of months) shares[month] = ratio(executed, base);
  }
  return { year, shares };
}

/** Reads the months; a department's code also stands for its units. Null where the ledger does not know it. Throws `Refused`. */
export async function readAlertPace(
  alert: AlertRow,
  slices: readonly LoadedSlice[],
  asOf: number | null,
  signal?: AbortSignal,
): Promise<AlertPace | null> {
  const known = paceSlices(alert, slices);
  const [latest] = known;
  if (latest === undefined) return null;
  const tries: readonly Readonly<Record<string, readonly string[]>>[] =
    alert.project !== null
      ? [{ project: [alert.project] }]
      : [{ 'unit.department': [alert.unit ?? ''] }, { unit: [alert.unit ?? ''] }];
  for (const who of tries) {
    const answers: readonly Answer[] = await Promise.all(
      known.map((slice) => query(yearQuestion(alert, slice, who, asOf), signal)),
    );
    const years = answers.map(projectMonths);
    const [own = [], ...before] = years;
    if (own.length === 0) continue;
    const past = before.flatMap((months, at) => {
      const year = known[at + 1]?.year;
      const whole = months.some(({ month }) => month >= 12);
      return year === undefined || !whole ? [] : [pastYear(year, months)];
    });
    return { months: own, past: past.toSorted((a, b) => a.year - b.year) };
  }
  return null;
}
