/** In charge of the words looked for in payments: read from the address, and as conditions on a row. */
import { refusal } from '#contract/problem';
import { literal } from '../literal.ts';
import type { Sight } from './masks.ts';

const LONGEST = 200;
const MOST = 8;

/** Parts of a text separated by blanks, each of which must occur; the same part counts once. */
export function readTerms(text: string | null): readonly string[] {
  if (text === null) return [];
  if (text.length > LONGEST || /[\u0000-\u0008\u000e-\u001f]/.test(text))
    throw refusal('bad-value', ['text', text, `1–${LONGEST} characters`], 'text');
  const terms = [...new Set(text.split(/\s+/u).filter((term) => term !== ''))];
  if (terms.length > MOST) throw refusal('bad-value', ['text', text, `1–${MOST} words`], 'text');
  return terms;
}

/** Kinds of texts (`payment_texts.kind`) that a request may look in. */
export function kindsOf({ organisations, persons }: Sight): readonly string[] {
  return ['purpose', ...(organisations ? ['payee'] : []), ...(persons ? ['person'] : [])];
}

/** What may stand in a number that is not shown: for such a term the purpose is looked at as it is shown. */
const IN_NUMBERS = /[0-9０-９xXＸｘ*-]/;

/** Condition on a row `f`: the term occurs in the purpose as it is shown, or in the name of a payee that may be seen. */
export function termCondition(term: string, sight: Sight): string {
  const purpose = term.includes('*') ? [] : [holds('f.purpose', term)];
  if (IN_NUMBERS.test(term)) purpose.push(holds('access.shown_text(f.purpose)', term));
  const named = holds('f.payee', term);
  const person = 'access.is_person(f.payee, f.economic_class)';
  const payee = [
    ...(sight.organisations && sight.persons ? [named] : []),
    ...(sight.organisations && !sight.persons ? [`${named} and not ${person}`] : []),
    ...(!sight.organisations && sight.persons ? [`${named} and ${person}`] : []),
  ];
  return payee.length === 0
    ? `(${purpose.join(' and ')})`
    : `(${purpose.join(' and ')} or ${payee.join('')})`;
}

/** Letters are compared in small; where the term has none, the text need not be made small. */
function holds(column: string, term: string): string {
  const plain = term.toLowerCase() === term.toUpperCase();
  return plain
    ? `strpos(${column}, ${literal(term)}) > 0`
    : `strpos(lower(${column}), lower(${literal(term)})) > 0`;
}
