/** In charge of the projects of one context: reading all of them, how each stands against its budget and the calendar, and which are asked for. */
import type { AlertRow } from '#contract/alertAnswers';
import type { LoadedSlice } from '#contract/answers';
import type { ProjectPage, ProjectRow } from '#contract/ledgerAnswers';
import { fen, type Fen } from '#model/fen';
import type { Book } from '#model/slice';
import { ask } from './api.ts';
import { fenOf } from './decimal.ts';
import { calendarShare } from './ledger.ts';
import { ledgerSlices } from './ledgerPages.ts';
import type { ScopeFilter } from './scopeFilter.ts';

/** What the context says of the projects that are looked at. */
export interface ProjectPlace {
  readonly region: string | null;
  readonly year: number | null;
  readonly month: number | null;
  readonly book: Book;
  readonly asOf: number | null;
  readonly reportedBy: string | null;
  readonly slices: readonly LoadedSlice[];
}

/** The place as the context stands. */
export function projectPlace({
  region,
  year,
  month,
  book,
  asOf,
  reportedBy,
  slices,
}: Omit<ProjectPlace, 'slices'> & {
  readonly slices: readonly LoadedSlice[] | null;
}): ProjectPlace {
  return { region, year, month, book, asOf, reportedBy, slices: slices ?? [] };
}

/** The slices of the list of projects of a region and year. */
export function projectSlices({
  slices,
  region,
  year,
}: Pick<ProjectPlace, 'slices' | 'region' | 'year'>): readonly LoadedSlice[] {
  return ledgerSlices(slices, 'projects').filter(
    (slice) => slice.region === region && slice.year === year,
  );
}

/** Every project of the place, page by page; of the chosen budget where the source tells budgets apart. Throws `Refused`. */
export async function readProjects(
  place: ProjectPlace,
  signal?: AbortSignal,
  only: Readonly<Record<string, string>> = {},
): Promise<readonly ProjectRow[]> {
  const rows: ProjectRow[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams(only);
    const { region, year, month, book, asOf, reportedBy } = place;
    const told = projectSlices(place).some((slice) => slice.book !== null);
    const words = { region, year, month, book: told ? book : null, asOf, reportedBy, cursor };
    for (const [name, value] of Object.entries({ ...words, limit: 1000 })) {
      if (value !== null) query.set(name, String(value));
    }
    const path = `/api/projects?${query.toString()}`;
    const page = (await ask(path, signal ? { signal } : {})) as ProjectPage;
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}

/** A project with what can be said of its progress; null wherever its source states too little. */
export interface ProjectStanding {
  readonly row: ProjectRow;
  readonly budget: Fen | null;
  readonly executed: Fen | null;
  /** Executed less the share of the budget that the calendar has used up. */
  readonly gap: Fen | null;
  readonly rate: number | null;
  /** Rate less the calendar's share. */
  readonly points: number | null;
  readonly progress: number | null;
  /** Nothing spent and, where the source says, not begun. */
  readonly idle: boolean;
  readonly flags: readonly AlertRow[];
}

export function projectStanding(row: ProjectRow, flags: readonly AlertRow[] = []): ProjectStanding {
  const [budget, executed] = [fenOf(row.budget), fenOf(row.executed)];
  const elapsed = BigInt(Math.min(12, row.month));
  const gap =
    budget === null || executed === null ? null : fen(executed - (budget * elapsed) / 12n);
  return {
    row,
    budget,
    executed,
    gap,
    rate: row.rate,
    points: row.rate === null ? null : row.rate - calendarShare(row.month),
    progress: row.progress,
    idle:
      row.status === 'notStarted' ||
      ((executed === null || executed === 0n) &&
        budget !== null &&
        budget > 0n &&
        row.status !== 'done'),
    flags,
  };
}

export const PROJECT_ORDERS = ['gap', 'points', 'budget', 'executed', 'progress', 'name'] as const;
export type ProjectOrder = (typeof PROJECT_ORDERS)[number];

/** What the page 项目 holds back beyond the shared filter. */
export interface ProjectWords {
  readonly find: string | null;
  readonly status: string | null;
  readonly category: string | null;
  readonly order: ProjectOrder;
}

export function projectWords(own: Readonly<Record<string, string>>): ProjectWords {
  const word = (name: string) => {
    const text = (own[name] ?? '').trim();
    return text === '' ? null : text;
  };
  return {
    find: word('find'),
    status: word('status'),
    category: word('category'),
    order: PROJECT_ORDERS.find((order) => order === own['order']) ?? 'gap',
  };
}

const lets = (codes: readonly string[] | null, code: string | null) =>
  codes === null || codes.includes(code ?? '~');

/** The projects that words and shared filter leave. Months and economic classes say nothing about a project as a whole. */
export function projectsLeft(
  projects: readonly ProjectStanding[],
  { find, status, category }: Omit<ProjectWords, 'order'>,
  filter: Pick<ScopeFilter, 'department' | 'unit'>,
): readonly ProjectStanding[] {
  const wanted = find?.toLowerCase() ?? null;
  return projects.filter(
    ({ row }) =>
      lets(filter.department, row.department) &&
      lets(filter.unit, row.unit) &&
      (status === null || (row.status ?? '~') === status) &&
      (category === null || (row.category ?? '~') === category) &&
      (wanted === null ||
        `${row.name} ${row.project} ${row.unitName ?? ''} ${row.place ?? ''}`
          .toLowerCase()
          .includes(wanted)),
  );
}

const VALUE: Readonly<
  Record<Exclude<ProjectOrder, 'name'>, (one: ProjectStanding) => number | null>
> = {
  gap: ({ gap }) => (gap === null ? null : Number(gap)),
  points: ({ points }) => points,
  budget: ({ budget }) => (budget === null ? null : -Number(budget)),
  executed: ({ executed }) => (executed === null ? null : -Number(executed)),
  progress: ({ progress }) => progress,
};

/** The furthest behind first; large amounts first; what is not known last. */
export function projectsOrdered(
  projects: readonly ProjectStanding[],
  order: ProjectOrder,
): readonly ProjectStanding[] {
  if (order === 'name') {
    return projects.toSorted((a, b) => a.row.name.localeCompare(b.row.name, 'zh-CN'));
  }
  const value = VALUE[order];
  return projects.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return left - right || a.row.project.localeCompare(b.row.project);
  });
}

/** Alerts by the project that they are about. */
export function flagsByProject(
  flags: readonly AlertRow[],
): ReadonlyMap<string, readonly AlertRow[]> {
  const found = new Map<string, AlertRow[]>();
  for (const flag of flags) {
    if (flag.project === null) continue;
    const own = found.get(flag.project);
    if (own === undefined) found.set(flag.project, [flag]);
    else own.push(flag);
  }
  return found;
}
