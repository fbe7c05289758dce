/** In charge of the text of a target before it is read as a value: which fields, padded, cut, looked up. */
import { halfWidth } from '#model/text';
import type { BoundText } from './bound.ts';

/** The text (blank is ''), or null where the lookup does not hold it. */
export type FieldReader = (fields: readonly string[]) => string | null;

/** Without blanks at its ends; most fields have none and stay the string they are. */
export function trimmed(text: string): string {
  if (text === '') return text;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  const clean = first > 32 && last > 32 && !isWide(first) && !isWide(last);
  return clean ? text : text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/gu, '');
}

function isWide(code: number): boolean {
  return code === 0xa0 || (code >= 0x1680 && (code >= 0xfe00 || code < 0x3001));
}

/** Compiles how the text of a target is made; only the steps that the mapping asks for are there. */
export function fieldReader(source: BoundText): FieldReader {
  const { at, join, pad, take, lookup, fallback } = source;
  if (at === -1) return () => fallback ?? '';
  const plain = (fields: readonly string[]): string => trimmed(fields[at] ?? '');
  if (join.length === 0 && pad === 0 && take === null && lookup === null) {
    if (fallback === null) return plain;
    return (fields) => {
      const text = plain(fields);
      return text === '' ? fallback : text;
    };
  }
  const made = new Map<string, string | null>(); // codes are few
  const make = (text: string): string | null => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const cut = take === null ? text : text.slice(take[0] - 1, take[1]);
    const found = lookup === null ? cut : lookedUp(lookup, cut);
    const result = text === '' ? (fallback ?? '') : (found ?? fallback);
    if (made.size >= 10_000) made.clear();
    made.set(text, result);
    return result;
  };
  if (join.length === 0) return (fields) => make(padded(plain(fields), pad));
  const all = [at, ...join];
  return (fields) => {
    let text = '';
    for (const index of all) text += padded(trimmed(fields[index] ?? ''), pad);
    return make(text);
  };
}

/** `1` and `001` are the same code; a code with letters is left alone. */
function padded(text: string, pad: number): string {
  return text.length >= pad || text === '' || !/^\d+$/u.test(text) ? text : text.padStart(pad, '0');
}

function lookedUp(lookup: Readonly<Record<string, string>>, text: string): string | null {
  if (Object.hasOwn(lookup, text)) return lookup[text] ?? null;
  const half = halfWidth(text);
  return Object.hasOwn(lookup, half) ? (lookup[half] ?? null) : null;
}
