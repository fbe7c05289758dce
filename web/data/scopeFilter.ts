/** In charge of the filter that follows the reader from 预算执行 to 项目 and 支付: who, on what, of which kind, in which months. One concept, in the address by these names. */
import type { Question } from '#contract/question';

/** Codes that are let through; null lets everything through. `~` stands for rows that name none. */
export type Codes = readonly string[] | null;

/**
 * Part of `Chosen` (web/data/route.ts), so every link of the context carries it; `context.filter` reads it,
 * `context.filterBy(patch)` changes it, and another region clears it, since codes are a region's own.
 */
export interface ScopeFilter {
  /** Codes of `unit.department`. */
  readonly department: Codes;
  /** Codes of `unit`; within `department` where both are given. */
  readonly unit: Codes;
  /** Codes of `function.class`. */
  readonly function: Codes;
  /** Codes of `economic.class`. */
  readonly economic: Codes;
  /** First and last month of a brushed period, 1–13, both inclusive; the closing period 13 is a month of its own. */
  readonly fromMonth: number | null;
  readonly toMonth: number | null;
}

/** The coded parts and the dimensions of a question that they stand for. */
export const FILTERED = {
  department: 'unit.department',
  unit: 'unit',
  function: 'function.class',
  economic: 'economic.class',
} as const satisfies Readonly<Partial<Record<keyof ScopeFilter, string>>>;
export type FilteredBy = keyof typeof FILTERED;
export const FILTER_NAMES = Object.keys(FILTERED) as readonly FilteredBy[];

export const NO_FILTER: ScopeFilter = {
  department: null,
  unit: null,
  function: null,
  economic: null,
  fromMonth: null,
  toMonth: null,
};

const NAMES = Object.keys(NO_FILTER) as readonly (keyof ScopeFilter)[];

/** The next filter, as the very object it was where it says the same, and with the very codes it had where those are the same. */
export function following(before: ScopeFilter, next: ScopeFilter): ScopeFilter {
  const changed = NAMES.filter((name) => String(before[name]) !== String(next[name]));
  if (changed.length === 0) return before;
  return { ...before, ...Object.fromEntries(changed.map((name) => [name, next[name]])) };
}

/** Whether anything is held back. */
export function isFiltered(filter: ScopeFilter): boolean {
  return NAMES.some((name) => filter[name] !== null);
}

/** The coded parts as a question's `where`. Months are not in it: see `monthsOf`. */
export function whereOf(filter: ScopeFilter): Question['where'] {
  return Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const codes = filter[name];
      return codes === null
        ? []
        : [[FILTERED[name], codes.map((code) => (code === '~' ? null : code))] as const];
    }),
  );
}

/** The months of the brushed period, for cubes whose months may be added (payments, movements); null for all. */
export function monthsOf({ fromMonth, toMonth }: ScopeFilter): readonly number[] | null {
  if (fromMonth === null && toMonth === null) return null;
  const [first, last] = [fromMonth ?? 1, toMonth ?? 13];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** `205,208` → codes; nothing is null. Codes hold no commas. */
export function codesOf(text: string | null): Codes {
  const codes = [...new Set((text ?? '').split(',').filter((code) => code !== ''))];
  return codes.length === 0 ? null : codes;
}

/** The codes with one put in or taken out, as a click does; none left is null. */
export function toggled(codes: Codes, code: string): Codes {
  const next = codes?.includes(code)
    ? codes.filter((one) => one !== code)
    : [...(codes ?? []), code];
  return next.length === 0 ? null : next;
}
