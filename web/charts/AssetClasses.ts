/** In charge of what the chart of the asset classes shows: per class its years, per year net assets and liabilities. */
import { group } from 'd3-array';
import type { Fen } from '#model/fen';
import { assetYears, type AssetClass, type AssetYear, type StatedFigure } from '../data/assets.ts';

/** Classes that are valued in money; natural resources are measured and stand in a table of their own. */
export const MONEY_CLASSES = [
  'enterprise',
  'financial',
  'administrative',
] as const satisfies readonly AssetClass[];

export type AssetRow =
  | { readonly kind: 'year'; readonly year: AssetYear }
  /** Years between two published ones for which nothing was found. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number };

/** One class: its rows newest first, and whether a report states that there are no such assets. */
export interface AssetPanel {
  readonly class: AssetClass;
  readonly rows: readonly AssetRow[];
  /** Last year for which a report states that the region has no assets of this class; null where none does. */
  readonly noneIn: number | null;
}

/** The classes in their fixed order, each with its published years and the gaps between them. */
export function assetPanels(
  figures: readonly StatedFigure[],
  scope: string,
): readonly AssetPanel[] {
  return MONEY_CLASSES.map((assetClass) => {
    const years = assetYears(figures, assetClass, scope).filter(
      ({ assets }) => (assets?.amount ?? null) !== null,
    );
    const none = figures.filter(
      (figure) =>
        figure.class === assetClass &&
        figure.scope === scope &&
        figure.indicator === 'household_count' &&
        Number(figure.quantity) === 0,
    );
    return {
      class: assetClass,
      rows: withGaps(years),
      noneIn: none.length === 0 ? null : Math.max(...none.map(({ year }) => year)),
    };
  });
}

function withGaps(years: readonly AssetYear[]): readonly AssetRow[] {
  const rows: AssetRow[] = [];
  for (const year of years.toReversed()) {
    const above = rows.at(-1);
    if (above?.kind === 'year' && above.year.year - year.year > 1) {
      rows.push({ kind: 'gap', from: year.year + 1, to: above.year.year - 1 });
    }
    rows.push({ kind: 'year', year });
  }
  return rows;
}

/** The largest total of all classes: one scale for all, so that they can be compared. */
export function largestTotal(panels: readonly AssetPanel[]): Fen | null {
  const totals = panels.flatMap(({ rows }) =>
    rows.map((row) => (row.kind === 'year' ? (row.year.assets?.amount ?? null) : null)),
  );
  return totals.reduce<Fen | null>((top, one) => {
    if (one === null) return top;
    return top === null || one > top ? one : top;
  }, null);
}

/** Scopes in which any class has a balance sheet, the whole area first. */
export function assetScopes(figures: readonly StatedFigure[]): readonly string[] {
  const order = ['all', 'own', 'unstated'];
  return [...group(figures, ({ scope }) => scope).keys()].toSorted(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  );
}
