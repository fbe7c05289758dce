/** In charge of what units take in besides taxes, receipt by receipt, and when they pay it in. */
import type { register } from '../../../datasets/nontax/dataset.ts';
import { addDays, isAfter, workdays } from '../calendar.ts';
import { Chance, share } from '../random.ts';
import type { Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { KEPT_RECEIPTS } from './registerTraits.ts';

/** What who takes in, and the yuan of an ordinary receipt. */
const TAKERS: Readonly<Record<string, readonly [item: string, yuan: number]>> = {
  112026: ['考试报名费', 42_000],
  115001: ['证照工本费', 68_000],
  115002: ['交通违法罚没收入', 386_000],
  120001: ['耕地开垦费', 240_000],
  120002: ['不动产登记费', 96_000],
  121001: ['环境行政罚没收入', 125_000],
  122001: ['城市道路占用挖掘费', 158_000],
  122003: ['公有住房租金收入', 212_000],
  123003: ['交通运输罚没收入', 142_000],
  124001: ['水土保持补偿费', 86_000],
  127003: ['场地出租收入', 26_000],
  130001: ['安全生产罚没收入', 94_000],
  132001: ['市场监管罚没收入', 176_000],
  135001: ['体育场馆有偿使用收入', 58_000],
  138001: ['城市管理罚没收入', 64_000],
  139001: ['生活垃圾处理费', 265_000],
  139003: ['公园场地租金收入', 38_000],
  110001: ['国有资产出租收入', 320_000],
};

export function nontax({ seed, year, months, checked, units }: Office): Entry<typeof register>[] {
  const chance = new Chance(seed, `nontax ${String(year)}`);
  const entries: Entry<typeof register>[] = [];
  for (const unit of units) {
    const taken = TAKERS[unit.code];
    if (taken === undefined) continue;
    const [name, usual] = taken;
    for (let month = 1; month <= Math.min(12, months); month += 1) {
      const days = workdays(year, month);
      for (let count = chance.between(1, 2); count > 0; count -= 1) {
        const collected = chance.pick(days.slice(0, month === 12 ? -6 : undefined));
        const amount = share(usual * 100, chance.between(40, 180), 100);
        const kept = KEPT_RECEIPTS.find((one) => one.unit === unit.code && one.year === year && one.month === month); // prettier-ignore
        const remitted = addDays(collected, chance.between(1, 6));
        const open = isAfter(remitted, checked);
        entries.push({
          unit,
          receipt: `FS${unit.code}${String(year)}${String(entries.length + 1).padStart(5, '0')}`,
          name,
          handling: kept?.handling ?? 'payable',
          collected_on: kept === undefined ? collected : (days[5] ?? collected),
          remitted_on: kept !== undefined || open ? null : remitted,
          checked_on: checked,
          amount: kept === undefined ? amount : kept.yuan * 100,
          remitted: kept === undefined ? (open ? 0 : amount) : kept.remitted * 100,
        });
        if (kept !== undefined) count = 0;
      }
    }
  }
  return entries;
}
