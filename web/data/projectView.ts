/** In charge of what a project's own page asks for: its months, its movements, its payments, its other years. */
import type { MovementPage, MovementRow, PaymentPage } from '#contract/ledgerAnswers';
import type { Question } from '#contract/question';
import { fen } from '#model/fen';
import { ratio } from '../format/ratio.ts';
import type { Answer } from './answer.ts';
import { address, ask } from './api.ts';
import type { BudgetLine } from './budgetLine.ts';
import type { LedgerMonth } from './ledger.ts';
import { NO_WORDS, readPayments, type PaymentPlace, type PaymentWords } from './payments.ts';
import { query } from './query.ts';
import { NO_FILTER } from './scopeFilter.ts';

/** Measures that a project has month by month and year by year. */
export const PROJECT_MEASURES = ['original', 'final', 'executed'] as const;

/** An answer by month of one project as the pace chart draws it; months without any figure are left out. */
export function projectMonths(answer: Answer): readonly LedgerMonth[] {
  const months = answer.numbers('month');
  const [original, final, executed] = PROJECT_MEASURES.map((measure) => answer.amounts(measure));
  const rows = months
    .flatMap((month, at) => {
      const row = {
        month: month ?? 0,
        original: original?.[at] ?? null,
        final: final?.[at] ?? null,
        executed: executed?.[at] ?? null,
      };
      const known = row.original ?? row.final ?? row.executed;
      return month === null || known === null ? [] : [row];
    })
    .toSorted((a, b) => a.month - b.month);
  return rows.map((row, at): LedgerMonth => {
    const before = rows[at - 1];
    const base = row.final ?? row.original;
    const earlier =
      row.month === 1 ? fen(0n) : before?.month === row.month - 1 ? before.executed : null;
    return {
      ...row,
      base,
      share: base !== null && base > 0n ? ratio(row.executed, base) : null,
      inMonth: row.executed === null || earlier === null ? null : fen(row.executed - earlier),
      carried: null,
    };
  });
}

/** The same project in every year, oldest first. */
export function projectYears(answer: Answer): readonly BudgetLine[] {
  const years = answer.codes('year');
  const [original, final, executed] = PROJECT_MEASURES.map((measure) => answer.amounts(measure));
  return years
    .map((year, at) => ({
      code: year ?? '',
      original: original?.[at] ?? null,
      final: final?.[at] ?? null,
      executed: executed?.[at] ?? null,
      prior: null,
      hidden: false,
    }))
    .filter((line) => line.code !== '' && (line.original ?? line.final ?? line.executed) !== null)
    .toSorted((a, b) => Number(a.code) - Number(b.code));
}

/** Reads both; a source whose ledger does not know projects answers with nothing. Throws `Refused`. */
export async function readProjectTime(
  byMonth: Question,
  byYear: Question,
  signal?: AbortSignal,
): Promise<{ readonly months: readonly LedgerMonth[]; readonly years: readonly BudgetLine[] }> {
  const [months, years] = await Promise.all([query(byMonth, signal), query(byYear, signal)]);
  return { months: projectMonths(months), years: projectYears(years) };
}

/** Every movement of a project's budget in a year, oldest first. Throws `Refused`. */
export async function readMovements(
  filters: Readonly<Record<string, string | number | null>>,
  signal?: AbortSignal,
): Promise<readonly MovementRow[]> {
  const rows: MovementRow[] = [];
  let cursor: string | null = null;
  do {
    const path = address('/api/movements', { ...filters, limit: 500, cursor });
    const page = (await ask(path, signal ? { signal } : {})) as MovementPage;
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}

/** The largest vouchers of a project in the whole year, whatever the filters hold. Throws `Refused`. */
export async function readProjectPayments(
  place: PaymentPlace,
  code: string,
  most: number,
  signal?: AbortSignal,
): Promise<PaymentPage> {
  const words: PaymentWords = { ...NO_WORDS, project: [code], order: '-amount' };
  return readPayments(
    { ...place, filter: NO_FILTER },
    words,
    { cursor: null, limit: most },
    signal,
  );
}
