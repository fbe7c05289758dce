/** In charge of what changed between two versions: asking for it, and remembering which version the reader last looked at. */
import type { ChangeRow, ChangesAnswer } from '#contract/ledgerAnswers';
import { fromDecimalText, type Fen } from '#model/fen';
import type { Question } from '#contract/question';
import { address, ask } from './api.ts';

/** Rows that a page lists. */
export const MOST_CHANGES = 100;

/** What version `to` states differently from `from`, the largest difference first. */
export async function readChanges(
  from: number,
  to: number,
  signal?: AbortSignal,
): Promise<ChangesAnswer> {
  const path = address('/api/changes', { from, to, limit: MOST_CHANGES });
  return (await ask(path, signal ? { signal } : {})) as ChangesAnswer;
}

/** Whether the sides of a row are percentages (1 is 100 %) and no amounts. */
export function isRatio({ measure }: ChangeRow): boolean {
  return /^(?:rate|growth)/.test(measure);
}

/** The amounts of a row; null where a side does not state it or it is no amount. */
export function changedAmounts(row: ChangeRow): {
  readonly before: Fen | null;
  readonly after: Fen | null;
  readonly difference: Fen | null;
} {
  const { before, after, difference } = row;
  const amount = (text: string | null) =>
    text === null || isRatio(row) ? null : fromDecimalText(text);
  return { before: amount(before), after: amount(after), difference: amount(difference) };
}

/** The question whose origin shows a changed figure as one version states it; null where the page has none. */
export function changeQuestion(row: ChangeRow, version: number): Question | null {
  if (row.where === null || row.where === undefined) return null;
  return {
    cube: row.dataset,
    measures: [row.measure],
    by: [],
    where: Object.fromEntries(Object.entries(row.where).map(([name, value]) => [name, [value]])),
    asOf: String(version),
  };
}

const SEEN = 'mingzhang.seenVersion';

/** The version that was current when the reader last looked at the versions on this machine; null the first time. */
export function lastSeen(storage: Pick<Storage, 'getItem'>): number | null {
  const text = storage.getItem(SEEN);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export function rememberSeen(storage: Pick<Storage, 'setItem'>, version: number): void {
  storage.setItem(SEEN, String(version));
}
