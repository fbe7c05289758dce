/** In charge of the filters of 支付: words of the address, the cube's question and the list's address say the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LoadedSlice } from '#contract/answers';
import {
  amountWord,
  beyondCubes,
  NO_WORDS,
  paymentQuestion,
  paymentsAddress,
  paymentWhere,
  paymentWords,
  type PaymentPlace,
} from '../../../web/data/payments.ts';
import { NO_FILTER } from '../../../web/data/scopeFilter.ts';

const slice = (parts: Partial<LoadedSlice>) =>
  ({ dataset: 'payments', region: '990101', year: 2026, book: 'general', ...parts }) as LoadedSlice;
const PLACE: PaymentPlace = {
  region: '990101',
  year: 2026,
  month: null,
  book: 'general',
  filter: NO_FILTER,
  asOf: null,
  reportedBy: null,
  slices: [slice({})],
};

describe('the words of the address', () => {
  test('are read, and what means nothing is as good as absent', () => {
    const words = paymentWords({
      text: ' 接待 ',
      least: '1,000',
      most: 'viel',
      payee: '7,9',
      order: '-amount',
      origin: 'x',
    });
    expect(words).toEqual({
      ...NO_WORDS,
      text: '接待',
      least: '1000',
      payee: ['7', '9'],
      order: '-amount',
    });
    expect(paymentWords({})).toEqual(NO_WORDS);
    expect(beyondCubes(words)).toBe(true);
    expect(beyondCubes({ ...NO_WORDS, method: ['1'] })).toBe(false);
  });

  test('amounts are what the server understands, or nothing', () => {
    expect(['12000.50', '12，000', '-3', '1.234', 'a', ''].map((text) => amountWord(text))).toEqual(
      ['12000.50', '12000', '-3', null, null, null],
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const word = amountWord(text);
        expect(word === null || /^-?\d{1,15}(\.\d{1,2})?$/.test(word)).toBe(true);
      }),
    );
  });
});

describe('what is asked', () => {
  test('the chosen budget only where the source tells budgets apart', () => {
    expect(paymentWhere(PLACE, NO_WORDS)).toEqual({
      region: ['990101'],
      year: ['2026'],
      book: ['general'],
    });
    const whole = { ...PLACE, slices: [slice({ book: null }), slice({ year: 2025 })] };
    expect(paymentWhere(whole, NO_WORDS)).not.toHaveProperty('book');
  });

  test('months up to the chosen one, or those that are brushed', () => {
    expect(paymentWhere({ ...PLACE, month: 3 }, NO_WORDS)['month']).toEqual(['1', '2', '3']);
    const brushed = { ...PLACE, month: 3, filter: { ...NO_FILTER, fromMonth: 12, toMonth: 13 } };
    expect(paymentWhere(brushed, NO_WORDS)['month']).toEqual(['12', '13']);
  });

  test('the shared filter and the page’s own codes, absent ones as null', () => {
    const filter = { ...NO_FILTER, department: ['101'], economic: ['302', '~'] };
    const where = paymentWhere({ ...PLACE, filter }, { ...NO_WORDS, method: ['~'] });
    expect(where).toMatchObject({
      'unit.department': ['101'],
      'economic.class': ['302', null],
      method: [null],
    });
  });

  test('cube and list hold back the same; only the list knows text and amounts', () => {
    const words = { ...NO_WORDS, text: '会议', least: '5', payee: ['7'] };
    const place = { ...PLACE, asOf: 4, reportedBy: '2026-06-30' };
    const question = paymentQuestion(place, words, ['amount'], ['month'], { limit: 8 });
    expect(question).toMatchObject({ asOf: '4', reportedBy: '2026-06-30', limit: 8 });
    const address = new URL(
      paymentsAddress(place, words, { cursor: 'c', limit: 500, unmask: true }),
      'http://x',
    );
    for (const [name, values] of Object.entries(question.where)) {
      expect(address.searchParams.get(name)).toBe(values.map((value) => value ?? '~').join(','));
    }
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      text: '会议',
      least: '5',
      order: '-date',
      cursor: 'c',
      limit: '500',
      unmask: 'true',
      asOf: '4',
      reportedBy: '2026-06-30',
    });
    expect(paymentsAddress(PLACE, NO_WORDS, { cursor: null, limit: 1 })).not.toContain('unmask');
  });
});
