/** In charge of the number that stands for a payee: the same for the same name, telling nothing of it. */
import { compact } from '#model/text';

const REMEMBERED = 50_000;

/**
 * Compiles the reader of keys: a name, NFKC without blanks, becomes a signed 64-bit number as decimal text.
 * Two lanes of multiply and shift over UTF-16 units, begun from the seed, each stirred by the other at the end.
 */
export function payeeKeyReader(seed: number): (name: string) => string {
  const seen = new Map<string, string>(); // payees come again and again
  return (name) => {
    const known = seen.get(name);
    if (known !== undefined) return known;
    const key = payeeKey(name, seed);
    if (seen.size >= REMEMBERED) seen.clear();
    seen.set(name, key);
    return key;
  };
}

/** The key of one name. `seed` is a whole number below 2^32. */
export function payeeKey(name: string, seed: number): string {
  const text = compact(name);
  let one = 0xdeadbeef ^ seed;
  let two = 0x41c6ce57 ^ Math.imul(seed, 0x9e3779b1);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  const high = stir(one) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  const low = stir(two) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return String((BigInt(high) << 32n) | BigInt(low >>> 0));
}

function stir(lane: number): number {
  return Math.imul(lane ^ (lane >>> 16), 2246822507);
}
