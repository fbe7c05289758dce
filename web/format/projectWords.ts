/** In charge of the sentences of 项目, made from its figures. */
import type { ProjectRow } from '#contract/ledgerAnswers';
import { fen, type Fen } from '#model/fen';
import type { ProjectCount } from '../charts/ProjectStrip.ts';
import { fenOf } from '../data/decimal.ts';
import { calendarShare } from '../data/ledger.ts';
import type { ProjectStanding } from '../data/projects.ts';
import type { Say } from '../i18n/catalogue.ts';
import { amount, magnitude, yuan, type AmountStyle } from './amount.ts';
import { percent, points as pointsText, ratio } from './ratio.ts';
import { whole } from './whole.ts';

const bare = (value: number) => pointsText(Math.abs(value), { sign: false });

/** How all the projects together stand; empty while nothing is known. */
export function projectsLead(
  t: Say,
  place: string,
  projects: readonly ProjectStanding[],
  style: AmountStyle,
): string {
  if (projects.length === 0) return t('projects.lead.none', { place }) + t('overview.stop');
  const sum = (of: (one: ProjectStanding) => Fen | null) =>
    fen(projects.reduce<bigint>((all, one) => all + (of(one) ?? 0n), 0n));
  const [budget, executed] = [sum((one) => one.budget), sum((one) => one.executed)];
  const rate = ratio(executed, budget);
  const lead = t('projects.lead', {
    place,
    count: whole(projects.length),
    budget: amount(budget, style),
    unit: t(`unit.${style.unit}.said`),
    rate: rate === null ? '—' : percent(rate),
  });
  const month = projects.reduce((latest, { row }) => Math.max(latest, row.month), 0);
  if (rate === null) return lead + t('overview.stop');
  const gap = rate - calendarShare(month);
  const key = Math.abs(gap) < 0.0005 ? 'even' : gap < 0 ? 'behind' : 'ahead';
  return lead + t(`projects.lead.${key}`, { points: bare(gap) }) + t('overview.stop');
}

/** Which projects are worth asking about. */
export function stripTitle(t: Say, count: ProjectCount, style: AmountStyle): string {
  const unit = t(`unit.${style.unit}.said`);
  const words = {
    late: whole(count.late),
    gap: amount(fen(magnitude(count.lateGap)), style),
    idle: whole(count.idle),
    idleBudget: amount(fen(count.idleBudget), style),
    unit,
  };
  if (count.late > 0) return t(count.idle > 0 ? 'projects.strip' : 'projects.strip.late', words);
  return count.idle > 0 ? t('projects.strip.idle', words) : t('projects.strip.calm');
}

/** What hover and screen readers are told about a project. */
export function describeProject(
  t: Say,
  { row, budget, executed, rate, points }: ProjectStanding,
): string {
  const standing =
    points === null
      ? t('projects.mark.unknown')
      : t(points < 0 ? 'projects.mark.behind' : 'projects.mark.ahead', { points: bare(points) });
  return t('projects.mark', {
    name: row.name,
    budget: budget === null ? '—' : yuan(budget),
    executed: executed === null ? '—' : yuan(executed),
    rate: rate === null ? '—' : percent(rate),
    standing,
  });
}

/** `未开工`; a source's own word where it is none of the four. */
export function statusWord(t: Say, status: string | null): string {
  if (status === null || status === '~') return t('projects.status.none');
  const known = (['notStarted', 'running', 'done', 'suspended'] as const).find(
    (one) => one === status,
  );
  return known === undefined ? status : t(`projects.status.${known}`);
}

/** One project in one sentence. */
export function projectLead(
  t: Say,
  { row, budget, executed, rate, points, progress }: ProjectStanding,
  style: AmountStyle,
): string {
  const words = {
    name: row.name,
    budget: budget === null ? '—' : amount(budget, style),
    executed: executed === null ? '—' : amount(executed, style),
    unit: t(`unit.${style.unit}.said`),
    rate: rate === null ? '—' : percent(rate),
  };
  const parts = [executed === null ? t('project.lead.plan', words) : t('project.lead', words)];
  if (points !== null) {
    const key = Math.abs(points) < 0.0005 ? 'even' : points < 0 ? 'behind' : 'ahead';
    parts.push(t(`projects.lead.${key}`, { points: bare(points) }));
  }
  if (progress !== null)
    parts.push(t('project.lead.progress', { progress: percent(progress, { decimals: 0 }) }));
  return parts.join('') + t('overview.stop');
}

/** Whether money runs ahead of what is built. */
export function moneyTitle(t: Say, distance: number | null): string {
  if (distance === null) return t('project.money.unknown');
  if (Math.abs(distance) < 0.005) return t('project.money.even');
  return t('project.money', {
    direction: t(distance > 0 ? 'project.money.ahead' : 'project.money.behind'),
    points: bare(distance),
  });
}

/** The facts that a list states of a project, named, without what it leaves out. */
export function projectFacts(
  t: Say,
  row: ProjectRow,
  style: AmountStyle,
): readonly { readonly name: string; readonly value: string; readonly lang?: 'zh-CN' }[] {
  const money = (text: string | null) => {
    const value = fenOf(text);
    return value === null ? null : `${amount(value, style)} ${t(`unit.${style.unit}`)}`;
  };
  const facts: readonly (readonly [string, string | null, ('zh-CN' | undefined)?])[] = [
    [t('project.code'), row.project],
    [t('projects.col.department'), row.departmentName ?? row.department, 'zh-CN'],
    [t('projects.col.unit'), row.unitName ?? row.unit, 'zh-CN'],
    [t('projects.category'), row.category, 'zh-CN'],
    [t('projects.status'), statusWord(t, row.status)],
    [t('payments.of.function'), row.functionName ?? row.function, 'zh-CN'],
    [t('projects.col.place'), row.place, 'zh-CN'],
    [t('projects.col.started'), row.started],
    [t('projects.col.due'), row.due],
    [t('projects.col.planned'), money(row.planned)],
    [t('projects.col.cumulative'), money(row.cumulative)],
  ];
  return facts.flatMap(([name, value, lang]) =>
    value === null || value === '' ? [] : [{ name, value, ...(lang ? { lang } : {}) }],
  );
}
