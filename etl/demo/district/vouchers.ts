/** In charge of vouchers: what a line pays in a month, cut into payments as an office would, with payee, purpose and day. */
import { workdays, workdaysLater, type Day } from './calendar.ts';
import type { Line, Method, Payment, Settlement } from './line.ts';
import type { Payees } from './payees.ts';
import { Chance, share } from './random.ts';
import { TRAITS } from './traits.ts';
import { rows, type Scale } from './tree.ts';

interface Habit {
  readonly trade: string;
  /** Fen of an ordinary voucher; 0 for one voucher a month. */
  readonly typical: number;
  readonly purposes: readonly string[];
}

const habits = new Map<string, Habit>(
  rows('vouchers').map((row) => [
    row['economic'] ?? '',
    {
      trade: row['trade'] ?? '',
      typical: Number(row['typical']) * 100,
      purposes: (row['purposes'] ?? '').split(';'),
    },
  ]),
);
const CARD = new Set(['30201', '30211', '30215', '30216', '30217', '30231', '30202']);
const BATCHES = new Set(['payroll', 'pensioners', 'benefit']);
/** Vouchers of one line in one month at most. */
const MOST = 3;

/** Everything that lines of one year are paid by, in no order; fills `paid` of the lines. */
export class Vouchers {
  readonly payments: Payment[] = [];
  readonly #payees: Payees;
  readonly #year: number;
  readonly #seed: number;
  readonly #scale: Scale;
  readonly #direct = new Map<string, boolean>();

  constructor(year: number, seed: number, scale: Scale, payees: Payees) {
    this.#year = year;
    this.#seed = seed;
    this.#scale = scale;
    this.#payees = payees;
  }

  /** Pays what the line plans, to the month. */
  pay(line: Line, months: number): void {
    const { unit, project, economic, function: code, carried } = line;
    const chance = new Chance(
      this.#seed,
      `pay ${unit.code} ${project?.code ?? ''} ${code} ${economic} ${carried ? 'c' : ''}${String(this.#year)}`,
    );
    for (let month = 1; month <= months; month += 1) {
      const amount = (line.plan[month] ?? 0) - (line.plan[month - 1] ?? 0);
      if (amount > 0) this.#month(line, month, amount, chance);
    }
  }

  /** One payment with everything said; what is not said is as usual for the line. */
  add(line: Line, month: number, date: Day, amount: number, said: Partial<Payment> = {}): Payment {
    const habit = habitOf(line.economic);
    const payee =
      said.payee === undefined
        ? this.#payees.contractor(habit.trade, line.project?.code ?? line.unit.code)
        : { name: said.payee, account: said.account ?? this.#payees.named(said.payee).account };
    const payment: Payment = {
      purpose: said.purpose ?? purposeOf(habit.purposes[0] ?? '', month),
      method: said.method ?? methodOf(line),
      settlement: said.settlement ?? '1',
      procurement: said.procurement ?? procured(line),
      direct: said.direct ?? this.#isDirect(line),
      salary: said.salary ?? false,
      refund: said.refund ?? false,
      line,
      month,
      date,
      amount,
      payee: payee.name,
      account: payee.account,
      order: this.payments.length,
    };
    this.payments.push(payment);
    line.paid[month] = (line.paid[month] ?? 0) + amount;
    return payment;
  }

  #isDirect({ project }: Line): boolean {
    if (project === null || !['grant', 'allowance', 'insurance'].includes(project.kind))
      return false;
    const { code } = project;
    const known = this.#direct.get(code) ?? new Chance(this.#seed, `direct ${code}`).happens(300);
    this.#direct.set(code, known);
    return known;
  }

  #month(line: Line, month: number, amount: number, chance: Chance): void {
    const habit = habitOf(line.economic);
    const wanted =
      habit.typical === 0 || this.#scale.sparse ? 1 : Math.round(amount / (habit.typical * 3));
    const parts = cut(amount, Math.max(1, Math.min(MOST, wanted)), chance);
    const days = workdays(this.#year, month);
    for (const part of parts) {
      const date =
        habit.typical === 0 && line.style === 'wages'
          ? payday(days, line.economic)
          : latish(days, chance);
      const payment = this.add(
        line,
        month,
        date,
        part,
        this.#details(line, month, part, habit, chance),
      );
      if (line.style !== 'wages' && !line.carried && part > 20_000 && chance.happens(5))
        this.#sendBack(payment, days, chance);
    }
  }

