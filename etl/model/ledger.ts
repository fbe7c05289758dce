/** In charge of the grammar of a ledger: rows that a government's own systems export, leaves only, amounts side by side. */

/** What a cell of a ledger row may be. `fen` is an amount as bigint, `month` 1–13, `key` a 64-bit number that stands for a text. */
export type LedgerType =
  'text' | 'fen' | 'date' | 'month' | 'boolean' | 'ratio' | 'integer' | 'key';

export interface LedgerColumn {
  readonly type: LedgerType;
  /** A row without it is rejected. */
  readonly required?: boolean;
}

/** A table computed per batch from its rows: fewer columns, the same sums. */
export interface Rollup {
  readonly table: string;
  /**
   * Name of a finer roll-up, listed further down, that has all its columns: it is cheaper to compute from that than from the rows.
   * `lines` and sums are then summed, what is a `max(…)` is the largest again.
   */
  readonly of?: string;
  /** Column of the roll-up → SQL over the rows `f`; by far most often the column itself. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns of text in whose order the rows of a batch are stored, since long answers are asked in it; by default the first column alone. */
  readonly order?: readonly string[];
  /** Column of the roll-up → aggregate over the rows `f`. `lines` counts them. */
  readonly sums: Readonly<Record<string, string>>;
  /** Where the same lies packed once a leaf is finished (as `cells`): a row for each value of `by`, the other columns one value after the other. */
  readonly packed?: { readonly table: string; readonly by: readonly string[] };
}

/** The rows of a dataset that has a ledger. Common columns come first: `batch_id`, `region_code`, `line_no`. */
export interface Ledger {
  /** The partitioned parent that readers see under row-level security; loads fill leaves of their own (`leaves.open`). */
  readonly table: string;
  /** Columns after the common ones, in COPY order. */
  readonly columns: Readonly<Record<string, LedgerColumn>>;
  /** Name of the dimension in questions → column of the row. Dimensions of the batch (region, year, book …) are not here. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Columns that roll-ups hold and rows do not → SQL over the rows `f`, for questions that must read the rows themselves. */
  readonly computed?: Readonly<Record<string, string>>;
  /** Name of the measure in questions → column that is summed. */
  readonly sums: Readonly<Record<string, string>>;
  /** Whether amounts are cumulative to the month of the batch (execution) or each for itself (payments). */
  readonly cumulative: boolean;
  /** Measures that grow from month to month; the others are stated as they stand at the month. */
  readonly flows?: readonly string[];
  /** Measures that no printed table states, so that a question for them goes to the ledger. */
  readonly only?: readonly string[];
  /** Measure of one month alone → the measure to date that it is the difference of. */
  readonly increments?: Readonly<Record<string, string>>;
  /** The smallest first: a question reads the first one that has every column it names. */
  readonly rollups: readonly Rollup[];
  /** Columns of a code and of the code one level above, from the outermost, with the scheme under which they are named. */
  readonly schemes: Readonly<Record<string, readonly string[]>>;
}

/** Columns of a roll-up that are columns of the rows. */
export function sameColumns(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, `f.${name}`]));
}

/** Plain sums of columns of the rows, and the count of lines. */
export function sumsOf(...names: readonly string[]): Readonly<Record<string, string>> {
  return {
    lines: 'count(*)',
    ...Object.fromEntries(names.map((name) => [name, totalSql(`f.${name}`)])),
  };
}

/** SQL of the sum of a bigint (fen, lines) over the rows of a group: a bigint, null where there is none. */
export function totalSql(value: string): string {
  return `access.total(${value})`;
}
