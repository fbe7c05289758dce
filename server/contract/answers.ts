/** In charge of the shapes of every JSON answer, so that server and web cannot drift apart. */
import type { Bilingual } from '#model/bilingual';
import type { AmountUnit } from '#model/fen';
import type { Reject } from '#model/reject';

/** RFC 9457. The question was wrong; nothing has changed. `code` is stable, `field` names the place. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** One clear sentence in the reader's language (`Accept-Language`, zh first): what happened, where, what to do. */
  readonly detail: string;
  readonly field?: string;
}

export type Role =
  'member' | 'staff' | 'auditor' | 'department' | 'deputy' | 'steward' | 'admin' | 'observer';
export type Severity = 'red' | 'orange' | 'yellow' | 'blue' | 'grey';

/** `GET /api/health` */
export interface Health {
  readonly status: 'ok';
  readonly version: number;
}

/** `GET /api/session`; 401 when not signed in. */
export interface Session {
  readonly name: string;
  readonly role: Role;
  readonly region: string | null;
  readonly unit: string | null;
  /** What this role may do, so that the page offers nothing that will be refused. */
  readonly may: {
    readonly load: boolean;
    readonly rollback: boolean;
    readonly administer: boolean;
    /** See names and accounts of payees (`unmask=true`); each such question is logged. */
    readonly unmask?: boolean;
    /** Put thresholds, exemptions, on and off into force. */
    readonly setRules?: boolean;
  };
}

/** `GET /api/cubes` */
export interface CubeDescription {
  readonly name: string;
  readonly title: Bilingual;
  readonly dimensions: readonly {
    readonly name: string;
    readonly title: Bilingual;
    readonly type: 'code' | 'text' | 'integer';
    readonly adds: 'additive' | 'fixed' | 'resolved';
    readonly members: string;
  }[];
  readonly measures: readonly {
    readonly name: string;
    readonly title: Bilingual;
    readonly kind: 'amount' | 'ratio' | 'quantity' | 'count';
    readonly unit: 'fen' | 'ratio' | 'quantity' | 'count';
  }[];
}

/** `GET /api/slices`: what is loaded, for the choices of the context bar. One per distinct combination in the current version. */
export interface LoadedSlice {
  readonly dataset: string;
  readonly region: string;
  readonly scope: 'all' | 'own' | 'unstated';
  readonly year: number;
  readonly month: number;
  readonly period: string;
  readonly book: string | null;
  readonly flow: string | null;
  readonly stage: string;
  readonly source: string;
  readonly sourceKind: 'upload' | 'published' | 'simulated';
  /** `ledger`: rows by unit and month, as exported by the government's own systems; absent or `printed`: lines of a printed table. */
  readonly form?: 'printed' | 'ledger';
  /** The months there are, ascending; of a printed table the one at which it stands. `month` is the last. */
  readonly months?: readonly number[];
  readonly complete: boolean;
  readonly reportedOn: string | null;
  readonly figures: number;
  /** Which budget figures are there, so that the page can say why there is no adjusted one. */
  readonly measures: readonly string[];
}

/** `GET /api/members/:dimension?cube=&region=&year=…` */
export interface Member {
  readonly code: string;
  readonly zh: string;
  readonly en: string | null;
  readonly parent: string | null;
  readonly level: number | null;
}

/** `GET /api/query/:cube` with `Accept: application/json`. Amounts are currency units as exact decimal text; absent is null. */
export interface QueryJson {
  readonly version: number;
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  /** Sources that state the same figures otherwise than the winner. */
  readonly disagreements?: readonly Disagreement[];
}
export interface Disagreement {
  readonly source: string;
  readonly title: string;
  readonly figures: number;
}

