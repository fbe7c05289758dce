/** In charge of the exact decimal texts in which JSON answers carry amounts, and of sums that know absence. */
import { fen, fromDecimalText, type Fen } from '#model/fen';

/** `"1496620000.00"` (currency units) as fen; null stays null. Throws on anything that is not such a text. */
export function fenOf(text: string | null): Fen | null {
  if (text === null) return null;
  const value = fromDecimalText(text);
  if (value === null) throw new TypeError(`not an amount: ${text}`);
  return value;
}

/** Sum that ignores absent amounts and is absent only if all are. */
export function addUp(amounts: Iterable<Fen | null>): Fen | null {
  let sum: bigint | null = null;
  for (const amount of amounts) {
    if (amount !== null) sum = (sum ?? 0n) + amount;
  }
  return sum === null ? null : fen(sum);
}
