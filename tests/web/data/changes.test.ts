/** In charge of holding the page's reading of changes: exact amounts, the question behind each side, what was last seen. */
import { expect, test } from 'vitest';
import type { ChangeRow } from '#contract/ledgerAnswers';
import {
  changedAmounts,
  changeQuestion,
  lastSeen,
  rememberSeen,
} from '../../../web/data/changes.ts';

const row: ChangeRow = {
  dataset: 'execution', region: '530700', scope: 'own', year: 2025, month: 3, book: 'general', flow: 'expenditure',
  item: '2050202', name: '小学教育', unit: '131001', unitName: null, measure: 'executed',
  where: { region: '530700', unit: '131001' }, before: '400000.00', after: null, difference: '-400000.00',
}; // prettier-ignore

test('amounts stay exact, absent sides absent', () => {
  expect(changedAmounts(row)).toEqual({
    before: 40_000_000n,
    after: null,
    difference: -40_000_000n,
  });
});

test('a side opens its origin as that version states it, where the cube has it', () => {
  expect(changeQuestion(row, 7)).toEqual({
    cube: 'execution', measures: ['executed'], by: [], where: { region: ['530700'], unit: ['131001'] }, asOf: '7',
  }); // prettier-ignore
  expect(changeQuestion({ ...row, where: null }, 7)).toBeNull();
});

test('the version last looked at is remembered, and nothing else is taken for one', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  expect(lastSeen(storage)).toBeNull();
  rememberSeen(storage, 12);
  expect(lastSeen(storage)).toBe(12);
  kept.set('mingzhang.seenVersion', 'none');
  expect(lastSeen(storage)).toBeNull();
});
