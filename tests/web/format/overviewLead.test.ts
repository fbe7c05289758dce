/** In charge of the sentences of 总览: true to the figures, and honest where one is absent. */
import { describe, expect, test } from 'vitest';
import { fen } from '#model/fen';
import type { BudgetLine } from '../../../web/data/budgetLine.ts';
import { overviewLead } from '../../../web/format/overviewLead.ts';
import { speaker } from '../../../web/i18n/catalogue.ts';
import { rows, TOTAL } from '../charts/lines.ts';

const STYLE = { unit: 'wan', decimals: 0 } as const;
const NAMES = {
  book: '一般公共预算',
  bookTitle: '一般公共预算',
  flow: '支出',
  budget: '年初预算',
  scope: '全市',
  unit: '万元',
  unitTitle: '万元',
};
const t = speaker('zh');
const absent: BudgetLine = {
  code: '',
  original: null,
  final: null,
  executed: null,
  prior: null,
  hidden: false,
};

describe('the sentence of the overview', () => {
  test('names what is furthest from its budget', () => {
    const total = { ...TOTAL, final: null };
    expect(
      overviewLead(t, NAMES, total, rows('original'), STYLE, 'original', 'expenditure'),
    ).toEqual({
      lead: '全市一般公共预算支出 530,400 万元，完成年初预算的 81.8%；农林水支出一项少支 121,000 万元。',
      sub: '2 个科目超过年初预算，2 个不足。全市表未印调整预算数，以年初预算为基准。',
      finding: '农林水支出距年初预算最远：−121,000 万元，完成 66.4%',
    });
  });

  test('says short of revenue differently', () => {
    const { lead } = overviewLead(t, NAMES, TOTAL, rows('original'), STYLE, 'original', 'revenue');
    expect(lead).toContain('农林水支出一项短收');
  });

  test('does not judge without a budget', () => {
    const total = { ...absent, executed: fen(99_760_000_000n) };
    const words = overviewLead(t, NAMES, total, [], STYLE, 'original', 'expenditure');
    expect(words).toEqual({
      lead: '全市一般公共预算支出 99,760 万元。',
      sub: '来源未列预算数，无法计算完成比例。',
      finding: '各项支出',
    });
  });

  test('says that a draft has no outturn', () => {
    const total = { ...absent, original: fen(582_000_000n) };
    const { lead } = overviewLead(t, NAMES, total, [], STYLE, 'original', 'expenditure');
    expect(lead).toBe('全市一般公共预算支出安排 582 万元，尚无执行数。');
  });
});
