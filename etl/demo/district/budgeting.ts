/** In charge of the lines of a project in a year: its budget by economic code, what was carried over, and the documents that release it. */
import { workdayFrom } from './calendar.ts';
import { govEconomicOf } from './crosswalk.ts';
import type { Line, Movement, Project } from './line.ts';
import { mixOf } from './projects.ts';
import { Chance, share } from './random.ts';

/** What a line of the year before leaves to the next. */
export interface CarryOver {
  readonly project: Project;
  readonly economic: string;
  readonly amount: number;
  /** The money was carried over once before. */
  readonly again: boolean;
}

const HUNDRED_YUAN = 10_000;
const ABOVE = ['教', '社', '建', '农', '预'];

/** Lines of the project in the year; none where it is not alive. */
export function projectLines(project: Project, year: number, seed: number): Line[] {
  if (year < project.from || year > project.to) return [];
  const chance = new Chance(seed, `changes ${project.code} ${String(year)}`);
  const standing = isStanding(project);
  const budget = budgetOf(project, year, seed);
  // a late decision: nothing in January, all by an addition
  const addedLater =
    !standing && project.from === year && chance.happens(140) ? chance.between(3, 7) : null;
  return mixOf(project).flatMap(([economic, part]) => {
    const amount = Math.max(1, Math.floor(share(budget, part, 100) / HUNDRED_YUAN)) * HUNDRED_YUAN;
    const first: Movement =
      addedLater === null
        ? released(project, year, amount)
        : decidedLater(project, year, amount, addedLater);
    return [lineOf(project, economic, false, [first, ...changesOf(project, year, amount, chance)])];
  });
}

/** Goes on year after year. */
export function isStanding({ to }: Project): boolean {
  return to >= 2030;
}

/** What the project gets in a year of its life, before changes. */
export function budgetOf(project: Project, year: number, seed: number): number {
  const chance = new Chance(seed, `budget ${project.code} ${String(year)}`);
  if (project.early) return share(project.yearly, 100 + (year - 2023) * 4, 100);
  const percent = isStanding(project)
    ? 100 + (year - 2023) * chance.between(0, 5)
    : chance.between(70, 130);
  return share(project.yearly, percent, 100);
}

/** The line of money carried over from the year before, released in the first months. */
export function carriedLine(over: CarryOver, year: number, seed: number): Line {
  const { project, economic, amount } = over;
  const chance = new Chance(seed, `carried ${project.code} ${economic} ${String(year)}`);
  const month = chance.pick([1, 1, 2, 2, 3]);
  const { division } = project.unit.department;
  return lineOf(project, economic, true, [
    {
      kind: '结转',
      month,
      date: workdayFrom(year, month, month === 1 ? 14 : 6),
      amount,
      reason: `上年结转资金下达：${project.name}`,
      group: `k${String(month)} ${division}`,
    },
  ]);
}

export function lineOf(
  project: Project,
  economic: string,
  carried: boolean,
  movements: Movement[],
): Line {
  return {
    unit: project.unit,
    project,
    function: project.function,
    economic,
    govEconomic: project.kind === 'reserve' ? '51401' : govEconomicOf(economic, project.unit.kind),
    fund: project.fund,
    carried,
    style: 'project',
    movements,
    plan: [],
    paid: new Array<number>(14).fill(0),
  };
}

function released(project: Project, year: number, amount: number): Movement {
  const { code } = project.unit.department;
  return {
    kind: '年初',
    month: 1,
    date: project.early ? workdayFrom(year, 1, 2) : workdayFrom(year, 1, 12 + (Number(code) % 9)),
    amount,
    reason: project.early ? '提前下达预算指标' : '批复部门预算',
    group: project.early ? 'a2' : `b${code}`,
  };
}

function decidedLater(project: Project, year: number, amount: number, month: number): Movement {
  return {
    kind: '追加',
    month,
    date: workdayFrom(year, month, 5),
    amount,
    reason: `追加${project.name}经费`,
    group: `c${String(month)} ${project.unit.department.division}`,
  };
}

/** Additions, often of money from above, and reductions. */
function changesOf(project: Project, year: number, amount: number, chance: Chance): Movement[] {
  const { division } = project.unit.department;
  const changes: Movement[] = [];
  if (project.early || project.kind === 'debt') return changes;
  const part = (least: number, most: number) =>
    Math.floor(share(amount, chance.between(least, most), 100) / HUNDRED_YUAN) * HUNDRED_YUAN;
  if (chance.happens(95)) {
    const month = chance.between(3, 10);
    const above = chance.happens(500)
      ? `省财${chance.pick(ABOVE)}〔${String(year)}〕${String(chance.between(8, 160))}号`
      : null;
    const added = project.kind === 'works' || project.kind === 'land' ? part(2, 5) : part(8, 35);
    if (added > 0) {
      changes.push({
        kind: '追加',
        month,
        date: workdayFrom(year, month, chance.pick([4, 11, 18])),
        amount: added,
        reason: above === null ? `追加${project.name}经费` : `上级专项转移支付：${project.name}`,
        group: `c${String(month)} ${division} ${above ?? ''}`,
        ...(above === null ? {} : { above }),
      });
    }
  }
  if (chance.happens(45)) {
    const month = chance.between(9, 11);
    const less = part(5, 22);
    if (less > 0) {
      changes.push({
        kind: '追减',
        month,
        date: workdayFrom(year, month, chance.pick([9, 20])),
        amount: -less,
        reason: `压减${project.name}支出`,
        group: `d${String(month)} ${division}`,
      });
    }
  }
  return changes;
}