/** `GET /api/origin/:cube?<filters>&measure=` */
export interface OriginAnswer {
  /** Printed figures; a sum of ledger rows answers `LedgerOrigin`. */
  readonly form?: 'printed';
  readonly version: number;
  readonly measure?: string;
  /** The question in words. */
  readonly words: Bilingual;
  readonly sql: string;
  /** What the query answers for this question, as decimal text in currency units; null when absent. */
  readonly value: string | null;
  /** The source's own printed total of exactly this question, where it prints one. */
  readonly printedTotal: string | null;
  readonly exact: boolean;
  readonly figures: readonly OriginFigure[];
  /** Number of contributing figures; `figures` holds at most 500. */
  readonly count: number;
}
export interface OriginFigure {
  readonly item: string;
  readonly name: string;
  readonly amount: string | null;
  readonly file: string;
  readonly sha256: string;
  readonly sheet: string;
  readonly tableNumber: string | null;
  readonly tableTitle: string;
  readonly cell: string;
  readonly text: string;
  readonly amountUnit: AmountUnit | null;
  readonly printed: boolean;
  readonly stage: string;
  readonly source: SourceDescription;
  readonly batch: number;
  readonly version: number;
  readonly reportedOn: string | null;
  readonly loadedAt: string;
  /** The same figure stated again, in another table or by another source; never added. */
  readonly alsoStated: readonly {
    readonly sheet: string;
    readonly tableTitle: string;
    readonly cell: string;
    readonly text: string;
    readonly amount: string | null;
    readonly printed: boolean;
    readonly source: SourceDescription;
  }[];
}
export interface SourceDescription {
  readonly source: string;
  readonly kind: 'upload' | 'published' | 'simulated';
  readonly grade: 'official' | 'official_archive' | 'media' | 'mirror' | null;
  readonly title: string;
  readonly url: string | null;
  /** A mirror's address is shown as text, never as a link. */
  readonly linkable: boolean;
  readonly dated: string | null;
}

/** `GET /api/flags?region=&year=&scope=&rule=&severity=` → `{version, rows, next}`, most serious first. */
export interface FlagRow {
  readonly id: string;
  readonly rule: string;
  readonly version: number;
  readonly name: Bilingual;
  readonly severity: Severity;
  readonly kind: 'breach' | 'signal';
  readonly region: string;
  readonly scope: string | null;
  readonly year: number;
  readonly month: number | null;
  readonly book: string | null;
  readonly flow: string | null;
  readonly item: string | null;
  readonly itemName: string | null;
  readonly unit: string | null;
  /** As the ledgers of the version call it; null where none does. */
  readonly unitName?: string | null;
  readonly project: string | null;
  readonly projectName?: string | null;
  /** Decimal text: currency units for amounts, a plain number for ratios (0–1) and counts. */
  readonly measured: string | null;
  readonly expected: string | null;
  readonly measureUnit: 'fen' | 'ratio' | 'count';
  readonly amountAtStake: string | null;
  readonly explanation: Bilingual;
  readonly question: Bilingual;
  readonly law: readonly { readonly text: Bilingual; readonly article: string }[];
  /** Each addresses figures that `GET /api/origin` resolves. */
  readonly evidence: readonly {
    readonly cube: string;
    readonly measure: string;
    readonly where: Readonly<Record<string, string>>;
  }[];
}
export interface Page<Row> {
  readonly version: number;
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** `GET /api/rules` */
export interface RuleDescription {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: 'breach' | 'signal';
  readonly severities: readonly Severity[];
  readonly thresholds: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
    readonly origin: 'law' | 'found' | 'default';
    readonly title: Bilingual;
    /** As the rule's file says; `value` is as the committee has set it. */
    readonly shipped?: number;
  }[];
  readonly law: readonly { readonly text: Bilingual; readonly article: string }[];
  readonly explanation: Bilingual;
  readonly question: Bilingual;
  readonly status: 'ran' | 'broken' | 'idle';
  readonly problem: string | null;
  /** Whether the committee lets it run. */
  readonly on?: boolean;
  /** What the method cannot know. */
  readonly caution?: Bilingual | null;
  /** Tables that it cannot do without. */
  readonly inputs?: readonly string[];
  /** Alerts of the version, and how long the rule last ran. */
  readonly flags?: number;
  readonly milliseconds?: number;
}

/** `GET /api/findings` → Page<FindingRow> */
export interface FindingRow {
  readonly id: string;
  readonly region: string;
  readonly regionName: string;
  readonly auditYear: number | null;
  readonly category: string;
  readonly unit: string | null;
  readonly unitType: string | null;
  readonly finding: string;
  readonly status: string;
  readonly rectification: string | null;
  readonly amount: string | null;
  readonly amountText: string | null;
  readonly rectifiedAmount: string | null;
  readonly quantity: string | null;
  readonly quantityUnit: string | null;
  readonly note: string | null;
  readonly source: SourceDescription;
  readonly file: string;
  readonly row: number;
}

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
