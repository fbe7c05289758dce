/** In charge of the question and the points of bullet rows: how far each line is against its budget. */
import type { FlagRow } from '#contract/alertAnswers';
import type { Question } from '#contract/question';
import type { Fen } from '#model/fen';
import type { Book, Flow } from '#model/slice';
import {
  standing,
  LINE_MEASURES,
  type Base,
  type BudgetLine,
  type Standing,
} from '../data/budgetLine.ts';
import type { Rung } from '../data/ladder.ts';
import { amount, amountParts, type AmountStyle } from '../format/amount.ts';
import { percent, points } from '../format/ratio.ts';

/** What bullet rows ask of the context: the lines of one rung of one flow of one budget. */
export function bulletRowsQuestion(book: Book, flow: Flow, { dimension, within }: Rung): Asking {
  return {
    cube: 'execution',
    measures: LINE_MEASURES,
    by: [dimension],
    where: { book: [book], flow: [flow], ...within },
  };
}

/** The part of a question that a chart knows; region, scope, year and version come from the context. */
export type Asking = Pick<Question, 'cube' | 'measures' | 'by' | 'where'>;

/** What stands in the columns beside the bars; null where the source gives no figure. */
export interface RowTexts {
  readonly original: string | null;
  readonly final: string | null;
  readonly executed: string | null;
  readonly prior: string | null;
  readonly gap: string | null;
  readonly rate: string | null;
  readonly points: string | null;
  readonly growth: string | null;
}

export interface BulletRow {
  readonly line: BudgetLine;
  readonly name: string;
  readonly standing: Standing;
  readonly texts: RowTexts;
  readonly flags: readonly FlagRow[];
}

export interface Naming {
  readonly nameOf: (code: string) => string;
  readonly flagsOf: (code: string) => readonly FlagRow[];
}

/** Rows as they are shown; their amounts visibly add to those of `total` where they do add up. */
export function bulletRows(
  lines: readonly BudgetLine[],
  total: BudgetLine | null,
  base: Base,
  style: AmountStyle,
  { nameOf, flagsOf }: Naming,
): readonly BulletRow[] {
  const stand = lines.map((line) => standing(line, base));
  const whole = total === null ? null : standing(total, base);
  const column = (figure: 'original' | 'final' | 'executed' | 'prior') =>
    amountParts(
      total?.[figure] ?? null,
      lines.map((line) => line[figure]),
      style,
    );
  const [original, final, executed, prior] = [
    column('original'),
    column('final'),
    column('executed'),
    column('prior'),
  ];
  const gap = amountParts(
    whole?.gap ?? null,
    stand.map((one) => one.gap),
    { ...style, sign: true },
  );
  return lines.map((line, at): BulletRow => {
    const here = stand[at] ?? standing(line, base);
    return {
      line,
      name: nameOf(line.code),
      standing: here,
      flags: flagsOf(line.code),
      texts: {
        original: original[at] ?? null,
        final: final[at] ?? null,
        executed: executed[at] ?? null,
        prior: prior[at] ?? null,
        gap: gap[at] ?? null,
        ...ratioTexts(here),
      },
    };
  });
}

/** A row that stands for itself: the total above the others. */
export function bulletRow(
  line: BudgetLine,
  base: Base,
  style: AmountStyle,
  naming: Naming,
): BulletRow {
  const here = standing(line, base);
  const shown = (value: Fen | null, sign = false) =>
    value === null ? null : amount(value, { ...style, sign });
  return {
    line,
    name: naming.nameOf(line.code),
    standing: here,
    flags: naming.flagsOf(line.code),
    texts: {
      original: shown(line.original),
      final: shown(line.final),
      executed: shown(line.executed),
      prior: shown(line.prior),
      gap: shown(here.gap, true),
      ...ratioTexts(here),
    },
  };
}

function ratioTexts({
  rate,
  points: gap,
  growth,
}: Standing): Pick<RowTexts, 'rate' | 'points' | 'growth'> {
  return {
    rate: rate === null ? null : percent(rate),
    points: gap === null ? null : points(gap),
    growth: growth === null ? null : percent(growth, { sign: true }),
  };
}

/** From the lowest to the highest amount drawn, zero included. */
export function bulletDomain(lines: readonly BudgetLine[]): readonly [low: number, high: number] {
  let [low, high] = [0, 0];
  for (const line of lines) {
    for (const value of [line.executed, line.original, line.final, line.prior]) {
      if (value === null) continue;
      low = Math.min(low, Number(value));
      high = Math.max(high, Number(value));
    }
  }
  return [low, high === low ? low + 1 : high];
}
