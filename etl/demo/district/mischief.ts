/** In charge of what is not as it should be in the district: traits of projects, habits of units, and lines whose vouchers raise questions. */
import { govEconomicOf } from './crosswalk.ts';
import { workdayFrom } from './calendar.ts';
import { finalOf, paidTo, type Line, type Project } from './line.ts';
import { ODDITIES, type Oddity } from './oddities.ts';
import type { Rhythm } from './rhythm.ts';
import { HABITS, NEEDY, OVERSPENT, SHUFFLING, UNPAID_WAGES } from './traits.ts';
import type { Unit } from './tree.ts';
import { move } from './virements.ts';
import type { Vouchers } from './vouchers.ts';

/** Fen of a yuan. */
const YUAN = 100;

/** The lines on which the year's oddities are booked; their vouchers come with `oddVouchers`. */
export function oddLines(
  year: number,
  units: readonly Unit[],
  projects: readonly Project[],
): ReadonlyMap<Line, Oddity> {
  const made = new Map<Line, Oddity>();
  for (const oddity of ODDITIES) {
    if (oddity.year !== year) continue;
    const unit = units.find(({ code }) => code === oddity.unit);
    const project = projects.find(({ code }) => code === oddity.project) ?? null;
    if (unit === undefined || (oddity.project !== null && project === null)) continue;
    made.set(
      {
        unit,
        project,
        function: project?.function ?? unit.function,
        economic: oddity.economic,
        govEconomic: govEconomicOf(oddity.economic, unit.kind),
        fund: project?.fund ?? '11',
        carried: false,
        style: project === null ? 'office' : 'project',
        movements:
          oddity.budget === 0
            ? []
            : [
                {
                  kind: '年初',
                  month: 1,
                  date: workdayFrom(year, 1, 12 + (Number(unit.department.code) % 9)),
                  amount: oddity.budget * YUAN,
                  reason: '批复部门预算',
                  group: `b${unit.department.code}`,
                },
              ],
        plan: new Array<number>(14).fill(0),
        paid: new Array<number>(14).fill(0),
      },
      oddity,
    );
  }
  return made;
}

export function oddVouchers(
  odd: ReadonlyMap<Line, Oddity>,
  vouchers: Vouchers,
  months: number,
): void {
  for (const [line, { year, payments }] of odd) {
    for (const { month, day, yuan, ...said } of payments) {
      if (month > months) continue;
      vouchers.add(line, month, { year, month, day }, Math.round(yuan * YUAN), {
        procurement: false,
        method: '12',
        ...said,
      });
    }
  }
}

/** Changes of budgets, before anything is planned. */
export function unsettle(lines: readonly Line[], year: number): void {
  for (const { unit, year: when } of SHUFFLING) {
    if (when !== year) continue;
    const own = lines.filter((line) => line.unit.code === unit && line.style === 'office');
    for (let round = 0; round < 8 && own.length > 3; round += 1) {
      const from = own[(round * 3) % own.length];
      const to = own[(round * 3 + 1) % own.length];
      if (from === undefined || to === undefined) continue;
      const amount = Math.floor(finalOf(from, 13) / 60_000) * 10_000;
      if (amount > 0)
        move(
          from,
          to,
          amount,
          year,
          3 + round,
          10,
          `预算调剂：公用经费${from.economic}调至${to.economic}`,
          `x${String(round)} ${unit}`,
        );
    }
  }
  for (const { unit, year: when, economic, percent } of NEEDY) {
    const line = lines.find(
      (one) => one.unit.code === unit && one.economic === economic && one.project === null,
    );
    if (when !== year || line === undefined) continue;
    line.movements.push({
      kind: '追加',
      month: 2,
      date: workdayFrom(year, 2, 6),
      amount: Math.floor((finalOf(line, 13) * percent) / 1_000_000) * 10_000,
      reason: `追加公用经费${economic}`,
      group: `c2 ${line.unit.department.division} x`,
    });
  }
}

/** The rhythm of a unit's basic line where it has one of its own that year. */
export function habitOf({ unit, project, economic }: Line, year: number): Rhythm | undefined {
  if (project !== null) return undefined;
  return HABITS.find(
    (habit) => habit.unit === unit.code && habit.economic === economic && habit.year === year,
  )?.rhythm;
}

/** Wages that were not paid in their month but in the next. */
export function holdWages(lines: readonly Line[], year: number): void {
  for (const { unit, year: when, month } of UNPAID_WAGES) {
    if (when !== year) continue;
    for (const line of lines) {
      if (line.unit.code !== unit || line.style !== 'wages') continue;
      line.plan = line.plan.map((amount, index) =>
        index === month ? (line.plan[month - 1] ?? 0) : amount,
      );
    }
  }
}

/** Pays more than the whole of the unit's project has; of running costs, more than the line has. */
export function overspend(lines: readonly Line[], vouchers: Vouchers, year: number): void {
  for (const { unit, project, economic, year: when, month, excess } of OVERSPENT) {
    if (when !== year) continue;
    const line = lines.find(
      (one) =>
        one.unit.code === unit &&
        (one.project?.code ?? null) === project &&
        one.economic === economic &&
        !one.carried,
    );
    if (line === undefined) continue;
    const own = project === null ? [line] : lines.filter((one) => one.project === line.project);
    const left = own.reduce((sum, one) => sum + finalOf(one, 13) - paidTo(one, 13), 0);
    const amount = left + excess * YUAN;
    vouchers.add(line, month, workdayFrom(year, month, 24), amount);
  }
}
