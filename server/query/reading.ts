/** In charge of which printed lines a question reads: cut, level, roles, stages; so that nothing is added twice. */
import type { Measure } from '#model/dataset';
import { measuresOf } from '#contract/cubes';
import { refusal } from '#contract/problem';
import type { Filter, NamedDimension, Request } from './request.ts';

/** How the figures of one stored measure are chosen by stage. */
export interface StoredFigure {
  /** Name in the column `measure`. */
  readonly figure: string;
  /** Stages that may answer, the most authoritative first; null: any, each for itself (`by=stage`). */
  readonly stages: readonly string[] | null;
}

/** Printed lines are read at a level of their classification, or each for itself. */
export type Reading =
  | { readonly kind: 'records' }
  | {
      readonly kind: 'lines';
      readonly figures: readonly StoredFigure[];
      readonly roles: readonly string[] | null;
    }
  | LevelReading;

export interface LevelReading {
  readonly kind: 'level';
  readonly figures: readonly StoredFigure[];
  /** Cut of the money; null: the natural cut of the flow; `*`: each cut for itself (`by=cut`). */
  readonly cut: string | null;
  /** 0: the book as a whole; null: every printed line for itself. */
  readonly level: number | null;
  /** null: any role, because the question names its lines. */
  readonly roles: readonly string[] | null;
  /** Whether printed totals count as `main` (they do unless asked for by name). */
  readonly totals: boolean;
  /** Whether the printed total of everything (各项合计) may answer. */
  readonly grand: boolean;
}

/** No printed figure answers. */
export const NO_READING: Reading = { kind: 'lines', figures: [], roles: null };

/** Roles that add up to 各项合计. */
export const ADDING = ['main', 'transfer', 'financing', 'balance'] as const;
/** Roles that overlap with the lines they hang under. */
const OVERLAPPING = ['ofWhich', 'memo'];

/** Decides the reading of a question from its dimensions and filters. */
export function planFigures(request: Request, where: readonly Filter[]): Reading {
  const { dataset, by } = request;
  if (dataset.form === 'records') return { kind: 'records' };
  const figures = storedFigures(request, where);
  if (!('itemRole' in dataset.dimensions)) return { kind: 'lines', figures, roles: null };
  if (!('from_level' in dataset.columns)) {
    return { kind: 'lines', figures, roles: rolesOf(request, where) };
  }
  const levels = [...by, ...where].filter(({ dimension }) => dimension.level !== undefined);
  const cut = by.some(({ name }) => name === 'cut') ? '*' : cutOf(levels, where);
  const byLine = [...by, ...where].some(({ name }) => name === 'item');
  const roles = rolesOf(request, where);
  const level = byLine ? null : Math.max(0, ...levels.map(({ dimension }) => dimension.level ?? 0));
  refuseOverlap(request, where, roles, level);
  const byRole = by.some(({ name }) => name === 'itemRole');
  return {
    kind: 'level',
    figures,
    cut,
    level,
    roles,
    totals: level !== null,
    grand: level === 0 && !byRole && roles !== null && ADDING.every((role) => roles.includes(role)),
  };
}

/** The cut that the level dimensions belong to; they may not belong to two. */
function cutOf(levels: readonly NamedDimension[], where: readonly Filter[]): string | null {
  const asked = where.find(({ name }) => name === 'cut')?.values[0];
  const cuts = new Set(
    levels.flatMap(({ dimension: { cut } }) => (cut === undefined ? [] : [cut])),
  );
  if (typeof asked === 'string') cuts.add(asked);
  const [cut = null, other] = cuts;
  if (other !== undefined) throw refusal('mixed-cuts', [[...cuts].join(', ')], 'by');
  return cut;
}

/** Without `itemRole`: `main`; each adding role for itself when grouped by role; any when lines are named. */
function rolesOf({ by }: Request, where: readonly Filter[]): readonly string[] | null {
  const asked = where.find(({ name }) => name === 'itemRole');
  if (asked !== undefined) return asked.values.map(String);
  if (where.some(({ name }) => name === 'item')) return null;
  return by.some(({ name }) => name === 'itemRole') ? ADDING : ['main'];
}

/** 其中 and memo lines, and lines named one by one, lie above and below one another: each may only stand for itself. */
function refuseOverlap(
  { dataset, by }: Request,
  where: readonly Filter[],
  roles: readonly string[] | null,
  level: number | null,
): void {
  const named = where.find(({ name }) => name === 'item');
  const single = by.some(({ name }) => name === 'item') || named?.values.length === 1;
  const overlapping =
    named !== undefined || level === null || roles?.some((role) => OVERLAPPING.includes(role));
  if (single || overlapping !== true) return;
  const own = [...by, ...where.filter(({ values }) => values.length === 1)];
  if (level !== null && level > 0 && own.some(({ dimension }) => dimension.level === level)) return;
  const title = dataset.dimensions['item']?.title ?? { zh: '科目', en: 'Line' };
  throw refusal('not-additive', ['item', title.zh, title.en], 'item');
}

/** The stored figures that the measures need, each once, with the stages that may answer. */
function storedFigures(request: Request, where: readonly Filter[]): StoredFigure[] {
  const { dataset, by } = request;
  const all = measuresOf(dataset);
  const needed = new Map<string, Measure>();
  const need = (measure: Measure) => {
    if (measure.kind === 'ratio') {
      for (const part of [measure.numerator ?? '', ...(measure.denominators ?? [])]) {
        const found = all.get(part);
        if (found !== undefined) need(found);
      }
    } else if (measure.figure !== undefined) needed.set(measure.figure, measure);
  };
  for (const { measure } of request.measures) need(measure);
  if (needed.size === 0) {
    // Only `hidden` is asked: it counts over every measure of the cube.
    for (const measure of all.values()) need(measure);
  }
  const stages = where.find(({ name }) => name === 'stage')?.values.map(String) ?? null;
  const byStage = by.some(({ name }) => name === 'stage');
  return [...needed.values()].map((measure) => ({
    figure: measure.figure ?? '',
    stages: stagesOf(measure, stages, byStage),
  }));
}

/** Budgets: approved, else as an accounts or flash table states them, else draft. Outturn: accounts, else flash. */
const PRECEDENCE = {
  budget: ['approved', 'accounts', 'flash', 'draft'],
  outturn: ['accounts', 'flash'],
} as const;
const OWN = { budget: ['approved', 'draft'], outturn: ['accounts', 'flash'] } as const;

/** A `stage` filter binds only the clock that its values belong to, and never a figure about an earlier year. */
function stagesOf(
  measure: Measure,
  asked: readonly string[] | null,
  byStage: boolean,
): readonly string[] | null {
  const clock = measure.clock ?? 'outturn';
  const own: readonly string[] = OWN[clock];
  const binding =
    measure.earlier === true ? [] : (asked ?? []).filter((stage) => own.includes(stage));
  if (byStage) return asked === null ? null : asked;
  return binding.length > 0 ? own.filter((stage) => binding.includes(stage)) : PRECEDENCE[clock];
}
