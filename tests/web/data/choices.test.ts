/** In charge of the context bar's defaults: a sensible place to begin, and the reader's choice above all. */
import { describe, expect, test } from 'vitest';
import type { LoadedSlice } from '#contract/answers';
import { asOfDate } from '../../../web/data/asOfDate.ts';
import { choices } from '../../../web/data/choices.ts';

const NOTHING = { region: null, year: null, scope: null, month: null };

function slice(facts: Partial<LoadedSlice>): LoadedSlice {
  return {
    dataset: 'execution',
    region: '530700',
    scope: 'all',
    year: 2025,
    month: 12,
    period: 'FY',
    book: 'general',
    flow: 'expenditure',
    stage: 'flash',
    source: 's',
    sourceKind: 'published',
    complete: true,
    reportedOn: null,
    figures: 10,
    measures: ['executed', 'original'],
    ...facts,
  };
}

describe('where nothing is chosen', () => {
  test('an uploaded workbook comes before published figures, however many', () => {
    const slices = [slice({ region: '310114', figures: 999 }), slice({ sourceKind: 'upload' })];
    expect(choices(slices, NOTHING, null).region).toBe('530700');
  });

  test('the latest year with outturn comes before a later draft', () => {
    const slices = [
      slice({ year: 2026, measures: ['original'] }),
      slice({}),
      slice({ year: 2024 }),
    ];
    expect(choices(slices, NOTHING, null)).toMatchObject({ year: 2025, years: [2026, 2025, 2024] });
  });

  test('the whole area comes before the own level, and both before 口径未注明', () => {
    const slices = [slice({ scope: 'unstated' }), slice({ scope: 'own' }), slice({ scope: 'all' })];
    expect(choices(slices, NOTHING, null)).toMatchObject({
      scope: 'all',
      scopes: ['all', 'own', 'unstated'],
    });
  });

  test('the scope is one in which the general budget has outturn', () => {
    const slices = [slice({ scope: 'all', measures: ['original'] }), slice({ scope: 'own' })];
    expect(choices(slices, NOTHING, null).scope).toBe('own');
  });

  test('a reader of one region begins there', () => {
    expect(choices([slice({})], NOTHING, '310114').region).toBe('310114');
  });
});

test('what the reader has chosen stands, also where nothing is loaded', () => {
  const chosen = { region: '530700', year: 2019, scope: 'own', month: null } as const;
  expect(choices([slice({})], chosen, null)).toMatchObject({
    region: '530700',
    year: 2019,
    scope: 'own',
    here: [],
  });
});

test('figures stand at the end of their month; annual accounts at the end of the year', () => {
  const here = [slice({ month: 6 })];
  expect(asOfDate({ year: 2025, month: null, choices: { here } })).toBe('2025-06-30');
  expect(asOfDate({ year: 2025, month: 13, choices: { here } })).toBe('2025-12-31');
  expect(
    asOfDate({ year: 2025, month: null, choices: { here: [slice({ measures: ['original'] })] } }),
  ).toBeNull();
});
