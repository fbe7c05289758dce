/** In charge of which departments are furthest behind the calendar, for the first look. */
import { fen, type Fen } from '#model/fen';
import { ratio } from '../format/ratio.ts';
import type { Answer } from './answer.ts';
import { calendarShare } from './ledger.ts';

export interface Behind {
  /** `~` where the source names none. */
  readonly code: string;
  readonly executed: Fen;
  /** Adjusted, else original budget. */
  readonly base: Fen;
  /** Executed less the share of the budget that the calendar has used up. */
  readonly gap: Fen;
  /** Executed ÷ budget less the calendar's share. */
  readonly points: number;
}

/** What `behindOf` reads. */
export const BEHIND_MEASURES = ['executed', 'original', 'final'] as const;

/** Departments with a budget, the furthest behind in money first. */
export function behindOf(answer: Answer, month: number): readonly Behind[] {
  const codes = answer.codes('unit.department');
  const [executed, original, final] = BEHIND_MEASURES.map((measure) => answer.amounts(measure));
  const elapsed = BigInt(Math.min(12, month));
  return codes
    .flatMap((code, at): Behind[] => {
      const [spent, base] = [executed?.[at] ?? null, final?.[at] ?? original?.[at] ?? null];
      const rate = ratio(spent, base);
      if (spent === null || base === null || base <= 0n || rate === null) return [];
      const gap = fen(spent - (base * elapsed) / 12n);
      return [
        { code: code ?? '~', executed: spent, base, gap, points: rate - calendarShare(month) },
      ];
    })
    .toSorted((a, b) => (a.gap === b.gap ? a.code.localeCompare(b.code) : a.gap < b.gap ? -1 : 1));
}
