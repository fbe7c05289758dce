/** In charge of what a batch covers: the slice, and the words its parts may take. */

export const BOOKS = ['general', 'fund', 'capital', 'social'] as const;
export type Book = (typeof BOOKS)[number];

export const FLOWS = ['revenue', 'expenditure', 'balance'] as const;
export type Flow = (typeof FLOWS)[number];

/** all = 全市/全区 with lower levels; own = 本级; unstated = the source does not say. */
export const SCOPES = ['all', 'own', 'unstated'] as const;
export type Scope = (typeof SCOPES)[number];

export const STAGES = ['draft', 'approved', 'flash', 'accounts'] as const;
export type Stage = (typeof STAGES)[number];

/** Roles of a line; a query without `itemRole` reads `main`. `total` and `grand` are printed totals, kept for checks and for level 0. */
export const ITEM_ROLES = [
  'main',
  'transfer',
  'financing',
  'balance',
  'ofWhich',
  'memo',
  'total',
  'grand',
] as const;
export type ItemRole = (typeof ITEM_ROLES)[number];

/** dataset × region × scope × year × period × book × flow × stage × source: what one batch is about. */
export interface Slice {
  readonly dataset: string;
  /** GB/T 2260 code; a street, park or department filed under a parent is `310114~菊园新区`. */
  readonly region: string;
  readonly scope: Scope;
  readonly year: number;
  /** `FY`, or `2022-06` (cumulative to that month), or the source's own words for part of a year. */
  readonly period: string;
  /** null where the dataset has no books (debt, assets, findings). */
  readonly book: Book | null;
  readonly flow: Flow | null;
  /** The stage of the table that filled the slice; each figure bears its own as well. */
  readonly stage: Stage;
  /** Key in `sources`. */
  readonly source: string;
}
