/** In charge of a payment as it is answered: amounts as text, names and numbers masked. */
import type { PaymentRow } from '#contract/ledgerAnswers';
import { decimal } from '../../arrow/text.ts';
import { shownAccount, shownPayee, type Sight } from './masks.ts';
import type { Place, RowOrder } from './cursor.ts';

/** A row as `listSql` selects it. */
export interface StoredPayment extends Omit<
  PaymentRow,
  'id' | 'amount' | 'masked' | 'payeeName' | 'account' | 'row'
> {
  readonly batch: number;
  readonly line: number;
  readonly amount: bigint;
  readonly payeeName: string | null;
  readonly person: boolean;
  readonly account: string | null;
}

export function paymentOf(stored: StoredPayment, sight: Sight): PaymentRow {
  const { batch, line, amount, payeeName, person, account, ...rest } = stored;
  const { name, masked } = shownPayee(payeeName, person, sight);
  return {
    ...rest,
    id: `${batch}.${line}`,
    payeeName: name,
    account: shownAccount(account),
    masked,
    amount: decimal(amount),
    row: line,
  };
}

/** Where a page goes on after a row. */
export function placeOf({ batch, line, date, amount }: StoredPayment, { by }: RowOrder): Place {
  return { key: by === 'date' ? date : amount.toString(), batch, line };
}
