/** In charge of amounts as text: which sign is the decimal point, and digits of fen without a float. */
import { parseAmount, type AmountFault, type AmountUnit } from '#model/fen';
import { halfWidth } from '#model/text';
import type { DecimalSign } from './bound.ts';

/** Why a text is no amount; one object each, so that reading a million rows makes none. */
export type AmountRefusal = { readonly refused: AmountFault | 'amount-ambiguous' };
/** Digits of fen (`-1230`), null where the text states no figure, or why it is none. */
export type AmountText = string | null | AmountRefusal;

const PLACES: Readonly<Record<AmountUnit, number>> = { yuan: 2, wan: 6, yi: 10 };
const REFUSED: Readonly<Record<AmountRefusal['refused'], AmountRefusal>> = {
  'amount-invalid': { refused: 'amount-invalid' },
  'amount-error': { refused: 'amount-error' },
  'amount-precision': { refused: 'amount-precision' },
  'amount-overflow': { refused: 'amount-overflow' },
  'amount-ambiguous': { refused: 'amount-ambiguous' },
};
const MINUS = 45;
const ZERO = 48;
const NINE = 57;

/**
 * What a text shows about the decimal sign: `,` or `.` where only that one can be it, `ambiguous` where both can (`1.234`),
 * null where it holds neither or is no amount.
 */
export function decimalShownBy(text: string): ',' | '.' | 'ambiguous' | null {
  const plain = halfWidth(text).replace(/[^\d.,]/gu, '');
  const comma = plain.lastIndexOf(',');
  const point = plain.lastIndexOf('.');
  if (comma === -1 && point === -1) return null;
  if (comma !== -1 && point !== -1) return comma > point ? ',' : '.';
  const sign = comma === -1 ? '.' : ',';
  const at = Math.max(comma, point);
  if (plain.indexOf(sign) !== at) return sign === '.' ? ',' : '.'; // it stands twice: thousands
  if (plain.length - at - 1 !== 3) return sign;
  return at > 3 || at === 0 || plain.startsWith('0') ? sign : 'ambiguous';
}

/** The decimal sign that a file shows in its amounts; `mixed` where they contradict one another, null where none shows it. */
export function decimalOf(texts: Iterable<string>): DecimalSign | 'mixed' {
  let found: DecimalSign = null;
  for (const text of texts) {
    const shown = decimalShownBy(text);
    if (shown === null || shown === 'ambiguous' || !isAmount(text, shown)) continue;
    if (found !== null && found !== shown) return 'mixed';
    found = shown;
  }
  return found;
}

function isAmount(text: string, sign: ',' | '.'): boolean {
  return typeof parseAmount(normal(text, sign), 'yi') === 'bigint';
}

export interface AmountStyle {
  readonly unit: AmountUnit;
  readonly rounding: 'refuse' | 'halfUp';
}

/** The decimal sign of a file, known from the start or learnt from the first amount that shows it. */
export interface KnownDecimal {
  sign: DecimalSign;
}

/** Compiles the reader of one column. All columns of a file share what is known of its decimal sign. */
export function amountReader(
  { unit, rounding }: AmountStyle,
  known: KnownDecimal,
): (text: string) => AmountText {
  const places = PLACES[unit];
  const longest = 18 - places;
  const zeros = Array.from({ length: places + 1 }, (_, count) => '0'.repeat(count));
  const all = zeros[places] ?? '';

  /** Digits with at most one decimal sign, which nearly all amounts are; undefined for anything else. */
  function plain(text: string, decimal: number): string | undefined {
    const { length } = text;
    if (length > longest) return undefined;
    const start = text.charCodeAt(0) === MINUS ? 1 : 0;
    let mark = -1;
    for (let at = start; at < length; at++) {
      const character = text.charCodeAt(at);
      if (character >= ZERO && character <= NINE) continue;
      if (character !== decimal || mark !== -1) return undefined;
      mark = at;
    }
    if (mark === start || start === length) return undefined;
    let digits: string;
    if (mark === -1) digits = text + all;
    else {
      const fraction = length - mark - 1;
      if (fraction === 0 || fraction > places) return undefined;
      digits = text.slice(0, mark) + text.slice(mark + 1) + (zeros[places - fraction] ?? '');
    }
    return digits.charCodeAt(start) === ZERO ? canonical(digits) : digits;
  }

  let sign = known.sign;
  let code = sign === null ? -1 : sign.charCodeAt(0);
  return (text) => {
    if (text === '') return null;
    if (sign !== known.sign) {
      sign = known.sign;
      code = sign === null ? -1 : sign.charCodeAt(0);
    }
    return plain(text, code) ?? printed(text, { unit, rounding }, known);
  };
}

/** `00.50` and `-0` have one way to be written. */
function canonical(digits: string): string {
  const size = digits.replace(/^-?0*(?=\d)/u, '');
  return size !== '0' && digits.startsWith('-') ? `-${size}` : size;
}

/** An amount as people print it: blanks, full-width digits, thousands, parentheses, △. */
function printed(text: string, { unit, rounding }: AmountStyle, known: KnownDecimal): AmountText {
  let sign = known.sign;
  if (sign === null) {
    const shown = decimalShownBy(text);
    if (shown === 'ambiguous') {
      // what is no amount either way is not a question of the sign
      const either = [parseAmount(normal(text, '.'), unit), parseAmount(normal(text, ','), unit)];
      return either.every((amount) => amount === 'amount-invalid')
        ? REFUSED['amount-invalid']
        : REFUSED['amount-ambiguous'];
    }
    sign = shown ?? '.';
    if (shown !== null && isAmount(text, shown)) known.sign = shown;
  }
  const normalised = normal(text, sign);
  const amount = parseAmount(normalised, unit);
  if (amount === null) return null;
  if (amount === 'amount-precision' && rounding === 'halfUp') return rounded(normalised, unit);
  return typeof amount === 'bigint' ? String(amount) : REFUSED[amount];
}

/** The text with commas between thousands and a point before the fraction. */
function normal(text: string, sign: ',' | '.'): string {
  const spaced = halfWidth(text).replace(/(\d)[ '’\u00a0\u2009\u202f](?=\d{3}(?!\d))/gu, '$1␣');
  const turned =
    sign === '.' ? spaced : spaced.replace(/[.,]/gu, (found) => (found === ',' ? '.' : ','));
  return turned.replaceAll('␣', ',');
}

/** Half up, away from zero: only for sources that are known to state parts of a fen. */
function rounded(text: string, unit: AmountUnit): AmountText {
  const places = PLACES[unit];
  const match = new RegExp(`^(.*\\.\\d{${String(places)}})(\\d)\\d*(.*)$`, 'su').exec(text);
  if (match === null) return REFUSED['amount-precision'];
  const [, kept = '', next = '0', rest = ''] = match;
  const cut = parseAmount(`${kept}${rest}`, unit);
  if (typeof cut !== 'bigint') return cut === null ? null : REFUSED[cut];
  if (next < '5') return String(cut);
  return String(/^\s*[-‐‑‒–−△▲(]/u.test(text) ? cut - 1n : cut + 1n);
}
