/** In charge of the alerts of one context: reading them, ranking them, filtering them, and how each rule ran. */
import type { AlertRow, FlagRow } from '#contract/alertAnswers';
import type { Page, Severity } from '#contract/answers';
import type { RuleDescription } from '#contract/ruleAnswers';
import type { Question } from '#contract/question';
import { CATALOGUE, type Language } from '../i18n/catalogue.ts';
import { address, ask } from './api.ts';
import { fenOf } from './decimal.ts';

/** Most serious first. */
export const SEVERITIES = [
  'red',
  'orange',
  'yellow',
  'blue',
  'grey',
] as const satisfies readonly Severity[];

export interface FlagFilters {
  readonly severity?: string | undefined;
  readonly rule?: string | undefined;
  readonly book?: string | undefined;
  readonly scope?: string | undefined;
}

/** As many as one page of the answer may hold. */
const PAGE = 1000;

/** Every alert of a region and year with the state of its case, page by page. */
export async function readFlags(
  where: Readonly<Record<string, string | number | null>>,
  signal?: AbortSignal,
): Promise<{ readonly version: number; readonly rows: readonly AlertRow[] }> {
  const rows: AlertRow[] = [];
  let next: string | null = null;
  for (;;) {
    const path = address('/api/flags', { ...where, limit: PAGE, after: next });
    const page = (await ask(path, signal ? { signal } : {})) as Page<AlertRow>;
    rows.push(...page.rows);
    next = page.next;
    if (next === null) return { version: page.version, rows };
  }
}

/** Every rule, and how it ran for a version (null: the current one). */
export async function readRules(
  version: number | null,
  signal?: AbortSignal,
): Promise<readonly RuleDescription[]> {
  const path = address('/api/rules', { asOf: version });
  const answer = (await ask(path, signal ? { signal } : {})) as {
    readonly rules: readonly RuleDescription[];
  };
  return answer.rules;
}

function atStake(flag: FlagRow): bigint {
  const amount: bigint = fenOf(flag.amountAtStake) ?? 0n;
  return amount < 0n ? -amount : amount;
}

/** Most serious first, a breach before a signal, then by the amount at stake. */
export function ranked<Row extends FlagRow>(flags: readonly Row[]): readonly Row[] {
  return flags.toSorted((a, b) => {
    const severity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
    if (severity !== 0) return severity;
    if (a.kind !== b.kind) return a.kind === 'breach' ? -1 : 1;
    const [left, right] = [atStake(a), atStake(b)];
    return left === right ? a.id.localeCompare(b.id) : left > right ? -1 : 1;
  });
}

export function filtered<Row extends FlagRow>(
  flags: readonly Row[],
  filters: FlagFilters,
): readonly Row[] {
  return flags.filter(
    (flag) =>
      (filters.severity === undefined || flag.severity === filters.severity) &&
      (filters.rule === undefined || flag.rule === filters.rule) &&
      (filters.book === undefined || flag.book === filters.book) &&
      (filters.scope === undefined || flag.scope === filters.scope),
  );
}

/** Alerts that say something, and those that say why nothing can be said. */
export function apart<Row extends FlagRow>(
  flags: readonly Row[],
): {
  readonly raised: readonly Row[];
  readonly undecided: readonly Row[];
} {
  return {
    raised: flags.filter((flag) => flag.severity !== 'grey'),
    undecided: flags.filter((flag) => flag.severity === 'grey'),
  };
}

/** Undecided alerts of one rule together: the reader needs the reason once, the subjects as a list. */
export function byRule<Row extends FlagRow>(
  flags: readonly Row[],
): readonly { readonly rule: string; readonly flags: readonly Row[] }[] {
  const groups = new Map<string, Row[]>();
  for (const flag of flags) {
    const group = groups.get(flag.rule);
    if (group === undefined) groups.set(flag.rule, [flag]);
    else group.push(flag);
  }
  return [...groups].map(([rule, group]) => ({ rule, flags: group }));
}

/** How many of each severity. */
export function countBySeverity(flags: readonly FlagRow[]): Readonly<Record<Severity, number>> {
  const counts: Record<Severity, number> = { red: 0, orange: 0, yellow: 0, blue: 0, grey: 0 };
  for (const flag of flags) counts[flag.severity] += 1;
  return counts;
}

type Evidence = FlagRow['evidence'][number];

/** How a figure behind an alert is called: its measure, and its line where it has one. */
export function evidenceName({ measure, where }: Evidence, language: Language): string {
  const title = CATALOGUE[`measure.${measure}`]?.[language] ?? measure;
  const line = where['item'] ?? where['kind'] ?? null;
  return line === null || line === 'total' || line === 'grand' ? title : `${title} ${line}`;
}

/** The question whose origin is the evidence. */
export function evidenceQuestion(
  { cube, measure, where }: Evidence,
  asOf: number | null,
): Question {
  return {
    cube,
    measures: [measure],
    by: [],
    where: Object.fromEntries(Object.entries(where).map(([name, value]) => [name, [value]])),
    ...(asOf === null ? {} : { asOf: String(asOf) }),
  };
}
