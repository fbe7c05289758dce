/** In charge of the project list: what each project has got, spent and built by a month. */
import { formatDay } from './calendar.ts';
import { budgetOf, isStanding } from './budgeting.ts';
import type { FiscalYear } from './fiscalYear.ts';
import { finalOf, paidTo, type Line, type Project } from './line.ts';
import { TRAITS } from './traits.ts';
import { Chance, share } from './random.ts';

export interface ProjectState {
  readonly project: Project;
  readonly status: '未开工' | '在建' | '完工' | '暂停';
  readonly started: string;
  readonly due: string;
  /** Fen; null where nothing is built. */
  readonly planned: number | null;
  readonly original: number;
  readonly adjusted: number;
  readonly executed: number;
  readonly cumulative: number;
  /** Thousandths; null where nothing is built. */
  readonly physical: number | null;
}

const BUILT = new Set(['works', 'land']);

/** Kept from year to year, since what was spent before counts. */
export class ProjectStates {
  readonly #before = new Map<string, number>();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Every project that has money in the year by that month, in order of code. */
  at(fiscal: FiscalYear, month: number): readonly ProjectState[] {
    const lines = new Map<string, Line[]>();
    for (const line of fiscal.lines) {
      if (line.project === null || line.project.kind === 'reserve') continue;
      if (!line.movements.some((movement) => movement.month <= month) && paidTo(line, month) === 0)
        continue;
      const own = lines.get(line.project.code);
      if (own === undefined) lines.set(line.project.code, [line]);
      else own.push(line);
    }
    return [...lines.values()]
      .flatMap((own) => this.#state(own, fiscal.year, month) ?? [])
      .toSorted((a, b) => (a.project.code < b.project.code ? -1 : 1));
  }

  /** Adds the year to what was spent before. */
  close({ lines }: FiscalYear): void {
    for (const line of lines) {
      if (line.project === null) continue;
      const { code } = line.project;
      this.#before.set(code, (this.#before.get(code) ?? 0) + paidTo(line, 13));
    }
  }

  #state(lines: readonly Line[], year: number, month: number): ProjectState | null {
    const project = lines[0]?.project;
    if (project === null || project === undefined) return null;
    let original = 0;
    let adjusted = 0;
    let executed = 0;
    for (const line of lines) {
      for (const movement of line.movements) {
        if (movement.month <= month && movement.kind === '年初') original += movement.amount;
      }
      adjusted += finalOf(line, month);
      executed += paidTo(line, month);
    }
    const built = BUILT.has(project.kind);
    const cumulative =
      executed + (this.#before.get(project.code) ?? 0) + (built ? this.#earlier(project) : 0);
    const planned = built ? this.#planned(project) : null;
    const chance = new Chance(this.#seed, `state ${project.code}`);
    // what is built is not done while much of it is unpaid
    const unpaid = planned !== null && share(1000, cumulative, planned) < 850;
    const done =
      !isStanding(project) &&
      !unpaid &&
      (year > project.to ||
        (year === project.to && month >= 11 && executed * 100 >= adjusted * 88));
    const from = Math.max(2021, project.from);
    return {
      project,
      status: done
        ? '完工'
        : executed === 0 && cumulative === 0
          ? '未开工'
          : chance.happens(12)
            ? '暂停'
            : '在建',
      started: isStanding(project)
        ? ''
        : formatDay({ year: from, month: chance.between(2, 6), day: chance.between(1, 28) }),
      due: isStanding(project)
        ? ''
        : formatDay({
            year: project.to,
            month: chance.between(10, 12),
            day: chance.between(10, 30),
          }),
      planned,
      original,
      adjusted,
      executed,
      cumulative,
      physical:
        planned === null ? null : this.#physical(project, cumulative, planned, done, chance),
    };
  }

  #physical(
    project: Project,
    cumulative: number,
    planned: number,
    done: boolean,
    chance: Chance,
  ): number {
    const trait = TRAITS[project.code]?.physical;
    const paid = Math.min(1000, share(1000, cumulative, planned));
    if (trait !== undefined) return Math.floor((paid * trait) / 100);
    if (done) return 1000;
    return Math.max(0, Math.min(990, paid === 0 ? 0 : paid + chance.between(-40, 90)));
  }

  #planned(project: Project): number {
    let sum = 0;
    const from = isStanding(project) ? 2026 : project.from;
    for (let year = from; year <= Math.min(project.to, 2027); year += 1)
      sum += budgetOf(project, year, this.#seed);
    return share(sum, ((TRAITS[project.code]?.estimate ?? 100) * 106) / 100, 100);
  }

  /** What was spent before the first year that is made. */
  #earlier(project: Project): number {
    let sum = 0;
    for (let year = project.from; year < 2023; year += 1)
      sum += share(budgetOf(project, year, this.#seed), 94, 100);
    return sum;
  }
}
