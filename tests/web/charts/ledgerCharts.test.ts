/** In charge of the charts of 预算执行 over a ledger, as they are drawn: each is a golden that can be read, in both languages. */
import { fen } from '#model/fen';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import AdjustmentSteps from '../../../web/charts/AdjustmentSteps.svelte';
import { adjustment, type MovementCell } from '../../../web/charts/AdjustmentSteps.ts';
import DepartmentGaps from '../../../web/charts/DepartmentGaps.svelte';
import { bothEnds, departmentGap, rankedGaps } from '../../../web/charts/DepartmentGaps.ts';
import KindParts from '../../../web/charts/KindParts.svelte';
import { kindParts } from '../../../web/charts/KindParts.ts';
import MonthHeat from '../../../web/charts/MonthHeat.svelte';
import { heatPeak, heatRows, heatTotals } from '../../../web/charts/MonthHeat.ts';
import Pace from '../../../web/charts/Pace.svelte';
import { apartBy, paceStanding, paceTicks, type PaceSeries } from '../../../web/charts/Pace.ts';
import PurposeMatrix from '../../../web/charts/PurposeMatrix.svelte';
import { purposeMatrix } from '../../../web/charts/PurposeMatrix.ts';
import YearPanels from '../../../web/charts/YearPanels.svelte';
import { yearPanels } from '../../../web/charts/YearPanels.ts';
import { calendarShare } from '../../../web/data/ledger.ts';
import { NO_FILTER } from '../../../web/data/scopeFilter.ts';
import { paceSheet } from '../../../web/format/ledgerSheets.ts';
import { gapsTitle, ledgerLead, paceTitle, whoSaid } from '../../../web/format/ledgerWords.ts';
import { csvOf } from '../../../web/format/sheet.ts';
import { LANGUAGES, speaker } from '../../../web/i18n/catalogue.ts';
import { shadeOf, shadeSteps } from '../../../web/marks/shades.ts';
import { readable } from './lines.ts';
import { closedYear, nameOf, nameOfRow, smallDistrict } from './smallDistrict.ts';

const STYLE = { unit: 'yi', decimals: 2 } as const;
const FRAMING = { title: '标题', subtitle: '副标题', source: '来源：模拟数据' };
const golden = (name: string) => `../../golden/charts/${name}.svg`;

const ledger = smallDistrict();
ledger.apply({ filter: NO_FILTER, month: 13 });
const months = ledger.inTime();
const rows = ledger.rows();
const series: PaceSeries = {
  year: 2026,
  months,
  past: ledger.past(),
  flags: [
    { id: '1', month: 8, severity: 'yellow' },
    { id: '2', month: null, severity: 'red' },
  ],
};
const gaps = rankedGaps(
  rows.map((row, at) =>
    departmentGap(row, 9, nameOf(row.code), at === 1 ? { severity: 'orange', count: 2 } : null),
  ),
  'own',
  'amount',
);
const MOVED: readonly MovementCell[] = [
  { kind: 'initial', document: '明财预〔2026〕1号', date: '2026-01-04', amount: fen(1_130_000_000_00n) },
  { kind: 'carryOver', document: '明财行〔2026〕2号', date: '2026-02-06', amount: fen(20_000_000_00n) },
  { kind: 'add', document: '明财建〔2026〕7号', date: '2026-05-18', amount: fen(31_500_000_00n) },
  { kind: 'virement', document: '明财建〔2026〕8号', date: '2026-06-02', amount: fen(5_000_000_00n) },
  { kind: 'virement', document: '明财建〔2026〕8号', date: '2026-06-02', amount: fen(-5_000_000_00n) },
  { kind: 'takeBack', document: '明财综〔2026〕9号', date: '2026-08-30', amount: fen(-4_200_000_00n) },
  { kind: 'add', document: null, date: '2026-09-01', amount: fen(100_000_00n) },
]; // prettier-ignore

describe.each(LANGUAGES)('drawn in %s', (language) => {
  const common = { language, summary: '一句话', framing: FRAMING };
  test('the pace of a running year against its own past', async () => {
    const { body } = render(Pace, { props: { ...common, series, style: STYLE } });
    await expect(readable(body)).toMatchFileSnapshot(golden(`pace.${language}`));
  });
  test('the ranking of departments', async () => {
    const { body } = render(DepartmentGaps, {
      props: {
        ...common,
        rows: gaps,
        reference: 'own',
        calendar: calendarShare(9),
        style: STYLE,
        unit: '亿元',
      },
    });
    await expect(readable(body)).toMatchFileSnapshot(golden(`department-gaps.${language}`));
  });
  test('the heat map with a brushed period', async () => {
    const heat = heatRows(rows, nameOfRow);
    const { body } = render(MonthHeat, {
      props: {
        ...common,
        rows: heat,
        months: ledger.months,
        totals: heatTotals(rows, ledger.months.length),
        period: [4, 6],
      },
    });
    await expect(readable(body)).toMatchFileSnapshot(golden(`month-heat.${language}`));
  });
  test('the matrix of departments and functions', async () => {
    const matrix = purposeMatrix(
      rows,
      ledger.purposes(rows),
      { row: nameOfRow, column: nameOf },
      Infinity,
    );
    const { body } = render(PurposeMatrix, { props: { ...common, matrix, style: STYLE } });
    await expect(readable(body)).toMatchFileSnapshot(golden(`purpose-matrix.${language}`));
  });
  test('the structure by economic class', async () => {
    const parts = kindParts(ledger.kinds(), 7, STYLE, nameOf);
    const { body } = render(KindParts, { props: { ...common, parts, unit: '亿元' } });
    await expect(readable(body)).toMatchFileSnapshot(golden(`kind-parts.${language}`));
  });
  test('several years side by side', async () => {
    const panels = yearPanels(series.past, 2026, months);
    const { body } = render(YearPanels, { props: { ...common, panels, month: 9 } });
    await expect(readable(body)).toMatchFileSnapshot(golden(`year-panels.${language}`));
  });
  test('the steps from the original to the adjusted budget', async () => {
    const { body } = render(AdjustmentSteps, {
      props: { ...common, adjustment: adjustment(MOVED, 12), style: STYLE, unit: '亿元' },
    });
    await expect(readable(body)).toMatchFileSnapshot(golden(`adjustment-steps.${language}`));
  });
});

