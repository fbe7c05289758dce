/** In charge of the sentences of 总览, made from its figures. */
import type { BulletRow } from '../charts/BulletRows.ts';
import type { Base, BudgetLine } from '../data/budgetLine.ts';
import { standing } from '../data/budgetLine.ts';
import { amount, magnitude, type AmountStyle } from './amount.ts';
import { percent } from './ratio.ts';
import type { Say } from '../i18n/catalogue.ts';
import { fen, type Fen } from '#model/fen';
import type { Flow } from '#model/slice';

export interface LeadNames {
  readonly book: string;
  readonly flow: string;
  readonly budget: string;
  readonly scope: string;
  readonly unit: string;
  readonly bookTitle: string;
  readonly unitTitle: string;
}

export interface Lead {
  /** The page in a sentence. */
  readonly lead: string;
  readonly sub: string;
  /** What the chart of lines shows. */
  readonly finding: string;
}

const size = (value: Fen): Fen => fen(magnitude(value));

/** What is far from its budget, in words; empty texts while nothing is known. */
export function overviewLead(
  t: Say,
  names: LeadNames,
  total: BudgetLine | null,
  rows: readonly BulletRow[],
  style: AmountStyle,
  base: Base,
  flow: Flow,
): Lead {
  const furthest = rows.reduce<BulletRow | null>((top, row) => {
    const gap = row.standing.gap;
    if (gap === null || gap === 0n) return top;
    return top === null || size(gap) > size(top.standing.gap ?? fen(0n)) ? row : top;
  }, null);
  return {
    lead: lead(t, names, total, furthest, style, base, flow),
    sub: sub(t, names, total, rows, base),
    finding:
      furthest === null
        ? t(
            rows.some(({ standing: { base: budget } }) => budget !== null)
              ? 'overview.classes'
              : 'overview.breakdown',
            names,
          )
        : t('overview.classesFinding', {
            ...names,
            name: furthest.name,
            gap: furthest.texts.gap ?? '',
            rate: furthest.texts.rate ?? '—',
          }),
  };
}

function lead(
  t: Say,
  names: LeadNames,
  total: BudgetLine | null,
  furthest: BulletRow | null,
  style: AmountStyle,
  base: Base,
  flow: Flow,
): string {
  if (total === null) return '';
  const { executed } = total;
  if (executed === null) {
    const plan = total[base] ?? total.original;
    return plan === null
      ? ''
      : t('overview.leadPlan', { ...names, amount: amount(plan, style) }) + t('overview.stop');
  }
  const { rate } = standing(total, base);
  const told = { ...names, amount: amount(executed, style) };
  const begin =
    rate === null
      ? t('overview.leadWithoutBudget', told)
      : t('overview.lead', { ...told, rate: percent(rate) });
  const gap = furthest?.standing.gap ?? null;
  if (furthest === null || gap === null) return begin + t('overview.stop');
  const words = { name: furthest.name, amount: amount(size(gap), style), unit: names.unit };
  const key =
    gap > 0n ? 'overview.excess' : flow === 'revenue' ? 'overview.shortRevenue' : 'overview.short';
  return begin + t(key, words) + t('overview.stop');
}

function sub(
  t: Say,
  names: LeadNames,
  total: BudgetLine | null,
  rows: readonly BulletRow[],
  base: Base,
): string {
  const gaps = rows.flatMap(({ standing: { gap } }) => (gap === null ? [] : [gap]));
  const over = gaps.filter((gap) => gap > 0n).length;
  const under = gaps.filter((gap) => gap < 0n).length;
  return [
    ...(gaps.length === 0
      ? []
      : [t('overview.over', { count: String(over), under: String(under), budget: names.budget })]),
    ...(total === null ? [] : [basis(t, names, total, base)]),
  ].join('');
}

/** Why there is no adjusted budget, or none at all. */
function basis(t: Say, names: LeadNames, total: BudgetLine, base: Base): string {
  if (total.original === null && total.final === null) return t('overview.noBudget');
  return base === 'original' ? t('overview.noFinal', { scope: names.scope }) : '';
}
