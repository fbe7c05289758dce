/** In charge of saying in words what the charts of state assets show: findings for titles, one sentence for screen readers. */
import { FEN_PER_UNIT, type AmountUnit, type Fen } from '#model/fen';
import { netGrowth, type AssetYear } from '../data/assets.ts';
import { amount, decimalsFor } from '../format/amount.ts';
import { percent, points } from '../format/ratio.ts';
import { speaker, type Language } from '../i18n/catalogue.ts';
import type { AssetPanel } from './AssetClasses.ts';
import type { LeverageLine } from './AssetLeverage.ts';

/** Title and spoken summary of a chart. */
export interface ChartWords {
  readonly title: string;
  readonly summary: string;
}

const yearsOf = (panel: AssetPanel): readonly AssetYear[] =>
  panel.rows.flatMap((row) => (row.kind === 'year' ? [row.year] : []));

function money(value: Fen | null | undefined, unit: AmountUnit, language: Language): string {
  if (value === null || value === undefined) return '—';
  const t = speaker(language);
  // In a sentence 125,900 亿元 reads better than 125,900.00.
  const decimals = value % FEN_PER_UNIT[unit] === 0n ? 0 : decimalsFor([value], unit);
  return `${amount(value, { unit, decimals })} ${t(`unit.${unit}.said`)}`;
}

/** The sentence at the top of the page: the latest year of the first class that has a balance sheet. */
export function headlineOfAssets(
  panels: readonly AssetPanel[],
  region: string,
  unit: AmountUnit,
  language: Language,
): string {
  const t = speaker(language);
  const panel = panels.find((one) => yearsOf(one).length > 0);
  const latest = panel === undefined ? undefined : yearsOf(panel)[0];
  if (panel === undefined || latest === undefined) return t('assets.headline.none', { region });
  const words = {
    region,
    year: String(latest.year),
    class: t(`assets.class.${panel.class}`),
    assets: money(latest.assets?.amount, unit, language),
  };
  if (latest.leverage === null) return t('assets.headline.assets', words);
  const leverage = percent(latest.leverage);
  const growth = netGrowth(yearsOf(panel).toReversed()).at(-1);
  if (growth?.known !== true) return t('assets.headline.leverage', { ...words, leverage });
  return t('assets.headline.both', {
    ...words,
    leverage,
    direction: t(growth.growth < 0 ? 'assets.down' : 'assets.up'),
    growth: percent(Math.abs(growth.growth)),
  });
}

/** What became of the largest class between its first and its last published year. */
export function describeAssets(
  panels: readonly AssetPanel[],
  unit: AmountUnit,
  language: Language,
): ChartWords {
  const t = speaker(language);
  const summary = panels
    .map((panel) =>
      t('assets.summary', {
        class: t(`assets.class.${panel.class}`),
        points:
          yearsOf(panel)
            .map(({ year, assets }) =>
              t('assets.yearPoint', {
                year: String(year),
                value: money(assets?.amount, unit, language),
              }),
            )
            .join(language === 'en' ? ', ' : '，') || t('assets.notPublished'),
      }),
    )
    .join(' ');
  const panel = panels.find((one) => yearsOf(one).length > 1);
  const last = panel === undefined ? undefined : yearsOf(panel)[0];
  const first = panel === undefined ? undefined : yearsOf(panel).at(-1);
  if (panel === undefined || first === undefined || last === undefined)
    return { title: t('assets.classes'), summary };
  const title = t('assets.classes.finding', {
    class: t(`assets.class.${panel.class}`),
    from: String(first.year),
    first: money(first.assets?.amount, unit, language),
    to: String(last.year),
    last: money(last.assets?.amount, unit, language),
  });
  return { title, summary };
}

/** How leverage moved in the class that moved most. */
export function describeLeverage(lines: readonly LeverageLine[], language: Language): ChartWords {
  const t = speaker(language);
  const summary = lines
    .map((line) =>
      t('assets.summary', {
        class: t(`assets.class.${line.class}`),
        points: line.points
          .map(({ year, leverage }) =>
            t('assets.yearPoint', { year: String(year), value: percent(leverage) }),
          )
          .join(language === 'en' ? ', ' : '，'),
      }),
    )
    .join(' ');
  const moved = lines
    .flatMap((line) => {
      const [first, last] = [line.points[0], line.points.at(-1)];
      if (first === undefined || last === undefined || first === last) return [];
      return [{ line, first, last, change: last.leverage - first.leverage }];
    })
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))[0];
  if (moved !== undefined) {
    const title = t('assets.leverage.finding', {
      class: t(`assets.class.${moved.line.class}`),
      from: String(moved.first.year),
      first: percent(moved.first.leverage),
      to: String(moved.last.year),
      last: percent(moved.last.leverage),
      change: points(moved.change),
    });
    return { title, summary };
  }
  const [only] = lines;
  const [point] = only?.points ?? [];
  if (only === undefined || point === undefined) {
    const title = t('assets.leverage.none');
    return { title, summary: title };
  }
  const title = t('assets.leverage.single', {
    class: t(`assets.class.${only.class}`),
    year: String(point.year),
    value: percent(point.leverage),
  });
  return { title, summary };
}
