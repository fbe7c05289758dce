/** In charge of public procurement: a plan for each project that buys, and the contract that came of it, delivered and paid. */
import type { register as planRegister } from '../../../datasets/procurements/dataset.ts';
import type { register as contractRegister } from '../../../datasets/contracts/dataset.ts';
import {
  addDays,
  isAfter,
  officeDay,
  workdayFrom,
  workdays,
  workdaysLater,
  type Day,
} from '../calendar.ts';
import type { Project } from '../line.ts';
import { Chance, share } from '../random.ts';
import { moneyOf, type Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { CONTRACT_TRAITS, UNUSED_PLANS } from './registerTraits.ts'; // prettier-ignore

const CATEGORIES: Readonly<Record<string, readonly [category: string, trade: string]>> = {
  works: ['B 工程', 'builder'],
  system: ['C16 信息技术服务', 'software'],
  purchase: ['A02 设备', 'equipment'],
};
const WAN = 1_000_000;
const LEAST = 50 * WAN;
/** From here on the district tenders openly. */
const TENDERED = 180 * WAN;

interface Buying {
  readonly project: Project;
  readonly plan: string;
  readonly category: string;
  readonly trade: string;
  readonly amount: number;
  readonly planned: Day;
}

function buyingsOf(office: Office): Buying[] {
  const { year } = office;
  return moneyOf(office).flatMap(({ project, original, final }): Buying[] => {
    const [category, trade] = CATEGORIES[project.kind] ?? [];
    const budget = Math.max(original, final);
    if (category === undefined || trade === undefined || budget < LEAST) return [];
    const chance = new Chance(office.seed, `procurement ${project.code} ${String(year)}`);
    return [
      {
        project,
        plan: `CG${String(year)}${project.code.slice(-9)}`,
        category,
        trade,
        amount: Math.floor(share(budget, chance.between(80, 96), 100) / 10_000) * 10_000,
        planned: workdayFrom(year, chance.between(1, 2), chance.between(4, 26)),
      },
    ];
  });
}

export function procurements(office: Office): Entry<typeof planRegister>[] {
  return buyingsOf(office).flatMap(({ project, plan, category, amount, planned }) =>
    CONTRACT_TRAITS[`${String(office.year)} ${project.code}`] === 'unplanned'
      ? []
      : [
          {
            unit: project.unit,
            project,
            plan,
            name: `${project.name}采购`,
            category,
            method: amount >= TENDERED ? '公开招标' : '竞争性磋商',
            planned_on: planned,
            amount,
          },
        ],
  );
}

export function contracts(office: Office): Entry<typeof contractRegister>[] {
  return buyingsOf(office).flatMap((buying) => {
    const trait = CONTRACT_TRAITS[`${String(office.year)} ${buying.project.code}`];
    if (trait === 'split') return splitOf(office, buying);
    const one = contractOf(office, buying);
    return one === null ? [] : [one];
  });
}

function contractOf(office: Office, buying: Buying): Entry<typeof contractRegister> | null {
  const { year, checked, seed, payees } = office;
  const { project, plan, category, trade, amount: planned } = buying;
  const trait = CONTRACT_TRAITS[`${String(year)} ${project.code}`];
  const chance = new Chance(seed, `contract ${project.code} ${String(year)}`);
  const month = chance.between(3, 7);
  const days = workdays(year, month);
  const signed = chance.pick(days.slice(0, -8));
  const unused = UNUSED_PLANS.some((one) => one.unit === project.unit.code && one.year === year);
  const amount = Math.floor(share(planned, unused ? 38 : chance.between(88, 99), 100) / 10_000) * 10_000; // prettier-ignore
  if (isAfter(signed, checked)) return null;
  const method =
    amount >= TENDERED ? 'openTender' : chance.pick(['consultation', 'negotiation', 'inquiry']);
  return {
    unit: project.unit,
    project,
    contract: `HT${String(year)}${project.code.slice(-9)}`,
    name: `${project.name}合同`,
    plan: trait === 'unplanned' ? null : plan,
    category,
    method,
    method_approved: true,
    procurement: true,
    supplier: payees.contractor(trade, project.code).name,
    sme: amount < 2000 * WAN && (trait !== undefined || chance.happens(720)),
    signed_on: signed,
    notice_on: workdaysLater(signed, trait === 'lateNotice' ? 7 : chance.between(0, 2), days),
    filed_on: trait === 'lateFiling' ? officeDay(signed, 25) : workdaysLater(signed, chance.between(2, 6), days),
    ...deliveryOf(office, buying, signed, amount, chance),
    checked_on: checked,
    amount,
  }; // prettier-ignore
}

/** What was delivered is paid within the term; works run on and are paid as they grow. */
function deliveryOf(
  { year, checked }: Office,
  { project }: Buying,
  signed: Day,
  amount: number,
  chance: Chance,
): Partial<Entry<typeof contractRegister>> {
  const trait = CONTRACT_TRAITS[`${String(year)} ${project.code}`];
  const term = chance.pick([30, 30, 30, 60]);
  const usual = addDays(signed, chance.between(30, 120));
  const paidAfter = chance.between(6, 27);
  if (project.kind === 'works') {
    return { due_rule: 'acceptance', term_days: 60, payable: share(amount, 7, 10), paid: share(amount, 7, 10) };
  }
  const late = trait === 'longUnpaid' ? 118 : trait === 'unpaid' ? 52 : trait === 'dueSoon' ? 24 : null;
  if (late !== null) {
    return { delivered_on: addDays(checked, -late), due_rule: 'delivery', term_days: 30, payable: amount, paid: share(amount, 3, 10) };
  }
  if (isAfter(usual, checked)) return { due_rule: 'delivery', term_days: term, paid: 0 };
  const paid = addDays(usual, paidAfter);
  const open = isAfter(paid, checked);
  return {
    delivered_on: usual, accepted_on: addDays(usual, 3), due_rule: chance.pick(['delivery', 'acceptance']), term_days: term,
    payable: amount, paid: open ? 0 : amount, paid_on: open ? null : paid,
  };
} // prettier-ignore

/** The same thing bought again and again below the limit. */
function splitOf(office: Office, buying: Buying): Entry<typeof contractRegister>[] {
  const { year, checked, payees } = office;
  const { project, plan, category, trade } = buying;
  return Array.from({ length: 6 }, (_, index): Entry<typeof contractRegister> => {
    const signed = workdayFrom(year, 3 + index, 11);
    const amount = (92 + index) * WAN;
    return {
      unit: project.unit, project, contract: `HT${String(year)}${project.code.slice(-9)}-${String(index + 1)}`,
      name: `${project.name}合同（${'一二三四五六'[index] ?? ''}）`, plan, category, method: 'direct', method_approved: false, procurement: true,
      supplier: payees.contractor(trade, project.code).name, sme: true, signed_on: signed, notice_on: officeDay(signed, 1), filed_on: officeDay(signed, 5),
      delivered_on: addDays(signed, 20), accepted_on: addDays(signed, 22), due_rule: 'delivery', term_days: 30,
      payable: amount, paid: amount, paid_on: addDays(signed, 38), checked_on: checked, amount,
    };
  });
} // prettier-ignore
