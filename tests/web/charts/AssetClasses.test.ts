/** In charge of the charts of state assets: with the published figures of two real districts, as a reader would see them. */
import { fen } from '#model/fen';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import AssetClasses from '../../../web/charts/AssetClasses.svelte';
import { assetPanels, assetScopes, largestTotal } from '../../../web/charts/AssetClasses.ts';
import AssetLeverage from '../../../web/charts/AssetLeverage.svelte';
import { apart, leverageLines } from '../../../web/charts/AssetLeverage.ts';
import {
  describeAssets,
  describeLeverage,
  headlineOfAssets,
} from '../../../web/charts/describeAssets.ts';
import type { StatedFigure } from '../../../web/data/assets.ts';
import { readable } from './lines.ts';

const stated = (
  assetClass: string,
  indicator: string,
  year: number,
  yi: number | null,
  quantity: string | null = null,
): StatedFigure => ({
  class: assetClass,
  indicator,
  scope: 'all',
  year,
  quantityUnit: quantity === null ? '元' : '户',
  amount: yi === null ? null : fen(BigInt(Math.round(yi * 100)) * 100_000_000n),
  quantity,
  source: null,
  others: [],
});

/** 上海市徐汇区, as its yearly reports give it (亿元). */
const XUHUI = [
  stated('enterprise', 'total_assets', 2017, 1219.97),
  stated('enterprise', 'total_liabilities', 2017, 869.19),
  stated('enterprise', 'total_assets', 2022, 1595.97),
  stated('enterprise', 'total_liabilities', 2022, 997.13),
  stated('enterprise', 'equity', 2022, 598.84),
  stated('enterprise', 'total_assets', 2023, 1776.07),
  stated('enterprise', 'total_liabilities', 2023, 1144.41),
  stated('enterprise', 'equity', 2023, 631.66),
  stated('administrative', 'total_assets', 2022, 477.42),
  stated('administrative', 'total_liabilities', 2022, 39.81),
  stated('administrative', 'total_assets', 2023, 538.23),
  stated('administrative', 'total_liabilities', 2023, 36.74),
  stated('financial', 'household_count', 2022, null, '0'),
  stated('financial', 'household_count', 2023, null, '0'),
];
/** 上海市嘉定区 2021: liabilities of the administrative class were not published. */
const HALF = [stated('administrative', 'total_assets', 2021, 245.9)];

describe('points', () => {
  test('years stand newest first, what lies between them is a gap', () => {
    const [enterprise] = assetPanels(XUHUI, 'all');
    expect(
      enterprise?.rows.map((row) => (row.kind === 'gap' ? [row.from, row.to] : row.year.year)),
    ).toEqual([2023, 2022, [2018, 2021], 2017]);
  });

  test('a report that says there is nothing is not the same as no report', () => {
    const [, financial] = assetPanels(XUHUI, 'all');
    expect(financial).toMatchObject({ rows: [], noneIn: 2023 });
    expect(assetPanels(HALF, 'all')[1]).toMatchObject({ rows: [], noneIn: null });
  });

  test('all classes share one scale', () => {
    expect(largestTotal(assetPanels(XUHUI, 'all'))).toBe(fen(177_607n * 100_000_000n));
    expect(largestTotal(assetPanels([], 'all'))).toBeNull();
    expect(assetScopes([...XUHUI, ...HALF.map((one) => ({ ...one, scope: 'own' }))])).toEqual([
      'all',
      'own',
    ]);
  });

  test('lines are joined only over years that follow each other', () => {
    const lines = leverageLines(XUHUI, 'all');
    expect(lines.map(({ runs }) => runs.map((run) => run.map(({ year }) => year)))).toEqual([
      [[2017], [2022, 2023]],
      [[2022, 2023]],
    ]);
    expect(leverageLines(HALF, 'all')).toEqual([]);
  });

  test('labels keep their order and never lie on each other', () => {
    expect(apart([50, 52, 10], 16)).toEqual([50, 66, 10]);
    expect(apart([], 16)).toEqual([]);
  });
});

describe('words', () => {
  const panels = assetPanels(XUHUI, 'all');

  test('the headline gives size, leverage and growth of the latest year', () => {
    expect(headlineOfAssets(panels, '徐汇区', 'yi', 'zh')).toBe(
      '徐汇区 2023 年末企业国有资产（不含金融）总额 1,776.07 亿元，负债率 64.4%，净资产比上年增长 5.5%。',
    );
  });

  test('it says what cannot be judged', () => {
    expect(headlineOfAssets(assetPanels(HALF, 'all'), '嘉定区', 'yi', 'zh')).toContain('无法判定');
    expect(headlineOfAssets([], '嘉定区', 'yi', 'en')).toContain('no total');
    expect(describeLeverage([], 'zh').title).toContain('无法判定');
  });

  test('titles state the finding', () => {
    expect(describeAssets(panels, 'yi', 'zh').title).toBe(
      '企业国有资产（不含金融）由 2017 年末的 1,219.97 亿元变为 2023 年末的 1,776.07 亿元',
    );
    expect(describeLeverage(leverageLines(XUHUI, 'all'), 'zh').title).toBe(
      '企业国有资产（不含金融）负债率 2017 年 71.2%，2023 年 64.4%，−6.8 个百分点',
    );
  });
});

describe.each(['zh', 'en'] as const)('drawn in %s', (language) => {
  const framing = { title: '标题 Title', subtitle: '口径 Scope', source: '来源 Source' };

  test('classes', async () => {
    const panels = assetPanels([...XUHUI, ...HALF], 'all');
    const { summary } = describeAssets(panels, 'yi', language);
    const { body } = render(AssetClasses, {
      props: {
        panels,
        unit: 'yi',
        language,
        width: 760,
        summary,
        framing,
      },
    });
    await expect(readable(body)).toMatchFileSnapshot(
      `../../golden/charts/asset-classes.${language}.svg`,
    );
  });

  test('leverage', async () => {
    const lines = leverageLines(XUHUI, 'all');
    const { summary } = describeLeverage(lines, language);
    const { body } = render(AssetLeverage, {
      props: { lines, language, width: 560, summary, framing },
    });
    await expect(readable(body)).toMatchFileSnapshot(
      `../../golden/charts/asset-leverage.${language}.svg`,
    );
  });
});
