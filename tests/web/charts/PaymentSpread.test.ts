/** In charge of payments in time and size: places, the usual range, the shades, the months, and the drawing of few and of many. */
import fc from 'fast-check';
import { fen } from '#model/fen';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import PaymentSpread from '../../../web/charts/PaymentSpread.svelte';
import {
  byMonth,
  cellsOf,
  levels,
  paymentDots,
  SHADES,
  spreadBoxes,
  spreadCells,
  timeOf,
  usualRange,
  type MonthOfPayments,
  type PaymentDot,
  type SpreadCell,
} from '../../../web/charts/PaymentSpread.ts';
import { Answer } from '../../../web/data/answer.ts';
import { spreadSummary, spreadTitle } from '../../../web/format/paymentWords.ts';
import { speaker } from '../../../web/i18n/catalogue.ts';
import { readable } from './lines.ts';
import { voucher, vouchers } from './vouchers.ts';

const cell = (month: number, size: number, count: number, yuan: number): SpreadCell => ({
  time: month - 1,
  month,
  size,
  count,
  amount: fen(BigInt(yuan) * 100n),
});

describe('where a voucher stands', () => {
  test('a day lies in its fiscal month, the closing period after December', () => {
    expect(timeOf(1, '2025-01-01')).toBe(0);
    expect(timeOf(12, '2025-12-31')).toBeCloseTo(11.97, 2);
    expect(timeOf(13, '2026-01-08')).toBeGreaterThan(12);
    expect(timeOf(6, null)).toBeCloseTo(5.48, 2);
  });

  test('refunds lie at their size, zero at the bottom', () => {
    const dots = paymentDots(vouchers());
    expect(dots).toHaveLength(40);
    const refund = dots.find(({ row }) => row.refund);
    expect(refund?.level).toBeCloseTo(Math.log10(250_000), 5);
    expect(dots.find(({ row }) => row.id === '1.93')?.level).toBe(0);
  });
});

describe('an answer of the cube', () => {
  const answer = new Answer(1, [
    ['month', [1, 1, 13]],
    ['date', ['2025-01-15', '2025-01-16', '2026-01-05']],
    ['size', [100, 120, 140]],
    ['count', [5, 1, 2]],
    ['amount', [500n, 900n, 100n]],
  ]);

  test('by day and by month', () => {
    expect(spreadCells(answer, true).map(({ time }) => time.toFixed(2))).toEqual([
      '0.45',
      '0.48',
      '12.13',
    ]);
    expect(spreadCells(answer, false).map(({ time }) => time)).toEqual([0, 0, 12]);
  });

  test('months add up to what was answered', () => {
    const months = byMonth(spreadCells(answer, true));
    expect(months.map(({ month, count, amount }) => [month, count, amount])).toEqual([
      [1, 6, 1400n],
      [13, 2, 100n],
    ]);
    expect(months.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 12);
  });
});

describe('the usual range', () => {
  test('holds nine in ten, and says what lies above', () => {
    const cells = [cell(1, 100, 5, 5), cell(2, 110, 90, 900), cell(3, 140, 5, 9000)];
    const usual = usualRange(cells);
    expect(usual).toMatchObject({ low: 5, high: 5.55, count: 100, above: 5 });
    expect(usual?.aboveAmount).toBe(900_000n);
  });

  test('is not said of fewer than twenty', () => {
    expect(usualRange([cell(1, 100, 19, 5)])).toBeNull();
  });

  test('leaves at least nine tenths inside, whatever the sizes', () => {
    const some = fc.array(
      fc.record({
        size: fc.integer({ min: 0, max: 240 }),
        count: fc.integer({ min: 1, max: 500 }),
      }),
      { minLength: 20, maxLength: 60 },
    );
    fc.assert(
      fc.property(some, (drawn) => {
        const cells = drawn.map(({ size, count }) => cell(1, size, count, count));
        const usual = usualRange(cells);
        if (usual === null) return;
        const inside = cells
          .filter(({ size }) => size / 20 >= usual.low - 1e-9 && size / 20 < usual.high - 1e-9)
          .reduce((sum, { count }) => sum + count, 0);
        expect(inside).toBeGreaterThanOrEqual(usual.count * 0.9);
        expect(usual.above).toBeLessThanOrEqual(usual.count * 0.05);
      }),
    );
  });
});

