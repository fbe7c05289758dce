/** In charge of the points of projects by how much of their budget is spent and how large that budget is. */
import { bySize } from '#model/fen';
import type { ProjectStanding } from '../data/projects.ts';

/** Up to so many points are walked by the arrow keys: those furthest from the calendar in money. */
export const WALKED = 150;
/** Rates beyond are drawn at the edge. */
const FURTHEST = 1.5;
/** Names beside the points. */
const NAMED = 4;

export interface ProjectPoint {
  readonly project: ProjectStanding;
  /** Share of the budget that is spent, from 0 to `FURTHEST`. */
  readonly rate: number;
  /** Decimal logarithm of the budget in fen. */
  readonly level: number;
  /** Nothing spent yet: drawn hollow. */
  readonly idle: boolean;
}

export interface ProjectPoints {
  /** In the order in which they are walked: along the rate. */
  readonly walked: readonly ProjectPoint[];
  readonly rest: readonly ProjectPoint[];
  /** Furthest behind in money. */
  readonly named: readonly ProjectPoint[];
  /** Whole powers of ten of fen that hold all budgets. */
  readonly levels: readonly [low: number, high: number];
  readonly furthest: number;
}

/** Only projects with a budget and a rate can be drawn. */
export function projectPoints(projects: readonly ProjectStanding[]): ProjectPoints {
  const points = projects.flatMap((project): ProjectPoint[] => {
    const { budget, rate, idle } = project;
    if (budget === null || budget <= 0n || rate === null) return [];
    return [
      {
        project,
        rate: Math.min(FURTHEST, Math.max(0, rate)),
        level: Math.log10(Number(budget)),
        idle,
      },
    ];
  });
  const byGap = points.toSorted((a, b) => bySize(b.project.gap ?? 0n, a.project.gap ?? 0n));
  const levels = points.map(({ level }) => level);
  const low = levels.length === 0 ? 6 : Math.floor(levels.reduce((a, b) => Math.min(a, b)));
  const high = levels.length === 0 ? 10 : Math.ceil(levels.reduce((a, b) => Math.max(a, b)));
  return {
    walked: byGap.slice(0, WALKED).toSorted((a, b) => a.rate - b.rate || b.level - a.level),
    rest: byGap.slice(WALKED),
    named: byGap.filter(({ project: { gap } }) => gap !== null && gap < 0n).slice(0, NAMED),
    levels: [low, Math.max(high, low + 1)],
    furthest: Math.min(FURTHEST, points.reduce((top, { rate }) => Math.max(top, rate), 1) + 0.05),
  };
}

/** How the projects stand, for the sentence over the drawing. */
export interface ProjectCount {
  readonly all: number;
  /** Not begun, and what they were given. */
  readonly idle: number;
  readonly idleBudget: bigint;
  /** Twenty points or more behind the calendar, the idle ones among them. */
  readonly late: number;
  /** Money that the calendar would have had spent by now and is not. */
  readonly lateGap: bigint;
}

const LATE = -0.2;

export function countProjects(projects: readonly ProjectStanding[]): ProjectCount {
  let count: ProjectCount = { all: 0, idle: 0, idleBudget: 0n, late: 0, lateGap: 0n };
  for (const { idle, budget, points, gap } of projects) {
    const late = points !== null && points <= LATE;
    count = {
      all: count.all + 1,
      idle: count.idle + (idle ? 1 : 0),
      idleBudget: count.idleBudget + (idle ? (budget ?? 0n) : 0n),
      late: count.late + (late ? 1 : 0),
      lateGap: count.lateGap - (late && gap !== null ? gap : 0n),
    };
  }
  return count;
}
