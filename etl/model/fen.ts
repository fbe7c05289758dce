/** In charge of money: exact amounts in fen (1/100 of the source's currency unit), how they are read and how they are printed. */
import { halfWidth } from './text.ts';

declare const fenBrand: unique symbol;

/** An exact amount in fen, 1/100 yuan (or 1/100 of the source's currency). Never a float. */
export type Fen = bigint & { readonly [fenBrand]: true };

/** The unit in which a source prints, or a reader is shown, amounts. Not to be confused with a spending unit. */
export type AmountUnit = 'yuan' | 'wan' | 'yi';

/** Fen in one of each unit: 元 = 100, 万元 = 1,000,000, 亿元 = 10,000,000,000. */
export const FEN_PER_UNIT: Readonly<Record<AmountUnit, bigint>> = {
  yuan: 100n,
  wan: 1_000_000n,
  yi: 10_000_000_000n,
};

/** Decimals that make one fen in each unit: 1 万元 has 6 of them. */
const DECIMALS_OF_FEN: Readonly<Record<AmountUnit, number>> = { yuan: 2, wan: 6, yi: 10 };

const UNIT_BY_NAME: Readonly<Record<string, AmountUnit>> = {
  元: 'yuan',
  人民币元: 'yuan',
  万元: 'wan',
  人民币万元: 'wan',
  亿元: 'yi',
  人民币亿元: 'yi',
};

const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);

/** Why a value is no amount; a member of the closed list of rejects. */
export type AmountFault =
  'amount-invalid' | 'amount-error' | 'amount-precision' | 'amount-overflow';

/** Brands a whole number of fen. */
export function fen(value: bigint): Fen {
  return value as Fen;
}

/** `万元` → `wan`; null for anything that is not exactly one of the three units (千元, 万亿元). */
export function parseAmountUnit(text: string): AmountUnit | null {
  return UNIT_BY_NAME[text.replace(/\s/gu, '')] ?? null;
}

/** A decimal number without a float: `digits` × 10^−`scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const BLANK = /^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/gu;
const NO_FIGURE = /^(?:|[-‐-―−─－ー]+|…+|\.{3,}|\/)$/u;
const ERROR_VALUE = /^#(?:REF!|N\/A|DIV\/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/iu;
const NUMBER = /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?$/u;
const NEGATIVE_SIGN = /^[-‐‑‒–−△▲]\s*/u;

/**
 * The amount that a cell states, in fen; null where it states no figure (blank, `-`, `—`, `…`: never 0); else why it is none.
 *
 * A stored number is rounded half up to fen from the shortest text that gives the same double, so `0.615` 万元 is exactly 6,150 元.
 * A text must be printed as an amount is: thousands in threes, full-width digits allowed, negatives by sign, parentheses or △;
 * more decimals than a fen has are refused, because a text does not say how it was rounded.
 */
export function parseAmount(
  value: string | number | null,
  unit: AmountUnit,
): Fen | null | AmountFault {
  if (value === null) return null;
  if (typeof value === 'number') {
    const decimal = decimalOfNumber(value);
    return decimal === null ? 'amount-invalid' : inRange(scaleTo(decimal, DECIMALS_OF_FEN[unit]));
  }
  const text = halfWidth(value).replace(BLANK, '');
  if (NO_FIGURE.test(text)) return null;
  if (ERROR_VALUE.test(text)) return 'amount-error';
  const decimal = decimalOfText(text);
  if (decimal === null) return 'amount-invalid';
  const scale = DECIMALS_OF_FEN[unit];
  if (decimal.scale > scale && decimal.digits % 10n ** BigInt(decimal.scale - scale) !== 0n) {
    return 'amount-precision';
  }
  return inRange(scaleTo(decimal, scale));
}

/**
 * A printed percentage as a number (96.0 % = 0.96); null where there is no figure.
 * A text with % says so itself; for anything else `style` says whether 1 means 100 % (`fraction`) or 1 % (`percent`).
 */
export function parseRatio(
  value: string | number | null,
  style: 'fraction' | 'percent',
): number | null | 'ratio-invalid' | 'amount-error' {
  if (value === null) return null;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return 'ratio-invalid';
    return style === 'fraction' ? value : shift(value, -2);
  }
  const text = halfWidth(value).replace(BLANK, '');
  if (NO_FIGURE.test(text)) return null;
  if (ERROR_VALUE.test(text)) return 'amount-error';
  const percent = /\s*%$/u.test(text);
  const decimal = decimalOfText(text.replace(/\s*%$/u, ''));
  if (decimal === null) return 'ratio-invalid';
  const places = decimal.scale + (percent || style === 'percent' ? 2 : 0);
  return Number(`${String(decimal.digits)}e-${String(places)}`);
}

/** Decimals that a printed number shows, which set the tolerance of checks: `132,245 ` → 0, `13.2%` → 1. */
export function decimalsOf(text: string): number {
  return /[.](\d+)\D*$/u.exec(halfWidth(text))?.[1]?.length ?? 0;
}

