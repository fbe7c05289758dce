/** In charge of the ranked parts of payments: top payees, by method, by economic class, by unit, each with its share. */
import { fen, type Fen } from '#model/fen';
import type { PaymentRow } from '#contract/ledgerAnswers';
import type { Answer } from '../data/answer.ts';
import { fenOf } from '../data/decimal.ts';

/** By what payments are ranked, and the dimension of the cube that it is. */
export const PARTS = {
  payee: 'payee',
  method: 'method',
  economic: 'economic.class',
  department: 'unit.department',
  unit: 'unit',
} as const;
export type Part = keyof typeof PARTS;

export interface PaymentPart {
  /** `~` for vouchers that name none. */
  readonly code: string;
  readonly name: string;
  readonly lang?: 'zh-CN';
  readonly amount: Fen;
  readonly count: number;
  /** Of everything that the filters leave; null where that is nothing or less. */
  readonly share: number | null;
}

export type Named = (code: string) => { readonly text: string; readonly lang?: 'zh-CN' };

function part(
  code: string,
  amount: bigint,
  count: number,
  total: Fen | null,
  nameOf: Named,
): PaymentPart {
  const { text, lang } = nameOf(code);
  const share = total === null || total <= 0n ? null : Number(amount) / Number(total);
  return { code, name: text, ...(lang ? { lang } : {}), amount: fen(amount), count, share };
}

/** The parts of an answer, the largest first. */
export function paymentParts(
  answer: Answer,
  dimension: string,
  total: Fen | null,
  nameOf: Named,
): readonly PaymentPart[] {
  const codes = answer.codes(dimension);
  const amounts = answer.amounts('amount');
  const counts = answer.numbers('count');
  return codes
    .map((code, at) => part(code ?? '~', amounts[at] ?? 0n, counts[at] ?? 0, total, nameOf))
    .toSorted((a, b) => (a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1));
}

type Coded = readonly [code: string | null, name: string | null];
const OF_ROW: Readonly<Record<Part, (row: PaymentRow) => Coded>> = {
  payee: (row) => [row.payee, row.payeeName],
  method: (row) => [row.method, null],
  economic: (row) => [row.economic, row.economicName],
  department: (row) => [row.department, row.departmentName],
  unit: (row) => [row.unit, row.unitName],
};

/** The same of single rows, where they were all read; rows bear the finest economic code, not its class. */
export function partsOfRows(
  rows: readonly PaymentRow[],
  by: Part,
  most: number,
  nameOf: Named,
): readonly PaymentPart[] {
  const sums = new Map<string, { amount: bigint; count: number; name: string | null }>();
  let total = 0n;
  for (const row of rows) {
    const [code, name] = OF_ROW[by](row);
    const before = sums.get(code ?? '~') ?? { amount: 0n, count: 0, name };
    const amount = fenOf(row.amount) ?? 0n;
    total += amount;
    sums.set(code ?? '~', { ...before, amount: before.amount + amount, count: before.count + 1 });
  }
  return [...sums]
    .map(([code, { amount, count, name }]) =>
      part(code, amount, count, fen(total), name === null ? nameOf : () => ({ text: name })),
    )
    .toSorted((a, b) => (a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1))
    .slice(0, most);
}

export interface PaymentPanel {
  readonly by: Part;
  readonly title: string;
  readonly parts: readonly PaymentPart[];
}
