/** In charge of the parts of a whole: what the money was spent for, the largest kinds first, the rest in one. */
import { fen, type Fen } from '#model/fen';
import type { LedgerPart } from '../data/ledger.ts';
import { amountParts, type AmountStyle } from '../format/amount.ts';
import { shareParts } from '../format/rounding.ts';

/** Code of the part that holds what is too small to be drawn alone. */
export const REST = 'rest';

export interface KindPart {
  readonly code: string;
  readonly name: string;
  readonly chosen: boolean;
  readonly executed: Fen;
  readonly text: string;
  /** Ratio of exactly one decimal of a percentage; all of them add up to 1. */
  readonly share: number;
  /** How many kinds lie in the part. */
  readonly kinds: number;
}

const sumOf = (parts: readonly { readonly executed: Fen | null }[]): Fen =>
  fen(parts.reduce<bigint>((sum, { executed }) => sum + (executed ?? 0n), 0n));

/** At most `most` parts, which visibly add up to their sum in money and in shares. */
export function kindParts(
  parts: readonly LedgerPart[],
  most: number,
  style: AmountStyle,
  nameOf: (code: string) => string,
): readonly KindPart[] {
  const spent = parts
    .filter(({ executed }) => executed !== null && executed !== 0n)
    .toSorted((left, right) => Number((right.executed ?? 0n) - (left.executed ?? 0n)));
  const shown = spent.length <= most ? spent : spent.slice(0, most - 1);
  const rest = spent.slice(shown.length);
  const all = [
    ...shown.map((part) => ({ ...part, executed: part.executed ?? fen(0n), kinds: 1 })),
    ...(rest.length === 0
      ? []
      : [
          {
            code: REST,
            chosen: rest.some((part) => part.chosen),
            executed: sumOf(rest),
            kinds: rest.length,
          },
        ]),
  ];
  const total = sumOf(all);
  const amounts = all.map(({ executed }) => executed);
  const texts = amountParts(total, amounts, style);
  const shares = shareParts(total, amounts);
  return all.map(({ code, chosen, executed, kinds }, at) => ({
    code,
    name: nameOf(code),
    chosen,
    executed,
    kinds,
    text: texts[at] ?? '—',
    share: shares[at] ?? 0,
  }));
}
