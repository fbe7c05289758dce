/** In charge of the shapes of JSON answers about who asks, what there is, figures and findings, so that server and web cannot drift apart. */
import type { Bilingual } from '#model/bilingual';
import type { AmountUnit } from '#model/fen';

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

export interface Page<Row> {
  readonly version: number;
  readonly rows: readonly Row[];
  readonly next: string | null;
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
