/** In charge of state assets: the four classes over the years, leverage and preservation, money and physical quantities apart. */
import { group } from 'd3-array';
import type { Question } from '#contract/question';
import { fen, type Fen } from '#model/fen';
import { growth, ratio } from '../format/ratio.ts';
import { INDICATORS_EN } from '../i18n/indicators.ts';
import type { Answer } from './answer.ts';

export const ASSET_CLASSES = ['enterprise', 'financial', 'administrative', 'natural'] as const;
export type AssetClass = (typeof ASSET_CLASSES)[number];

/** Everything that any source states about the assets of a region. Sources stay apart: nothing here is added up. */
export function assetsQuestion(region: string): Question {
  return {
    cube: 'assets',
    measures: ['amount', 'quantity'],
    by: ['class', 'indicator', 'scope', 'year', 'quantityUnit', 'source'],
    where: { region: [region] },
  };
}

/** The same without sources: the answer of the source that wins, and how many others differ. */
export function winningAssetsQuestion(region: string): Question {
  return { ...assetsQuestion(region), by: ['class', 'indicator', 'scope', 'year', 'quantityUnit'] };
}

/** The question whose origin is one figure. */
export function oneAsset(region: string, figure: AssetFigure, asOf: number | null): Question {
  return {
    cube: 'assets',
    measures: [figure.quantity === null ? 'amount' : 'quantity'],
    by: [],
    where: {
      region: [region],
      scope: [figure.scope],
      year: [String(figure.year)],
      class: [figure.class],
      indicator: [figure.indicator],
      quantityUnit: [figure.quantityUnit],
    },
    ...(asOf === null ? {} : { asOf: String(asOf) }),
  };
}

/** One stated value. Exactly one of `amount` (fen) and `quantity` (decimal text) is there. */
export interface AssetFigure {
  readonly class: string;
  readonly indicator: string;
  readonly scope: string;
  readonly year: number;
  readonly quantityUnit: string;
  readonly amount: Fen | null;
  readonly quantity: string | null;
  /** Source code; null in the answer that already chose the winner. */
  readonly source: string | null;
}

/** `withSource`: whether the question stood `by` source. */
export function assetFigures(answer: Answer, withSource: boolean): readonly AssetFigure[] {
  const classes = answer.codes('class');
  const indicators = answer.codes('indicator');
  const scopes = answer.codes('scope');
  const years = answer.numbers('year');
  const units = answer.codes('quantityUnit');
  const amounts = answer.amounts('amount');
  const quantities = answer.codes('quantity');
  const sources = withSource ? answer.codes('source') : [];
  return classes
    .map((name, at) => ({
      class: name ?? '',
      indicator: indicators[at] ?? '',
      scope: scopes[at] ?? 'unstated',
      year: years[at] ?? 0,
      quantityUnit: units[at] ?? '',
      amount: amounts[at] ?? null,
      quantity: quantities[at] ?? null,
      source: sources[at] ?? null,
    }))
    .filter((figure) => figure.amount !== null || figure.quantity !== null);
}

/** A value with what other sources say otherwise about the same thing. */
export interface StatedFigure extends AssetFigure {
  /** Values of other sources that differ; shown beside, never added. */
  readonly others: readonly AssetFigure[];
}

const keyOf = (figure: AssetFigure) =>
  JSON.stringify([figure.class, figure.indicator, figure.scope, figure.year, figure.quantityUnit]);

/** Numbers are compared as numbers, so that `12.30` and `12.3` do not count as a disagreement. */
const sameValue = (a: AssetFigure, b: AssetFigure) =>
  a.amount === b.amount &&
  (a.quantity === null ? b.quantity === null : Number(a.quantity) === Number(b.quantity));

/** Joins the winner's answer with what every source states. */
export function stated(
  winners: readonly AssetFigure[],
  all: readonly AssetFigure[],
): readonly StatedFigure[] {
  const groups = group(all, keyOf);
  return winners.map((winner) => ({
    ...winner,
    others: (groups.get(keyOf(winner)) ?? []).filter((figure) => !sameValue(figure, winner)),
  }));
}

