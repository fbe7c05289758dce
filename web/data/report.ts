/** In charge of reading a load report: what was recognised, and which checks deserve a look first. */
import type { CheckReport, FileReport, TableReport } from '#contract/loadAnswers';

/** How a check ended for the reader: one that holds nothing against anything is a notice, not a mismatch. */
export type Outcome = CheckReport['status'] | 'notice';

/** In the order in which a reader should see them. */
export const OUTCOMES = [
  'failed',
  'notice',
  'undecided',
  'explained',
  'rounding',
  'passed',
] as const satisfies readonly Outcome[];

export function outcome({ status, expected, found }: CheckReport): Outcome {
  return status === 'failed' && (expected === null || found === null) ? 'notice' : status;
}

/** What the reader asked to see: everything, or checks of one outcome. `attention` is all that is not simply right. */
export const CHECK_FILTERS = ['attention', ...OUTCOMES, 'all'] as const;
export type CheckFilter = (typeof CHECK_FILTERS)[number];

/** Whether a check is shown under a filter. */
export function shows(filter: CheckFilter, ended: Outcome): boolean {
  if (filter === 'all') return true;
  if (filter === 'attention') return ended !== 'passed' && ended !== 'rounding';
  return filter === ended;
}

export type CheckCounts = Readonly<Record<Outcome, number>>;

/** How many checks of each outcome. */
export function countChecks(checks: readonly CheckReport[]): CheckCounts {
  const counts: Record<Outcome, number> = {
    failed: 0,
    notice: 0,
    undecided: 0,
    explained: 0,
    rounding: 0,
    passed: 0,
  };
  for (const check of checks) counts[outcome(check)] += 1;
  return counts;
}

/** A table of the report with its checks sorted and counted. */
export interface TableView {
  /** Stable within one file's report. */
  readonly key: string;
  readonly table: TableReport;
  readonly loaded: boolean;
  readonly counts: CheckCounts;
  /** Checks under the filter, worst first. */
  readonly checks: readonly CheckReport[];
}

/** The tables of a file in printed order, each with the checks that the filter lets through. */
export function tableViews(file: FileReport, filter: CheckFilter): readonly TableView[] {
  return file.tables.map((table, index) => ({
    key: `${index}-${table.sheet}`,
    table,
    loaded: table.accepted > 0,
    counts: countChecks(table.checks),
    checks: table.checks
      .filter((check) => shows(filter, outcome(check)))
      .toSorted((a, b) => OUTCOMES.indexOf(outcome(a)) - OUTCOMES.indexOf(outcome(b))),
  }));
}

/** The whole file in five numbers. */
export interface FileSummary {
  readonly tables: number;
  readonly loaded: number;
  readonly rows: number;
  readonly rejects: number;
  readonly counts: CheckCounts;
}

export function summarise(file: FileReport): FileSummary {
  return {
    tables: file.tables.length,
    loaded: file.tables.filter((table) => table.accepted > 0).length,
    rows: file.tables.reduce((sum, table) => sum + table.accepted, 0),
    rejects:
      file.rejects.length + file.tables.reduce((sum, table) => sum + table.rejects.length, 0),
    counts: countChecks(file.tables.flatMap((table) => table.checks)),
  };
}

/** `04!E10`: how a cell is written everywhere. */
export function place(sheet: string, cell: string): string {
  return `${sheet.trim()}!${cell}`;
}

/** Found − expected as decimal text with as many decimals as its parts; null where either is absent. */
export function difference(check: Pick<CheckReport, 'expected' | 'found'>): string | null {
  if (check.expected === null || check.found === null) return null;
  const decimals = Math.max(
    ...[check.expected, check.found].map((text) => text.split('.')[1]?.length ?? 0),
  );
  const whole = (text: string) => {
    const [head = '0', tail = ''] = text.split('.');
    return BigInt(head + tail.padEnd(decimals, '0'));
  };
  const value = whole(check.found) - whole(check.expected);
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return value < 0n ? `-${text}` : text;
}
