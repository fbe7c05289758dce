/** In charge of virements (调剂): money moved from one line of a unit to another, or out of the reserve, summing to nothing. */
import { workdayFrom } from './calendar.ts';
import { finalOf, type Line, type Movement } from './line.ts';
import { Chance, share } from './random.ts';

const HUNDRED_YUAN = 10_000;
const EMERGENCIES = [
  '防汛抢险应急',
  '低温雨雪冰冻灾害应急处置',
  '突发公共卫生事件处置',
  '道路塌陷应急抢修',
  '应急物资紧急采购',
];

/** Years in which the reserve was all but gone by June: months and hundredths of it. */
const DRAWN_EARLY: Readonly<Record<number, readonly (readonly [month: number, percent: number])[]>> = {
  2025: [[2, 34], [4, 31], [6, 30]],
}; // prettier-ignore
const TAKERS = 5;

/** Moves `amount` between two lines under one document. */
export function move(
  from: Line,
  to: Line,
  amount: number,
  year: number,
  month: number,
  day: number,
  reason: string,
  group: string,
): void {
  const movement = (signed: number): Movement => ({
    kind: '调剂',
    month,
    date: workdayFrom(year, month, day),
    amount: signed,
    reason,
    group,
  });
  from.movements.push(movement(-amount));
  to.movements.push(movement(amount));
}

/** One or two virements in some units, among lines of like money. */
export function shiftWithin(lines: readonly Line[], year: number, seed: number): void {
  for (const [code, own] of byUnit(lines)) {
    const chance = new Chance(seed, `virement ${code} ${String(year)}`);
    if (!chance.happens(420)) continue;
    for (let round = chance.between(1, 2); round > 0; round -= 1) {
      const able = own.filter(
        (line) =>
          !line.carried &&
          line.style !== 'wages' &&
          line.fund === '11' &&
          line.project?.early !== true &&
          line.project?.kind !== 'works' &&
          line.project?.kind !== 'debt',
      );
      if (able.length < 2) break;
      const from = chance.pick(able);
      const to = chance.pick(able.filter(({ style }) => style === from.style));
      const month = chance.between(4, 11);
      const amount =
        Math.floor(
          share(Math.min(finalOf(from, 13), finalOf(to, 13)), chance.between(3, 14), 100) /
            HUNDRED_YUAN,
        ) * HUNDRED_YUAN;
      if (from === to || amount <= 0 || finalOf(from, month) <= amount) continue;
      move(
        from,
        to,
        amount,
        year,
        month,
        chance.pick([7, 15, 22]),
        `预算调剂：${subject(from)}调至${subject(to)}`,
        `v${String(month)} ${code} ${String(round)}`,
      );
    }
  }
}

/** Draws on the reserve in the flood season and beyond. */
export function drawReserve(lines: readonly Line[], year: number, seed: number): void {
  const reserve = lines.find(({ project }) => project?.kind === 'reserve');
  if (reserve === undefined) return;
  const chance = new Chance(seed, `reserve ${String(year)}`);
  const takers = lines.filter(
    ({ project, carried, unit }) =>
      project !== null &&
      !carried &&
      project.kind !== 'works' &&
      project.yearly >= 300_000_000 &&
      project.fund === '11' &&
      ['124', '130', '123', '128', '125'].includes(unit.department.code),
  );
  if (takers.length === 0) return;
  const spree = DRAWN_EARLY[year];
  if (spree !== undefined) {
    for (const [month, percent] of spree) {
      const part = share(finalOf(reserve, 1), percent, 100 * TAKERS);
      const amount = Math.floor(part / HUNDRED_YUAN) * HUNDRED_YUAN;
      const reason = `动支预备费：${chance.pick(EMERGENCIES)}`;
      for (let taker = 0; taker < TAKERS; taker += 1)
        move(reserve, chance.pick(takers), amount, year, month, 16, reason, `r${String(month)}`);
    }
    return;
  }
  for (const month of [2, 6, 7, 9, 11]) {
    const amount =
      Math.floor(share(finalOf(reserve, 1), chance.between(6, 17), 100) / HUNDRED_YUAN) *
      HUNDRED_YUAN;
    move(
      reserve,
      chance.pick(takers),
      amount,
      year,
      month,
      16,
      `动支预备费：${chance.pick(EMERGENCIES)}`,
      `r${String(month)}`,
    );
  }
}

function subject({ project, economic }: Line): string {
  return project === null ? `公用经费${economic}` : project.name;
}

export function byUnit(lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const units = new Map<string, Line[]>();
  for (const line of lines) {
    const own = units.get(line.unit.code);
    if (own === undefined) units.set(line.unit.code, [line]);
    else own.push(line);
  }
  return units;
}
