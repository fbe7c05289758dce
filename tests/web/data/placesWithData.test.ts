/** In charge of which regions a page offers. */
import type { LoadedSlice } from '#contract/answers';
import { expect, test } from 'vitest';
import { placesWithData, subRegions } from '../../../web/data/placesWithData.ts';

const slice = (region: string, dataset: string, year: number): LoadedSlice => ({
  dataset,
  region,
  scope: 'all',
  year,
  month: 13,
  period: 'FY',
  book: null,
  flow: null,
  stage: 'accounts',
  source: 's',
  sourceKind: 'published',
  complete: true,
  reportedOn: null,
  figures: 5,
  measures: [],
});

test('only regions with figures of the dataset, most years first; a year that is not stated is none', () => {
  const slices = [
    slice('310104', 'assets', 2022),
    slice('310114', 'assets', 2023),
    slice('310114', 'assets', 2021),
    slice('110000', 'assets', 0),
    slice('530700', 'execution', 2025),
  ];
  expect(placesWithData(slices, ['assets'])).toEqual([
    { region: '310114', years: [2021, 2023], figures: 10 },
    { region: '310104', years: [2022], figures: 5 },
    { region: '110000', years: [], figures: 5 },
  ]);
});

test('sub-regions are those filed under the region', () => {
  const places = placesWithData(
    [
      slice('310114~区属国企', 'assets', 2024),
      slice('310114', 'assets', 2023),
      slice('310115~x', 'assets', 2024),
    ],
    ['assets'],
  );
  expect(subRegions(places, '310114').map(({ region }) => region)).toEqual(['310114~区属国企']);
});
