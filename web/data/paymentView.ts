/** In charge of what the page 支付 shows above its list: totals, the vouchers in time and size, the ranked parts. */
import type { PaymentRow } from '#contract/ledgerAnswers';
import { fen, type Fen } from '#model/fen';
import {
  PARTS,
  paymentParts,
  partsOfRows,
  type Named,
  type Part,
  type PaymentPart,
} from '../charts/PaymentBars.ts';
import { BY_DAY, cellsOf, SINGLE, spreadCells, type SpreadCell } from '../charts/PaymentSpread.ts';
import { fenOf } from './decimal.ts';
import {
  beyondCubes,
  paymentQuestion,
  readAllPayments,
  readPayments,
  type PaymentPlace,
  type PaymentWords,
} from './payments.ts';
import { query } from './query.ts';

export interface PaymentView {
  /** Null where the server has not counted. */
  readonly count: number | null;
  readonly amount: Fen | null;
  readonly largest: Fen | null;
  /** Every voucher, where they are few enough to be drawn one by one. */
  readonly rows: readonly PaymentRow[] | null;
  /** Null where too many are found by a text or by amounts, which cubes cannot be asked for. */
  readonly cells: readonly SpreadCell[] | null;
  readonly byDay: boolean;
}

function viewOfRows(rows: readonly PaymentRow[]): PaymentView {
  const amounts = rows.flatMap((row) => fenOf(row.amount) ?? []);
  return {
    count: rows.length,
    amount: fen(amounts.reduce<bigint>((sum, one) => sum + one, 0n)),
    largest: amounts.reduce<Fen | null>(
      (top, one) => (top === null || one > top ? one : top),
      null,
    ),
    rows,
    cells: cellsOf(rows),
    byDay: true,
  };
}

/** Reads totals and spread. Few vouchers are read one by one, many as counts by day, very many by month. Throws `Refused`. */
export async function readPaymentView(
  place: PaymentPlace,
  words: PaymentWords,
  unmask: boolean,
  signal?: AbortSignal,
): Promise<PaymentView> {
  const largestFirst = { ...words, order: '-amount' } as const;
  if (beyondCubes(words)) {
    const { total } = await readPayments(place, largestFirst, { cursor: null, limit: 1 }, signal);
    if (total === null || total.count <= SINGLE) {
      const rows = await readAllPayments(place, words, SINGLE + 1, unmask, signal);
      if (rows.length <= SINGLE) return viewOfRows(rows);
    }
    const [top] = (await readPayments(place, largestFirst, { cursor: null, limit: 1 }, signal))
      .rows;
    return {
      count: total?.count ?? null,
      amount: fenOf(total?.amount ?? null),
      largest: fenOf(top?.amount ?? null),
      rows: null,
      cells: null,
      byDay: false,
    };
  }
  const whole = await query(paymentQuestion(place, words, ['amount', 'count', 'max'], []), signal);
  const count = whole.numbers('count')[0] ?? 0;
  if (count <= SINGLE) {
    return viewOfRows(await readAllPayments(place, words, SINGLE + 1, unmask, signal));
  }
  const byDay = count <= BY_DAY;
  const by = byDay ? ['month', 'date', 'size'] : ['month', 'size'];
  const spread = await query(paymentQuestion(place, words, ['count', 'amount'], by), signal);
  return {
    count,
    amount: whole.amounts('amount')[0] ?? null,
    largest: whole.amounts('max')[0] ?? null,
    rows: null,
    cells: spreadCells(spread, byDay),
    byDay,
  };
}

export const MOST_PARTS = 8;

/** How the codes of one part are called. */
export type Naming = (
  by: Part,
  codes: readonly string[],
  signal: AbortSignal | undefined,
) => Promise<Named>;

/** Reads the ranked parts; from the rows where those are all there, since only they know a text or amounts. */
export async function readPaymentParts(
  place: PaymentPlace,
  words: PaymentWords,
  view: PaymentView,
  parts: readonly Part[],
  naming: Naming,
  signal?: AbortSignal,
): Promise<ReadonlyMap<Part, readonly PaymentPart[]> | null> {
  const { rows } = view;
  if (beyondCubes(words) && rows === null) return null;
  const found = await Promise.all(
    parts.map(async (by) => {
      if (rows !== null && beyondCubes(words)) {
        return [by, partsOfRows(rows, by, MOST_PARTS, await naming(by, [], signal))] as const;
      }
      const asked = { order: ['-amount'], limit: MOST_PARTS };
      const question = paymentQuestion(place, words, ['amount', 'count'], [PARTS[by]], asked);
      const answer = await query(question, signal);
      const codes = answer.codes(PARTS[by]).flatMap((code) => code ?? []);
      const nameOf = await naming(by, codes, signal);
      return [by, paymentParts(answer, PARTS[by], view.amount, nameOf)] as const;
    }),
  );
  return new Map(found);
}
