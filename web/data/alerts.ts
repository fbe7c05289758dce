/** In charge of alerts as work: which matter now, which are somebody's task, how a list is held back and grouped. */
import type { AlertRow, CaseState } from '#contract/alertAnswers';
import type { Session } from '#contract/answers';
import { filtered, ranked, type FlagFilters } from './flags.ts';

/** In the order in which a case goes; the side exits last. */
export const CASE_STATES = [
  'new',
  'triage',
  'verify',
  'answered',
  'problem',
  'referred',
  'rectifying',
  'closed',
  'normal',
  'voided',
  'merged',
] as const satisfies readonly CaseState[];

const ENDED: ReadonlySet<CaseState> = new Set(['closed', 'normal', 'voided', 'merged']);

/** Whether a case still waits for somebody; an alert that nobody has looked at is new. */
export function isOpen({ state, severity }: Pick<AlertRow, 'state' | 'severity'>): boolean {
  return state === null ? severity !== 'grey' : !ENDED.has(state);
}

export interface AlertFilters extends FlagFilters {
  /** One code or several, by commas; `~` is the region as a whole. */
  readonly unit?: string | undefined;
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  /** Every word must be somewhere in sentence, subject or rule. */
  readonly find?: string | undefined;
}

/** The words of the address that hold the list back. */
export const FILTER_WORDS = [
  'severity',
  'rule',
  'budget',
  'level',
  'who',
  'state',
  'kind',
  'find',
] as const;

export function filtersOf(own: Readonly<Record<string, string>>): AlertFilters {
  return {
    severity: own['severity'],
    rule: own['rule'],
    book: own['budget'],
    scope: own['level'],
    unit: own['who'],
    state: own['state'],
    kind: own['kind'],
    find: own['find'],
  };
}

