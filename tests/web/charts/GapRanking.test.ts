/** In charge of the two-sided ranking: each measure ranked for itself, from shortfall to excess, and the drawing. */
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import GapRanking from '../../../web/charts/GapRanking.svelte';
import { gapPanels } from '../../../web/charts/GapRanking.ts';
import { readable, rows } from './lines.ts';

describe('the ranking of gaps', () => {
  const panels = gapPanels(rows('original'), 3);

  test('ranks money and points apart and leaves out what cannot be compared', () => {
    expect(panels.map(({ points }) => points.map(({ row }) => row.line.code))).toEqual([
      ['213', '227', '205'],
      ['227', '213', '205'],
    ]);
  });

  test('reaches equally far to both sides', () => {
    expect(panels.map(({ extent }) => extent)).toEqual([121_000e6, 1]);
    expect(gapPanels([], 3).map(({ extent }) => extent)).toEqual([1, 1]);
  });

  test('is drawn as it was, side by side and one under the other', async () => {
    const props = { panels, language: 'zh', unit: '万元', summary: '农林水支出差额最大' } as const;
    const framing = {
      title: '农林水支出差额最大',
      subtitle: '执行数与年初预算之差',
      source: '来源：示例',
    };
    const { body } = render(GapRanking, { props: { ...props, framing } });
    expect(body).not.toContain('style=');
    await expect(readable(body)).toMatchFileSnapshot('../../golden/charts/gap-ranking.svg');
    const narrow = render(GapRanking, { props: { ...props, width: 360 } });
    await expect(readable(narrow.body)).toMatchFileSnapshot(
      '../../golden/charts/gap-ranking.narrow.svg',
    );
  });
});
