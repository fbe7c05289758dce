/** In charge of the portfolio of projects: which there are, from when to when, how large, and by which codes they are booked. */
import type { Fund, Project, ProjectKind } from './line.ts';
import { Chance, share } from './random.ts';
import { PLACES } from './places.ts';
import { TRAITS } from './traits.ts';
import { rows, type Department, type Unit } from './tree.ts';

const MILLION = 100_000_000;

/** Departments whose money goes to companies, and those whose money goes to people. */
const TO_COMPANIES = new Set(['113', '114', '126', '111', '125']);
const TO_PEOPLE = new Set(['116', '119', '129', '143', '128', '136']);

const SUFFIXES: Readonly<Partial<Record<ProjectKind, readonly string[]>>> = {
  system: ['信息系统升级改造', '数字化平台建设', '系统运行维护', '数据治理', '网络安全加固'],
  purchase: ['设备购置', '装备更新', '专用设备购置'],
  service: ['专项工作经费', '委托服务', '第三方服务', '日常运行保障', '服务外包'],
  event: ['宣传活动', '系列活动', '主题活动'],
  grant: ['专项资金', '扶持资金', '奖励资金', '补助资金'],
  allowance: ['补助', '补贴', '救助资金'],
  training: ['业务培训', '能力提升工程'],
  research: ['课题研究', '规划研究', '第三方评估'],
};

/** Economic codes of a kind and their shares in hundredths. Codes ending in 99 stay below a tenth. */
const MIX: Readonly<Record<ProjectKind, readonly (readonly [economic: string, share: number])[]>> = {
  works: [['30905', 92], ['30999', 8]],
  system: [['31007', 74], ['30213', 26]],
  purchase: [['31003', 88], ['31002', 12]],
  service: [['30227', 72], ['30226', 14], ['30201', 14]],
  event: [['30227', 52], ['30226', 18], ['30202', 16], ['30201', 14]],
  grant: [['31204', 95], ['30227', 5]],
  allowance: [['30305', 97], ['30227', 3]],
  training: [['30216', 84], ['30226', 16]],
  research: [['30227', 82], ['30203', 18]],
  land: [], capital: [], insurance: [], debt: [], reserve: [],
}; // prettier-ignore
const WEIGHTS: Readonly<Record<ProjectKind, readonly number[]>> = {
  works: [14, 18, 22, 28, 36, 60, 90],
  system: [3, 4, 5, 7, 9, 14],
  purchase: [2, 3, 4, 6, 9, 12],
  service: [2, 3, 4, 5, 7, 12],
  event: [1, 1, 2, 2, 3],
  grant: [6, 9, 12, 18, 30, 44],
  allowance: [5, 8, 12, 18, 30],
  training: [1, 1, 2, 3],
  research: [1, 1, 2, 2, 3],
  land: [1], capital: [1], insurance: [1], debt: [1], reserve: [1],
}; // prettier-ignore

/** The codes by which a project is booked. A building is 基本建设 or, where small, 资本性支出. */
export function mixOf(project: Project): readonly (readonly [economic: string, share: number])[] {
  if (project.economic !== null) return [[project.economic, 100]];
  const trait = TRAITS[project.code]?.mix;
  if (trait !== undefined) return trait;
  const own = MIX[project.kind];
  if (project.kind !== 'works' || project.yearly > 5 * MILLION) return own;
  return [['31006', 94], ['31099', 6]]; // prettier-ignore
}

/** All projects of the district, in the order of departments. */
export function portfolio(departments: readonly Department[], seed: number): readonly Project[] {
  const units = new Map(departments.flatMap((one) => one.units.map((unit) => [unit.code, unit])));
  return [
    ...departments.flatMap((department) => ofDepartment(department, seed)),
    ...programmes(units),
  ];
}

