/** In charge of the steps from the original to the adjusted budget: one per document, in the order of their dates. */
import { fen, type Fen } from '#model/fen';
import { magnitude } from '../format/amount.ts';

export const MOVEMENT_WORDS = [
  'initial',
  'add',
  'reduce',
  'virement',
  'carryOver',
  'takeBack',
] as const;
export type MovementWord = (typeof MOVEMENT_WORDS)[number];

/** One amount of a movement, as the cube has it. */
export interface MovementCell {
  readonly kind: MovementWord;
  readonly document: string | null;
  readonly date: string | null;
  readonly amount: Fen;
}

export interface AdjustmentStep {
  /** Document number; null for what names none, and for several small documents together. */
  readonly document: string | null;
  readonly kind: MovementWord;
  /** First date of the document. */
  readonly date: string | null;
  readonly amount: Fen;
  /** Documents in the step. */
  readonly documents: number;
  /** Budget before and after. */
  readonly from: Fen;
  readonly to: Fen;
}

export interface Adjustment {
  readonly original: Fen;
  readonly steps: readonly AdjustmentStep[];
  readonly final: Fen;
}

type Loose = Omit<AdjustmentStep, 'from' | 'to'>;

/** Steps in time; where there are more than `most`, the smallest documents of a kind stand together at the end. */
export function adjustment(cells: Iterable<MovementCell>, most: number): Adjustment {
  let original = 0n;
  const byDocument = new Map<string, Loose>();
  for (const { kind, document, date, amount } of cells) {
    if (kind === 'initial') {
      original += amount;
      continue;
    }
    const key = `${kind} ${document ?? `~${date ?? ''}`}`;
    const known = byDocument.get(key);
    byDocument.set(key, {
      document,
      kind,
      date: earlier(known?.date ?? null, date),
      amount: fen((known?.amount ?? 0n) + amount),
      documents: 1,
    });
  }
  // Between units a virement takes and gives the same: within a whole it changes nothing.
  const moving = [...byDocument.values()].filter(({ amount }) => amount !== 0n);
  const steps = [...large(moving, most), ...small(moving, most)];
  let budget = original;
  return {
    original: fen(original),
    steps: steps.map((step) => {
      const from = fen(budget);
      budget += step.amount;
      return { ...step, from, to: fen(budget) };
    }),
    final: fen(budget),
  };
}

const earlier = (left: string | null, right: string | null): string | null =>
  left === null || (right !== null && right < left) ? right : left;

function bySize(steps: readonly Loose[]): readonly Loose[] {
  return steps.toSorted((left, right) =>
    magnitude(left.amount) === magnitude(right.amount)
      ? 0
      : magnitude(left.amount) > magnitude(right.amount)
        ? -1
        : 1,
  );
}

function large(steps: readonly Loose[], most: number): readonly Loose[] {
  return bySize(steps)
    .slice(0, most)
    .toSorted((left, right) =>
      `${left.date ?? '9'} ${left.document ?? ''}`.localeCompare(
        `${right.date ?? '9'} ${right.document ?? ''}`,
      ),
    );
}

function small(steps: readonly Loose[], most: number): readonly Loose[] {
  const rest = bySize(steps).slice(most);
  return MOVEMENT_WORDS.flatMap((kind) => {
    const own = rest.filter((step) => step.kind === kind);
    if (own.length === 0) return [];
    const amount = fen(own.reduce<bigint>((sum, step) => sum + step.amount, 0n));
    return [{ document: null, kind, date: null, amount, documents: own.length }];
  });
}

/** From the lowest to the highest level that a step touches, a little wider: steps are small beside a budget. */
export function adjustmentDomain({
  original,
  steps,
  final,
}: Adjustment): readonly [number, number] {
  const levels = [original, final, ...steps.flatMap(({ from, to }) => [from, to])].map(Number);
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const wide = (high - low || Math.abs(high) || 1) * 0.12;
  return [Math.max(0, low - wide), high + wide];
}
