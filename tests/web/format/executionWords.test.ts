/** In charge of the sentences of 预算执行: gap, growth and change of budget as the figures have them. */
import { expect, test } from 'vitest';
import { fen } from '#model/fen';
import {
  adjustmentOf,
  leadOf,
  linesTitle,
  rankingTitle,
} from '../../../web/format/executionWords.ts';
import { speaker } from '../../../web/i18n/catalogue.ts';
import { rows, TOTAL } from '../charts/lines.ts';

const STYLE = { unit: 'wan', decimals: 0 } as const;
const zh = speaker('zh');
const en = speaker('en');

test('the place in one sentence', () => {
  const words = { place: '农林水支出', budget: '调整预算', unit: '万元' };
  expect(leadOf(zh, words, TOTAL, 'final', STYLE)).toBe(
    '农林水支出 530,400 万元，完成调整预算的 84.7%，少 96,100 万元，比上年 −15.1%。',
  );
  expect(leadOf(zh, words, null, 'final', STYLE)).toBe('');
  expect(
    leadOf(
      en,
      { ...words, place: 'Agriculture', budget: 'the adjusted budget', unit: 'yuan' },
      TOTAL,
      'final',
      STYLE,
    ),
  ).toBe(
    'Agriculture: 530,400 yuan, 84.7% of the adjusted budget, 96,100 below, −15.1% on the prior year.',
  );
});

test('a growth without a base is left out', () => {
  const words = { place: '预备费', budget: '年初预算', unit: '万元' };
  const line = { ...TOTAL, executed: fen(5_000_000n), original: fen(5_000_000n), prior: fen(0n) };
  expect(leadOf(zh, words, line, 'original', STYLE)).toBe('预备费 5 万元，完成年初预算的 100.0%。');
});

test('how the budget was changed, where an adjusted one is printed', () => {
  expect(adjustmentOf(zh, TOTAL, STYLE, '万元')).toBe(
    '年初预算 648,500 万元，调整为 626,500 万元（−3.4%）。',
  );
  expect(adjustmentOf(zh, { ...TOTAL, final: null }, STYLE, '万元')).toBe('');
});

test('the findings of the charts', () => {
  expect(linesTitle(zh, rows('final'), '调整预算')).toBe('1 个科目超过调整预算，3 个不足');
  expect(linesTitle(zh, [], '调整预算')).toBe('各科目');
  expect(rankingTitle(zh, rows('original'), '万元')).toBe(
    '农林水支出差额最大（−121,000 万元），预备费百分点差距最大（−100.0）',
  );
  expect(rankingTitle(zh, [], '万元')).toBe('没有可比的差距');
});
