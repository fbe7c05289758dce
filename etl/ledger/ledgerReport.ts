/** In charge of the report of a file that was read by mapping: every table with what became of it, and what the load changed. */
import type { ChangeSummary, FileReport, TableReport } from '#contract/loadAnswers';
import type { Bilingual } from '#model/bilingual';
import type { Note } from '#model/reading';
import type { Reject } from '#model/reject';
import type { CheckResult } from '../steps/check.ts';
import type { Publication } from '../steps/publish.ts';
import { checkReport, WHY_NOT } from '../steps/report.ts';
import type { PlannedTable } from './plan.ts';
import type { SliceRead, TableRead } from './threadTalk.ts';

/** What is known of a file of ledgers when its report is written. */
export interface LedgerOutcome {
  readonly path: string;
  readonly sha256: string;
  readonly status: FileReport['status'];
  readonly version: number | null;
  readonly planned: readonly PlannedTable[];
  readonly tables: readonly TableRead[];
  readonly slices: readonly SliceRead[];
  readonly rejects: readonly Reject[];
  readonly notes: readonly Note[];
  readonly checks: readonly CheckResult[];
  readonly publication: Publication | null;
}

export function ledgerReport(outcome: LedgerOutcome): FileReport {
  const { path, sha256, status, version, rejects, planned, publication } = outcome;
  return {
    path,
    sha256,
    status,
    version,
    rejects,
    notes: [...outcome.notes, ...incomplete(outcome), ...publicationNotes(publication)],
    tables: planned.map((table) => tableReport(table, outcome)),
    ...changesOf(publication),
  };
}

function tableReport(
  { no, sheet, mapping, bound }: PlannedTable,
  { tables, slices, checks, status }: LedgerOutcome,
): TableReport {
  const read = tables.find((table) => table.no === no);
  const own = slices.filter(({ table }) => table === no).map(({ parts }) => parts);
  const taken = status === 'published' || status === 'dry-run' ? (read?.rows ?? 0) : 0;
  return {
    sheet,
    number: null,
    title: mapping.title.zh,
    layout: mapping.mapping,
    dataset: bound.dataset,
    amountUnit: mapping.amounts?.unit ?? null,
    scope: only(own.map(({ scope }) => scope)),
    year: only(own.map(({ year }) => year)),
    book: only(own.map(({ book }) => book)),
    flow: only(own.map(({ flow }) => flow)),
    rows: (read?.rows ?? 0) + (read?.rejected ?? 0),
    accepted: taken,
    reason:
      taken > 0 ? null : status === 'published' || status === 'dry-run' ? NO_ROW : WHY_NOT[status],
    rejects: (read?.rejects ?? []).map(({ cell, code, message }) => ({ cell, code, message })),
    notes: [],
    checks: checks.filter(({ tableNo }) => (tableNo ?? 1) === no).map(checkReport),
  };
}

const NO_ROW: Bilingual = { zh: '表中没有一行数据。', en: 'The table has no row of data.' };

/** The one value that all slices have; null where they differ or have none. */
function only<Value>(values: readonly (Value | null)[]): Value | null {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : null;
}

/** Rows that were not taken although the file was: the slices are marked, and that is said. */
function incomplete({ tables, status }: LedgerOutcome): Note[] {
  const rejected = tables.reduce((sum, table) => sum + table.rejected, 0);
  if (rejected === 0 || (status !== 'published' && status !== 'dry-run')) return [];
  return [
    {
      code: 'incomplete',
      message: {
        zh: `有 ${String(rejected)} 行未能读取，在映射允许的限度之内；数据标注为“不完整”。`,
        en: `${String(rejected)} rows could not be read, within the limit that the mapping allows; the data are marked as incomplete.`,
      },
      cells: [],
    },
  ];
}

function publicationNotes(publication: Publication | null): Note[] {
  if (publication === null || publication.superseded === 0) return [];
  const { superseded } = publication;
  return [
    {
      code: 'superseded',
      message: {
        zh: `同一来源此前发布的 ${String(superseded)} 批数据由本文件取代。`,
        en: `This file supersedes ${String(superseded)} batches of the same source.`,
      },
      cells: [],
    },
  ];
}

function changesOf(publication: Publication | null): { readonly changes?: ChangeSummary } {
  const found = publication?.ledgers ?? null;
  if (found === null || found.changed + found.added + found.withdrawn === 0) return {};
  const side = (value: string | null) =>
    value === null ? null : { value, text: null, sheet: null, cell: null };
  return {
    changes: {
      changed: found.changed,
      added: found.added,
      withdrawn: found.withdrawn,
      largest: found.rows.map((row) => ({
        dataset: row.dataset,
        region: row.region,
        scope: row.scope,
        year: row.year,
        month: row.month,
        book: row.book,
        flow: row.flow,
        item: row.item ?? row.project ?? row.unit ?? '',
        name: row.name ?? row.projectName ?? row.unitName ?? '',
        measure: row.measure,
        stage: 'flash',
        before: side(row.before),
        after: side(row.after),
      })),
    },
  };
}
