/** In charge of what the context bar offers, and of the sensible choice where the reader has made none. */
import type { LoadedSlice } from '#contract/answers';
import { SCOPES, type Scope } from '#model/slice';
import type { Chosen } from './route.ts';

export interface Choices {
  readonly region: string | null;
  readonly year: number | null;
  readonly scope: Scope | null;
  readonly regions: readonly string[];
  /** Newest first. */
  readonly years: readonly number[];
  readonly scopes: readonly Scope[];
  /** Months at which cumulative figures of the chosen year stand, newest first. */
  readonly months: readonly number[];
  /** The slices of the chosen region, year and scope. */
  readonly here: readonly LoadedSlice[];
}

const KINDS: readonly LoadedSlice['sourceKind'][] = ['upload', 'published', 'simulated'];
const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
const has = (slice: LoadedSlice, measure: string) => slice.measures.includes(measure);

/**
 * A region with an uploaded workbook before one with published figures, then the one with most figures; the latest
 * year that has outturn; whole area before own level. What the reader has chosen stands, also where nothing is loaded.
 */
export function choices(
  slices: readonly LoadedSlice[],
  chosen: Pick<Chosen, 'region' | 'year' | 'scope' | 'month'>,
  home: string | null,
): Choices {
  const execution = slices.filter(({ dataset }) => dataset === 'execution');
  const known = execution.length > 0 ? execution : slices;
  const region = chosen.region ?? home ?? richest(known);
  const budgets = known.filter((slice) => slice.region === region);
  // A region of which only assets or findings are published has years of its own all the same.
  const ofRegion = budgets.length > 0 ? budgets : slices.filter((slice) => slice.region === region);
  const withOutturn = ofRegion.filter((slice) => has(slice, 'executed'));
  const candidates = withOutturn.length > 0 ? withOutturn : ofRegion;
  const year =
    chosen.year ??
    candidates.reduce<number | null>(
      (top, { year }) => (top === null || year > top ? year : top),
      null,
    );
  const ofYear = ofRegion.filter((slice) => slice.year === year);
  const scopes = SCOPES.filter((scope) => ofYear.some((slice) => slice.scope === scope));
  const scope = chosen.scope ?? bestScope(ofYear, scopes);
  const here = ofYear.filter((slice) => slice.scope === scope);
  return {
    region,
    year,
    scope,
    regions: distinct(slices.map((slice) => slice.region)).toSorted(),
    years: distinct(ofRegion.map((slice) => slice.year))
      .filter((one) => one > 0)
      .toSorted((a, b) => b - a),
    scopes,
    months: distinct(
      here
        .filter((slice) => has(slice, 'executed'))
        .flatMap((slice) => slice.months ?? [slice.month]),
    ).toSorted((a, b) => b - a),
    here,
  };
}

function richest(slices: readonly LoadedSlice[]): string | null {
  const weight = new Map<string, { kind: number; figures: number }>();
  for (const { region, sourceKind, figures } of slices) {
    const before = weight.get(region) ?? { kind: KINDS.length, figures: 0 };
    const kind = Math.min(before.kind, KINDS.indexOf(sourceKind));
    weight.set(region, { kind, figures: before.figures + figures });
  }
  const order = [...weight].toSorted(
    ([leftCode, left], [rightCode, right]) =>
      left.kind - right.kind || right.figures - left.figures || leftCode.localeCompare(rightCode),
  );
  return order[0]?.[0] ?? null;
}

/** The scope with outturn of the general budget; whole area first. */
function bestScope(slices: readonly LoadedSlice[], scopes: readonly Scope[]): Scope | null {
  const full = scopes.find((scope) =>
    slices.some(
      (slice) => slice.scope === scope && slice.book === 'general' && has(slice, 'executed'),
    ),
  );
  return full ?? scopes[0] ?? null;
}
