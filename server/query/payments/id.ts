/** In charge of the id of a payment: its batch and its row in it. */
import { refusal } from '#contract/problem';

export interface PaymentId {
  readonly batch: number;
  readonly line: number;
}

/** Reads `batch.row`. Throws a `Refusal` for anything else. */
export function readPaymentId(text: string): PaymentId {
  const [, batch = '', line = ''] = /^([0-9]{1,9})\.([0-9]{1,9})$/.exec(text) ?? [];
  if (batch === '') throw refusal('bad-value', ['payment', text, '1001000.17'], 'payment');
  return { batch: Number(batch), line: Number(line) };
}
