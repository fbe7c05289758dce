/** In charge of a published value that is money or a physical quantity, by its unit: the two are never one sum. */
import type { Figure } from '#model/reading';
import { amountOf, figure, isMoney, type Faults, type Row, VALUE } from './collection.ts';

/** Unit under which all money is added, since fen are one unit whatever the source prints. */
export const MONEY = '元';

/** The figure of `published_value`, and the unit under which it may be added; null with a reject where it is unreadable. */
export function statedFigure(
  row: Row,
  faults: Faults,
): { readonly figure: Figure; readonly unit: string } | null {
  const unit = row.get('published_unit');
  if (isMoney(unit)) {
    const amount = amountOf(row, faults, VALUE, true);
    if (amount === null) return null;
    return {
      figure: figure(row, 'published_value', 'amount', 'accounts', { amount }, unit),
      unit: MONEY,
    };
  }
  const quantity = row.get('published_value');
  if (!/^-?\d+(?:\.\d+)?$/u.test(quantity))
    return faults.value('amount-invalid', row, 'published_value');
  return {
    figure: figure(row, 'published_value', 'quantity', 'accounts', { quantity }, unit),
    unit,
  };
}
