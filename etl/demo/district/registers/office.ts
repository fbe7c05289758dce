/** In charge of what the offices that keep registers know of a year: who there is, what was paid, and up to which day. */
import { addDays, workdayFrom, type Day } from '../calendar.ts';
import { finalOf, paidTo, type Line, type Payment, type Project } from '../line.ts';
import type { Payees } from '../payees.ts';
import type { ProjectState } from '../projectStates.ts';
import type { RevenueLine } from '../revenue.ts';
import type { Department, Unit } from '../tree.ts';

export interface Office {
  readonly seed: number;
  readonly year: number;
  /** Months that are over: 13 for a closed year. */
  readonly months: number;
  /** The day up to which the registers speak. */
  readonly checked: Day;
  readonly departments: readonly Department[];
  readonly units: readonly Unit[];
  readonly projects: readonly Project[];
  readonly lines: readonly Line[];
  readonly payments: readonly Payment[];
  readonly revenue: readonly RevenueLine[];
  /** Projects that have money in the year, in order of code. */
  readonly states: readonly ProjectState[];
  readonly payees: Payees;
}

/** The last day of the year, or of the last month that is over. */
export function checkedOn(year: number, months: number): Day {
  return months === 13
    ? { year, month: 12, day: 31 }
    : addDays({ year, month: months + 1, day: 1 }, -1);
}

/** The day on which the people's congress approves the budget of the year. */
export function congress(year: number): Day {
  return workdayFrom(year, 1, 8);
}

export interface ProjectMoney {
  readonly project: Project;
  readonly original: number;
  readonly final: number;
  readonly paid: number;
}

const known = new WeakMap<readonly Line[], readonly ProjectMoney[]>();

/** What each project of the year has and has spent, in order of code. */
export function moneyOf({ lines }: Pick<Office, 'lines'>): readonly ProjectMoney[] {
  const kept = known.get(lines);
  if (kept !== undefined) return kept;
  const sums = new Map<Project, { original: number; final: number; paid: number }>();
  for (const line of lines) {
    if (line.project === null) continue;
    const sum = sums.get(line.project) ?? { original: 0, final: 0, paid: 0 };
    sums.set(line.project, sum);
    for (const { kind, amount } of line.movements) if (kind === '年初') sum.original += amount;
    sum.final += finalOf(line, 13);
    sum.paid += paidTo(line, 13);
  }
  const made = [...sums]
    .map(([project, sum]) => ({ project, ...sum }))
    .toSorted((a, b) => (a.project.code < b.project.code ? -1 : 1));
  known.set(lines, made);
  return made;
}
