/** In charge of seeing that amounts as text become fen exactly, and that a decimal sign is never guessed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AmountUnit } from '#model/fen';
import { amountReader, decimalOf, decimalShownBy } from '../../../etl/mapping/amountText.ts';

const PLACES = { yuan: 2, wan: 6, yi: 10 } as const;

function read(
  text: string,
  sign: ',' | '.' | null = '.',
  unit: AmountUnit = 'yuan',
  rounding: 'refuse' | 'halfUp' = 'refuse',
) {
  const amount = amountReader({ unit, rounding }, { sign })(text);
  return typeof amount === 'object' && amount !== null ? amount.refused : amount;
}

/** The text of an amount, made with whole numbers only. */
function write(
  fen: bigint,
  unit: AmountUnit,
  { sign, thousands, decimals }: { sign: ',' | '.'; thousands: string; decimals: number },
): string {
  const places = PLACES[unit];
  const digits = String(fen < 0n ? -fen : fen).padStart(places + 1, '0');
  const whole = digits.slice(0, -places).replace(/\B(?=(?:\d{3})+$)/gu, thousands);
  const fraction = digits.slice(-places).replace(/0+$/u, '').padEnd(decimals, '0');
  return `${fen < 0n ? '-' : ''}${whole}${fraction === '' ? '' : sign + fraction}`;
}

describe('an amount as text', () => {
  test('is the same number of fen, whatever its unit, sign and separators', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(2n ** 62n), 2n ** 62n),
        fc.constantFrom<AmountUnit>('yuan', 'wan', 'yi'),
        fc.constantFrom<',' | '.'>(',', '.'),
        fc.constantFrom('', 'mark', ' ', '\u00a0'),
        fc.integer({ min: 0, max: 2 }),
        (fen, unit, sign, separator, decimals) => {
          const thousands = separator === 'mark' ? (sign === ',' ? '.' : ',') : separator;
          const text = write(fen, unit, { sign, thousands, decimals });
          expect(read(text, sign, unit)).toBe(String(fen));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is null where it is blank or says that there is none, never 0', () => {
    for (const text of ['', ' ', '　', '-', '—', '…', '/']) expect(read(text), text).toBeNull();
    expect(read('0')).toBe('0');
    expect(read('-0.00')).toBe('0');
    expect(read('00.50')).toBe('50');
  });

  test('may be negative by sign, parentheses or △, and full-width', () => {
    for (const text of ['-12.5', '(12.50)', '（12.5）', '△12.5', '▲ 12.50', '−12.5', '－１２．５'])
      expect(read(text), text).toBe('-1250');
  });

  test('is refused with the reason', () => {
    expect(read('1.005')).toBe('amount-precision');
    expect(read('1.500')).toBe('150');
    expect(read('12,34')).toBe('amount-invalid');
    expect(read('1.2.3')).toBe('amount-invalid');
    expect(read('.')).toBe('amount-invalid');
    expect(read('12元')).toBe('amount-invalid');
    expect(read('#REF!')).toBe('amount-error');
    expect(read('92233720368547758.07')).toBe('9223372036854775807');
    expect(read('92233720368547758.08')).toBe('amount-overflow');
    expect(read('1e5')).toBe('amount-invalid');
  });

  test('is rounded half up only where the mapping says so', () => {
    expect(read('1232740,566', ',')).toBe('amount-precision');
    expect(read('1232740,566', ',', 'yuan', 'halfUp')).toBe('123274057');
    expect(read('0,125', ',', 'yuan', 'halfUp')).toBe('13');
    expect(read('-0,125', ',', 'yuan', 'halfUp')).toBe('-13');
    expect(read('(0.124)', '.', 'yuan', 'halfUp')).toBe('-12');
  });
});

describe('the decimal sign', () => {
  test.each([
    ['1.234,56', ','], ['1,234.56', '.'], ['12,5', ','], ['12.50', '.'], ['1.234.567', ','], ['1,234,567', '.'],
    ['1234.567', '.'], ['0,125', ','], ['1.234', 'ambiguous'], ['-123,456', 'ambiguous'], ['1234', null], ['', null],
  ] as const)('%s shows %s', (text, shown) => {
    expect(decimalShownBy(text)).toBe(shown);
  }); // prettier-ignore

  test('of a file is what its amounts show together', () => {
    expect(decimalOf(['1.234', '7', '2,5'])).toBe(',');
    expect(decimalOf(['1.234', '7'])).toBeNull();
    expect(decimalOf(['1,5', '1.5'])).toBe('mixed');
    expect(decimalOf(['2025.01.05', '1.5'])).toBe('.');
  });

  test('is never guessed: 1.234 is refused until another amount has shown it', () => {
    const reader = amountReader({ unit: 'yuan', rounding: 'refuse' }, { sign: null });
    expect(reader('1.234')).toEqual({ refused: 'amount-ambiguous' });
    expect(reader('12')).toBe('1200');
    expect(reader('2,5')).toBe('250');
    expect(reader('1.234')).toBe('123400');
    expect(reader('2.5')).toEqual({ refused: 'amount-invalid' });
  });
});
