/** In charge of the shape of a mapping: one small declarative document that says how a table's columns become rows of a ledger. */
import type { Bilingual } from './bilingual.ts';
import type { AmountUnit } from './fen.ts';

/** Where a value comes from, and what is done to its text before it is read as the type of its column. */
export interface ColumnMapping {
  /** Name in the header, alternatives in order of preference, or a position from 1 where there is no header. */
  readonly from: string | number | readonly (string | number)[];
  /** Further columns whose text is put behind it, each padded likewise: an organisation whose code stands in two columns. */
  readonly join?: readonly (string | number)[];
  /** The column that names the code. A file that has only this one is read by it: national codes by their names, others keyed by the name. */
  readonly name?: string | number | readonly (string | number)[];
  /** Names of codes that no column states. */
  readonly names?: Readonly<Record<string, string>>;
  /** Leading zeros up to this many digits: `1` and `001` are the same code. */
  readonly pad?: number;
  /** Only these characters, from–to, counted from 1: for sources whose own levels are parts of one code. */
  readonly take?: readonly [number, number];
  /** Words of the source → words of the dataset; what is not in it is rejected unless there is a `default`. */
  readonly lookup?: Readonly<Record<string, string>>;
  readonly default?: string;
  /** Form of dates, `YYYY-MM-DD`, `YYYYMMDD`, `DD/MM/YYYY` …; without it ISO, compact and Chinese dates are read. */
  readonly date?: string;
  /** Unit of this column where it differs from `amounts.unit`. */
  readonly unit?: AmountUnit;
  /** Whether 1 means 100 % or 1 % where the text bears no %; without it a text above 1 is refused. */
  readonly ratio?: 'fraction' | 'percent';
  /** Fills the columns of the levels above from the reference of this scheme (2010601 → 20106 → 201). */
  readonly levels?: 'function' | 'revenueItem' | 'economic' | 'govEconomic';
  /** A file without the column is read all the same. */
  readonly optional?: boolean;
}

/** A part of the slice that the path states (the first group of the last match), or the person who loads; `default` where neither does. */
export interface StatedPart {
  /** A regular expression with at most one group. */
  readonly path?: string;
  readonly default?: string;
}

export interface Mapping {
  /** Name of the layout: lower-case letters, digits and hyphens. */
  readonly mapping: string;
  /** Raised whenever the document reads the same bytes differently; part of the identity of a load. */
  readonly version: number;
  readonly title: Bilingual;
  /** Name of the ledger that is filled, one of those that `mapping.schema.json` lists. */
  readonly dataset: string;
  readonly file?: {
    readonly encoding?: 'auto' | 'utf-8' | 'gb18030' | 'latin1' | 'utf-16le' | 'utf-16be';
    readonly delimiter?: 'auto' | ',' | ';' | '\t' | '|';
    /** `auto`: the first row if it holds the mapped names; false: there is none; or the names of the columns in order, for files that may come without. */
    readonly header?: 'auto' | false | readonly string[];
    readonly sheet?: string;
    /** Lines that begin so are passed over. */
    readonly comment?: string;
  };
  /** Header names that make a file recognisable without `--mapping`, alternatives separated by `|`; built-in mappings have them. */
  readonly recognise?: readonly string[];
  /**
   * The same in every row: parts of the slice (also `stage`, `currency`, `regionName`, `regionNameEn`) and columns of the dataset;
   * and `control`, how the source controls its spending: by `line` (the default) or by `book`, where its lines belong to pools.
   */
  readonly constants?: Readonly<Record<string, string | number | boolean>>;
  /** Parts of the slice that differ from row to row or come from the path. What is nowhere must be declared (`--year` …). */
  readonly slice?: Readonly<
    Partial<
      Record<
        'region' | 'year' | 'month' | 'book' | 'flow' | 'scope' | 'reported',
        ColumnMapping | StatedPart
      >
    >
  >;
  readonly columns: Readonly<Record<string, ColumnMapping>>;
  readonly amounts?: {
    readonly unit?: AmountUnit;
    readonly decimal?: 'auto' | ',' | '.';
    /** Whether amounts are to date or of the month alone; a ledger of payments has neither. */
    readonly per?: 'toDate' | 'month';
    /** What is done with parts of a fen: refused (the default), or rounded half up where the source is known to state them. */
    readonly rounding?: 'refuse' | 'halfUp';
  };
  /** Rows with the same key: added up (the default, they are simply kept), or refused. */
  readonly duplicates?: 'add' | 'refuse';
  /** How many rows may be rejected before the file is refused; 0 without it. */
  readonly rejects?: number;
}
