/** In charge of bullet rows: the question, the points, the drawing, what a mark says. */
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import BulletFigure from '../../../web/charts/BulletRows.svelte';
import { bulletDomain, bulletRowsQuestion } from '../../../web/charts/BulletRows.ts';
import { describeLine } from '../../../web/charts/describeLine.ts';
import { rungBelow } from '../../../web/data/ladder.ts';
import { LINES, readable, rows } from './lines.ts';

describe('bullet rows', () => {
  test('ask for the lines of one rung and say nothing of region or year', () => {
    const rung = rungBelow('general', 'expenditure', ['201']);
    if (rung === null) throw new Error('there are 款 below 201');
    expect(bulletRowsQuestion('general', 'expenditure', rung)).toEqual({
      cube: 'execution',
      measures: ['original', 'final', 'executed', 'prior', 'hidden'],
      by: ['function.group'],
      where: { book: ['general'], flow: ['expenditure'], 'function.class': ['201'] },
    });
  });

  test('show amounts in one unit, ratios of sums, and nothing where there is nothing', () => {
    expect(
      rows('final').map(({ name, texts }) => [
        name,
        texts.executed,
        texts.gap,
        texts.rate,
        texts.growth,
      ]),
    ).toEqual([
      ['农林水支出', '239,000', '−101,000', '70.3%', '−36.6%'],
      ['教育支出', '290,000', '+22,000', '108.2%', '+13.7%'],
      ['预备费', '0', '−18,500', '0.0%', null],
      ['其他支出', '3,800', null, null, '+100.0%'],
      ['其他一般公共服务支出（含以前年度结转安排的各项支出）', '−2,400', '−2,400', null, '+73.3%'],
    ]);
  });

  test('have room for what lies below zero', () => {
    const [low, high] = bulletDomain(LINES);
    expect(low).toBeLessThan(0);
    expect(high).toBe(377_000e6);
    expect(bulletDomain([])).toEqual([0, 1]);
  });

  test('say every figure exactly to 元, and that it is hidden', () => {
    const [first] = LINES;
    const last = LINES.at(-1);
    if (first === undefined || last === undefined) throw new Error('there are lines');
    expect(describeLine(first, '农林水支出', 'final', 'zh')).toBe(
      '农林水支出\n年初预算 3,600,000,000 元\n调整预算 3,400,000,000 元\n执行数 2,390,000,000 元\n上年决算 3,770,000,000 元\n' +
        '为调整预算的 70.3%，相差 −1,010,000,000 元（−29.7 个百分点）\n比上年 −36.6%',
    );
    expect(describeLine(last, 'x', 'final', 'en')).toContain(
      'Hidden in the source file, not printed',
    );
  });

  test.each(['zh', 'en'] as const)('are drawn as they were (%s)', async (language) => {
    const { body } = render(BulletFigure, {
      props: {
        rows: rows('final'),
        base: 'final',
        language,
        summary: '农林水支出距调整预算最远',
        unit: '万元',
        framing: {
          title: '农林水支出距调整预算最远：−101,000 万元，完成 70.3%',
          subtitle: '示例市 · 一般公共预算支出 · 万元',
          source: '来源：示例',
        },
      },
    });
    expect(body).not.toContain('style=');
    expect(body).not.toContain('var(--');
    await expect(readable(body)).toMatchFileSnapshot(
      `../../golden/charts/bullet-rows.${language}.svg`,
    );
  });

  test('without an adjusted budget have one budget tick, solid', () => {
    const lines = rows('original').map((row) => ({ ...row, line: { ...row.line, final: null } }));
    const { body } = render(BulletFigure, {
      props: {
        rows: lines,
        base: 'original',
        language: 'zh',
        summary: 's',
        unit: '万元',
        framing: { title: '年初预算', subtitle: '', source: '' },
      },
    });
    expect(body).not.toContain('调整');
    expect(body).not.toContain('stroke-dasharray="3 2"');
  });
});
