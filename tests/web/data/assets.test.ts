/** In charge of what published asset figures say: gaps stay gaps, sources that disagree are both kept, units never mix. */
import { fen } from '#model/fen';
import { describe, expect, test } from 'vitest';
import { Answer } from '../../../web/data/answer.ts';
import {
  assetFigures,
  assetLines,
  assetYears,
  netGrowth,
  oneAsset,
  stated,
  type AssetFigure,
} from '../../../web/data/assets.ts';

const yi = (value: number) => fen(BigInt(Math.round(value * 100)) * 100_000_000n);
const figure = (
  indicator: string,
  year: number,
  amount: number | null,
  patch: Partial<AssetFigure> = {},
): AssetFigure => ({
  class: 'enterprise',
  indicator,
  scope: 'all',
  year,
  quantityUnit: '',
  amount: amount === null ? null : yi(amount),
  quantity: null,
  source: null,
  ...patch,
});
/** 徐汇 310104, enterprises, as published for 2017, 2022 and 2023 (亿元). */
const XUHUI = [
  figure('total_assets', 2017, 1219.97),
  figure('total_liabilities', 2017, 869.19),
  figure('equity', 2017, 350.78),
  figure('total_assets', 2022, 1595.97),
  figure('total_liabilities', 2022, 997.13),
  figure('equity', 2022, 598.84),
  figure('value_preservation_ratio', 2022, null, { quantity: '101.47', quantityUnit: '%' }),
  figure('total_assets', 2023, 1776.07),
  figure('total_liabilities', 2023, 1144.41),
  figure('equity', 2023, 631.66),
].map((one) => ({ ...one, others: [] }));

describe('assetYears', () => {
  test('reads leverage, equity and the published preservation ratio', () => {
    const [, y2022] = assetYears(XUHUI, 'enterprise', 'all');
    expect(y2022?.leverage).toBeCloseTo(0.6248, 4);
    expect(y2022?.net).toBe(yi(598.84));
    expect(y2022?.netOrigin).toBe('published');
    expect(y2022?.preservation).toBeCloseTo(1.0147, 6);
  });

  test('computes net assets only where no equity is published', () => {
    const figures = [figure('total_assets', 2024, 10), figure('total_liabilities', 2024, 4)].map(
      (one) => ({ ...one, others: [] }),
    );
    expect(assetYears(figures, 'enterprise', 'all')[0]).toMatchObject({
      net: yi(6),
      netOrigin: 'computed',
    });
  });

  test('has no leverage without both sides', () => {
    const figures = [{ ...figure('total_assets', 2021, 245.9), others: [] }];
    expect(assetYears(figures, 'enterprise', 'all')[0]).toMatchObject({
      leverage: null,
      net: null,
      netOrigin: null,
    });
  });

  test('does not mix scopes', () => {
    expect(assetYears(XUHUI, 'enterprise', 'own')).toEqual([]);
  });
});

test('growth of net assets needs the year just before; a gap is not bridged', () => {
  const growth = netGrowth(assetYears(XUHUI, 'enterprise', 'all'));
  expect(growth[0]).toEqual({ known: false, year: 2017, lacking: 2016 });
  expect(growth[1]).toEqual({ known: false, year: 2022, lacking: 2021 });
  expect(growth[2]).toMatchObject({ known: true, year: 2023 });
  expect(growth[2]?.known === true ? growth[2].growth : null).toBeCloseTo(0.0548, 4);
});

test('sources that disagree are kept beside the winner, equal ones are not', () => {
  const winner = figure('total_assets', 2018, 82700);
  const all = [
    { ...winner, source: 'a' },
    { ...winner, source: 'b', amount: yi(82600) },
    { ...figure('overseas_share', 2018, null), quantity: '4.60', quantityUnit: '%', source: 'a' },
  ];
  const share = { ...figure('overseas_share', 2018, null), quantity: '4.6', quantityUnit: '%' };
  const [assets, ratio] = stated([winner, share], all);
  expect(assets?.others.map(({ source }) => source)).toEqual(['b']);
  expect(ratio?.others).toEqual([]);
});

test('money and quantities are different lines, in the order of the classes', () => {
  const figures = [
    ...XUHUI,
    {
      ...figure('forest_area', 2018, null, {
        class: 'natural',
        quantity: '11.4',
        quantityUnit: '万公顷',
      }),
      others: [],
    },
    {
      ...figure('forest_area', 2024, null, {
        class: 'natural',
        quantity: '153300',
        quantityUnit: '公顷',
      }),
      others: [],
    },
    { ...figure('total_assets', 2022, 477.42, { class: 'administrative' }), others: [] },
  ];
  expect(
    assetLines(figures, 'amount', 'all').map((line) => [
      line.class,
      line.indicator,
      line.values.size,
    ]),
  ).toEqual([
    ['enterprise', 'total_assets', 3],
    ['enterprise', 'total_liabilities', 3],
    ['enterprise', 'equity', 3],
    ['administrative', 'total_assets', 1],
  ]);
  expect(
    assetLines(figures, 'quantity', 'all').map((line) => [
      line.indicator,
      line.quantityUnit,
      line.values.size,
    ]),
  ).toEqual([
    ['value_preservation_ratio', '%', 1],
    ['forest_area', '万公顷', 1],
    ['forest_area', '公顷', 1],
  ]);
});

test('the origin of a figure fixes everything that must not be added', () => {
  const forest = figure('forest_area', 2018, null, {
    class: 'natural',
    quantity: '11.4',
    quantityUnit: '万公顷',
  });
  expect(oneAsset('310000', forest, 5)).toEqual({
    cube: 'assets',
    measures: ['quantity'],
    by: [],
    where: {
      region: ['310000'],
      scope: ['all'],
      year: ['2018'],
      class: ['natural'],
      indicator: ['forest_area'],
      quantityUnit: ['万公顷'],
    },
    asOf: '5',
  });
});

test('an answer becomes figures; a row without any value is none', () => {
  const answer = new Answer(1, [
    ['class', ['enterprise', 'natural', 'natural']],
    ['indicator', ['total_assets', 'forest_area', 'wetland_area']],
    ['scope', ['all', 'all', 'all']],
    ['year', [2023, 2023, 2023]],
    ['quantityUnit', ['', '公顷', '公顷']],
    ['amount', [1n, null, null]],
    ['quantity', [null, '3.5', null]],
    ['source', ['a', 'b', 'c']],
  ]);
  expect(assetFigures(answer, true).map(({ indicator, source }) => [indicator, source])).toEqual([
    ['total_assets', 'a'],
    ['forest_area', 'b'],
  ]);
  expect(assetFigures(answer, false)[0]?.source).toBeNull();
});