/** `1,496,620.00`: the amount in a unit with thousands separators, rounded half away from zero. */
export function formatAmount(amount: Fen, unit: AmountUnit, decimals: number): string {
  const rounded = scaleTo({ digits: amount, scale: DECIMALS_OF_FEN[unit] }, decimals);
  const text = decimalText(rounded, decimals);
  return text.replace(/\d+/u, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/gu, ','));
}

/** `1496620000.00`: currency units as exact decimal text, as CSV and JSON carry amounts. */
export function toDecimalText(amount: Fen): string {
  return decimalText(amount, 2);
}

/** The inverse of `toDecimalText`; null for any other text. */
export function fromDecimalText(text: string): Fen | null {
  const match = /^(-?)(\d{1,17})\.(\d{2})$/u.exec(text);
  if (match === null) return null;
  const digits = BigInt(`${match[2] ?? ''}${match[3] ?? ''}`);
  const amount = inRange(match[1] === '-' ? -digits : digits);
  return typeof amount === 'bigint' ? amount : null;
}

/**
 * The unit in which amounts are shown together: under 1 万元 元, under 1 亿元 万元, else 亿元, decided by the largest.
 * One unit for all of them, since units are never mixed in one axis or column.
 */
export function chooseUnit(amounts: Iterable<Fen>): AmountUnit {
  let largest = 0n;
  for (const amount of amounts) {
    const size = sizeOf(amount);
    if (size > largest) largest = size;
  }
  if (largest < FEN_PER_UNIT.wan) return 'yuan';
  return largest < FEN_PER_UNIT.yi ? 'wan' : 'yi';
}

/**
 * Rounds parts to what is displayed (`unit`, `decimals`) so that the displayed parts add up to the displayed total:
 * each is cut down, and the remainder goes to the largest fractions, the earlier part first.
 */
export function roundParts(parts: readonly Fen[], unit: AmountUnit, decimals: number): Fen[] {
  const step = 10n ** BigInt(Math.max(0, DECIMALS_OF_FEN[unit] - decimals));
  const floors = parts.map((part) => floorDivide(part, step));
  const total = parts.reduce((sum, part) => sum + part, 0n);
  const target = divideHalfUp(total, step);
  const missing = Number(target - floors.reduce((sum, part) => sum + part, 0n));
  const raised = new Set(
    parts
      .map((part, index) => ({ index, rest: part - (floors[index] ?? 0n) * step }))
      .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
      .slice(0, missing)
      .map(({ index }) => index),
  );
  return floors.map((floor, index) => fen((floor + (raised.has(index) ? 1n : 0n)) * step));
}

function decimalOfText(text: string): Decimal | null {
  let rest = text;
  let negative = false;
  const inParentheses = /^\(\s*(.*?)\s*\)$/u.exec(rest);
  if (inParentheses !== null) {
    negative = true;
    rest = inParentheses[1] ?? '';
  } else if (NEGATIVE_SIGN.test(rest)) {
    negative = true;
    rest = rest.replace(NEGATIVE_SIGN, '');
  } else {
    rest = rest.replace(/^\+\s*/u, '');
  }
  if (rest === '' || rest.length > 60 || !NUMBER.test(rest)) return null;
  const [whole = '', fraction = ''] = rest.replace(/,/gu, '').split('.');
  const digits = BigInt(`${whole}${fraction}`);
  return { digits: negative ? -digits : digits, scale: fraction.length };
}

function decimalOfNumber(value: number): Decimal | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/u.exec(String(value));
  if (match === null) return null;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2] ?? ''}${fraction}`);
  return {
    digits: match[1] === '-' ? -digits : digits,
    scale: fraction.length - Number(match[4] ?? '0'),
  };
}

/** `digits` of the same number at another scale, rounded half away from zero. */
function scaleTo(value: Decimal, scale: number): bigint {
  const places = scale - value.scale;
  return places >= 0
    ? value.digits * 10n ** BigInt(places)
    : divideHalfUp(value.digits, 10n ** BigInt(-places));
}

function divideHalfUp(value: bigint, divisor: bigint): bigint {
  const size = sizeOf(value);
  const rounded = (2n * size + divisor) / (2n * divisor);
  return value < 0n ? -rounded : rounded;
}

function sizeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value < 0n && quotient * divisor !== value ? quotient - 1n : quotient;
}

function inRange(value: bigint): Fen | 'amount-overflow' {
  return value > LARGEST || value < SMALLEST ? 'amount-overflow' : fen(value);
}

function decimalText(digits: bigint, decimals: number): string {
  const size = String(sizeOf(digits)).padStart(decimals + 1, '0');
  const whole = size.slice(0, size.length - decimals);
  const fraction = decimals === 0 ? '' : `.${size.slice(size.length - decimals)}`;
  return `${digits < 0n ? '-' : ''}${whole}${fraction}`;
}

/** Moves the decimal point without multiplying a float. */
function shift(value: number, places: number): number {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${String(Number(exponent) + places)}`);
}

/** Orders amounts by how large they are, whatever their sign; never through a float. */
export function bySize(a: bigint, b: bigint): number {
  const [one, other] = [a < 0n ? -a : a, b < 0n ? -b : b];
  return one < other ? -1 : one > other ? 1 : 0;
}
