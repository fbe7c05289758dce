/** In charge of the shapes of the JSON answers about ledgers: payments, changes between versions, mappings. */
import type { Bilingual } from '#model/bilingual';
import type { Reject } from '#model/reject';

/**
 * `GET /api/payments?<dimension>=…&from=&to=&text=&least=&most=&order=-date|date|-amount|amount&cursor=&limit=` → `Page<PaymentRow>`
 * with `total` (count and amount of everything that the filters leave; told on the first page, null where it would take too long).
 * `text`: words separated by blanks, each of which occurs in the purpose or, for who may see names, the payee; as both are shown.
 * `least`, `most`: amounts in currency units. `unmask=true` shows names of persons to roles that may see them, and is logged.
 */
export interface PaymentRow {
  /** `batch.row`: `GET /api/origin/payments?payment=…` resolves it. */
  readonly id: string;
  readonly region: string;
  readonly year: number;
  readonly book: string | null;
  readonly date: string | null;
  /** 13 is the closing period. */
  readonly month: number;
  readonly department: string | null;
  readonly departmentName: string | null;
  readonly unit: string | null;
  readonly unitName: string | null;
  readonly project: string | null;
  readonly projectName: string | null;
  readonly function: string | null;
  readonly functionName: string | null;
  readonly economic: string | null;
  readonly economicName: string | null;
  readonly govEconomic: string | null;
  readonly fund: string | null;
  readonly carried: string | null;
  readonly method: string | null;
  readonly settlement: string | null;
  /** Opaque; the value of the dimension `payee`. */
  readonly payee: string | null;
  /** Masked unless the role may see it and asked for it. */
  readonly payeeName: string | null;
  readonly account: string | null;
  readonly masked: boolean;
  readonly purpose: string | null;
  readonly voucher: string | null;
  readonly document: string | null;
  readonly refund: boolean;
  /** Currency units as decimal text. */
  readonly amount: string;
  readonly file: string;
  readonly row: number;
}
export interface PaymentPage {
  readonly version: number;
  readonly rows: readonly PaymentRow[];
  readonly next: string | null;
  readonly total: { readonly count: number; readonly amount: string } | null;
}

/** `GET /api/movements?<filters>&cursor=&limit=` → rows of the ledger of movements, oldest first. */
export interface MovementRow {
  readonly id: string;
  readonly date: string | null;
  readonly month: number;
  readonly kind: string;
  readonly document: string | null;
  readonly reason: string | null;
  readonly department: string | null;
  readonly unit: string | null;
  readonly unitName: string | null;
  readonly project: string | null;
  readonly projectName: string | null;
  readonly function: string | null;
  readonly amount: string;
  readonly file: string;
  readonly row: number;
}

export interface MovementPage {
  readonly version: number;
  readonly rows: readonly MovementRow[];
  readonly next: string | null;
}

/**
 * `GET /api/projects?region=&year=&scope=&book=&month=&unit=&unit.department=&status=&category=&order=&cursor=&limit=&asOf=&reportedBy=`:
 * each project of the region's ledger as it stood at the month (the latest unless given); programmes of one project are one row.
 * `order`: `project`, `name`, `budget`, `executed`, `planned`, `cumulative`, `rate`, `progress`, `started` or `due`, `-` in front for descending; `-budget` unless given.
 */
export interface ProjectRow {
  readonly project: string;
  readonly name: string;
  readonly region: string;
  readonly year: number;
  /** The month at which it stood so; 13 is the closing period. */
  readonly month: number;
  readonly book: string | null;
  readonly department: string | null;
  readonly departmentName: string | null;
  readonly unit: string | null;
  readonly unitName: string | null;
  readonly category: string | null;
  /** `notStarted` | `running` | `done` | `suspended`, or as its source says. */
  readonly status: string | null;
  /** The finest function code, where all programmes share it. */
  readonly function: string | null;
  readonly functionName: string | null;
  readonly fund: string | null;
  readonly place: string | null;
  /** ISO dates. */
  readonly started: string | null;
  readonly due: string | null;
  /** Amounts in currency units as decimal text. */
  readonly planned: string | null;
  readonly original: string | null;
  /** Adjusted where there is one, else original. */
  readonly budget: string | null;
  readonly executed: string | null;
  /** Since the project began. */
  readonly cumulative: string | null;
  /** Executed ÷ budget, 0–1. */
  readonly rate: number | null;
  /** Physical progress, 0–1, weighted by budget where a project has several programmes. */
  readonly progress: number | null;
  readonly file: string;
  /** Row of the first programme in the file. */
  readonly row: number;
}
export interface ProjectPage {
  readonly version: number;
  readonly rows: readonly ProjectRow[];
  readonly next: string | null;
  /** Everything the filters leave, on every page. */
  readonly total: {
    readonly count: number;
    readonly budget: string | null;
    readonly executed: string | null;
  };
}

