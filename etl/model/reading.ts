/** In charge of the shapes in which a file travels: workbook → table → lines → figures. */
import type { Bilingual } from './bilingual.ts';
import type { AmountUnit, Fen } from './fen.ts';
import type { Reject } from './reject.ts';
import type { Book, Flow, ItemRole, Scope, Slice, Stage } from './slice.ts';

/** One cell as the source keeps it: the stored value and the text that was printed. */
export interface Cell {
  /** Stored value. Dates are ISO text with `kind: 'date'`; an error (`#REF!`) is `kind: 'error'`. */
  readonly value: string | number | boolean | null;
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'error';
  /** As displayed, untouched (leading blanks carry the indentation). */
  readonly text: string;
  /** Excel alignment indent, 0 where there is none. */
  readonly indent: number;
  /** Whether the stored value came from a formula. */
  readonly formula: boolean;
}

export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A sheet as a sparse grid, row and column counted from 0, trimmed to what it really holds. */
export interface Sheet {
  readonly name: string;
  /** Hidden as a whole in the source. */
  readonly hidden: boolean;
  readonly rows: number;
  readonly columns: number;
  cell(row: number, column: number): Cell | undefined;
  readonly merges: readonly Merge[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
}

export interface Workbook {
  /** The file as handed in (`a.zip`) and the member inside it (`a.zip!2025.xlsx`). */
  readonly path: string;
  readonly format: 'xlsx' | 'xls' | 'ods' | 'csv';
  readonly sheets: readonly Sheet[];
}

/** One stored number of a line: what it measures, and exactly where and how it was printed. */
export interface Figure {
  /** Name of the stored figure in its dataset (`original`, `final`, `executed`, `prior`, `prior.original`, `limit` …). */
  readonly measure: string;
  readonly stage: Stage;
  /** Fen; null for ratios and physical quantities. */
  readonly amount: Fen | null;
  /** A printed percentage as a number (96.0 % = 0.96); null for amounts. */
  readonly ratio: number | null;
  /** Physical quantity as decimal text; null for amounts. */
  readonly quantity: string | null;
  /** `F10`, without the sheet. */
  readonly cell: string;
  /** As printed, trimmed: `132,245`. */
  readonly text: string;
  /** Decimals displayed, which set the tolerance of checks. */
  readonly decimals: number;
  /** False where the row or the column is hidden in the source. */
  readonly printed: boolean;
}

/** One printed line of a table. */
export interface Line {
  /** Row as the source counts it (from 1). */
  readonly row: number;
  /** The label exactly as stored, numbering and blanks included. */
  readonly label: string;
  /** The label without numbering, blanks and prefixes such as 其中. */
  readonly name: string;
  /** The printed code, or null. */
  readonly code: string | null;
  /** Depth in the printed order, 1 for the outermost; 0 for totals. */
  readonly depth: number;
  /** Index in `TableReading.lines` of the line this one hangs under, null for the outermost. */
  readonly parent: number | null;
  readonly role: ItemRole;
  /** Dataset-specific columns (`kind`, `lower`, `breakdown`, `class` …). */
  readonly dims: Readonly<Record<string, string | null>>;
  /** Set when this line is about another region than its table (lower governments in a by-region table). */
  readonly region?: string;
  /** Set where the lines of one table belong to several slices (published collections): the parts that differ from the table's. */
  readonly slice?: Partial<
    Pick<Slice, 'scope' | 'year' | 'period' | 'book' | 'flow' | 'stage' | 'source'>
  >;
  /** When the line's slice was stated, where one source speaks at several times; the first line of a slice says it for all. */
  readonly reportedOn?: string;
  /** The item's key where the layout knows it better than code and name tell; the same key again is a variant of the first. */
  readonly key?: string;
  /** One of some lines picked from a longer list: it answers for its own level and is never summed to one above. */
  readonly excerpt?: boolean;
  readonly figures: readonly Figure[];
}

/** A page or document that a collection of published figures cites: one row of `sources`. */
export interface SourceReading {
  readonly source: string;
  readonly kind: 'upload' | 'published' | 'simulated';
  readonly grade: 'official' | 'official_archive' | 'media' | 'mirror' | null;
  /** Smaller wins among sources of one kind. */
  readonly rank: number;
  readonly title: string;
  readonly url: string | null;
  /** False for a mirror: its address is shown as text only. */
  readonly linkable: boolean;
  /** Year, year-month or date, as the source gives it. */
  readonly dated: string | null;
}

/** A region that a file names itself, registered when the reference does not hold it. */
export interface RegionReading {
  readonly code: string;
  readonly parent: string | null;
  readonly name: string;
  readonly level: number;
}

/** Something worth saying about a table that neither rejects nor corrects it (helper columns set aside, title year ≠ column year). */
export interface Note {
  /** `DQ-17`, or a code of the layout's own such as `helper-column`. */
  readonly code: string;
  readonly message: Bilingual;
  readonly cells: readonly string[];
}

/** What a layout says of one printed table. */
export interface TableReading {
  readonly sheet: string;
  /** `B1:H46`. */
  readonly range: string;
  readonly title: string;
  /** `表二十二`, as printed; null where there is none. */
  readonly number: string | null;
  readonly layout: string;
  /** Dataset that the lines load into, or null when recognised and not loaded, with `reason`. */
  readonly dataset: string | null;
  readonly reason: Bilingual | null;
  readonly amountUnit: AmountUnit | null;
  readonly scope: Scope;
  /** The fiscal year its main columns are about. */
  readonly year: number | null;
  readonly period: string;
  readonly book: Book | null;
  readonly flow: Flow | null;
  readonly stage: Stage;
  /** Which classification the lines follow (`function`, `revenueItem`, `govEconomic` …), null where none. */
  readonly cut: string | null;
  readonly lines: readonly Line[];
  readonly rejects: readonly Reject[];
  readonly notes: readonly Note[];
}

/** What a layout says of a whole file. */
export interface FileReading {
  readonly layout: string;
  /** Raised whenever the layout reads the same bytes differently; part of the identity of a load. */
  readonly layoutVersion: number;
  /** GB/T 2260 code when cover, contents or titles name it, else null (then `--region` is needed). */
  readonly region: string | null;
  readonly regionName: string | null;
  /** Who made the document, as printed (丽江市财政局). */
  readonly publisher: string | null;
  /** The source's own date (`2026-01-15`), null where it states none. */
  readonly reportedOn: string | null;
  readonly tables: readonly TableReading[];
  /** The sources that the lines' slices name; absent where the file itself is the source. */
  readonly sources?: readonly SourceReading[];
  readonly regions?: readonly RegionReading[];
  readonly notes: readonly Note[];
  readonly rejects: readonly Reject[];
}
