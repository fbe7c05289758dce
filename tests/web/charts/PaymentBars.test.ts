/** In charge of the ranked parts of payments: from an answer and from rows alike, with shares, and the drawing. */
import { fen } from '#model/fen';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import PaymentBars from '../../../web/charts/PaymentBars.svelte';
import {
  paymentParts,
  partsOfRows,
  type Part,
  type PaymentPanel,
  type PaymentPart,
} from '../../../web/charts/PaymentBars.ts';
import { Answer } from '../../../web/data/answer.ts';
import { partsTitle } from '../../../web/format/paymentWords.ts';
import { speaker } from '../../../web/i18n/catalogue.ts';
import { readable } from './lines.ts';
import { vouchers } from './vouchers.ts';

const plain = (code: string) => ({ text: code === '~' ? '未列' : code });

describe('parts', () => {
  const answer = new Answer(1, [
    ['payee', ['1', null, '2']],
    ['amount', [300n, 100n, 600n]],
    ['count', [3, 1, 2]],
  ]);

  test('of an answer, the largest first, shares of everything and not of what is listed', () => {
    expect(
      paymentParts(answer, 'payee', fen(2000n), plain).map(({ code, name, share }) => [
        code,
        name,
        share,
      ]),
    ).toEqual([
      ['2', '2', 0.3],
      ['1', '1', 0.15],
      ['~', '未列', 0.05],
    ]);
    expect(paymentParts(answer, 'payee', null, plain)[0]?.share).toBeNull();
  });

  test('of rows add up to the rows, called as the rows call them', () => {
    const rows = vouchers();
    const parts = partsOfRows(rows, 'payee', 99, plain);
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
    expect(parts.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 12);
    expect(parts[0]).toMatchObject({ code: '9', name: '丙建设集团有限公司', count: 1 });
    expect(parts.find(({ code }) => code === '~')?.name).toBe('未列');
    expect(partsOfRows(rows, 'payee', 2, plain)).toHaveLength(2);
  });
});

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const t = speaker(language);
  const rows = vouchers();
  const parts = (by: 'payee' | 'unit' | 'economic' | 'method') => partsOfRows(rows, by, 8, plain);
  const panels: readonly PaymentPanel[] = (['payee', 'unit', 'economic', 'method'] as const).map(
    (by) => ({ by, title: t(`payments.of.${by}`), parts: parts(by) }),
  );

  test('names who received and who paid most', () => {
    const title = partsTitle(t, parts('payee'), parts('unit'));
    expect(title).toContain('丙建设集团有限公司');
    expect(title).toContain('区住建局本级');
    expect(partsTitle(t, [], [])).toBe(t('payments.parts.none'));
  });

  test('is drawn as it was, side by side and one under the other', async () => {
    const props = { panels, language, style: { unit: 'wan', decimals: 2 }, summary: '' } as const;
    const framing = { title: 'Title', subtitle: 'Subtitle', source: 'Source' };
    const { body } = render(PaymentBars, { props: { ...props, framing } });
    expect(body).not.toContain('style=');
    await expect(readable(body)).toMatchFileSnapshot(
      `../../golden/charts/payment-bars.${language}.svg`,
    );
    const narrow = render(PaymentBars, { props: { ...props, width: 340 } }).body;
    await expect(readable(narrow)).toMatchFileSnapshot(
      `../../golden/charts/payment-bars.narrow.${language}.svg`,
    );
  });
});

test('a held part says so', () => {
  const panels: readonly PaymentPanel[] = [
    { by: 'payee', title: '收款人', parts: partsOfRows(vouchers(), 'payee', 3, plain) },
  ];
  const { body } = render(PaymentBars, {
    props: {
      panels,
      language: 'zh',
      style: { unit: 'wan', decimals: 2 },
      summary: '',
      describe: (_: Part, { name }: PaymentPart) => name,
      held: (_: Part, code: string) => code === '9',
      open: () => undefined,
    },
  });
  expect(body.match(/aria-pressed="true"/g)).toHaveLength(1);
  expect(body.match(/tabindex="0"/g)).toHaveLength(1);
});