test('boxes keep every voucher, and shades run from faint to full', () => {
  const cells = [cell(1, 100, 1, 1), cell(1, 101, 2, 2), cell(2, 160, 4000, 9)];
  const boxes = spreadBoxes(cells, false);
  expect(boxes.map(({ count }) => count)).toEqual([3, 4000]);
  expect(boxes.map(({ shade }) => shade)).toEqual([1, SHADES]);
  expect(boxes[0]).toMatchObject({ from: 0, to: 1, low: 5, high: 5.1 });
  expect(levels(cells)).toEqual([5, 9]);
  expect(levels([])).toEqual([2, 8]);
});

const SAID = {
  zh: '九成支付在 1,000 元至 6,300 元之间；其上 2 笔占金额的 98%。12 月支付最多，481.25 万元，占 96%。',
  en: 'Nine in ten payments lie between 1,000 and 6,300 yuan; the 2 above make up 98% of the money. Most was paid in month 12: 481.25 ten thousand yuan, 96%.',
} as const;

describe.each(['zh', 'en'] as const)('in words and drawn in %s', (language) => {
  const t = speaker(language);
  const style = { unit: 'wan', decimals: 2 } as const;
  const cells = cellsOf(vouchers());
  const usual = usualRange(cells);
  const title = spreadTitle(t, usual, 40, fen(480_000_000n));
  const summary = spreadSummary(t, title, byMonth(cells), style);
  const framing = { title, subtitle: '2025', source: 'demo' };

  test('says the finding', () => {
    expect(summary).toBe(SAID[language]);
    expect(spreadTitle(t, null, 3, fen(12_345n))).toMatch(/123\.45/);
    expect(spreadTitle(t, null, 0, null)).toBe(t('payments.spread.none'));
  });

  test('few, dot by dot', async () => {
    const dots = paymentDots(vouchers());
    const props = {
      cells,
      byDay: true,
      dots,
      usual,
      language,
      style,
      summary,
      width: 760,
      framing,
    };
    const { body } = render(PaymentSpread, { props });
    expect(body.match(/<circle/g)).toHaveLength(40);
    expect(body).not.toContain('style=');
    await expect(readable(body)).toMatchFileSnapshot(
      `../../golden/charts/payment-dots.${language}.svg`,
    );
  });

  test('many, by how dense they are, and narrow', async () => {
    const many = [
      ...Array.from({ length: 12 }, (_, at) =>
        cell(at + 1, 104 + at, 30 * (at + 1), 900 * (at + 1)),
      ),
      ...Array.from({ length: 12 }, (_, at) => cell(at + 1, 120, 4, 40)),
      cell(12, 150, 2, 9000),
    ];
    const props = {
      cells: many,
      byDay: false,
      dots: null,
      usual: usualRange(many),
      language,
      style,
      summary,
      width: 560,
    };
    const { body } = render(PaymentSpread, { props });
    expect(body).not.toContain('<circle');
    await expect(readable(body)).toMatchFileSnapshot(
      `../../golden/charts/payment-density.${language}.svg`,
    );
  });
});

test('each mark is a button with its own words, one tab stop in all', () => {
  const rows = [voucher(1), voucher(2, { month: 4, date: '2025-04-01' })];
  const { body } = render(PaymentSpread, {
    props: {
      cells: cellsOf(rows),
      byDay: true,
      dots: paymentDots(rows),
      usual: null,
      language: 'zh',
      style: { unit: 'yuan', decimals: 0 },
      summary: '',
      describeMonth: ({ month }: MonthOfPayments) => `${month} 月`,
      describeDot: ({ row }: PaymentDot) => row.voucher ?? '',
      openMonth: () => undefined,
      openDot: () => undefined,
    },
  });
  expect(body.match(/data-mark/g)).toHaveLength(4);
  expect(body.match(/tabindex="0"/g)).toHaveLength(1);
  expect(body).toContain('aria-label="V1"');
});