test('a closed year sets the closing period apart from December', async () => {
  const closed = closedYear();
  closed.apply({ filter: NO_FILTER, month: 13 });
  const { body } = render(Pace, {
    props: {
      series: { year: 2025, months: closed.inTime(), past: [], flags: [] },
      style: STYLE,
      language: 'zh',
      summary: '一句话',
      width: 420,
    },
  });
  await expect(readable(body)).toMatchFileSnapshot(golden('pace.closed.narrow'));
});

describe('what the charts say', () => {
  const t = speaker('zh');
  const standing = paceStanding(series);
  test('who is behind, and whether that is unusual for them', () => {
    expect(paceTitle(t, '全区', standing, 'zh')).toBe(
      '全区执行 61.3%，比序时进度慢 13.7 个百分点，为近三年同期最慢',
    );
    expect(whoSaid(t, gaps, 'department', 'expenditure', STYLE, '亿元')).toBe(
      '1 个部门慢于自身往年，交通运输局差距最大：比往年同期少支 4.44 亿元。',
    );
    expect(gapsTitle(t, gaps, 'calendar', 'department', STYLE, '亿元')).toContain(
      '交通运输局落后序时最多',
    );
    expect(
      ledgerLead(
        t,
        { place: '全区一般公共预算', budget: '调整预算', unit: '亿元', flow: 'expenditure' },
        standing,
        9,
        STYLE,
        'zh',
      ),
    ).toMatch(/^截至 9 月，全区一般公共预算支出 [\d.]+ 亿元，为调整预算的 61\.3%，.*最慢。$/);
  });

  test('nothing where there is nothing to say', () => {
    expect(paceTitle(t, '全区', null, 'zh')).toBe('全区：各月累计执行');
    expect(whoSaid(t, [], 'department', 'expenditure', STYLE, '亿元')).toBe('');
    expect(gapsTitle(t, [], 'own', 'unit', STYLE, '亿元')).toBe('没有落后的单位');
  });

  test('the peak of the heat map', () => {
    const peak = heatPeak(heatRows(rows, nameOfRow), ledger.months);
    expect(peak?.row.name).toBe('交通运输局');
  });

  test('the table twin says the same figures, exact', () => {
    const csv = csvOf(paceSheet(t, series, { title: '进度', notes: ['来源'] }));
    const last = csv.split('\r\n').find((line) => line.startsWith('9 月')) ?? '';
    const executed = String(months[8]?.executed ?? '');
    expect(last).toContain(`${executed.slice(0, -2)}.${executed.slice(-2)}`);
    expect(last).toContain('75.00%');
  });
});

describe('points', () => {
  test('parts visibly add up, small ones together', () => {
    const part = (code: string, amount: bigint) => ({
      code,
      chosen: true,
      executed: fen(amount),
      final: null,
    });
    const parts = kindParts(
      [
        part('301', 333_333_33n),
        part('302', 333_333_33n),
        part('303', 333_333_34n),
        part('309', 1n),
      ],
      3,
      { unit: 'wan', decimals: 0 },
      (code) => code,
    );
    expect(parts.map(({ code, kinds }) => [code, kinds])).toEqual([
      ['303', 1],
      ['301', 1],
      ['rest', 2],
    ]);
    const shares = parts.map(({ share }) => Math.round(share * 1000));
    expect(shares.reduce((a, b) => a + b, 0)).toBe(1000);
    expect(parts.map(({ text }) => Number(text)).reduce((a, b) => a + b, 0)).toBe(100);
  });

  test('a virement within the whole is no step, small documents stand together', () => {
    const way = adjustment(MOVED, 2);
    expect(way.steps.map(({ kind, documents }) => [kind, documents])).toEqual([
      ['carryOver', 1],
      ['add', 1],
      ['add', 1],
      ['takeBack', 1],
    ]);
    expect(way.final).toBe(MOVED.reduce((sum, { amount }) => sum + amount, 0n));
    expect(way.steps.at(-1)?.to).toBe(way.final);
  });

  test('both ends of a ranking, labels apart, round ticks, even shades', () => {
    expect(bothEnds([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 4)).toEqual([1, 2, 3, 10]);
    expect(bothEnds([1, 2], 4)).toEqual([1, 2]);
    const labels = apartBy([{ y: 10 }, { y: 12 }, { y: 98 }], 16, 100);
    expect(labels.map(({ at }) => at)).toEqual([10, 26, 98]);
    expect(paceTicks([0, 780_000_000_00]).map(String)).toEqual([
      '0', '20000000000', '40000000000', '60000000000',
    ]); // prettier-ignore
    const steps = shadeSteps(0.13);
    expect(steps[0]).toBeCloseTo(0.02, 12);
    expect([0.01, 0.02, 0.021, 0.5, 0, null].map((share) => shadeOf(share, steps))).toEqual([
      0, 0, 1, 6, -1, -1,
    ]); // prettier-ignore
  });
});
