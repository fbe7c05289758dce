/** In charge of when departments and units were told their budgets and accounts, and when they published them. */
import type { register } from '../../../datasets/approvals/dataset.ts';
import { addDays, isAfter, officeDay, workdayFrom, type Day } from '../calendar.ts';
import { Chance } from '../random.ts';
import type { Unit } from '../tree.ts';
import { congress, type Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { LATE_APPROVALS, LATE_PUBLICATIONS, MISSING_TABLES } from './registerTraits.ts';

type Kind = 'departmentBudget' | 'unitBudget' | 'departmentAccounts';
const TABLES = 9;

export function approvals({ seed, year, checked, departments }: Office): Entry<typeof register>[] {
  const chance = new Chance(seed, `approvals ${String(year)}`);
  const told = (unit: Unit, kind: Kind, approved: Day, issued: Day): Entry<typeof register> => {
    const is = (one: { unit: string; year: number; kind: string }) =>
      one.unit === unit.code && one.year === year && one.kind === kind;
    const late = LATE_APPROVALS.find(is);
    const passed = late === undefined ? issued : addDays(approved, late.days);
    const shown = LATE_PUBLICATIONS.find(is);
    const usual = officeDay(passed, chance.between(7, 18));
    const published =
      shown === undefined ? usual : shown.days === null ? null : addDays(passed, shown.days);
    const missing = MISSING_TABLES.find(is)?.tables ?? [];
    return {
      unit,
      kind,
      approved_on: approved,
      issued_on: passed,
      published_on: published !== null && isAfter(published, checked) ? null : published,
      tables_required: TABLES,
      tables_published: TABLES - missing.length,
      missing_tables: missing.join('、'),
      address: `https://mingchuan.example/budget/${String(year)}/${unit.code}`,
    };
  };
  const entries: Entry<typeof register>[] = [];
  for (const { code, units } of departments) {
    const [first, ...others] = units;
    if (first === undefined) continue;
    const approved = congress(year);
    const issued = workdayFrom(year, 1, 12 + (Number(code) % 9));
    const own = told(first, 'departmentBudget', approved, issued);
    entries.push(own);
    for (const unit of others) {
      entries.push(told(unit, 'unitBudget', issued, officeDay(issued, chance.between(4, 13))));
    }
    // the accounts of the year before
    const accounts = workdayFrom(year, 7, 27);
    entries.push(
      told(first, 'departmentAccounts', accounts, officeDay(accounts, chance.between(6, 16))),
    );
  }
  return entries;
}
