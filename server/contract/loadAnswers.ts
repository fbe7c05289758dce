/** In charge of the shapes of answers about versions and loads: what was brought in, refused and checked. */
import type { Bilingual } from '#model/bilingual';
import type { AmountUnit } from '#model/fen';
import type { Reject } from '#model/reject';
import type { Severity } from './answers.ts';

/** `GET /api/versions` → `{versions: VersionRow[]}`, newest first. */
export interface VersionRow {
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly kind: 'empty' | 'load' | 'rollback' | 'removal' | 'rules';
  readonly rolledBackTo: number | null;
  readonly current: boolean;
  readonly batches: readonly BatchRow[];
}
export interface BatchRow {
  readonly batch: number;
  readonly file: string;
  readonly sha256: string;
  readonly slice: {
    readonly dataset: string;
    readonly region: string;
    readonly scope: string;
    readonly year: number;
    readonly period: string;
    readonly book: string | null;
    readonly flow: string | null;
    readonly stage: string;
    readonly source: string;
  };
  readonly rows: number;
  readonly complete: boolean;
  /** Whether this version brought the batch in. */
  readonly added: boolean;
}

/** The load report: `GET /api/loads/:id` and `mingzhang load --report`. */
export interface LoadReport {
  /** The version after the load; null when refused. */
  readonly version: number | null;
  readonly files: readonly FileReport[];
}
export interface FileReport {
  readonly path: string;
  readonly sha256: string;
  readonly status: 'published' | 'unchanged' | 'refused' | 'dry-run' | 'cancelled';
  /** The version this file made, or is already part of; null when refused, cancelled or a dry run. */
  readonly version?: number | null;
  /** What a correction changed in figures that were published before; absent when nothing was. */
  readonly changes?: ChangeSummary;
  /** Why a file was refused, in the order found. */
  readonly rejects: readonly Reject[];
  readonly notes: readonly {
    readonly code: string;
    readonly message: Bilingual;
    readonly cells: readonly string[];
  }[];
  readonly tables: readonly TableReport[];
}
/** How a load, or one version against another, differs in the figures that count. */
export interface ChangeSummary {
  readonly changed: number;
  readonly added: number;
  /** Stated before and no longer. */
  readonly withdrawn: number;
  /** The largest differences, at most 20. */
  readonly largest: readonly ChangedFigure[];
}
/** One figure on both sides; null where that side does not state it. */
export interface ChangedFigure {
  readonly dataset: string;
  readonly region: string;
  readonly scope: string;
  readonly year: number;
  readonly month: number;
  readonly book: string | null;
  readonly flow: string | null;
  readonly item: string;
  readonly name: string;
  readonly measure: string;
  readonly stage: string;
  readonly before: FigureSide | null;
  readonly after: FigureSide | null;
}
/** `value` is decimal text in currency units for amounts, plain decimal text for ratios and quantities. */
export interface FigureSide {
  readonly value: string | null;
  readonly text: string | null;
  readonly sheet: string | null;
  readonly cell: string | null;
}
export interface TableReport {
  readonly sheet: string;
  readonly number: string | null;
  readonly title: string;
  readonly layout: string;
  readonly dataset: string | null;
  readonly amountUnit: AmountUnit | null;
  readonly scope: string | null;
  readonly year: number | null;
  readonly book: string | null;
  readonly flow: string | null;
  readonly rows: number;
  /** 0 for a table that was recognised and not loaded; then `reason` says why. */
  readonly accepted: number;
  readonly reason: Bilingual | null;
  readonly rejects: readonly {
    readonly cell: string | null;
    readonly code: string;
    readonly message: Bilingual;
  }[];
  readonly notes: readonly {
    readonly code: string;
    readonly message: Bilingual;
    readonly cells: readonly string[];
  }[];
  readonly checks: readonly CheckReport[];
}
export interface CheckReport {
  /** `DQ-01` … */
  readonly id: string;
  readonly status: 'passed' | 'rounding' | 'failed' | 'explained' | 'undecided';
  readonly severity: Severity;
  /** Line and measure it is about, as printed. */
  readonly subject: string;
  readonly measure: string | null;
  /** Currency units as decimal text. */
  readonly expected: string | null;
  readonly found: string | null;
  readonly tolerance: string | null;
  readonly cells: readonly {
    readonly sheet: string;
    readonly cell: string;
    readonly text: string;
    readonly side: 'expected' | 'found';
  }[];
  readonly explanation: Bilingual;
}

/** `GET /api/loads` and the `progress` events of `/api/loads/:id/events`. */
export interface LoadProgress {
  readonly id: string;
  readonly path: string;
  readonly status:
    | 'waiting'
    | 'reading'
    | 'checking'
    | 'publishing'
    | 'published'
    | 'unchanged'
    | 'refused'
    | 'cancelled'
    | 'failed';
  /** Share done of the present step, 0–1, or null where it cannot be known. */
  readonly share: number | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly version: number | null;
  readonly by: string;
  /** While rows of a ledger are read: how many so far, how fast, and how long it may still take. */
  readonly rows?: number;
  readonly rowsPerSecond?: number;
  readonly secondsLeft?: number;
  /** One sentence: what is being done, or why it ended. */
  readonly message: Bilingual;
  readonly report: LoadReport | null;
}
