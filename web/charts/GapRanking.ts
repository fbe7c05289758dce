/** In charge of the points of the two-sided ranking: who is furthest from its budget, in money and in percentage points. */
import type { BulletRow } from './BulletRows.ts';

export type GapMeasure = 'gap' | 'points';

export interface GapPoint {
  readonly row: BulletRow;
  /** Fen or ratio, as a number because it becomes a pixel. */
  readonly value: number | null;
  readonly text: string | null;
}

export interface GapPanel {
  readonly measure: GapMeasure;
  readonly points: readonly GapPoint[];
  /** The same distance to both sides, so that left and right can be compared. */
  readonly extent: number;
}

/** The rows furthest from their budget by `measure`, largest distance first, at most `most`; then in order from shortfall to excess. */
export function furthest(rows: readonly BulletRow[], measure: GapMeasure, most: number): readonly BulletRow[] {
  return rows
    .flatMap((row) => {
      const value = row.standing[measure];
      return value === null || Number(value) === 0 ? [] : [{ row, value: Number(value) }];
    })
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, most)
    .toSorted((a, b) => a.value - b.value)
    .map(({ row }) => row);
}

/** Both panels over the same rows in the same order: a small line with a large share stands beside a large line with a small one. */
export function gapPanels(rows: readonly BulletRow[]): readonly GapPanel[] {
  return (['gap', 'points'] as const).map((measure) => {
    const points = rows.map((row): GapPoint => {
      const value = row.standing[measure];
      return { row, value: value === null ? null : Number(value), text: row.texts[measure] };
    });
    const extent = points.reduce((top, { value }) => Math.max(top, Math.abs(value ?? 0)), 0);
    return { measure, points, extent: extent === 0 ? 1 : extent };
  });
}
