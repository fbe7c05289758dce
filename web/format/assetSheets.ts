/** In charge of state-asset figures as a table that leaves the page: balance sheets by class and year, and lines as they are listed. */
import type { AssetPanel } from '../charts/AssetClasses.ts';
import { netGrowth } from '../data/assets.ts';
import { speaker, type Language } from '../i18n/catalogue.ts';
import { amountCell, ratioCell, textCell, type Sheet } from './sheet.ts';

/** One row per class and year; what was not published stays empty. */
export function balanceSheet(
  panels: readonly AssetPanel[],
  language: Language,
  heading: Pick<Sheet, 'title' | 'notes'>,
): Sheet {
  const t = speaker(language);
  const inYuan = (text: string) => `${text}（${t('unit.yuan')}）`;
  const rows = panels.flatMap((panel) => {
    const years = panel.rows.flatMap((row) => (row.kind === 'year' ? [row.year] : [])).toReversed();
    const growths = netGrowth(years);
    return years.map((year, at) => {
      const growth = growths[at];
      return [
        textCell(t(`assets.class.${panel.class}`)),
        textCell(String(year.year)),
        amountCell(year.assets?.amount ?? null),
        amountCell(year.liabilities?.amount ?? null),
        amountCell(year.net),
        ratioCell(year.leverage),
        ratioCell(year.preservation),
        ratioCell(growth?.known === true ? growth.growth : null),
      ];
    });
  });
  return {
    ...heading,
    columns: [
      t('assets.class'),
      t('assets.year'),
      inYuan(t('assets.total')),
      inYuan(t('assets.liabilities')),
      inYuan(t('assets.net')),
      t('assets.leverage'),
      t('assets.preservation.published'),
      t('assets.preservation.growth'),
    ],
    rows,
  };
}
