/** In charge of audit findings: the list behind, and what it says by category, by unit and by status. */
import { group } from 'd3-array';
import type { FindingRow, Page } from '#contract/answers';
import type { Question } from '#contract/question';
import type { Fen } from '#model/fen';
import type { Answer } from './answer.ts';
import { address, ask } from './api.ts';
import { addUp } from './decimal.ts';

/**
 * From put right to unknown. `not_stated` is a state of its own: the published text is silent,
 * which is not the same as not rectified.
 */
export const FINDING_STATUSES = [
  'rectified',
  'partially_rectified',
  'in_progress',
  'ordered',
  'not_stated',
] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** Findings of a region, as the cube counts them. */
export function findingsQuestion(region: string): Question {
  return {
    cube: 'findings',
    measures: ['count', 'amount', 'rectifiedCount', 'rectifiedAmount'],
    by: ['category', 'unit', 'auditYear', 'status'],
    where: { region: [region] },
  };
}

/** Findings that share category, unit, audit year and status. */
export interface FindingGroup {
  readonly category: string;
  readonly unit: string | null;
  readonly auditYear: number | null;
  readonly status: string;
  readonly count: number;
  readonly amount: Fen | null;
  readonly rectifiedAmount: Fen | null;
}

export function findingGroups(answer: Answer): readonly FindingGroup[] {
  const categories = answer.codes('category');
  const units = answer.codes('unit');
  const years = answer.numbers('auditYear');
  const statuses = answer.codes('status');
  const counts = answer.numbers('count');
  const amounts = answer.amounts('amount');
  const rectified = answer.amounts('rectifiedAmount');
  return categories.map((category, at) => ({
    category: category ?? '',
    unit: units[at] ?? null,
    auditYear: years[at] ?? null,
    status: statuses[at] ?? 'not_stated',
    count: counts[at] ?? 0,
    amount: amounts[at] ?? null,
    rectifiedAmount: rectified[at] ?? null,
  }));
}

/** A bar of the status ladder. */
export interface StatusStep {
  readonly status: FindingStatus;
  readonly count: number;
  readonly amount: Fen | null;
}

function known(status: string): FindingStatus {
  return FINDING_STATUSES.find((one) => one === status) ?? 'not_stated';
}

/** Every status, also those with nothing in them, in the order of the ladder. */
export function statusLadder(groups: readonly FindingGroup[]): readonly StatusStep[] {
  return FINDING_STATUSES.map((status) => {
    const own = groups.filter((one) => known(one.status) === status);
    return {
      status,
      count: own.reduce((sum, one) => sum + one.count, 0),
      amount: addUp(own.map((one) => one.amount)),
    };
  });
}

/** Findings of one category or of one unit. */
export interface FindingBar {
  readonly key: string;
  readonly count: number;
  readonly amount: Fen | null;
  readonly rectified: number;
  readonly rectifiedAmount: Fen | null;
  /** Findings of which the source says nothing about rectification. */
  readonly silent: number;
  readonly byStatus: Readonly<Record<FindingStatus, number>>;
  /** Audit years in which the same kind was found again; empty where it happened once. */
  readonly repeatedIn: readonly number[];
}

/** Bars by category or by unit, most findings first; those without a unit stand under the empty key. */
export function findingBars(
  groups: readonly FindingGroup[],
  by: 'category' | 'unit',
): readonly FindingBar[] {
  const keys = group(groups, (one) => one[by] ?? '');
  return [...keys]
    .map(([key, own]) => {
      const byStatus: Record<FindingStatus, number> = {
        rectified: 0,
        partially_rectified: 0,
        in_progress: 0,
        ordered: 0,
        not_stated: 0,
      };
      for (const one of own) byStatus[known(one.status)] += one.count;
      return {
        key,
        count: own.reduce((sum, one) => sum + one.count, 0),
        amount: addUp(own.map((one) => one.amount)),
        rectified: byStatus.rectified,
        rectifiedAmount: addUp(own.map((one) => one.rectifiedAmount)),
        silent: byStatus.not_stated,
        byStatus,
        repeatedIn: by === 'unit' ? repeatYears(own) : [],
      };
    })
    .toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key, 'zh-CN'));
}

/** Years in which a unit had a category that it also had in another audit year (屡审屡犯). */
export function repeatYears(groups: readonly FindingGroup[]): readonly number[] {
  const years = new Map<string, Set<number>>();
  for (const { unit, category, auditYear } of groups) {
    if (unit === null || auditYear === null) continue;
    const key = JSON.stringify([unit, category]);
    const seen = years.get(key) ?? new Set<number>();
    years.set(key, seen.add(auditYear));
  }
  const repeated = [...years.values()].filter((seen) => seen.size > 1).flatMap((seen) => [...seen]);
  return [...new Set(repeated)].sort((a, b) => a - b);
}

export interface FindingFilters {
  readonly category?: string | undefined;
  readonly unit?: string | undefined;
  readonly status?: string | undefined;
}

/** The list behind, page by page, up to `limit` rows; `more` says that there are further ones. */
export async function readFindings(
  where: Readonly<Record<string, string | number | null>>,
  limit: number,
  signal?: AbortSignal,
): Promise<{ readonly rows: readonly FindingRow[]; readonly more: boolean }> {
  const rows: FindingRow[] = [];
  let next: string | null = null;
  do {
    const path = address('/api/findings', { ...where, after: next });
    const page = (await ask(path, signal ? { signal } : {})) as Page<FindingRow>;
    rows.push(...page.rows);
    next = page.next;
  } while (next !== null && rows.length < limit);
  return { rows: rows.slice(0, limit), more: next !== null || rows.length > limit };
}

/** Findings that meet every filter that is set. The unit `~` stands for findings that name none. */
export function narrowed(
  rows: readonly FindingRow[],
  filters: FindingFilters,
): readonly FindingRow[] {
  return rows.filter(
    (row) =>
      (filters.category === undefined || row.category === filters.category) &&
      (filters.unit === undefined || (row.unit ?? '~') === filters.unit) &&
      (filters.status === undefined || known(row.status) === filters.status),
  );
}

/** Findings whose words contain every word the reader typed. */
export function matching(rows: readonly FindingRow[], typed: string): readonly FindingRow[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const all = [
      row.finding,
      row.unit,
      row.category,
      row.rectification,
      row.note,
      row.regionName,
      row.source.title,
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
