/** In charge of the progress of livelihood projects and of large works, as their units report it. */
import type { register as milestoneRegister } from '../../../datasets/milestones/dataset.ts';
import type { register as estimateRegister } from '../../../datasets/estimates/dataset.ts';
import { addDays, isAfter, type Day } from '../calendar.ts';
import { Chance, share } from '../random.ts';
import type { Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { ESTIMATE_TRAITS, SLOW_PROMISES, UNSETTLED } from './registerTraits.ts';

/** The promises of a year, one to a unit. */
const PROMISES: Readonly<Record<string, string>> = {
  112001: '新增公办幼儿园学位1200个',
  116001: '新建社区老年助餐点18个',
  122001: '改造老旧小区26个',
  123001: '整治交通拥堵节点8处',
  124001: '治理积水点12处',
  128001: '新增家庭医生签约服务点10个',
  135001: '新建市民健身步道15公里',
  139001: '新增口袋公园9座',
  119001: '开展职业技能培训6000人次',
  127001: '送文化进社区300场',
  153001: '加装电梯40台',
  155001: '建设零工驿站3处',
};
const CHECKS = [
  { month: 3, day: 31, planned: 200 },
  { month: 6, day: 30, planned: 500 },
  { month: 9, day: 30, planned: 750 },
  { month: 12, day: 31, planned: 1000 },
] as const;

export function milestones({ seed, year, checked, units, states }: Office): Entry<typeof milestoneRegister>[] {
  const promised = units.flatMap((unit): Entry<typeof milestoneRegister>[] => {
    const name = PROMISES[unit.code];
    if (name === undefined) return [];
    const slow = SLOW_PROMISES[`${String(year)} ${unit.code}`];
    const chance = new Chance(seed, `promise ${unit.code} ${String(year)}`);
    return CHECKS.flatMap(({ month, day, planned }, index): Entry<typeof milestoneRegister>[] => {
      const at: Day = { year, month, day };
      const usual = month === 12 ? 1000 : Math.min(990, share(planned, chance.between(93, 110), 100));
      const reported = slow === undefined ? usual : share(planned, slow[index] ?? 1000, 1000);
      if (isAfter(at, checked)) return [];
      const done = reported >= 1000;
      return [
        {
          unit, name, kind: 'livelihood', checked_on: at, planned, reported, due_on: { year, month: 12, day: 20 },
          finished_on: done ? { year, month: 12, day: 12 } : null, accepted_on: done ? { year, month: 12, day: 24 } : null, responsible: unit.name,
        },
      ];
    });
  });
  const large = states.flatMap(({ project, planned, physical, due }): Entry<typeof milestoneRegister>[] => {
    if (planned === null || physical === null || planned < 30_00_000_000) return [];
    const [dueYear, dueMonth, dueDay] = due.split('-').map(Number);
    return [
      {
        unit: project.unit, project, name: project.name, kind: 'major', checked_on: checked, planned: Math.min(1000, physical + 15), reported: physical,
        due_on: dueYear === undefined || dueMonth === undefined || dueDay === undefined ? null : { year: dueYear, month: dueMonth, day: dueDay },
        finished_on: null, accepted_on: null, responsible: project.unit.name,
      },
    ];
  });
  return [...promised, ...large];
} // prettier-ignore

export function estimates({ seed, year, checked, states, projects }: Office): Entry<typeof estimateRegister>[] {
  const alive = states.flatMap(({ project, planned, cumulative, status }): Entry<typeof estimateRegister>[] => {
    if (planned === null) return [];
    const chance = new Chance(seed, `estimate ${project.code}`);
    const trait = ESTIMATE_TRAITS[project.code];
    const approvedOn: Day = { year: Math.max(2021, project.from) - 1, month: chance.between(8, 11), day: chance.between(3, 26) };
    const changed = trait?.changedOn !== undefined && !isAfter(trait.changedOn, checked);
    const reported = trait?.reportedOn !== undefined && !isAfter(trait.reportedOn, checked);
    const first = share(planned, chance.between(96, 102), 100);
    const contracted = share(planned, trait?.contracted ?? chance.between(84, 93), 100);
    const accepted: Day | null = status === '完工' ? { year, month: 12, day: chance.between(5, 28) } : null;
    return [
      {
        unit: project.unit, project, name: project.name,
        feasibility: share(planned, trait?.feasibility ?? chance.between(95, 104), 100),
        approved: planned, approved_on: approvedOn,
        original_total: first, total: changed ? share(first, trait.total ?? 100, 100) : first,
        total_on: changed ? trait.changedOn : null, reported_on: reported ? trait.reportedOn : null,
        contracted: Math.max(contracted, Math.min(cumulative, share(planned, 94, 100))), paid: cumulative,
        outside_budget: false, accepted_on: accepted !== null && isAfter(accepted, checked) ? null : accepted, accounts_on: null, checked_on: checked,
      },
    ];
  });
  const waiting = UNSETTLED.flatMap(({ project: code, accepted }): Entry<typeof estimateRegister>[] => {
    const project = projects.find((one) => one.code === code);
    if (project === undefined || isAfter(addDays(accepted, 30), checked) || alive.some((one) => one.project === project)) return [];
    const planned = project.yearly * 2;
    return [
      {
        unit: project.unit, project, name: project.name, feasibility: planned, approved: planned, approved_on: { year: project.from - 1, month: 10, day: 12 },
        original_total: planned, total: planned, contracted: share(planned, 92, 100), paid: share(planned, 90, 100),
        outside_budget: false, accepted_on: accepted, accounts_on: null, checked_on: checked,
      },
    ];
  });
  return [...alive, ...waiting];
} // prettier-ignore
