/** In charge of what the chart of leverage shows: liabilities ÷ assets per class and year, joined only over years that follow each other. */
import { assetYears, type AssetClass, type StatedFigure } from '../data/assets.ts';
import { MONEY_CLASSES } from './AssetClasses.ts';

export interface LeveragePoint {
  readonly year: number;
  /** Liabilities ÷ assets, 0–1. */
  readonly leverage: number;
}

export interface LeverageLine {
  readonly class: AssetClass;
  readonly points: readonly LeveragePoint[];
  /** Runs of consecutive years: a gap is not bridged. */
  readonly runs: readonly (readonly LeveragePoint[])[];
}

/** A line per class that published both assets and liabilities in some year. */
export function leverageLines(
  figures: readonly StatedFigure[],
  scope: string,
): readonly LeverageLine[] {
  return MONEY_CLASSES.map((assetClass) => {
    const points = assetYears(figures, assetClass, scope).flatMap(({ year, leverage }) =>
      leverage === null ? [] : [{ year, leverage }],
    );
    return { class: assetClass, points, runs: runsOf(points) };
  }).filter(({ points }) => points.length > 0);
}

function runsOf(points: readonly LeveragePoint[]): readonly (readonly LeveragePoint[])[] {
  const runs: LeveragePoint[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1)?.year === point.year - 1) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** Ends of the lines as heights, moved apart so that their labels do not lie on each other; the order stays. */
export function apart(heights: readonly number[], least: number): readonly number[] {
  const order = heights
    .map((height, at) => ({ height, at }))
    .toSorted((a, b) => a.height - b.height);
  const moved: number[] = [...heights];
  let last = Number.NEGATIVE_INFINITY;
  for (const { height, at } of order) {
    const y = Math.max(height, last + least);
    moved[at] = y;
    last = y;
  }
  return moved;
}
