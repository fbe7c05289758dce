/** In charge of what projects promised to achieve, and how their departments judged the year. */
import type { register } from '../../../datasets/performance/dataset.ts';
import { Chance, share } from '../random.ts';
import { moneyOf, type Office } from './office.ts';
import type { Entry } from './registerTable.ts';
import { JUDGED, UNTARGETED } from './registerTraits.ts';

const WAN = 1_000_000;

export function performance(office: Office): Entry<typeof register>[] {
  const { year, months, seed } = office;
  const judged = months === 13;
  return moneyOf(office).flatMap(({ project, original, final, paid }): Entry<typeof register>[] => {
    if (project.kind === 'reserve') return [];
    const key = `${String(year)} ${project.code}`;
    const chance = new Chance(seed, `performance ${key}`);
    const targets = chance.between(4, 12);
    const small = Math.max(original, final) < 100 * WAN && chance.happens(180);

    const rate = final <= 0 ? 100 : Math.floor((paid * 100) / final);
    const own = JUDGED[key];
    const none = (small && own === undefined) || UNTARGETED.has(key);
    const usual = Math.max(62, Math.min(99, 58 + Math.floor((rate * 2) / 5) + chance.between(-4, 2)));
    const score = own?.score ?? (rate < 65 ? Math.min(84, usual) : usual);
    const met = own?.met === 'all' || rate >= 92 ? targets : Math.max(1, share(targets, Math.min(94, rate), 100));
    return [
      {
        unit: project.unit,
        project,
        targets: none ? 0 : targets,
        quantified: none ? 0 : Math.max(1, targets - chance.between(0, 3)),
        met: none || !judged ? null : met,
        self_score: judged && !none ? score : null,
        rating: judged && !none ? (own?.rating ?? ratingOf(score)) : null,
        evaluated_on: judged && !none ? { year: year + 1, month: 1, day: chance.between(10, 20) } : null,
        budget: final,
      },
    ];
  });
} // prettier-ignore

function ratingOf(score: number): string {
  if (score >= 90) return 'excellent';
  return score >= 80 ? 'good' : 'fair';
}
