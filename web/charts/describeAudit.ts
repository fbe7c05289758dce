/** In charge of saying in words what the charts of audit findings show. */
import type { FindingBar, StatusStep } from '../data/findings.ts';
import { percent } from '../format/ratio.ts';
import { speaker, type Language } from '../i18n/catalogue.ts';
import type { ChartWords } from './describeAssets.ts';

const total = (steps: readonly StatusStep[]) => steps.reduce((sum, { count }) => sum + count, 0);
const countOf = (steps: readonly StatusStep[], status: StatusStep['status']) =>
  steps.find((step) => step.status === status)?.count ?? 0;

/** The sentence at the top of the page. */
export function headlineOfAudit(
  steps: readonly StatusStep[],
  region: string,
  language: Language,
): string {
  const t = speaker(language);
  const count = total(steps);
  if (count === 0) return t('audit.headline.none', { region });
  return t('audit.headline', {
    region,
    count: String(count),
    rectified: String(countOf(steps, 'rectified')),
    silent: String(countOf(steps, 'not_stated')),
  });
}

export function describeLadder(steps: readonly StatusStep[], language: Language): ChartWords {
  const t = speaker(language);
  const count = total(steps);
  const silent = countOf(steps, 'not_stated');
  const title =
    silent === count
      ? t('audit.ladder.silent', { count: String(count) })
      : t('audit.ladder.finding', {
          count: String(count),
          stated: String(count - silent),
          rectified: String(countOf(steps, 'rectified')),
        });
  const summary = steps
    .map((step) => `${t(`audit.status.${step.status}`)} ${step.count}`)
    .join(language === 'en' ? ', ' : '，');
  return { title, summary };
}

export function describeCategories(bars: readonly FindingBar[], language: Language): ChartWords {
  const t = speaker(language);
  const count = bars.reduce((sum, bar) => sum + bar.count, 0);
  const summary = bars
    .map((bar) => `${bar.key} ${bar.count}`)
    .join(language === 'en' ? ', ' : '，');
  const [first, second] = bars;
  if (first === undefined) return { title: t('audit.categories'), summary };
  const title =
    first.count === second?.count && first.count === bars.at(-1)?.count
      ? t('audit.categories.even', { categories: String(bars.length), count: String(first.count) })
      : t('audit.categories.finding', {
          category: first.key,
          count: String(first.count),
          share: percent(first.count / count, { decimals: 0 }),
        });
  return { title, summary };
}

export function describeUnits(bars: readonly FindingBar[], language: Language): ChartWords {
  const t = speaker(language);
  const named = bars.filter((bar) => bar.key !== '');
  const summary = bars
    .map((bar) => `${bar.key === '' ? t('audit.noUnit') : bar.key} ${bar.count}`)
    .join(language === 'en' ? ', ' : '，');
  const [first, second] = named;
  if (first === undefined || first.count === second?.count)
    return { title: t('audit.units'), summary };
  return {
    title: t('audit.units.finding', { unit: first.key, count: String(first.count) }),
    summary,
  };
}