  #details(
    line: Line,
    month: number,
    amount: number,
    { trade, purposes }: Habit,
    chance: Chance,
  ): Partial<Payment> {
    const { unit, project, economic, style } = line;
    const stays =
      project !== null &&
      ['works', 'system', 'purchase', 'research', 'service', 'land', 'capital'].includes(
        project.kind,
      ) &&
      trade !== 'person';
    const payee =
      stays && !chance.happens(60)
        ? this.#payees.contractor(trade, project.code)
        : this.#payees.choose(trade, unit, chance);
    const settlement: Settlement = BATCHES.has(trade)
      ? '4'
      : CARD.has(economic) && amount < 300_000 && chance.happens(520)
        ? '3'
        : '1';
    const purpose = purposeOf(chance.pick(purposes), month);
    return {
      payee: payee.name,
      account: payee.account,
      purpose: project === null || chance.happens(350) ? purpose : `${project.name}${purpose}`,
      settlement,
      salary: trade === 'payroll' && style === 'wages',
    };
  }

  /** The bank sends it back, and it is paid again some days later. */
  #sendBack(payment: Payment, days: readonly Day[], chance: Chance): void {
    const back = workdaysLater(payment.date, chance.between(1, 4), days);
    const again = workdaysLater(back, chance.between(1, 3), days);
    const { line, month, amount } = payment;
    this.add(line, month, back, -amount, {
      ...payment,
      purpose: `退款：${payment.purpose}`,
      refund: true,
    });
    this.add(line, month, again, amount, {
      ...payment,
      purpose: `${payment.purpose}（账户信息更正后重付）`,
    });
  }
}

function habitOf(economic: string): Habit {
  const habit = habits.get(economic);
  if (habit === undefined) throw new Error(`no vouchers for economic code ${economic}`);
  return habit;
}

/** Parts that add up to the amount: most to the yuan or ten yuan, some to the fen. */
function cut(amount: number, count: number, chance: Chance): number[] {
  const parts: number[] = [];
  let rest = amount;
  for (let left = count; left > 1; left -= 1) {
    const unit = chance.pick([1, 10, 100, 100, 1000, 10_000]);
    const part = Math.floor(share(rest, chance.between(45, 150), 100 * left) / unit) * unit;
    if (part < 2_000 || rest - part < 2_000) break;
    parts.push(part);
    rest -= part;
  }
  parts.push(rest);
  return parts;
}

function payday(days: readonly Day[], economic: string): Day {
  const wished = economic.startsWith('3010') && Number(economic) < 30108 ? 8 : 14;
  const day = days.find((one) => one.day >= wished) ?? days.at(-1);
  if (day === undefined) throw new Error('a month without working days');
  return day;
}

/** Offices pay in the second half of a month rather than in the first. */
function latish(days: readonly Day[], chance: Chance): Day {
  const day = days[Math.max(chance.below(days.length), chance.below(days.length))];
  if (day === undefined) throw new Error('a month without working days');
  return day;
}

function purposeOf(pattern: string, month: number): string {
  const shown = Math.min(12, month);
  return pattern
    .replace('{m}', String(shown))
    .replace('{q}', '一二三四'[Math.floor((shown - 1) / 3)] ?? '四');
}

function methodOf({ style, fund, project }: Line): Method {
  if (fund === '14' || project?.kind === 'capital' || project?.kind === 'land') return '21';
  return style === 'office' ? '12' : '11';
}

function procured({ project, economic }: Line): boolean {
  if (economic === '30209') return true;
  return (
    project !== null &&
    TRAITS[project.code]?.unmarked !== true &&
    ['works', 'system', 'purchase'].includes(project.kind) &&
    project.yearly >= 30_000_000
  );
}
