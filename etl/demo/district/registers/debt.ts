/** In charge of the bonds of the district: which money came when for which project, what is paid of it, and what falls due. */
import type { register as bondRegister } from '../../../datasets/bonds/dataset.ts';
import type { register as repaymentRegister } from '../../../datasets/repayments/dataset.ts';
import { addDays, dayNumber, isAfter, workdayFrom, type Day } from '../calendar.ts';
import { Chance, share } from '../random.ts';
import type { Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { BOND_SHARES } from './bondShares.ts';
import { IDLE_BONDS, WEAK_REPAYMENTS } from './registerTraits.ts';

type Kind = 'general' | 'special';
const YI = 10_000_000_000;

/** New bonds of a year, as the annual figures on debt print them. */
const NEW: Readonly<Record<number, Readonly<Record<Kind, number>>>> = {
  2023: { general: 1.8 * YI, special: 5.2 * YI },
  2024: { general: 2.45 * YI, special: 8.3 * YI },
  2025: { general: 3.56 * YI, special: 7.6 * YI },
  2026: { general: 0.7 * YI, special: 3.6 * YI },
};

export function newDebt(year: number, kind: Kind): number {
  return Math.round(NEW[year]?.[kind] ?? 0);
}

/** The bonds that arrived in the year, and older ones that still lie idle. */
export function bonds(office: Office): Entry<typeof bondRegister>[] {
  const { year, checked, seed } = office;
  const entries: Entry<typeof bondRegister>[] = [];
  for (let came = 2023; came <= year; came += 1) {
    for (const kind of ['general', 'special'] as const) {
      for (const [code, part, month] of BOND_SHARES[came]?.[kind] ?? []) {
        const project = office.projects.find((one) => one.code === code);
        const idle = IDLE_BONDS[`${String(came)} ${code}`];
        const arrived = workdayFrom(came, month, 16);
        if (project === undefined || part === 0 || isAfter(arrived, checked)) continue;
        if (came < year && idle === undefined) continue;
        const amount = share(newDebt(came, kind), part, 1000);
        const age = dayNumber(checked) - dayNumber(arrived);
        const chance = new Chance(seed, `bond ${code} ${String(came)} ${String(year)}`);
        const usual = Math.min(985, 560 + Math.floor(age / 2) + chance.between(0, 90));
        entries.push({
          unit: project.unit,
          project,
          bond: bondOf(came, kind, code),
          name: `${String(came)}年${kind === 'general' ? '一般' : '专项'}债券（${project.name}）`,
          kind,
          purpose: 'new',
          arrived_on: arrived,
          checked_on: checked,
          amount,
          paid: share(amount, idle?.[year] ?? usual, 1000),
          interest_paid: share(share(amount, 29, 1000), age, 365),
        });
      }
    }
  }
  return entries;
}

/** Instalments of the year and of the twelve months after the day up to which the register speaks. */
export function repayments(office: Office): Entry<typeof repaymentRegister>[] {
  const { year, checked, seed } = office;
  const chance = new Chance(seed, `repayments ${String(year)}`);
  return Array.from({ length: 12 }, (_, index): Entry<typeof repaymentRegister> => {
    // special debt of a project every second time
    const special = index % 2 === 1;
    const codes = ['990101211229908', '990101211249914', '990101211229909', '990101211239912'];
    const project = special
      ? (office.projects.find(({ code }) => code === codes[(index >> 1) % codes.length]) ?? null)
      : null;
    const due = addDays(dueFrom(year), index * 45 + chance.between(0, 12));
    const principal = chance.between(14, 42) * 100_000_000;
    const interest = chance.between(30, 120) * 10_000_000;
    const whole = principal + interest;
    const weak = WEAK_REPAYMENTS.find((one) => one.year === year && one.index === index);
    const over = !isAfter(due, checked);
    const paid = weak?.paid === 0 ? 0 : over ? whole : 0;
    return {
      project,
      bond: `${String(year - 5 + (index % 3))}${special ? '专' : '一'}${String(index + 1).padStart(2, '0')}`,
      name: `${special ? '专项' : '一般'}债券第${String(index + 1)}期还本付息`,
      kind: special ? 'special' : 'general',
      due_on: due,
      principal,
      interest,
      arranged: share(whole, weak?.arranged ?? 1000, 1000),
      paid,
      paid_on: paid > 0 ? addDays(due, -chance.between(1, 4)) : null,
      project_revenue:
        project === null ? null : share(whole, weak?.revenue ?? chance.between(1260, 1840), 1000),
    };
  });
}

const dueFrom = (year: number): Day => ({ year, month: 2, day: 10 });

function bondOf(year: number, kind: Kind, project: string): string {
  return `${String(year)}明川${kind === 'general' ? '一般' : '专项'}${project.slice(-4)}`;
}
