/** In charge of the sentences of 预算执行, made from its figures. */
import { fen, type Fen } from '#model/fen';
import type { BulletRow } from '../charts/BulletRows.ts';
import { standing, type Base, type BudgetLine } from '../data/budgetLine.ts';
import { amount, magnitude, type AmountStyle } from './amount.ts';
import { growth, percent } from './ratio.ts';
import type { Say } from '../i18n/catalogue.ts';

interface Words {
  /** Name of the place: 全市一般公共预算支出, 农林水支出. */
  readonly place: string;
  readonly budget: string;
  readonly unit: string;
}

const size = (value: Fen): Fen => fen(magnitude(value));

/** The place in one sentence; empty while nothing is known. */
export function leadOf(
  t: Say,
  words: Words,
  total: BudgetLine | null,
  base: Base,
  style: AmountStyle,
): string {
  if (total === null) return '';
  const { executed } = total;
  if (executed === null) {
    const plan = total[base] ?? total.original ?? total.final;
    if (plan === null) return words.place + t('overview.stop');
    return t('execution.leadPlan', { ...words, amount: amount(plan, style) }) + t('overview.stop');
  }
  const here = standing(total, base);
  const told = { ...words, amount: amount(executed, style) };
  const parts = [
    here.rate === null
      ? t('execution.leadWithoutBudget', told)
      : t('execution.lead', { ...told, rate: percent(here.rate) }),
  ];
  if (here.gap !== null && here.gap !== 0n) {
    const key = here.gap < 0n ? 'execution.below' : 'execution.above';
    parts.push(t(key, { amount: amount(size(here.gap), style), unit: words.unit }));
  }
  if (here.growth !== null)
    parts.push(t('execution.growth', { growth: percent(here.growth, { sign: true }) }));
  return parts.join('') + t('overview.stop');
}

/** How the budget was changed; empty where no adjusted budget is printed. */
export function adjustmentOf(
  t: Say,
  total: BudgetLine | null,
  style: AmountStyle,
  unit: string,
): string {
  if (total === null || total.original === null || total.final === null) return '';
  const change = growth(total.final, total.original);
  return t('execution.adjusted', {
    original: amount(total.original, style),
    final: amount(total.final, style),
    change: change === null ? '—' : percent(change, { sign: true }),
    unit,
  });
}

/** How many lines are above and below their budget. */
export function linesTitle(t: Say, rows: readonly BulletRow[], budget: string): string {
  const gaps = rows.flatMap(({ standing: { gap } }) => (gap === null ? [] : [gap]));
  if (gaps.length === 0) return t('execution.linesPlan');
  return t('execution.lines', {
    over: String(gaps.filter((gap) => gap > 0n).length),
    under: String(gaps.filter((gap) => gap < 0n).length),
    budget,
  });
}

function top(rows: readonly BulletRow[], measure: 'gap' | 'points'): BulletRow | null {
  const distance = ({ standing: here }: BulletRow) => Math.abs(Number(here[measure] ?? 0));
  return rows.reduce<BulletRow | null>(
    (best, row) => (distance(row) > (best === null ? 0 : distance(best)) ? row : best),
    null,
  );
}

/** Who is furthest from the budget, in money and in points. */
export function rankingTitle(t: Say, rows: readonly BulletRow[], unit: string): string {
  const [least, lowest] = [top(rows, 'gap'), top(rows, 'points')];
  if (least === null || lowest === null) return t('execution.rankingNone');
  const words = {
    least: least.name,
    gap: least.texts.gap ?? '—',
    unit,
    lowest: lowest.name,
    points: lowest.texts.points ?? '—',
  };
  return least === lowest ? t('execution.rankingSame', words) : t('execution.ranking', words);
}
