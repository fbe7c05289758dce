/** In charge of the shapes of answers about alerts as cases: what a rule found, their life, their evidence, and what has arrived. */
import type { Bilingual } from '#model/bilingual';
import type { LedgerType } from '#model/ledger';
import type { Role, Severity } from './answers.ts';

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
  /** Rows of ledgers on which it rests, `batch.line` each; `GET /api/flags/:id` shows them. */
  readonly rows?: readonly { readonly cube: string; readonly row: string }[];
}

/** 新产生 → 研判 → 核实 → 已反馈 → 认定正常 / 认定问题 → 转办 → 整改中 → 销号; 作废 and 并案 are side exits. */
export type CaseState =
  | 'new'
  | 'triage'
  | 'verify'
  | 'answered'
  | 'normal'
  | 'problem'
  | 'referred'
  | 'rectifying'
  | 'closed'
  | 'voided'
  | 'merged';

/** `POST /api/flags/:id/<action>` */
export type CaseAction =
  | 'triage'
  | 'verify'
  | 'answer'
  | 'return'
  | 'normal'
  | 'problem'
  | 'refer'
  | 'rectify'
  | 'close'
  | 'void'
  | 'merge'
  | 'reopen'
  | 'assign'
  | 'comment'
  | 'attach';

/** How usual it is: so many of so many meet the rule now, and so many did in a usual month. */
export interface BaseRate {
  readonly meets: number;
  readonly of: number;
  /** Median of earlier months or years of the same rule; null where there are too few. */
  readonly usual: number | null;
  /** What is counted: departments, projects, payments. */
  readonly population: Bilingual;
}

/** One row of `GET /api/flags`: the result of a rule with the state of its case. `id` is the case's where there is one and stays the same from version to version. */
export interface AlertRow extends FlagRow {
  readonly state: CaseState | null;
  readonly base: BaseRate | null;
  /** 0–1: how much it matters now, from severity, amount and how unusual it is. */
  readonly weight: number;
  readonly firstSeen: string;
  /** ISO date by which the next step is due; null where none is. */
  readonly due: string | null;
  readonly overdueDays: number;
  readonly assignee: string | null;
  /** Whether this version still finds it. */
  readonly current: boolean;
}

export interface AlertEvent {
  readonly at: string;
  readonly by: string;
  readonly role: Role | null;
  readonly action:
    CaseAction | 'found' | 'changed' | 'escalated' | 'gone' | 'returned-by-data' | 'voided-by-data';
  readonly from: CaseState | null;
  readonly to: CaseState | null;
  /** What was written; what the program itself adds is in both languages. */
  readonly text: string | null;
  readonly said: Bilingual | null;
  readonly due: string | null;
  readonly attachments: readonly AlertAttachment[];
  readonly version: number | null;
}

export interface AlertAttachment {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A cell of such a row. */
export interface EvidenceCell {
  readonly column: string;
  readonly title: Bilingual;
  /** `word`: of a closed list. */
  readonly type: LedgerType | 'word';
  /** As it is stored; an amount as decimal text of yuan. */
  readonly text: string;
  /** What a code or a word is called, where it is known. */
  readonly name: { readonly zh: string; readonly en: string | null } | null;
}

/** A row of a ledger that the alert rests on, as its source states it; what the role may not see is masked. */
export interface EvidenceRow {
  readonly cube: string;
  readonly batch: number;
  readonly line: number;
  readonly file: string;
  readonly sheet: string | null;
  /** Row in the file, from 1. */
  readonly row: number;
  readonly cells: readonly EvidenceCell[];
}

/** `GET /api/flags/:id` */
export interface AlertDetail {
  readonly version: number;
  readonly alert: AlertRow;
  /** What the method cannot know. */
  readonly caution: Bilingual | null;
  readonly rows: readonly EvidenceRow[];
  /** Evidence rows beyond those shown. */
  readonly more: number;
  readonly history: readonly AlertEvent[];
  /** What this role may do now. */
  readonly actions: readonly CaseAction[];
  /** Why an action that the state allows is not offered: the other person must do it. */
  readonly withheld: readonly { readonly action: CaseAction; readonly why: Bilingual }[];
  /** The same rule on the same subject in other years. */
  readonly related: readonly {
    readonly id: string;
    readonly rule: string;
    readonly year: number;
    readonly state: CaseState | null;
    readonly name: Bilingual;
  }[];
  readonly finding: string | null;
  readonly mergedInto: string | null;
  /** Number of the last event; an action that names an older one is refused (409 `case-changed`). */
  readonly revision: number;
}

/** Body of `POST /api/flags/:id/<action>`; `attach` is multipart with the field `file` and the same fields beside it. */
export interface ActionRequest {
  readonly revision: number;
  readonly text?: string;
  readonly due?: string;
  readonly assignee?: string;
  /** `refer`: to whom. */
  readonly to?: 'finance' | 'audit' | 'discipline' | 'department';
  /** `merge`: the case that goes on. */
  readonly into?: string;
}

/** `GET /api/flags/loop?region=&year=&unit=`: found → verified → answered → problem → rectified → closed. */
export interface LoopStatistics {
  readonly version: number;
  readonly steps: readonly {
    readonly step: 'found' | 'verified' | 'answered' | 'problem' | 'rectified' | 'closed';
    readonly count: number;
    readonly amount: string;
  }[];
  readonly open: number;
  readonly overdue: number;
  /** Days from the last step until now, of open cases. */
  readonly ages: readonly {
    readonly state: CaseState;
    readonly count: number;
    readonly median: number;
    readonly oldest: number;
  }[];
  readonly units: readonly {
    readonly unit: string;
    readonly name: string;
    readonly found: number;
    readonly verified: number;
    readonly answered: number;
    readonly problem: number;
    readonly rectified: number;
    readonly closed: number;
    readonly overdue: number;
  }[];
}

/** `GET /api/completeness?region=&year=`: which table of which department (null: the region's own) has arrived for which month. */
export interface Completeness {
  readonly version: number;
  readonly region: string;
  readonly year: number;
  readonly tables: readonly {
    readonly cube: string;
    readonly title: Bilingual;
    /** `month`: one per month; `year`: one per year, in the column 0. */
    readonly every: 'month' | 'year';
    readonly rules: readonly string[];
    readonly rows: readonly {
      readonly department: string | null;
      readonly name: string | null;
      readonly cells: readonly {
        readonly month: number;
        readonly state: 'arrived' | 'late' | 'partial' | 'failed' | 'missing' | 'notYet';
        readonly reportedOn: string | null;
        readonly failedChecks: number;
      }[];
    }[];
  }[];
}
