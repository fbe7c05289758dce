/** In charge of the steps down into a budget: from where, within what, and where they end. */
import { expect, test } from 'vitest';
import { dimensionOfStep, dimensionsAlong, pathOf, rungBelow } from '../../../web/data/ladder.ts';

test('goes 类 → 款 → 项, each within the step above', () => {
  expect(rungBelow('general', 'expenditure', [])).toEqual({
    dimension: 'function.class',
    level: 1,
    within: {},
  });
  expect(rungBelow('general', 'expenditure', ['201', '20101'])).toEqual({
    dimension: 'function.item',
    level: 3,
    within: { 'function.group': ['20101'] },
  });
  expect(rungBelow('general', 'expenditure', ['201', '20101', '2010104'])).toBeNull();
  expect(dimensionOfStep('general', 'expenditure', ['201', '20101'])).toBe('function.group');
});

test('begins where a budget has more than one line', () => {
  expect(rungBelow('capital', 'expenditure', [])?.dimension).toBe('function.group');
  expect(rungBelow('fund', 'revenue', [])?.dimension).toBe('revenueItem.item');
  expect(rungBelow('fund', 'revenue', ['1030148'])).toEqual({
    dimension: 'revenueItem.subitem',
    level: 4,
    within: { 'revenueItem.item': ['1030148'] },
  });
});

test('balances are listed as printed and lead nowhere', () => {
  expect(rungBelow('social', 'balance', [])).toEqual({ dimension: 'item', level: 1, within: {} });
  expect(rungBelow('social', 'balance', ['x'])).toBeNull();
});

test('names every step on the way', () => {
  expect(dimensionsAlong('general', 'expenditure', ['201'])).toEqual([
    'function.class',
    'function.group',
  ]);
  expect(pathOf('201,20101')).toEqual(['201', '20101']);
  expect(pathOf(undefined)).toEqual([]);
});
