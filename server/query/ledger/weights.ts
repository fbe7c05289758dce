/** In charge of how much each batch of a ledger counts in an answer: to date, in the month, as it stands. */
import type { FoundBatch } from './batches.ts';

/** How a batch takes part in the answer for a slice and month. */
export interface Weight {
  /** Whose rows are read. */
  readonly batch: FoundBatch;
  /** Whose slice and month the answer shows. */
  readonly shown: FoundBatch;
  /** For figures as they stand at a month (budgets). */
  readonly stock: number | null;
  /** For figures to date (executed). */
  readonly flow: number | null;
  /** For figures of the month alone. */
  readonly period: number | null;
  /** First and last month of the rows that count, where rows have months of their own. */
  readonly months: readonly [number, number] | null;
}

/**
 * The weights of a cumulative ledger for one shown batch. `others` are the batches of the same slice and source.
 * What would need a month that is not there has no weight, so that the answer is null and not wrong.
 */
export function weightsOf(
  shown: FoundBatch,
  others: readonly FoundBatch[],
  needs: { readonly flow: boolean; readonly period: boolean },
): readonly Weight[] {
  const at = (month: number) =>
    month === shown.month ? shown : others.find((one) => one.month === month);
  const toDate = (month: number): readonly FoundBatch[] | null => {
    const batch = at(month);
    if (batch === undefined) return null;
    if (batch.amounts === 'toDate' || month === 1) return [batch];
    const before = toDate(month - 1);
    return before === null ? null : [...before, batch];
  };
  const weights = new Map<
    FoundBatch,
    { stock: number | null; flow: number | null; period: number | null }
  >([[shown, { stock: 1, flow: null, period: null }]]);
  const add = (batch: FoundBatch, kind: 'flow' | 'period', weight: number) => {
    const own = weights.get(batch) ?? { stock: null, flow: null, period: null };
    own[kind] = (own[kind] ?? 0) + weight;
    weights.set(batch, own);
  };
  if (needs.flow) for (const batch of toDate(shown.month) ?? []) add(batch, 'flow', 1);
  if (needs.period) {
    const before = shown.amounts === 'month' || shown.month === 1 ? [] : toDate(shown.month - 1);
    if (before !== null) {
      add(shown, 'period', 1);
      for (const batch of before) add(batch, 'period', -1);
    }
  }
  return [...weights].map(([batch, weight]) => ({ batch, shown, ...weight, months: null }));
}

/** As many rows as the batches say they hold. */
export function rowsIn(weights: readonly Weight[]): number {
  return weights.reduce((sum, { batch }) => sum + (Number(batch.control['rows'] ?? 0) || 0), 0);
}
