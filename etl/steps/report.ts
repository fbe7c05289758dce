/** In charge of the report of a file: every table with what became of it, and what the load changed. */
import type { FileReading, Note } from '#model/reading';
import type { Reject } from '#model/reject';
import type { ChangedFigure, CheckReport, FileReport, TableReport } from '#contract/loadAnswers';
import type { CheckResult } from './check.ts';
import type { Publication } from './publish.ts';
import { numberTables, type NumberedTable } from './slices.ts';

/** What is known of a file when its report is written. */
export interface Outcome {
  readonly path: string;
  readonly sha256: string;
  readonly status: FileReport['status'];
  readonly version: number | null;
  readonly readings: readonly FileReading[];
  readonly rejects: readonly Reject[];
  readonly notes: readonly Note[];
  /** Lines stored, by number of the table; empty when the file was not taken. */
  readonly accepted: ReadonlyMap<number, number>;
  readonly checks: readonly CheckResult[];
  readonly publication: Publication | null;
}

const LARGEST = 20;

export function fileReport(outcome: Outcome): FileReport {
  const { publication, readings, checks } = outcome;
  const tables = numberTables(readings);
  return {
    path: outcome.path,
    sha256: outcome.sha256,
    status: outcome.status,
    version: outcome.version,
    rejects: outcome.rejects,
    notes: [
      ...readings.flatMap(({ notes }) => notes),
      ...outcome.notes,
      ...(publication === null ? [] : publicationNotes(publication)),
    ],
    tables: tables.map((entry) => tableReport(entry, outcome, checks)),
    ...(publication === null || publication.changes.length === 0
      ? {}
      : { changes: summary(publication.changes) }),
  };
}

function tableReport(
  { no, table }: NumberedTable,
  { accepted, status }: Outcome,
  checks: readonly CheckResult[],
): TableReport {
  const stored = accepted.get(no) ?? 0;
  return {
    sheet: table.sheet,
    number: table.number,
    title: table.title,
    layout: table.layout,
    dataset: table.dataset,
    amountUnit: table.amountUnit,
    scope: table.scope,
    year: table.year,
    book: table.book,
    flow: table.flow,
    rows: table.lines.length,
    accepted: stored,
    reason: table.reason ?? (stored > 0 ? null : WHY_NOT[status]),
    rejects: table.rejects.map(({ cell, code, message }) => ({ cell, code, message })),
    notes: [...table.notes, ...silentLines(table.lines.length, stored)],
    // what is about the file as a whole stands with its first table
    checks: checks.filter(({ tableNo }) => (tableNo ?? 1) === no).map(checkReport),
  };
}

/** Headings and lines left blank are read and not stored; that is said, so that the two counts explain themselves. */
function silentLines(rows: number, stored: number): readonly Note[] {
  const silent = rows - stored;
  if (stored === 0 || silent === 0) return [];
  return [
    {
      code: 'lines-without-figures',
      message: {
        zh: `其中 ${String(silent)} 行没有任何数字，不作为数据存储。`,
        en: `${String(silent)} of the lines state no figure and are not stored.`,
      },
      cells: [],
    },
  ];
}

export function checkReport(result: CheckResult): CheckReport {
  const { id, status, severity, subject, measure, expected, found, tolerance, cells, explanation } =
    result;
  return { id, status, severity, subject, measure, expected, found, tolerance, cells, explanation };
}

/** Why a table that could be loaded has nothing stored. */
export const WHY_NOT: Readonly<Record<FileReport['status'], TableReport['reason']>> = {
  published: { zh: '表中没有任何数字。', en: 'The table states no figure.' },
  'dry-run': { zh: '表中没有任何数字。', en: 'The table states no figure.' },
  unchanged: {
    zh: '同一内容已发布，未重复加载。',
    en: 'The same is published already and was not loaded again.',
  },
  refused: {
    zh: '文件未被接收，因此未加载。',
    en: 'The file was refused, so that the table was not loaded.',
  },
  cancelled: { zh: '加载已取消。', en: 'The load was cancelled.' },
};

function publicationNotes({ changes, kept, superseded, disagreements }: Publication): Note[] {
  const notes: Note[] = [];
  if (superseded > 0) {
    notes.push({
      code: 'superseded',
      message: {
        zh: `同一来源此前发布的 ${String(superseded)} 批数据由本文件取代，${String(changes.length)} 个数字与此前不同；内容未变的 ${String(kept)} 批保持不变。`,
        en: `This file supersedes ${String(superseded)} batches of the same source; ${String(changes.length)} figures differ from before; ${String(kept)} batches state the same and stay.`,
      },
      cells: changes.slice(0, LARGEST).flatMap(({ after }) => cellOf(after)),
    });
  }
  if (disagreements > 0) {
    notes.push({
      code: 'sources-disagree',
      message: {
        zh: `另有来源对其中 ${String(disagreements)} 个数字的记载不同，两者均保留，互不相加。`,
        en: `Another source states ${String(disagreements)} of these figures differently; both are kept and never added.`,
      },
      cells: [],
    });
  }
  return notes;
}

function cellOf(side: ChangedFigure['after']): string[] {
  return side?.cell === null || side?.cell === undefined
    ? []
    : [`${side.sheet ?? ''}!${side.cell}`];
}

function summary(changes: readonly ChangedFigure[]): NonNullable<FileReport['changes']> {
  const added = changes.filter(({ before }) => before === null).length;
  const withdrawn = changes.filter(({ after }) => after === null).length;
  return {
    changed: changes.length - added - withdrawn,
    added,
    withdrawn,
    largest: changes.slice(0, LARGEST),
  };
}