export function alertsLeft(
  alerts: readonly AlertRow[],
  { unit, state, kind, find, ...flags }: AlertFilters,
): readonly AlertRow[] {
  const words = (find ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return filtered(alerts, flags).filter((alert) => {
    if (unit !== undefined && !unit.split(',').includes(alert.unit ?? '~')) return false;
    if (state === 'open' && !isOpen(alert)) return false;
    if (state === 'overdue' && alert.overdueDays <= 0) return false;
    if (state !== undefined && state !== 'open' && state !== 'overdue') {
      if ((alert.state ?? 'new') !== state) return false;
    }
    if (kind !== undefined && alert.kind !== kind) return false;
    const { rule, name, explanation, unitName, projectName, itemName } = alert;
    const said = [
      rule,
      name.zh,
      name.en,
      explanation.zh,
      explanation.en,
      unitName,
      projectName,
      itemName,
    ];
    const text = said.join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Most weight first; among equals as alerts are ranked. */
export function byWeight(alerts: readonly AlertRow[]): readonly AlertRow[] {
  return ranked(alerts).toSorted((a, b) => b.weight - a.weight);
}

/** What one matter is: a rule on a subject. */
const kindOf = ({ rule, book, flow }: AlertRow) => `${rule} ${book ?? ''} ${flow ?? ''}`;

/**
 * The few that matter now: open, the weightiest first, each kind of matter once and nobody more than twice — a reader
 * with a minute wants different things to ask. What is left over fills up where the kinds do not suffice.
 */
export function mattersNow(alerts: readonly AlertRow[], most: number): readonly AlertRow[] {
  const open = byWeight(
    alerts.filter((alert) => alert.severity !== 'grey' && alert.current && isOpen(alert)),
  );
  const chosen: AlertRow[] = [];
  const units = new Map<string, number>();
  const kinds = new Set<string>();
  for (const alert of open) {
    const times = alert.unit === null ? 0 : (units.get(alert.unit) ?? 0);
    if (chosen.length >= most || kinds.has(kindOf(alert)) || times >= 2) continue;
    chosen.push(alert);
    kinds.add(kindOf(alert));
    if (alert.unit !== null) units.set(alert.unit, times + 1);
  }
  const rest = open.filter((alert) => !chosen.includes(alert));
  return byWeight([...chosen, ...rest.slice(0, Math.max(0, most - chosen.length))]);
}

export const GROUPINGS = ['none', 'unit', 'rule', 'law'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface AlertGroup {
  /** Code of the unit, id of the rule, article; '' where there is none. */
  readonly key: string;
  readonly alerts: readonly AlertRow[];
}

/** Groups in the order of their weightiest alert; by law an alert stands under its first article. */
export function grouped(alerts: readonly AlertRow[], by: Grouping): readonly AlertGroup[] {
  const key = (alert: AlertRow): string =>
    by === 'unit'
      ? (alert.unit ?? '')
      : by === 'rule'
        ? alert.rule
        : by === 'law'
          ? (alert.law[0]?.article ?? '')
          : '';
  const groups = new Map<string, AlertRow[]>();
  for (const alert of alerts) {
    const group = groups.get(key(alert));
    if (group === undefined) groups.set(key(alert), [alert]);
    else group.push(alert);
  }
  return [...groups].map(([name, own]) => ({ key: name, alerts: own }));
}

export interface Tasks {
  /** Named in the case, or the unit's own to answer. */
  readonly mine: readonly AlertRow[];
  /** Under way, but nobody's. */
  readonly nobodys: readonly AlertRow[];
}

/** Overdue first, then by due date, what has none last. */
export function byDue(alerts: readonly AlertRow[]): readonly AlertRow[] {
  return byWeight(alerts).toSorted((a, b) => {
    if (a.due === b.due) return 0;
    if (a.due === null || b.due === null) return a.due === null ? 1 : -1;
    return a.due < b.due ? -1 : 1;
  });
}

/** What waits for a reader: cases in their name; for a department its own letters; and, for who hands work out, cases that are nobody's. */
export function tasksOf(
  alerts: readonly AlertRow[],
  { name, role, unit }: Pick<Session, 'name' | 'role' | 'unit'>,
): Tasks {
  const open = alerts.filter(
    (alert) => isOpen(alert) && (alert.assignee !== null || !['new', null].includes(alert.state)),
  );
  const own = (alert: AlertRow) =>
    alert.assignee === name ||
    (role === 'department' &&
      (unit === null || alert.unit === unit) &&
      (alert.state === 'verify' || alert.state === 'rectifying'));
  return {
    mine: byDue(open.filter(own)),
    nobodys:
      role === 'department'
        ? []
        : byDue(open.filter((alert) => !own(alert) && alert.assignee === null)),
  };
}

/** Alerts by whom they are about: of a department with its units, of a unit alone. */
export interface AlertsByWho {
  /** The department of each unit and of itself. */
  readonly departments: ReadonlyMap<string, string>;
  readonly department: ReadonlyMap<string, readonly AlertRow[]>;
  readonly unit: ReadonlyMap<string, readonly AlertRow[]>;
}

/** The order of the alerts is kept. A unit that no entity names is its own department. */
export function alertsByWho(
  alerts: readonly AlertRow[],
  entities: readonly { readonly department: string | null; readonly unit: string | null }[],
): AlertsByWho {
  const departments = new Map<string, string>();
  for (const { department, unit } of entities) {
    if (department === null) continue;
    departments.set(department, department);
    if (unit !== null) departments.set(unit, department);
  }
  const department = new Map<string, AlertRow[]>();
  const unit = new Map<string, AlertRow[]>();
  const put = (into: Map<string, AlertRow[]>, code: string, alert: AlertRow) => {
    const own = into.get(code);
    if (own === undefined) into.set(code, [alert]);
    else own.push(alert);
  };
  for (const alert of alerts) {
    if (alert.unit === null) continue;
    put(unit, alert.unit, alert);
    put(department, departments.get(alert.unit) ?? alert.unit, alert);
  }
  return { departments, department, unit };
}
