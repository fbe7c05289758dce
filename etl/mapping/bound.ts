/** In charge of the shape of a mapping that is bound to one file: plain data that goes to a worker and is compiled there. */
import type { AmountUnit } from '#model/fen';
import type { LedgerType } from '#model/ledger';
import type { Month } from '#model/month';
import type { Book, Flow, Scope, Stage } from '#model/slice';

/** How the text of a target is found in the fields of a row. */
export interface BoundText {
  /** Index of the field; −1 where no column states it. */
  readonly at: number;
  /** Indices of the fields put behind it. */
  readonly join: readonly number[];
  /** Name of the column in the header, for messages. */
  readonly label: string;
  readonly pad: number;
  /** Characters from–to, counted from 1. */
  readonly take: readonly [number, number] | null;
  readonly lookup: Readonly<Record<string, string>> | null;
  /** The text where the field is blank, or where the lookup does not hold it. */
  readonly fallback: string | null;
}

/** How one column of the ledger is filled. */
export interface BoundColumn extends BoundText {
  readonly field: string;
  /** Index in the columns of the ledger. */
  readonly put: number;
  readonly type: LedgerType;
  readonly required: boolean;
  readonly date: string | null;
  readonly unit: AmountUnit;
  readonly ratio: 'fraction' | 'percent' | null;
  /** The words that the dataset knows; null where any text will do. */
  readonly words: readonly string[] | null;
  /** Scheme of the reference that fills `fills`. */
  readonly levels: string | null;
  /** Indices in the columns of the ledger, from the outermost level; empty without `levels`. */
  readonly fills: readonly number[];
  /** The field holds the name instead of the code. */
  readonly byName: boolean;
  /** How its codes are named; null where the column holds no codes. */
  readonly name: BoundName | null;
}

/** Where the name of a code is found. */
export interface BoundName {
  readonly scheme: string;
  /** Index of the field, −1 where none states it. */
  readonly at: number;
  readonly names: Readonly<Record<string, string>> | null;
  /** Indices in the columns of the ledger of the levels above, the nearest first. */
  readonly parents: readonly number[];
}

/** The month of a row in ledgers whose rows bear one. */
export type RowMonth =
  | { readonly from: 'column' }
  /** The month of the date; a date in the year after is of the closing period. */
  | { readonly from: 'date'; readonly put: number }
  | { readonly from: 'slice' };

export const SLICE_PARTS = ['region', 'year', 'month', 'book', 'flow', 'scope'] as const;
export type SlicePart = (typeof SLICE_PARTS)[number];
/** What a column may state of a slice: its parts, and when it was reported, which is the same in all rows of a slice. */
export type StatedOfSlice = SlicePart | 'reported';

/** A column that states something of the slice; `date` is the form of its dates, where it holds dates of another than the usual ones. */
export type BoundPart = BoundText & { readonly part: StatedOfSlice; readonly date?: string };

/** The parts of a slice that a ledger's file states; what it does not state is null. */
export interface SliceParts {
  readonly region: string;
  readonly scope: Scope;
  readonly year: number;
  /** Null where each row bears its own month and the file is one about the year. */
  readonly month: Month | null;
  readonly book: Book | null;
  readonly flow: Flow | null;
  /** The source's own date where a column states it, `2025-06-10`; else null, and the file's own counts. */
  readonly reported: string | null;
}

/** The sign between whole and fraction; null where the file has not shown it yet. */
export type DecimalSign = ',' | '.' | null;

export interface BoundMapping {
  readonly mapping: string;
  readonly version: number;
  readonly dataset: string;
  /** Rows before the first row of data: header and comments above it. */
  readonly skip: number;
  /** Fields of a row. */
  readonly width: number;
  /** Names of the columns, in order of the file. */
  readonly header: readonly string[];
  readonly comment: string | null;
  /** Names of the ledger's columns, in COPY order: what `MappedRow.values` holds. */
  readonly fields: readonly string[];
  readonly columns: readonly BoundColumn[];
  /** Parts that are the same in every row. */
  readonly fixed: Partial<SliceParts>;
  /** What columns state of the slice. */
  readonly varying: readonly BoundPart[];
  /** What was declared of parts that a column states: a row that says otherwise is refused. */
  readonly declared: Partial<Readonly<Record<SlicePart, string>>>;
  /** Null where the ledger's rows bear no month. */
  readonly rowMonth: RowMonth | null;
  readonly stage: Stage;
  readonly currency: string;
  /** The source's own date, `2026-01-15`, of the slices that no column dates; null where nobody states one. */
  readonly reported: string | null;
  /** Names of the region where the mapping gives them, so that it is registered. */
  readonly regionName: { readonly zh: string; readonly en: string | null } | null;
  readonly decimal: DecimalSign;
  readonly rounding: 'refuse' | 'halfUp';
  /** Whether amounts are to date or of the month alone. */
  readonly amounts: 'toDate' | 'month';
  readonly duplicates: 'add' | 'refuse';
  /** How many rows may be rejected. */
  readonly rejects: number;
  /** Scheme → code → the code and its ancestors, from the outermost, one per level of the ledger, null below its own. */
  readonly ancestors: Readonly<Record<string, ReadonlyMap<string, readonly (string | null)[]>>>;
  /** Scheme → name as it is compared → code, for files that state names only. */
  readonly codes: Readonly<Record<string, ReadonlyMap<string, string>>>;
  /** Seed of the keys that stand for payees: the same for all files, or the same payee has two keys. */
  readonly seed: number;
}
