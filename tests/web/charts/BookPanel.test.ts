/** In charge of the four budgets at a glance: all four always, each with what it has. */
import { expect, test } from 'vitest';
import { bookPanelQuestion, bookPanels } from '../../../web/charts/BookPanel.ts';
import { Answer } from '../../../web/data/answer.ts';

test('asks for the printed totals of every budget and flow', () => {
  expect(bookPanelQuestion()).toMatchObject({ by: ['book', 'flow'], where: {} });
});

test('shows four budgets, without figures where there are none, balances left to their page', () => {
  const answer = new Answer(1, [
    ['book', ['general', 'general', 'social', 'social', 'fund']],
    ['flow', ['revenue', 'expenditure', 'balance', 'expenditure', 'revenue']],
    ['original', [10n, 20n, 1n, 4n, null]],
    ['final', [null, 22n, null, null, null]],
    ['executed', [9n, 21n, 2n, 3n, null]],
    ['prior', [null, null, null, null, null]],
    ['hidden', [0n, 0n, 0n, 0n, 0n]],
  ]);
  expect(
    bookPanels(answer).map(({ book, base, flows }) => [
      book,
      base,
      flows.map(({ flow, line }) => [flow, line.executed]),
    ]),
  ).toEqual([
    [
      'general',
      'final',
      [
        ['revenue', 9n],
        ['expenditure', 21n],
      ],
    ],
    ['fund', 'original', []],
    ['capital', 'original', []],
    ['social', 'original', [['expenditure', 3n]]],
  ]);
});
