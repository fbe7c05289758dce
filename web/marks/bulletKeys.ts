/** In charge of what stands in the key of bullets: a sample of each mark and its words. */
import { fen } from '#model/fen';
import type { Base, BudgetLine, Figure } from '../data/budgetLine.ts';
import type { Say } from '../i18n/catalogue.ts';

export interface BulletKey {
  readonly text: string;
  /** Drawn with one pixel per fen. */
  readonly sample: BudgetLine;
  readonly width: number;
}

const NONE: BudgetLine = {
  code: '',
  original: null,
  final: null,
  executed: null,
  prior: null,
  hidden: false,
};
const BAR = 22;

/** What is drawn of these lines, and nothing else. Beside an adjusted budget the original one is dashed. */
export function bulletKeys(t: Say, base: Base, lines: readonly BudgetLine[]): readonly BulletKey[] {
  const at = (pixel: number) => fen(BigInt(pixel));
  const beyond = at(-99);
  const has = (figure: Figure) => lines.some((line) => line[figure] !== null);
  const adjusted = has('final');
  const keys: readonly (BulletKey & { readonly drawn: boolean })[] = [
    {
      drawn: has('executed'),
      text: t('measure.executed'),
      sample: { ...NONE, executed: at(BAR) },
      width: BAR,
    },
    {
      drawn: has('executed') && has(base),
      text: t('chart.over', { budget: t(`measure.${base}.said`) }),
      sample: { ...NONE, executed: at(BAR), [base]: at(0) },
      width: BAR,
    },
    {
      drawn: has('executed') && has(base),
      text: t('chart.open'),
      sample: { ...NONE, executed: at(0), [base]: at(BAR) },
      width: BAR,
    },
    {
      drawn: has('original'),
      text: t('measure.original'),
      sample: { ...NONE, original: at(3), final: adjusted ? beyond : null },
      width: 6,
    },
    { drawn: adjusted, text: t('measure.final'), sample: { ...NONE, final: at(3) }, width: 6 },
    { drawn: has('prior'), text: t('measure.prior'), sample: { ...NONE, prior: at(4) }, width: 8 },
  ];
  return keys.filter(({ drawn }) => drawn);
}
