/** In charge of the charts of audit findings, as a reader would see them. */
import { fen } from '#model/fen';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import AuditBars from '../../../web/charts/AuditBars.svelte';
import { pieces } from '../../../web/charts/AuditBars.ts';
import AuditLadder from '../../../web/charts/AuditLadder.svelte';
import { ladderExtent } from '../../../web/charts/AuditLadder.ts';
import {
  describeCategories,
  describeLadder,
  describeUnits,
  headlineOfAudit,
} from '../../../web/charts/describeAudit.ts';
import { findingBars, statusLadder, type FindingGroup } from '../../../web/data/findings.ts';
import { readable } from './lines.ts';

const group = (
  category: string,
  unit: string | null,
  status: string,
  count: number,
  wan: number | null,
): FindingGroup => ({
  category,
  unit,
  auditYear: 2021,
  status,
  count,
  amount: wan === null ? null : fen(BigInt(wan) * 1_000_000n),
  rectifiedAmount: null,
});

const GROUPS = [
  group('资产管理', '甲街道', 'rectified', 2, 120),
  group('资产管理', '乙街道', 'not_stated', 3, null),
  group('政府采购', '甲街道', 'partially_rectified', 1, 45),
  group('政府采购', null, 'ordered', 1, 300),
  group('往来款项', '甲街道', 'in_progress', 1, null),
];
const EVEN = [
  group('资产管理', '甲', 'not_stated', 1, null),
  group('政府采购', '乙', 'not_stated', 1, null),
];

test('a bar is split in the order of the ladder, without empty pieces', () => {
  const [first] = findingBars(GROUPS, 'category');
  expect(first === undefined ? null : pieces(first)).toEqual([
    { status: 'rectified', from: 0, to: 2 },
    { status: 'not_stated', from: 2, to: 5 },
  ]);
});

test('counts and amounts have scales of their own; absent amounts have none', () => {
  expect(ladderExtent(statusLadder(GROUPS))).toEqual({ count: 3, amount: fen(300_000_000n) });
  expect(ladderExtent(statusLadder(EVEN))).toEqual({ count: 2, amount: null });
});

describe('words', () => {
  const steps = statusLadder(GROUPS);

  test('silence is told apart from rectified', () => {
    expect(headlineOfAudit(steps, '某区', 'zh')).toBe(
      '某区公布的 8 个审计问题中，2 个写明已整改，3 个未说明整改情况。',
    );
    expect(describeLadder(steps, 'zh').title).toBe(
      '8 个问题中有 5 个写明了整改情况，其中 2 个已整改',
    );
    expect(describeLadder(statusLadder(EVEN), 'zh').title).toBe(
      '2 个问题的公开材料都没有写明整改情况',
    );
    expect(headlineOfAudit(statusLadder([]), '某区', 'zh')).toContain('没有已载入的逐项审计问题');
  });

  test('a leader is named only where there is one', () => {
    expect(describeCategories(findingBars(GROUPS, 'category'), 'zh').title).toBe(
      '“资产管理”最多，5 个，占 63%',
    );
    expect(describeCategories(findingBars(EVEN, 'category'), 'zh').title).toBe(
      '2 个类别各有 1 个问题，没有集中于某一类',
    );
    expect(describeUnits(findingBars(GROUPS, 'unit'), 'en').title).toBe('甲街道 has most, 4');
    expect(describeUnits(findingBars(EVEN, 'unit'), 'en').title).toBe('By unit');
  });
});

describe.each(['zh', 'en'] as const)('drawn in %s', (language) => {
  const framing = { title: '标题 Title', subtitle: '口径 Scope', source: '来源 Source' };

  test('ladder', async () => {
    const steps = statusLadder(GROUPS);
    const { summary } = describeLadder(steps, language);
    const { body } = render(AuditLadder, {
      props: {
        steps,
        unit: 'wan',
        language,
        width: 620,
        summary,
        framing,
      },
    });
    await expect(readable(body)).toMatchFileSnapshot(
      `../../golden/charts/audit-ladder.${language}.svg`,
    );
  });

  test('bars', async () => {
    const bars = findingBars(GROUPS, 'unit');
    const { summary } = describeUnits(bars, language);
    const unnamed = language === 'zh' ? '未点名单位' : 'No unit named';
    const { body } = render(AuditBars, {
      props: {
        bars,
        unit: 'wan',
        unnamed,
        language,
        width: 620,
        summary,
        framing,
      },
    });
    await expect(readable(body)).toMatchFileSnapshot(
      `../../golden/charts/audit-bars.${language}.svg`,
    );
  });
});