/** Balance sheet of a class at the end of a year, as far as it is published. */
export interface AssetYear {
  readonly class: AssetClass;
  readonly year: number;
  readonly scope: string;
  readonly assets: StatedFigure | null;
  readonly liabilities: StatedFigure | null;
  /** Published equity or net assets. */
  readonly equity: StatedFigure | null;
  /** Net assets: as published, else assets − liabilities; null where neither can be known. */
  readonly net: Fen | null;
  readonly netOrigin: 'published' | 'computed' | null;
  /** Liabilities ÷ assets, 0–1. */
  readonly leverage: number | null;
  /** Published preservation ratio, 0–1 scale (101.47 % = 1.0147). */
  readonly preservation: number | null;
}

/** What enterprises and what public bodies call assets minus liabilities; the state's own share is another figure. */
const EQUITY: readonly string[] = ['equity', 'net_assets'];

function percent(figure: StatedFigure | undefined): number | null {
  const quantity = figure?.quantity ?? null;
  return quantity === null ? null : Number(quantity) / 100;
}

/** The years of one class in one scope, oldest first; a year without any of these figures is not there. */
export function assetYears(
  figures: readonly StatedFigure[],
  assetClass: AssetClass,
  scope: string,
): readonly AssetYear[] {
  const own = figures.filter((figure) => figure.class === assetClass && figure.scope === scope);
  const years = [...new Set(own.map((figure) => figure.year))].sort((a, b) => a - b);
  return years
    .map((year): AssetYear => {
      const of = (...indicators: readonly string[]) =>
        indicators
          .map((indicator) =>
            own.find((figure) => figure.year === year && figure.indicator === indicator),
          )
          .find((figure) => figure !== undefined);
      const assets = of('total_assets') ?? null;
      const liabilities = of('total_liabilities') ?? null;
      const equity = of(...EQUITY) ?? null;
      const total = assets?.amount ?? null;
      const owed = liabilities?.amount ?? null;
      const published = equity?.amount ?? null;
      const computed = total === null || owed === null ? null : fen(total - owed);
      return {
        class: assetClass,
        year,
        scope,
        assets,
        liabilities,
        equity,
        net: published ?? computed,
        netOrigin: published !== null ? 'published' : computed === null ? null : 'computed',
        leverage: ratio(owed, total),
        preservation: percent(of('value_preservation_ratio')),
      };
    })
    .filter(
      (year) =>
        year.assets !== null ||
        year.liabilities !== null ||
        year.equity !== null ||
        year.preservation !== null,
    );
}

/** Growth of net assets against the year before, or why it cannot be judged. */
export type Growth =
  | { readonly known: true; readonly year: number; readonly growth: number }
  | { readonly known: false; readonly year: number; readonly lacking: number };

/** For each year: net assets ÷ those of exactly the year before − 1. A gap of years is not bridged. */
export function netGrowth(years: readonly AssetYear[]): readonly Growth[] {
  return years.map(({ year, net }) => {
    const before = years.find((other) => other.year === year - 1)?.net ?? null;
    const change = growth(net, before);
    if (change === null) return { known: false, year, lacking: net === null ? year : year - 1 };
    return { known: true, year, growth: change };
  });
}

/** Stocks before flows before ratios, as `INDICATORS_EN` lists them; what is not there comes last. */
const ORDER: readonly string[] = Object.keys(INDICATORS_EN);

/** A line of the tables: one indicator of one class in one unit, a value per year. */
export interface AssetLine {
  readonly class: string;
  readonly indicator: string;
  readonly quantityUnit: string;
  readonly values: ReadonlyMap<number, StatedFigure>;
}

/** Lines in money, or lines that are counted and measured: never both together. In the order of the classes, then as a yearbook lists them. */
export function assetLines(
  figures: readonly StatedFigure[],
  kind: 'amount' | 'quantity',
  scope: string,
): readonly AssetLine[] {
  const lines = group(
    figures.filter((figure) => figure[kind] !== null && figure.scope === scope),
    (figure) => JSON.stringify([figure.class, figure.indicator, figure.quantityUnit]),
  );
  const rank = (names: readonly string[], name: string) => {
    const at = names.indexOf(name);
    return at < 0 ? names.length : at;
  };
  return [...lines.values()]
    .flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const { class: assetClass, indicator, quantityUnit } = first;
      const values = new Map(own.map((figure) => [figure.year, figure]));
      return [{ class: assetClass, indicator, quantityUnit, values }];
    })
    .toSorted(
      (a, b) =>
        rank(ASSET_CLASSES, a.class) - rank(ASSET_CLASSES, b.class) ||
        rank(ORDER, a.indicator) - rank(ORDER, b.indicator),
    );
}
