/** In charge of the promises of money: exact, reversible, and additive where it is displayed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chooseUnit,
  decimalsOf,
  fen,
  formatAmount,
  fromDecimalText,
  parseAmount,
  parseAmountUnit,
  parseRatio,
  roundParts,
  toDecimalText,
  type AmountUnit,
} from '#model/fen';

const units = fc.constantFrom<AmountUnit>('yuan', 'wan', 'yi');
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(fen);
const usual = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(fen);

describe('an amount as text', () => {
  test.each([
    ['132,245 ', 'wan', 132_245_000_000n],
    ['1763231', 'wan', 1_763_231_000_000n],
    ['0', 'wan', 0n],
    ['0.00', 'yuan', 0n],
    ['12.34', 'yuan', 1234n],
    ['.5', 'wan', 500_000n],
    ['+12', 'yuan', 1200n],
    ['-2,416', 'wan', -2_416_000_000n],
    ['−2,416', 'wan', -2_416_000_000n],
    ['－２，４１６．５０', 'wan', -2_416_500_000n],
    ['（2,416）', 'wan', -2_416_000_000n],
    ['(2,416.00)', 'yuan', -241_600n],
    ['△2,416', 'wan', -2_416_000_000n],
    ['▲ 2,416', 'wan', -2_416_000_000n],
    ['\u3000\u00a01,234\u00a0\u3000', 'yuan', 123_400n],
    ['5.67', 'yi', 56_700_000_000n],
    ['0.0000000001', 'yi', 1n],
    ['1.2300', 'yuan', 123n],
  ] as const)('%s %s', (text, unit, amount) => {
    expect(parseAmount(text, unit)).toBe(amount);
  });

  test.each(['', ' ', '\u3000', '-', ' - ', '—', '——', '－', '–', '…', '……', '...', '/'])(
    '%j is no figure',
    (text) => {
      expect(parseAmount(text, 'wan')).toBeNull();
    },
  );

  test.each([
    '12,34.5',
    '1,2345',
    ',123',
    '1,234,',
    '1.2.3',
    '5.',
    '12 345',
    '1e5',
    '五',
    '1,234①',
    '5²',
    '12%',
    '--5',
    '(-5)',
    '0x10',
    'NaN',
    '12万',
    '1,234*',
    '$5',
  ])('%s is refused', (text) => {
    expect(parseAmount(text, 'wan')).toBe('amount-invalid');
  });

  test.each(['#REF!', '#DIV/0!', '#N/A', '#VALUE!', '#NAME?', '#NULL!', '#NUM!'])(
    '%s is an error value',
    (text) => {
      expect(parseAmount(text, 'wan')).toBe('amount-error');
    },
  );

  test('parts of a fen are refused, since a text does not say how it was rounded', () => {
    expect(parseAmount('1.234', 'yuan')).toBe('amount-precision');
    expect(parseAmount('0.0000001', 'wan')).toBe('amount-precision');
  });

  test('what int64 cannot hold is refused', () => {
    expect(parseAmount('92233720368547758.07', 'yuan')).toBe(2n ** 63n - 1n);
    expect(parseAmount('92233720368547758.08', 'yuan')).toBe('amount-overflow');
    expect(parseAmount('-92233720368547758.08', 'yuan')).toBe(-(2n ** 63n));
    expect(parseAmount('-92233720368547758.09', 'yuan')).toBe('amount-overflow');
    expect(parseAmount('9'.repeat(200), 'yuan')).toBe('amount-invalid');
  });
});

describe('an amount as a stored number', () => {
  test.each([
    [0.615, 'wan', 615_000n],
    [5.67, 'yi', 56_700_000_000n],
    [1.005, 'yuan', 101n],
    [-1.005, 'yuan', -101n],
    [0.1 + 0.2, 'yuan', 30n],
    [132_244.99999999997, 'wan', 132_245_000_000n],
    [-0, 'wan', 0n],
    [1e-7, 'yuan', 0n],
    [1.5e-7, 'yi', 1500n],
    [1e15, 'yuan', 10n ** 17n],
  ] as const)('%d %s', (value, unit, amount) => {
    expect(parseAmount(value, unit)).toBe(amount);
  });

  test('what is no number, or too large, is refused', () => {
    expect(parseAmount(NaN, 'wan')).toBe('amount-invalid');
    expect(parseAmount(Infinity, 'wan')).toBe('amount-invalid');
    expect(parseAmount(1e17, 'yuan')).toBe('amount-overflow');
    expect(parseAmount(1.7976931348623157e308, 'yi')).toBe('amount-overflow');
  });

  test('equals the same digits as text wherever the text is exact', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        fc.integer({ min: 0, max: 2 }),
        units,
        (digits, places, unit) => {
          const text = (digits / 10 ** places).toFixed(places);
          expect(parseAmount(Number(text), unit)).toBe(parseAmount(text, unit));
        },
      ),
    );
  });
});

describe('round trips', () => {
  test('decimal text', () => {
    fc.assert(
      fc.property(int64, (amount) => {
        expect(fromDecimalText(toDecimalText(amount))).toBe(amount);
      }),
    );
    expect(toDecimalText(fen(149_662_000_000n))).toBe('1496620000.00');
    expect(toDecimalText(fen(-5n))).toBe('-0.05');
    expect(fromDecimalText('1496620000')).toBeNull();
    expect(fromDecimalText('1,496.00')).toBeNull();
    expect(fromDecimalText('92233720368547758.08')).toBeNull();
  });

  test('printed with every decimal and read again', () => {
    fc.assert(
      fc.property(int64, units, (amount, unit) => {
        const decimals = { yuan: 2, wan: 6, yi: 10 }[unit];
        expect(parseAmount(formatAmount(amount, unit, decimals), unit)).toBe(amount);
      }),
    );
  });
});

describe('print', () => {
  test.each([
    [132_245_000_000n, 'wan', 0, '132,245'],
    [149_662_000_000n, 'yi', 2, '14.97'],
    [-2_416_000_000n, 'wan', 2, '-2,416.00'],
    [4_999n, 'yuan', 0, '50'],
    [-50n, 'yuan', 0, '-1'],
    [1n, 'yi', 2, '0.00'],
    [-1n, 'yi', 2, '0.00'],
    [123_456_789_00n, 'yuan', 2, '123,456,789.00'],
  ] as const)('%s %s with %d decimals is %s', (amount, unit, decimals, text) => {
    expect(formatAmount(fen(amount), unit, decimals)).toBe(text);
  });

  test('the unit of a column is chosen by its largest amount', () => {
    expect(chooseUnit([fen(999_999n)])).toBe('yuan');
    expect(chooseUnit([fen(1_000_000n), fen(3n)])).toBe('wan');
    expect(chooseUnit([fen(-10_000_000_000n)])).toBe('yi');
    expect(chooseUnit([])).toBe('yuan');
  });

  test('decimals shown', () => {
    expect(['132,245 ', '13.2%', '5.67', '(1.50)', '—', '１．２３'].map(decimalsOf)).toEqual([
      0, 1, 2, 2, 0, 2,
    ]);
  });

  test('units by name', () => {
    expect(['万元', '元', '亿元', ' 万 元 ', '人民币万元', '千元', '万亿元', ''].map(parseAmountUnit)).toEqual([
      'wan', 'yuan', 'yi', 'wan', 'wan', null, null, null,
    ]); // prettier-ignore
  });
});

describe('displayed parts', () => {
  test('add up to the displayed total, each within one step of its amount', () => {
    fc.assert(
      fc.property(
        fc.array(usual, { maxLength: 40 }),
        units,
        fc.integer({ min: 0, max: 2 }),
        (parts, unit, decimals) => {
          const rounded = roundParts(parts, unit, decimals);
          const step =
            { yuan: 100n, wan: 1_000_000n, yi: 10_000_000_000n }[unit] / 10n ** BigInt(decimals);
          const total = fen(parts.reduce((sum, part) => sum + part, 0n));
          const shown = fen(rounded.reduce((sum, part) => sum + part, 0n));
          expect(formatAmount(shown, unit, decimals)).toBe(formatAmount(total, unit, decimals));
          rounded.forEach((part, index) => {
            const error = part - (parts[index] ?? 0n);
            expect(error < step && error > -step).toBe(true);
            expect(part % step).toBe(0n);
          });
        },
      ),
    );
  });

  test('what is exact stays as it is', () => {
    expect(roundParts([fen(1_000_000n), fen(-3_000_000n)], 'wan', 0)).toEqual([
      1_000_000n,
      -3_000_000n,
    ]);
    expect(roundParts([fen(333_333n), fen(333_333n), fen(333_334n)], 'wan', 0)).toEqual([
      0n,
      0n,
      1_000_000n,
    ]);
  });
});

describe('a percentage', () => {
  test.each([
    [0.9357, 'fraction', 0.9357],
    [93.57, 'percent', 0.9357],
    ['93.57%', 'fraction', 0.9357],
    ['９３．５７％', 'percent', 0.9357],
    ['93.57', 'percent', 0.9357],
    ['-56.0%', 'percent', -0.56],
    ['1,234.5 %', 'fraction', 12.345],
    ['—', 'percent', null],
    [null, 'percent', null],
    ['#DIV/0!', 'percent', 'amount-error'],
    ['九成', 'percent', 'ratio-invalid'],
    [Infinity, 'fraction', 'ratio-invalid'],
  ] as const)('%s read as %s', (value, style, ratio) => {
    expect(parseRatio(value, style)).toBe(ratio);
  });
});