/** `GET /api/changes?from=&to=&region=&limit=` → what version `to` states differently from `from`, the largest difference first. */
export interface ChangesAnswer {
  readonly from: number;
  readonly to: number;
  readonly changed: number;
  readonly added: number;
  readonly withdrawn: number;
  readonly rows: readonly ChangeRow[];
}
export interface ChangeRow {
  readonly dataset: string;
  readonly region: string;
  readonly scope: string;
  readonly year: number;
  readonly month: number;
  readonly book: string | null;
  readonly flow: string | null;
  /** The line: item of a printed table, or unit and function of a ledger. */
  readonly item: string | null;
  readonly name: string | null;
  readonly unit: string | null;
  readonly unitName: string | null;
  readonly project?: string | null;
  readonly projectName?: string | null;
  readonly measure: string;
  /** Set where a whole slice is stated by one version alone: how many lines it has. `item` and `unit` are null then. */
  readonly lines?: number;
  /** Filters under which `GET /api/origin/:cube` shows each side; null where the cube has no such figure. */
  readonly where?: Readonly<Record<string, string>> | null;
  /** Currency units as decimal text; null where that side does not state it. */
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string | null;
}

/** `POST /api/mappings/propose` (multipart: the file, or its first megabyte) → how the file would be read. */
export interface MappingProposal {
  /** The mapping document, ready to be changed and handed in with the file. */
  readonly mapping: unknown;
  readonly header: readonly string[];
  readonly encoding: string;
  readonly delimiter: string | null;
  /** The first rows as they stand. */
  readonly sample: readonly (readonly string[])[];
  /** The same rows as the mapping reads them: value per column of the dataset, or why it cannot. */
  readonly preview: readonly MappedPreview[];
  readonly rejects: readonly Reject[];
  /** Datasets that a mapping can fill, with their columns. */
  readonly targets: readonly {
    readonly dataset: string;
    readonly title: Bilingual;
    readonly columns: readonly {
      readonly name: string;
      readonly title: Bilingual;
      readonly type: string;
      readonly required: boolean;
    }[];
  }[];
}
export interface MappedPreview {
  readonly row: number;
  readonly values: Readonly<Record<string, string | null>>;
  readonly reject: Reject | null;
}

/** Beside what `GET /api/origin/:cube` says of printed figures: what a sum of ledger rows rests on. */
export interface LedgerOrigin {
  readonly form: 'ledger';
  readonly version: number;
  readonly measure: string;
  readonly words: Bilingual;
  readonly sql: string;
  readonly value: string | null;
  /** The source's own total of exactly this question where it states one, and whether the answer equals it. */
  readonly printedTotal: string | null;
  readonly exact: boolean;
  readonly batches: readonly {
    readonly batch: number;
    readonly file: string;
    readonly sha256: string;
    /** Member of an archive, or sheet; null for a plain file. */
    readonly member: string | null;
    readonly mapping: string;
    readonly mappingVersion: number;
    readonly year: number;
    readonly month: number;
    readonly book: string | null;
    readonly rows: number;
    readonly complete: boolean;
    readonly rejected: number;
    /** Loaded against stated in the file, per measure, currency units as decimal text. */
    readonly control: readonly {
      readonly measure: string;
      readonly loaded: string;
      readonly stated: string | null;
    }[];
    readonly version: number;
    readonly reportedOn: string | null;
    readonly loadedAt: string;
    readonly loadedBy: string;
    readonly source: { readonly source: string; readonly kind: string; readonly title: string };
  }[];
  /** Contributing rows, the largest first, at most 500. */
  readonly rows: readonly {
    readonly batch: number;
    readonly row: number;
    readonly file: string;
    readonly member: string | null;
    readonly amount: string | null;
    /** +1, or −1 where a sum subtracts (the month before, for `executedInMonth`). */
    readonly sign: 1 | -1;
    readonly dims: Readonly<
      Record<string, { readonly code: string; readonly name: string | null }>
    >;
  }[];
  readonly count: number;
}
