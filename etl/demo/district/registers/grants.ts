/** In charge of transfer money: what came from above and went on to units, and what was issued to the towns below. */
import type { register } from '../../../datasets/grants/dataset.ts';
import { addDays, isAfter, officeDay, workdayFrom, type Day } from '../calendar.ts';
import { Chance, share } from '../random.ts';
import { congress, type Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { GRANT_TRAITS } from './registerTraits.ts';

const WAN = 1_000_000;
const TOWNS = ['望江镇', '柳溪镇', '石桥镇', '五里镇'];

/** What comes from above: name, kind, the unit that spends it, and about how many ten thousand yuan. */
const FROM_ABOVE = [
  ['均衡性转移支付', 'general', '118001', 5200],
  ['县级基本财力保障机制奖补资金', 'general', '118001', 3400],
  ['城乡义务教育补助经费', 'general', '112001', 2600],
  ['基本公共卫生服务补助资金', 'general', '128001', 1850],
  ['困难群众救助补助资金', 'general', '116001', 1640],
  ['城乡居民基本养老保险补助', 'general', '119002', 2280],
  ['城乡居民基本医疗保险补助', 'general', '136002', 2460],
  ['优抚对象补助经费', 'general', '129001', 720],
  ['农业保险保费补贴', 'general', '125001', 380],
  ['就业补助资金', 'special', '119001', 860],
  ['车辆购置税收入补助地方资金', 'special', '123001', 1620],
  ['水利发展资金', 'special', '124001', 1340],
  ['大气污染防治资金', 'special', '121001', 560],
  ['保障性安居工程补助资金', 'special', '122001', 1480],
  ['文物保护专项资金', 'special', '127004', 240],
  ['中小企业发展专项资金', 'special', '114001', 680],
  ['科技创新券补助', 'special', '113001', 310],
  ['农村综合改革转移支付', 'special', '125001', 420],
] as const;

const BELOW = [
  ['镇级财力补助', 'general', 2600],
  ['基层运转保障补助', 'general', 1350],
  ['村级组织运转经费补助', 'general', 860],
  ['环境整治以奖代补', 'special', 640],
  ['农村道路养护补助', 'special', 520],
  ['社区养老设施补助', 'special', 380],
] as const;

/** The year in which what went below was mostly earmarked. */
const EARMARKED_YEAR = 2024;
/** Advance notice of the special transfers of the next year, in hundredths of this year's. */
const SHORT_NOTICE: Readonly<Record<number, number>> = { 2025: 57 };

export function grants(office: Office): Entry<typeof register>[] {
  const { year, months, checked, seed } = office;
  const chance = new Chance(seed, `grants ${String(year)}`);
  return [
    ...received(office, chance),
    ...issued(year, checked, chance),
    ...(months === 13 ? announced(year, chance) : []),
    ...odd(office),
  ];
}

function received({ year, checked, units }: Office, chance: Chance): Entry<typeof register>[] {
  return FROM_ABOVE.flatMap(([name, kind, code, wan], index): Entry<typeof register>[] => {
    const unit = units.find((one) => one.code === code);
    const arrived = workdayFrom(year, chance.between(1, 9), chance.pick([5, 11, 18, 24]));
    const days = chance.between(8, 27);
    const amount = share(wan * WAN, chance.between(80, 125), 100);
    const early = chance.between(62, 88);
    if (unit === undefined || isAfter(arrived, checked)) return [];
    const open = isAfter(addDays(arrived, days), checked);
    const age = Math.max(0, 12 - (arrived.month + (12 - checked.month)));
    return [
      {
        unit,
        grant_no: `ZY${String(year)}-${String(index + 1).padStart(2, '0')}`,
        name,
        direction: 'received',
        kind,
        target: '明川区',
        document: `省财预〔${String(year)}〕${String(20 + index * 3)}号`,
        approved_on: officeDay(arrived, -12),
        arrived_on: arrived,
        issued_on: open ? null : officeDay(arrived, days),
        first_year: year,
        actual_cost: name.includes('补助资金') && kind === 'general',
        disaster: false,
        amount,
        allocated: open ? 0 : amount,
        paid: open ? 0 : share(amount, Math.min(98, 20 + age * 8 + Math.floor(early / 8)), 100),
      },
    ];
  });
}

function issued(year: number, checked: Day, chance: Chance): Entry<typeof register>[] {
  const approved = congress(year);
  return TOWNS.flatMap((town, place) =>
    BELOW.flatMap(([name, kind, wan], index): Entry<typeof register>[] => {
      const day = officeDay(
        approved,
        kind === 'general' ? chance.between(9, 27) : chance.between(16, 54),
      );
      const earmarked = year === EARMARKED_YEAR ? (kind === 'special' ? 260 : 72) : 100;
      const amount = share(share(wan * WAN, chance.between(92, 108), 100), earmarked, 100);
      if (isAfter(day, checked)) return [];
      return [
        {
          grant_no: `DX${String(year)}-${String(place * 10 + index + 1).padStart(2, '0')}`,
          name,
          direction: 'issued',
          kind,
          target: town,
          document: `明财预〔${String(year)}〕${String(400 + place * 10 + index)}号`,
          approved_on: approved,
          issued_on: day,
          first_year: year,
          actual_cost: false,
          disaster: false,
          amount,
          allocated: amount,
          paid: share(amount, chance.between(88, 100), 100),
        },
      ];
    }),
  );
}

/** What the towns are told in November about the next year. */
function announced(year: number, chance: Chance): Entry<typeof register>[] {
  return TOWNS.flatMap((town, place) =>
    BELOW.map(([name, kind, wan], index): Entry<typeof register> => {
      const earmarked = year === EARMARKED_YEAR ? (kind === 'special' ? 260 : 72) : 100;
      const least = kind === 'general' ? 98 : (SHORT_NOTICE[year] ?? 82);
      const part = chance.between(least, least + 4);
      return {
        grant_no: `DX${String(year + 1)}-${String(place * 10 + index + 1).padStart(2, '0')}`,
        name: `提前下达${String(year + 1)}年${name}`,
        direction: 'issued',
        kind,
        target: town,
        document: `明财预〔${String(year)}〕${String(500 + place * 10 + index)}号`,
        approved_on: workdayFrom(year, 11, 3),
        issued_on: workdayFrom(year, 11, 12),
        first_year: year + 1,
        for_year: year + 1,
        actual_cost: false,
        disaster: false,
        amount: share(share(wan * WAN, part, 100), earmarked, 100),
      };
    }),
  );
}

function odd({ year, units }: Office): Entry<typeof register>[] {
  return GRANT_TRAITS.filter((one) => one.year === year).flatMap((one): Entry<typeof register>[] => {
    const amount = one.wan * WAN;
    const both = {
      grant_no: `${one.direction === 'issued' ? 'DX' : 'ZY'}${String(year)}-${one.no}`,
      name: one.name,
      direction: one.direction,
      kind: one.kind,
      actual_cost: false,
      disaster: 'disaster' in one,
      amount,
    };
    if (one.direction === 'issued') {
      return [{ ...both, target: '柳溪镇', approved_on: one.approved, issued_on: one.issued, first_year: year, allocated: amount, paid: share(amount, 9, 10) }];
    }
    const unit = units.find(({ code }) => code === one.unit);
    if (unit === undefined) return [];
    return [{ ...both, unit, target: '明川区', arrived_on: one.arrived, first_year: one.first, allocated: share(amount, one.allocated, 1000), paid: share(amount, one.paid, 1000) }];
  }); // prettier-ignore
}
