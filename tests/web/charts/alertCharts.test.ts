/** In charge of the charts about alerts, as they are drawn: each is a golden that can be read, in both languages. */
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import ArrivalWall from '../../../web/charts/ArrivalWall.svelte';
import { departmentRows } from '../../../web/charts/ArrivalWall.ts';
import BackTestYears from '../../../web/charts/BackTestYears.svelte';
import { yearPairs } from '../../../web/charts/BackTestYears.ts';
import LoopSteps from '../../../web/charts/LoopSteps.svelte';
import { stepBars } from '../../../web/charts/LoopSteps.ts';
import RulePeers from '../../../web/charts/RulePeers.svelte';
import { peerField, placeAmong } from '../../../web/charts/RulePeers.ts';
import { ARRIVAL_STATES } from '../../../web/data/completeness.ts';
import { LANGUAGES } from '../../../web/i18n/catalogue.ts';
import { alertRow } from '../alertRows.ts';
import { readable } from './lines.ts';

const FRAMING = { title: '标题', subtitle: '副标题', source: '来源：模拟数据' };
const golden = (name: string) => `../../golden/charts/${name}.svg`;
const shares = ['0.31', '0.12', '0.30', '0.305', '0.35', null, '0.38'];
const alerts = shares.map((measured, at) =>
  alertRow(String(at), { measured, ...(at === 1 ? { severity: 'red' as const } : {}) }),
);
const own = alertRow('1', { measured: '0.12', severity: 'red' });
const steps = (
  [
    ['found', 40],
    ['verified', 20],
    ['answered', 12],
    ['problem', 5],
    ['rectified', 3],
    ['closed', 2],
  ] as const
).map(([step, count]) => ({ step, count, amount: `${String(count * 1_000_000)}.00` }));
const wall = departmentRows(
  [
    {
      department: '101',
      name: '教育局',
      cells: ARRIVAL_STATES.map((state, at) => ({
        month: at + 1,
        state,
        reportedOn: null,
        failedChecks: 0,
      })),
    },
    {
      department: null,
      name: null,
      cells: [{ month: 1, state: 'arrived', reportedOn: null, failedChecks: 0 }],
    },
  ],
  ({ name }) => name ?? '本地区',
);

describe.each(LANGUAGES)('drawn in %s', (language) => {
  const common = { language, summary: '一句话', framing: FRAMING };
  test('one alert among those of its rule', async () => {
    const { body } = render(RulePeers, { props: { ...common, flags: alerts, own, unit: 'wan' } });
    await expect(readable(body)).toMatchFileSnapshot(golden(`rule-peers.${language}`));
  });
  test('from found to closed', async () => {
    const { body } = render(LoopSteps, {
      props: { ...common, bars: stepBars({ steps }), style: { unit: 'wan', decimals: 0 } },
    });
    await expect(readable(body)).toMatchFileSnapshot(golden(`loop-steps.${language}`));
  });
  test('a back-test by year', async () => {
    const years = [
      { year: 2026, before: 12, after: 4 },
      { year: 2025, before: 0, after: 3 },
    ];
    const { body } = render(BackTestYears, { props: { ...common, pairs: yearPairs({ years }) } });
    await expect(readable(body)).toMatchFileSnapshot(golden(`back-test-years.${language}`));
  });
  test('what has arrived', async () => {
    const { body } = render(ArrivalWall, { props: { ...common, rows: wall } });
    await expect(readable(body)).toMatchFileSnapshot(golden(`arrival-wall.${language}`));
  });
});

test('an alert’s place is by the distance from its limit, whatever the side', () => {
  expect(placeAmong(alerts, own)).toBe(1);
  expect(placeAmong(alerts, alerts[6] ?? own)).toBe(6);
  expect(placeAmong(alerts, alerts[5] ?? own)).toBeNull();
});

test('points that meet stand on one another, and none lies outside the picture', () => {
  const { points, limit, levels } = peerField(alerts, own, [20, 320]);
  expect(points).toHaveLength(6);
  expect(levels).toBe(3);
  expect(limit?.value).toBe(0.4);
  for (const { x } of points) {
    expect(x).toBeGreaterThanOrEqual(20);
    expect(x).toBeLessThanOrEqual(320);
  }
});

test('a single value without a limit still has a scale', () => {
  const alone = alertRow('1', { measured: '5', expected: null, measureUnit: 'count' });
  const { points, limit } = peerField([alone], alone, [0, 100]);
  expect(limit).toBeNull();
  expect(points[0]?.x).toBeCloseTo(50);
});

test('amounts that differ by orders of magnitude are drawn by ratios', () => {
  const flags = ['1000.00', '100000.00', '10000000.00'].map((measured, at) =>
    alertRow(String(at), { measured, expected: null, measureUnit: 'fen' }),
  );
  const { points } = peerField(
    flags,
    alertRow('0', { measured: '1000.00', expected: null, measureUnit: 'fen' }),
    [0, 900],
  );
  const [a = 0, b = 0, c = 0] = points.map(({ x }) => x).toSorted((left, right) => left - right);
  expect(Math.abs(c - b - (b - a))).toBeLessThan(25);
});
