/** In charge of one fiscal year of the district: its lines with their documents, then its vouchers, then what the next year inherits. */
import { basicLines } from './basics.ts';
import { carriedLine, projectLines, type CarryOver } from './budgeting.ts';
import { workdayFrom } from './calendar.ts';
import { numberDocuments } from './documents.ts';
import { finalOf, paidTo, type Line, type Payment, type Project } from './line.ts';
import {
  habitOf, holdWages, oddLines, oddVouchers, overspend, unsettle,
} from './mischief.ts'; // prettier-ignore
import type { Payees } from './payees.ts';
import { planOf } from './plan.ts';
import { Chance, share } from './random.ts';
import { revenueOf, type RevenueLine } from './revenue.ts';
import { rhythmOf } from './rhythm.ts';
import { TRAITS, TURNS } from './traits.ts';
import type { Department, Scale } from './tree.ts';
import { drawReserve, shiftWithin } from './virements.ts';
import { Vouchers } from './vouchers.ts';

export interface FiscalYear {
  readonly year: number;
  /** Months that are over: 13 for a closed year. */
  readonly months: number;
  readonly lines: readonly Line[];
  /** In order of month, day and place within the day. */
  readonly payments: readonly Payment[];
  readonly revenue: readonly RevenueLine[];
}

export interface Making {
  readonly seed: number;
  readonly scale: Scale;
  readonly departments: readonly Department[];
  readonly projects: readonly Project[];
  readonly payees: Payees;
}

const HUNDRED_YUAN = 10_000;
/** What is less stays unpaid until more has come together: an office, a project. */
const LEAST = { wages: 1, office: 20_000, project: 200_000 } as const;

/** The year after `inherited`; its later months are planned but not paid where the year still runs. */
export function fiscalYear(
  making: Making,
  year: number,
  months: number,
  inherited: readonly CarryOver[],
): { readonly made: FiscalYear; readonly left: readonly CarryOver[] } {
  const { seed, scale, departments, projects, payees } = making;
  const units = departments.flatMap((department) => department.units);
  const lines = [
    ...units.flatMap((unit) => basicLines(unit, year, seed, scale)),
    ...projects.flatMap((project) => projectLines(project, year, seed)),
    ...inherited.map((over) => carriedLine(over, year, seed)),
  ];
  drawReserve(lines, year, seed);
  shiftWithin(lines, year, seed);
  unsettle(lines, year);
  for (const line of lines) settle(line, year, seed);
  holdWages(lines, year);
  const odd = oddLines(year, units, projects);
  lines.push(...odd.keys());
  if (months < 13) {
    for (const { movements } of lines) {
      const past = movements.filter(({ month }) => month <= months);
      movements.splice(0, movements.length, ...past);
    }
  }
  numberDocuments(lines, year);
  const vouchers = new Vouchers(year, seed, scale, payees);
  for (const line of lines) vouchers.pay(line, months);
  oddVouchers(odd, vouchers, months);
  overspend(lines, vouchers, year);
  const payments = vouchers.payments.toSorted(
    (a, b) => a.month - b.month || a.date.day - b.date.day || a.order - b.order,
  );
  const names = new Map(departments.map(({ code, name }) => [code, name]));
  const revenue = revenueOf(lines, year, seed, names);
  return {
    made: { year, months, lines, payments, revenue },
    left: months === 13 ? leftOf(lines) : [],
  };
}

/** Decides how much the line will spend and when, and what is given back at the end of the year. */
function settle(line: Line, year: number, seed: number): void {
  const { unit, project, economic, style, carried } = line;
  const trait = project === null ? undefined : TRAITS[project.code];
  const key = `${unit.code} ${project?.code ?? ''} ${economic} ${line.function} ${carried ? 'c' : ''}`;
  const chance = new Chance(seed, `settle ${key} ${String(year)}`);
  const budget = finalOf(line, 13);
  const usual = style === 'wages' ? chance.between(991, 1000) : rateOf(line, chance);
  const target = share(budget, trait?.spends?.[year] ?? usual, 1000);
  const left = budget - target;
  const back = givenBack(
    line,
    left,
    trait?.keeps === true || (!carried && trait?.spends?.[year] !== undefined),
    chance,
  );
  if (back > 0) {
    line.movements.push({
      kind: carried ? '收回' : '追减',
      month: 12,
      date: workdayFrom(year, 12, carried ? 22 : 18),
      amount: -back,
      reason: carried ? '收回结转资金统筹使用' : '年终收回未用指标',
      group: `t${carried ? 'k' : 'r'} ${unit.department.division}`,
    });
  }
  const pace = unit.pace + (TURNS[year]?.[unit.department.code] ?? 0) + chance.between(-1, 1);
  const rhythm =
    trait?.rhythm?.[year] ??
    habitOf(line, year) ??
    rhythmOf(economic, project?.kind ?? null, pace, chance);
  line.plan = planOf(line, target, rhythm, LEAST[style]);
}

function rateOf({ unit, project, style, carried, fund }: Line, chance: Chance): number {
  if (style === 'office') return Math.min(1000, unit.diligence + chance.between(-40, 30));
  if (project?.kind === 'reserve') return 0;
  if (project?.kind === 'insurance' || project?.kind === 'debt') return chance.between(975, 1000);
  if (carried) return chance.between(820, 1000);
  if (chance.happens(35)) return chance.between(520, 800);
  const works = project?.kind === 'works' || project?.kind === 'land' ? 45 : 0;
  return Math.min(
    1000,
    unit.diligence - works + chance.between(-50, 40) - (fund === '12' ? 20 : 0),
  );
}

/** Money carried over must be used up or given back; other money may be. */
function givenBack(
  { carried, style, project }: Line,
  left: number,
  keeps: boolean,
  chance: Chance,
): number {
  if (keeps || left <= 0 || style === 'wages') return 0;
  if (carried) return left;
  const works = project?.kind === 'works' || project?.kind === 'land';
  return chance.happens(works ? 200 : 520) ? Math.floor(left / HUNDRED_YUAN) * HUNDRED_YUAN : 0;
}

const LASTING = new Set(['works', 'system', 'purchase', 'grant', 'land']);
/** What is less lapses. */
const WORTH_CARRYING = 2_000_000;

function leftOf(lines: readonly Line[]): CarryOver[] {
  const left = new Map<string, CarryOver>();
  for (const line of lines) {
    const { project, economic, carried } = line;
    if (project === null) continue;
    const keeps = TRAITS[project.code]?.keeps === true;
    const amount = finalOf(line, 13) - paidTo(line, 13);
    if (carried ? !keeps : !LASTING.has(project.kind)) continue;
    if (amount < WORTH_CARRYING) continue;
    const key = `${project.code} ${economic}`;
    const other = left.get(key);
    left.set(key, {
      project,
      economic,
      amount: amount + (other?.amount ?? 0),
      again: carried || other?.again === true,
    });
  }
  return [...left.values()];
}
