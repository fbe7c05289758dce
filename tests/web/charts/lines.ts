/** In charge of a small invented budget for the tests of charts: one line of each kind that a drawing must survive. */
import { fen } from '#model/fen';
import { bulletRows, type BulletRow } from '../../../web/charts/BulletRows.ts';
import type { Base, BudgetLine } from '../../../web/data/budgetLine.ts';
import type { FlagRow } from '#contract/alertAnswers';

const wan = (value: number | null) => (value === null ? null : fen(BigInt(value) * 1_000_000n));

function line(
  code: string,
  original: number | null,
  final: number | null,
  executed: number | null,
  prior: number | null,
  hidden = false,
): BudgetLine {
  return {
    code,
    original: wan(original),
    final: wan(final),
    executed: wan(executed),
    prior: wan(prior),
    hidden,
  };
}

export const NAMES: Readonly<Record<string, string>> = {
  '201': '一般公共服务支出',
  '205': '教育支出',
  '213': '农林水支出',
  '227': '预备费',
  '229': '其他支出',
  '20199': '其他一般公共服务支出（含以前年度结转安排的各项支出）',
};

/** Short of its budget; above it; nothing executed; nothing budgeted; negative and hidden. */
export const LINES: readonly BudgetLine[] = [
  line('213', 360_000, 340_000, 239_000, 377_000),
  line('205', 270_000, 268_000, 290_000, 255_000),
  line('227', 18_500, 18_500, 0, null),
  line('229', 0, null, 3_800, 1_900),
  line('20199', null, 0, -2_400, -9_000, true),
];

export const TOTAL = line('total', 648_500, 626_500, 530_400, 624_900);

const flag = { id: '1', severity: 'yellow' } as FlagRow;

export function rows(base: Base): readonly BulletRow[] {
  return bulletRows(
    LINES,
    TOTAL,
    base,
    { unit: 'wan', decimals: 0 },
    {
      nameOf: (code) => NAMES[code] ?? code,
      flagsOf: (code) => (code === '213' ? [flag] : []),
    },
  );
}

/** One element a line and no markers of the renderer, so that a drawing can be read and compared. */
export function readable(svg: string): string {
  const plain = svg.replaceAll(/<!--.*?-->/g, '').replaceAll(/><\/(rect|path|line|circle)>/g, '/>');
  return `${plain.replaceAll(/>\s*</g, '>\n<').trim()}\n`;
}
