/** In charge of the sentences of 预算执行 over a ledger, made from its figures. */
import { fen, type Fen } from '#model/fen';
import type { DepartmentGap, Reference } from '../charts/DepartmentGaps.ts';
import type { PaceStanding } from '../charts/Pace.ts';
import type { Language, Say } from '../i18n/catalogue.ts';
import { amount, magnitude, yuan, type AmountStyle } from './amount.ts';
import { percent, points } from './ratio.ts';

/** A difference below this rounds to 0.0 points. */
const NOTHING = 0.0005;

const size = (value: Fen): Fen => fen(magnitude(value));

/** `9 月`, `整理期末`. */
export function monthSaid(t: Say, month: number): string {
  return month > 12 ? t('ledger.closing') : t('ledger.month', { month: String(month) });
}

/** Three years are 三 in a Chinese sentence. */
export function countSaid(count: number, language: Language): string {
  return language === 'en'
    ? String(count)
    : '一二三四五六七八九'.charAt(count - 1) || String(count);
}

/** `，比序时进度慢 8.3 个百分点`. */
export function calendarSaid(t: Say, distance: number): string {
  if (Math.abs(distance) < NOTHING) return t('ledger.onTime');
  const told = { points: points(Math.abs(distance), { sign: false }) };
  return distance < 0 ? t('ledger.behind', told) : t('ledger.ahead', told);
}

/** `，为近三年同期最慢`; empty where there is no past. */
export function ownSaid(
  t: Say,
  { past, verdict }: Pick<PaceStanding, 'past' | 'verdict'>,
  language: Language,
): string {
  if (past === null || verdict === null) return '';
  const years = { years: countSaid(past.years, language) };
  if (verdict === 'slow') return t('ledger.ownSlow', years);
  return verdict === 'fast' ? t('ledger.ownFast', years) : t('ledger.ownUsual', years);
}

/** The page in one sentence: how much, how far, against the calendar and against its own past. */
export function ledgerLead(
  t: Say,
  words: {
    readonly place: string;
    readonly budget: string;
    readonly unit: string;
    readonly flow: 'revenue' | 'expenditure' | 'balance';
  },
  standing: PaceStanding | null,
  month: number,
  style: AmountStyle,
  language: Language,
): string {
  const at = monthSaid(t, standing?.month ?? month);
  if (standing === null)
    return t('ledger.leadNone', { place: words.place, month: at }) + t('overview.stop');
  const told = {
    place: words.place,
    budget: words.budget,
    unit: words.unit,
    month: at,
    amount: amount(standing.executed, style),
    rate: percent(standing.share),
  };
  return [
    words.flow === 'revenue' ? t('ledger.leadRevenue', told) : t('ledger.lead', told),
    calendarSaid(t, standing.points),
    ownSaid(t, standing, language),
    t('overview.stop'),
  ].join('');
}

/** Who is out of line with its own past, furthest first in money; empty while the past is not known. */
export function whoSaid(
  t: Say,
  gaps: readonly DepartmentGap[],
  level: 'department' | 'unit',
  flow: 'revenue' | 'expenditure' | 'balance',
  style: AmountStyle,
  unit: string,
): string {
  if (gaps.every(({ past }) => past === null)) return '';
  const who = t(`ledger.who.${level}`);
  const byMoney = (verdict: 'slow' | 'fast') =>
    gaps
      .filter((gap) => gap.verdict === verdict && gap.gaps.own !== null)
      .toSorted((left, right) =>
        Number(size(right.gaps.own?.amount ?? fen(0n)) - size(left.gaps.own?.amount ?? fen(0n))),
      );
  const [slow, fast] = [byMoney('slow'), byMoney('fast')];
  const [first] = slow;
  const gap = first?.gaps.own ?? null;
  const told =
    first === undefined || gap === null
      ? t('ledger.whoNone', { who })
      : t(flow === 'revenue' ? 'ledger.whoSlowRevenue' : 'ledger.whoSlow', {
          who,
          count: String(slow.length),
          name: first.name,
          amount: amount(size(gap.amount), style),
          unit,
        });
  const [quick] = fast;
  if (quick === undefined) return told;
  return told + t('ledger.whoFast', { count: String(fast.length), name: quick.name });
}

/** The finding of the pace chart. */
export function paceTitle(
  t: Say,
  name: string,
  standing: PaceStanding | null,
  language: Language,
): string {
  if (standing === null) return t('pace.titleNone', { name });
  return t('pace.title', {
    name,
    rate: percent(standing.share),
    calendar: calendarSaid(t, standing.points),
    own: ownSaid(t, standing, language),
  });
}

/** The finding of the ranking. */
export function gapsTitle(
  t: Say,
  ranked: readonly DepartmentGap[],
  reference: Reference,
  level: 'department' | 'unit',
  style: AmountStyle,
  unit: string,
): string {
  const [first] = ranked;
  const gap = first?.gaps[reference] ?? null;
  if (first === undefined || gap === null || gap.amount >= 0n)
    return t('gaps.titleNone', { who: t(`ledger.who.${level}`) });
  const told = {
    name: first.name,
    amount: amount(size(gap.amount), style),
    unit,
    points: points(gap.points),
  };
  if (reference === 'own') return t('gaps.titleOwn', told);
  if (ranked.every(({ past }) => past === null)) return t('gaps.titleCalendarOnly', told);
  return t('gaps.titleCalendar', { ...told, own: t(`gaps.own.${first.verdict ?? 'unknown'}`) });
}

/** A row of the ranking in one breath, exact to 元. */
export function describeGap(t: Say, { row, name, gaps, past }: DepartmentGap): string {
  const lines = [name];
  if (row.executed !== null && row.base !== null && row.share !== null) {
    lines.push(
      t('gaps.describe', {
        executed: yuan(row.executed),
        base: yuan(row.base),
        rate: percent(row.share),
      }),
    );
  }
  if (gaps.calendar !== null) {
    lines.push(
      t('gaps.describeCalendar', {
        amount: yuan(gaps.calendar.amount),
        points: points(gaps.calendar.points),
      }),
    );
  }
  if (gaps.own !== null && past !== null) {
    lines.push(
      t('gaps.describeOwn', {
        amount: yuan(gaps.own.amount),
        points: points(gaps.own.points),
        median: percent(past.median),
        low: percent(past.low),
        high: percent(past.high),
      }),
    );
  }
  return lines.join('\n');
}
