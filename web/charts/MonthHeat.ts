/** In charge of the cells of the heat map: which share of its annual budget each row executed in each month. */
import { fen, type Fen } from '#model/fen';
import type { LedgerRow } from '../data/ledger.ts';

export interface HeatRow {
  readonly row: LedgerRow;
  readonly name: string;
  /** Per month share of the annual budget; null where nothing is known. */
  readonly shares: readonly (number | null)[];
}

export interface HeatTotals {
  /** Of all chosen rows, per month. */
  readonly amounts: readonly (Fen | null)[];
  readonly shares: readonly (number | null)[];
}

const shareOf = (part: Fen | null, base: Fen | null): number | null =>
  part === null || base === null || base <= 0n ? null : Number(part) / Number(base);

export function heatRows(
  rows: readonly LedgerRow[],
  nameOf: (row: LedgerRow) => string,
): readonly HeatRow[] {
  return rows.map((row) => ({
    row,
    name: nameOf(row),
    shares: row.inMonth.map((amount) => shareOf(amount, row.base)),
  }));
}

/** The margin below the months. */
export function heatTotals(rows: readonly LedgerRow[], months: number): HeatTotals {
  const chosen = rows.filter((row) => row.chosen);
  const sum = (values: readonly (Fen | null)[]): Fen | null =>
    values.reduce<Fen | null>(
      (all, value) => (value === null ? all : fen((all ?? 0n) + value)),
      null,
    );
  const base = sum(chosen.map((row) => row.base));
  const amounts = Array.from({ length: months }, (_, at) =>
    sum(chosen.map((row) => row.inMonth[at] ?? null)),
  );
  return { amounts, shares: amounts.map((amount) => shareOf(amount, base)) };
}

/** The share that the darkest shade stands for: what 19 of 20 cells lie below, so that one outlier does not pale the rest. */
export function heatTop(rows: readonly HeatRow[]): number {
  const shares = new Float64Array(rows.reduce((sum, row) => sum + row.shares.length, 0));
  let count = 0;
  for (const row of rows)
    for (const share of row.shares) if (share !== null && share > 0) shares[count++] = share;
  const sorted = shares.subarray(0, count).sort();
  return sorted[Math.floor(count * 0.95)] ?? 0.1;
}

/** The row and month with the largest share: what the map says. */
export function heatPeak(
  rows: readonly HeatRow[],
  months: readonly number[],
): { readonly row: HeatRow; readonly month: number; readonly share: number } | null {
  let peak: ReturnType<typeof heatPeak> = null;
  for (const row of rows) {
    if (!row.row.chosen) continue;
    for (const [at, share] of row.shares.entries()) {
      const month = months[at];
      if (share !== null && month !== undefined && share > (peak?.share ?? 0))
        peak = { row, month, share };
    }
  }
  return peak;
}
