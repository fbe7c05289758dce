/** In charge of the companies that are paid, as the market regulator registers them. */
import type { register } from '../../../datasets/companies/dataset.ts';
import { Chance } from '../random.ts';
import { ODDITIES } from '../oddities.ts';
import type { Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { NEW_COMPANIES } from './registerTraits.ts';

const TRADES: Readonly<Record<string, string>> = {
  builder: '建筑业', supervisor: '专业技术服务业', equipment: '制造业', software: '软件和信息技术服务业', firm: '制造业', hotel: '住宿业',
  restaurant: '餐饮业', consulting: '商务服务业', training: '教育', hospital: '卫生', telecom: '电信',
}; // prettier-ignore

export function companies({ seed, payees, year }: Office): Entry<typeof register>[] {
  const names = new Map(payees.companies().map(({ name, trade }) => [name, trade]));
  for (const { payments } of ODDITIES) {
    for (const { payee } of payments) if (/公司$/u.test(payee) && !names.has(payee)) names.set(payee, 'service'); // prettier-ignore
  }
  for (const { name } of payees.of('state')) names.set(name, 'state');
  for (const { name } of NEW_COMPANIES) names.delete(name);
  const old = [...names].map(([name, trade]): Entry<typeof register> => {
    const chance = new Chance(seed, `company ${name}`);
    return {
      code: codeOf(seed, name),
      name,
      registered_on: { year: chance.between(1998, 2021), month: chance.between(1, 12), day: chance.between(1, 28) },
      capital: chance.pick([50, 100, 100, 200, 300, 500, 500, 1000, 1000, 2000, 5000, 8000]) * 1_000_000,
      ownership: trade === 'state' ? 'state' : chance.pick(['private', 'private', 'private', 'private', 'private', 'foreign', 'collective', 'other'] as const),
      trade: TRADES[trade] ?? '其他服务业',
    };
  }); // prettier-ignore
  const young = NEW_COMPANIES.filter(({ registered }) => registered.year <= year).map(
    ({ name, registered, wan, ownership }): Entry<typeof register> => ({
      code: codeOf(seed, name),
      name,
      registered_on: registered,
      capital: wan * 1_000_000,
      ownership,
      trade: '软件和信息技术服务业',
    }),
  );
  return [...old, ...young];
}

/** Eighteen signs that begin with 99, which no office issues. */
function codeOf(seed: number, name: string): string {
  const chance = new Chance(seed, `credit code ${name}`);
  return `99990101MA${String(chance.between(1000, 9999))}${String(chance.between(1000, 9999))}`;
}
