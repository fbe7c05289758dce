/** In charge of the points of the two-sided ranking: who is furthest from its budget, in money and, ranked apart, in percentage points. */
import type { BulletRow } from './BulletRows.ts';

export type GapMeasure = 'gap' | 'points';

export interface GapPoint {
  readonly row: BulletRow;
  /** Fen or ratio, as a number because it becomes a pixel; never zero. */
  readonly value: number;
  readonly text: string;
}

export interface GapPanel {
  readonly measure: GapMeasure;
  /** From the largest shortfall to the largest excess. */
  readonly points: readonly GapPoint[];
  /** The same distance to both sides, so that left and right can be compared. */
  readonly extent: number;
}

/**
 * A ranking for each measure, at most `most` lines: a large line a little behind leads in money, a small line far
 * behind leads in points, and one must not hide the other.
 */
export function gapPanels(rows: readonly BulletRow[], most: number): readonly GapPanel[] {
  return (['gap', 'points'] as const).map((measure) => {
    const points = rows
      .flatMap((row): GapPoint[] => {
        const value = Number(row.standing[measure] ?? 0);
        return value === 0 ? [] : [{ row, value, text: row.texts[measure] ?? '' }];
      })
      .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, most)
      .toSorted((a, b) => a.value - b.value);
    const extent = points.reduce((top, { value }) => Math.max(top, Math.abs(value)), 0);
    return { measure, points, extent: extent === 0 ? 1 : extent };
  });
}