function ofDepartment(department: Department, seed: number): Project[] {
  const chance = new Chance(seed, `projects ${department.code}`);
  const names = new Set<string>();
  const drafts = Array.from({ length: department.projects }, (_, index) => {
    const standing = index * 10 < department.projects * 3;
    const kind = kindOf(department, standing, chance);
    const unit = chance.pick(department.units);
    const [from, to] = yearsOf(kind, standing, chance);
    const { name, place } = nameOf(
      department,
      unit,
      kind,
      standing ? null : Math.max(from, 2023),
      chance,
      names,
    );
    return { kind, unit, from, to, name, place, weight: chance.pick(WEIGHTS[kind]), standing };
  });
  // about half of the portfolio is alive in any year
  const whole = drafts.reduce(
    (sum, { weight, from, to }) => sum + (weight * Math.min(4, to - Math.max(2023, from) + 1)) / 4,
    0,
  );
  return drafts.map(({ kind, unit, from, to, name, place, weight, standing }, index) => {
    const yearly = share(department.size * MILLION, weight * 4, Math.max(1, Math.round(whole * 4)));
    const code = `990101${String(standing ? 21 : from % 100)}${department.code}${String(index + 1).padStart(4, '0')}`;
    return {
      code,
      name,
      kind,
      unit,
      function: chance.pick(department.items),
      fund: '11' as const,
      from,
      to,
      // whole thousands of yuan
      yearly: Math.max(1, Math.floor(yearly / 100_000)) * 100_000,
      place,
      economic: null,
      early: false,
    };
  });
}

function kindOf(department: Department, standing: boolean, chance: Chance): ProjectKind {
  const money = TO_COMPANIES.has(department.code)
    ? 'grant'
    : TO_PEOPLE.has(department.code)
      ? 'allowance'
      : null;
  if (money !== null && chance.happens(380)) return money;
  if (department.works.length > 0 && !standing && chance.happens(420)) return 'works';
  return standing
    ? chance.pick([
        'service',
        'service',
        'service',
        'system',
        'training',
        'event',
        'grant',
      ] as const)
    : chance.pick([
        'system',
        'purchase',
        'purchase',
        'service',
        'event',
        'training',
        'research',
        'service',
      ] as const);
}

function yearsOf(kind: ProjectKind, standing: boolean, chance: Chance): readonly [number, number] {
  if (standing) return [2021, 2030];
  const length = kind === 'works' ? chance.between(1, 3) : chance.happens(200) ? 2 : 1;
  const last = chance.pick([2023, 2024, 2024, 2025, 2025, 2026, 2026, 2027]);
  const from = Math.min(2026, last - length + 1);
  return [from, Math.max(from, last > 2026 && length === 1 ? 2026 : last)];
}

function nameOf(
  department: Department,
  unit: Unit,
  kind: ProjectKind,
  year: number | null,
  chance: Chance,
  taken: Set<string>,
): { readonly name: string; readonly place: string } {
  for (let attempt = 0; ; attempt += 1) {
    const place = chance.pick(PLACES.areas);
    let name: string;
    if (kind === 'works') {
      name = chance
        .pick(department.works)
        .replace('{p}', place)
        .replace('{n}', String(chance.between(1, 9)))
        .replace('{s}', unit.name.replace('明川区', '').replace('本级', ''))
        .replace('{h}', unit.name.replace('明川区', '').replace('本级', ''))
        .replace('{c}', chance.pick(PLACES.communities))
        .replace('{r}', chance.pick(PLACES.roads))
        .replace('{v}', chance.pick(PLACES.rivers));
    } else {
      const suffix = chance.pick(SUFFIXES[kind] ?? ['专项经费']);
      const theme = chance.pick(department.themes);
      // 困难群众救助资金, not 困难群众救助救助资金
      const rest = theme.endsWith(suffix.slice(0, 2)) ? suffix.slice(2) : suffix;
      name = `${year === null ? '' : `${String(year)}年`}${theme}${rest}`;
    }
    const numbered =
      attempt < 6 ? name : `${name}（${'二三四五六七八九'[(attempt - 6) % 8] ?? ''}期）`;
    if (taken.has(numbered) && attempt < 40) continue;
    taken.add(numbered);
    return { name: numbered, place };
  }
}

/** Projects outside the departments' own money: funds, capital, insurance, debt, the reserve. */
function programmes(units: ReadonlyMap<string, Unit>): Project[] {
  return rows('programmes').flatMap((row) => {
    const unit = units.get(row['unit'] ?? '');
    if (unit === undefined) return [];
    const code = `99010121${unit.department.code}${row['code'] ?? ''}`;
    return [
      {
        code,
        name: row['name'] ?? '',
        kind: row['kind'] as ProjectKind,
        unit,
        function: row['function'] ?? '',
        fund: row['fund'] as Fund,
        from: Number(row['from']),
        to: Number(row['to']),
        yearly: Number(row['million']) * MILLION,
        place: '望江',
        economic: row['economic'] ?? '',
        early: row['kind'] === 'insurance' || row['kind'] === 'reserve',
      },
    ];
  });
}
