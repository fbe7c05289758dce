/** In charge of the grammar of a dataset: what a kind of record is, what may be grouped and what may be added. */
import type { Bilingual } from './bilingual.ts';
import type { Ledger } from './ledger.ts';

/** What a dimension's values are: a code with members of its own, a free text, or a whole number. */
export type DimensionType = 'code' | 'text' | 'integer';

export interface Dimension {
  readonly title: Bilingual;
  readonly type: DimensionType;
  /** SQL expression over the aliases `f` (facts) and `b` (batches). The dataset is its only home. */
  readonly sql: string;
  /**
   * `additive`: sums across its values have a meaning.
   * `fixed`: must be fixed by one filter value or stand in `by`, else 400 `not-additive`.
   * `resolved`: not additive, but has a rule that picks one value when the question is silent
   * (stage, source, itemRole, month).
   */
  readonly adds: 'additive' | 'fixed' | 'resolved';
  /** The value read when the question does not name the dimension; may depend on which others it names. */
  readonly silent?: string | ((asked: ReadonlySet<string>) => string);
  /** Binds only questions that ask for such a measure: physical units say nothing of amounts. */
  readonly bindsOnly?: Measure['kind'];
  /** Level of a classification (1 类, 2 款, 3 项, 4 目): grouping reads the rows printed at that level. */
  readonly level?: number;
  /** The classification cut this level belongs to (`execution.cut`): cuts are never mixed in one answer. */
  readonly cut?: string;
  /** Name of the dimension whose members and names it shares (defaults to its own name). */
  readonly members?: string;
}

export interface Measure {
  readonly title: Bilingual;
  /**
   * `amount`: fen, summed from the figures whose measure is `figure`;
   * `ratio`: `numerator` ÷ `denominator` (first that is present) after summing, 0–1 scale;
   * `quantity`: decimal text, summed only under a fixed `quantityUnit`;
   * `count`: number of records.
   */
  readonly kind: 'amount' | 'ratio' | 'quantity' | 'count';
  /** Name of the stored figure (`amount`, `quantity`), or the column that is summed (record datasets). */
  readonly figure?: string;
  readonly numerator?: string;
  readonly denominators?: readonly string[];
  /** Which pair of stages this figure obeys: budgets (approved > draft) or outturn (accounts > flash). */
  readonly clock?: 'budget' | 'outturn';
  /** A figure about an earlier year, stated by this year's table: a `stage` filter does not bind it. */
  readonly earlier?: boolean;
  /** SQL condition on `f` under which a record counts (record datasets). */
  readonly when?: string;
}

export interface Dataset {
  readonly name: string;
  readonly title: Bilingual;
  /**
   * `figures`: printed tables, one row per figure, long form; `records`: one row per record with columns of its own;
   * `ledger`: only rows of a ledger. Cubes of printed tables may have a ledger beside them (execution, projects).
   */
  readonly form: 'figures' | 'records' | 'ledger';
  /** Rows as a government's own systems export them; a question reads either these or the printed tables. */
  readonly ledger?: Ledger;
  /** The partitioned parent that readers see under row-level security. */
  readonly table: string;
  /** The leaf partition that `COPY` fills, granted to the loader alone. */
  readonly leaf: string;
  /** Dataset-specific columns after the common ones, in COPY order, with their Postgres types. */
  readonly columns: Readonly<
    Record<string, 'text' | 'smallint' | 'integer' | 'bigint' | 'boolean' | 'numeric'>
  >;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly measures: Readonly<Record<string, Measure>>;
}
