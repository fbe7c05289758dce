/** In charge of saying a line's figures in one breath, exact to 元: for hover, focus and screen readers. */
import { standing, type Base, type BudgetLine } from '../data/budgetLine.ts';
import { yuan } from '../format/amount.ts';
import { percent, points } from '../format/ratio.ts';
import { speaker, type Language } from '../i18n/catalogue.ts';

/** Name, then one figure a line; what the source does not give is left out. */
export function describeLine(
  line: BudgetLine,
  name: string,
  base: Base,
  language: Language,
): string {
  const t = speaker(language);
  const { gap, rate, points: distance, growth } = standing(line, base);
  const budgets = (['original', 'final', 'executed', 'prior'] as const).flatMap((figure) => {
    const value = line[figure];
    if (value === null) return [];
    return [
      t('chart.figure', {
        measure: t(`measure.${figure}`),
        amount: t('figure.exact', { amount: yuan(value) }),
      }),
    ];
  });
  return [
    name,
    ...budgets,
    ...(gap === null || rate === null || distance === null
      ? []
      : [
          t('chart.against', {
            budget: t(`measure.${base}.said`),
            rate: percent(rate),
            gap: t('figure.exact', { amount: yuan(gap) }),
            points: points(distance),
          }),
        ]),
    ...(growth === null ? [] : [t('chart.growth', { growth: percent(growth, { sign: true }) })]),
    ...(line.hidden ? [t('figure.hidden.long')] : []),
  ].join('\n');
}
