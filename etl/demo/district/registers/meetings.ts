/** In charge of the meetings and trainings of the units, most of them below the standard and at approved venues. */
import type { register } from '../../../datasets/meetings/dataset.ts';
import { workdays } from '../calendar.ts';
import { Chance, share } from '../random.ts';
import type { Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { COSTLY_MEETINGS } from './registerTraits.ts';

const KINDS = [
  ['class2', 65_000, '工作会议'],
  ['class3', 55_000, '推进会'],
  ['class3', 55_000, '座谈会'],
  ['class4', 55_000, '业务研讨会'],
  ['training', 45_000, '业务培训班'],
  ['training', 45_000, '能力提升培训班'],
] as const;

export function meetings({ seed, year, months, units, payees }: Office): Entry<typeof register>[] {
  const listed = payees.of('hotel').slice(0, 10);
  const entries: Entry<typeof register>[] = [];
  for (const unit of units) {
    const chance = new Chance(seed, `meetings ${unit.code} ${String(year)}`);
    const costly = COSTLY_MEETINGS.filter((one) => one.unit === unit.code && one.year === year);
    for (let count = chance.between(1, unit.kind === 'admin' ? 5 : 2); count > 0; count -= 1) {
      const month = chance.between(2, 12);
      const [kind, standard, word] = chance.pick(KINDS);
      const held = chance.pick(workdays(year, month));
      const persons = chance.between(3, 24) * 5;
      const days = kind === 'training' ? chance.between(1, 4) : chance.between(1, 2);
      const part = chance.between(48, 97);
      const venue = chance.pick(listed).name;
      if (month > months) continue;
      entries.push({
        unit,
        meeting: numbered(unit.code, year, entries.length),
        name: `${unit.name.replace('明川区', '').replace('本级', '')}${String(year)}年${word}`,
        kind,
        held_on: held,
        days,
        persons,
        standard,
        venue,
        listed: true,
        amount: share(standard * persons * days, part, 100),
      });
    }
    for (const { month, name, days, persons, percent, venue } of costly) {
      const held = workdays(year, month)[8];
      if (held === undefined || month > months) continue;
      entries.push({
        unit,
        meeting: numbered(unit.code, year, entries.length),
        name,
        kind: 'class3',
        held_on: held,
        days,
        persons,
        standard: 55_000,
        venue: venue ?? listed[0]?.name ?? null,
        listed: venue === null,
        amount: share(55_000 * persons * days, percent, 100),
      });
    }
  }
  return entries;
}

function numbered(unit: string, year: number, index: number): string {
  return `HY${unit}${String(year)}${String(index + 1).padStart(4, '0')}`;
}
