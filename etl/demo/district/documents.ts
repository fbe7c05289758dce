/** In charge of document numbers (指标文号): movements of one group bear one number, numbers rise with the date. */
import { dayNumber } from './calendar.ts';
import type { Line, Movement } from './line.ts';

/** Groups that the budget desk itself signs: the year's first release, approval of budgets, the reserve. */
const OF_BUDGET_DESK = /^[abr]/u;

/** Numbers all movements of a year: 明财预〔2025〕37号 for the budget desk, 明财教〔2025〕12号 for the others. */
export function numberDocuments(lines: readonly Line[], year: number): void {
  const groups = new Map<string, { readonly series: string; readonly movements: Movement[] }>();
  for (const { movements, unit } of lines) {
    for (const movement of movements) {
      const series = OF_BUDGET_DESK.test(movement.group) ? '预' : unit.department.division;
      const key = `${series} ${movement.group} ${String(dayNumber(movement.date))}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { series, movements: [movement] });
      else group.movements.push(movement);
    }
  }
  const ordered = [...groups].toSorted(
    ([aKey, a], [bKey, b]) =>
      first(a.movements) - first(b.movements) || (aKey < bKey ? -1 : aKey > bKey ? 1 : 0),
  );
  const last = new Map<string, number>();
  for (const [, { series, movements }] of ordered) {
    const number = (last.get(series) ?? 0) + 1;
    last.set(series, number);
    for (const movement of movements) {
      movement.document = `明财${series}〔${String(year)}〕${String(number)}号`;
    }
  }
}

function first([movement]: readonly Movement[]): number {
  return movement === undefined ? 0 : dayNumber(movement.date);
}

/** The document on which a payment of a month rests: the latest that came before it. */
export function documentOf(line: Line, month: number): string {
  let found = '';
  for (const { month: issued, document = '', amount, kind } of line.movements) {
    if (amount > 0 && (issued < month || kind === '年初') && (found === '' || kind !== '调剂'))
      found = document;
  }
  return found;
}
