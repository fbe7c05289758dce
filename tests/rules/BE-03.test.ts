/** In charge of the examples of BE-03, spending above budget. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import type { BudgetFacts, LineFact } from './facts.ts';
import { flagsOf, outline } from './flagged.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const general = (lines: readonly LineFact[], more: Partial<BudgetFacts> = {}): BudgetFacts => ({
  ...more,
  tables: [{ sheet: '04', lines }],
});
const flags = (...budgets: BudgetFacts[]) => flagsOf(database, 'BE-03', budgets);

/** Two classes and their total; the second takes what is left. */
const book = (
  final: number,
  executed: number,
  classFinal = 5_000,
  classExecuted = 5_000,
): LineFact[] => [
  {
    item: '201',
    name: '一般公共服务支出',
    figures: { final: classFinal, executed: classExecuted },
  },
  {
    item: '205',
    name: '教育支出',
    figures: { final: final - classFinal, executed: executed - classExecuted },
  },
  { item: 'total', role: 'total', name: '支出合计', figures: { final, executed } },
];

describe('a total above the adjusted budget', () => {
  test('is a breach with its excess', async () => {
    const [first] = await flags(general(book(20_000, 20_500, 5_000, 5_500)));
    expect(first).toMatchObject({
      severity: 'red',
      kind: 'breach',
      item: 'total',
      measured: '20500000000',
      expected: '20000000000',
      amount_at_stake: 500_000_000n,
    });
    expect(first?.explanation.zh).toBe(
      '丽江市本级2025年一般公共预算支出2.05亿元，超过调整预算数2.00亿元，超出500万元（2.5%）。',
    );
    expect(first?.explanation.en).toContain(
      'exceeds the adjusted budget of CNY 200 million by CNY 5 million (2.5%)',
    );
  });

  test('is none exactly at the budget', async () => {
    expect(await flags(general(book(20_000, 20_000)))).toEqual([]);
  });

  test('is none within tolerance and rounding: 0.01 % and half a unit on each side', async () => {
    expect(await flags(general(book(20_000, 20_003, 5_000, 5_003)))).toEqual([]);
    expect(outline(await flags(general(book(20_000, 20_004, 5_000, 5_004))))).toEqual([
      'total red',
    ]);
  });
});

describe('a line above the adjusted budget', () => {
  test('is a yellow question when the total is not', async () => {
    const [first, ...rest] = await flags(general(book(20_000, 19_000, 5_000, 6_200)));
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      item: '201',
      item_name: '一般公共服务支出',
      severity: 'yellow',
      kind: 'signal',
      amount_at_stake: 1_200_000_000n,
    });
    expect(first?.explanation.zh).toContain('比调整预算数5,000万元多1,200万元（24.0%）');
    expect(first?.explanation.zh).toContain('未超过调整预算（完成95.0%）');
    expect(first?.question.en).toContain('From which lines was the money moved');
    expect(first?.evidence.map(({ measure }) => measure)).toEqual(['executed', 'final']);
  });

  test('is none below the minimum of 1,000 万元, and is one at it', async () => {
    expect(await flags(general(book(20_000, 19_000, 5_000, 5_999)))).toEqual([]);
    expect(outline(await flags(general(book(20_000, 19_000, 5_000, 6_000))))).toEqual([
      '201 yellow',
    ]);
  });

  test('is asked at the group only where its class does not ask it', async () => {
    const lines: LineFact[] = [
      { item: '201', name: '甲类', figures: { final: 9_000, executed: 9_000 } },
      { item: '20101', name: '甲款', figures: { final: 3_000, executed: 5_000 } },
      { item: '2010101', name: '甲项', figures: { final: 3_000, executed: 5_000 } },
      { item: '20103', name: '乙款', figures: { final: 6_000, executed: 4_000 } },
      { item: '205', name: '乙类', figures: { final: 9_000, executed: 11_000 } },
      { item: '20502', name: '丙款', figures: { final: 9_000, executed: 11_000 } },
      { item: '2050201', name: '学前教育', figures: { final: 9_000, executed: 11_000 } },
      { item: 'total', role: 'total', figures: { final: 30_000, executed: 20_000 } },
    ];
    const found = await flags(general(lines));
    expect(outline(found)).toEqual(['20101 yellow', '205 yellow']);
    expect(found[1]?.explanation.zh).toContain('其中超出较多的有学前教育（+2,000万元）');
  });

  test('is none where the line is hidden in the source', async () => {
    const hidden = book(20_000, 19_000, 5_000, 7_000).map((line) =>
      line.item === '201'
        ? {
            ...line,
            figures: {
              final: { wan: 5_000, printed: false },
              executed: { wan: 7_000, printed: false },
            },
          }
        : line,
    );
    expect(outline(await flags(general(hidden)))).toEqual([]);
  });
});

describe('what cannot be judged', () => {
  const noFinal: LineFact[] = [
    { item: '201', figures: { original: 5_000, executed: 6_000 } },
    { item: '205', figures: { original: 5_000, executed: 6_000 } },
    { item: 'total', role: 'total', figures: { original: 10_000, executed: 12_000 } },
  ];

  test('is one grey flag per table when no adjusted budget is printed', async () => {
    const found = await flags(general(noFinal, { scope: 'all' }));
    expect(outline(found)).toEqual(['total grey']);
    expect(found[0]?.explanation.zh).toBe(
      '丽江市（全市）2025年一般公共预算支出1.20亿元。来源未公布调整预算数，是否超出调整预算无法判定。年初预算数为1.00亿元。',
    );
    expect(found[0]).toMatchObject({ kind: 'signal', expected: null, amount_at_stake: null });
  });

  test('is grey too when the adjusted column is hidden, and says so', async () => {
    const hidden = noFinal.map((line) => ({
      ...line,
      figures: { ...line.figures, final: { wan: 1, printed: false } },
    }));
    const found = await flags(general(hidden, { book: 'fund' }));
    expect(outline(found)).toEqual(['total grey']);
    expect(found[0]?.explanation.zh).toContain('调整预算数一列被隐藏、未公开打印');
  });

  test('is nothing where a source states a lone total and no table', async () => {
    expect(
      await flags(
        general([{ item: 'total', role: 'total', figures: { executed: 12_000 } }], {
          source: 'page',
          kind: 'published',
        }),
      ),
    ).toEqual([]);
  });
});

describe('which figures count', () => {
  test('an upload speaks for its slice, not what another source publishes', async () => {
    const published = general(book(10_000, 20_000), {
      source: 'page',
      kind: 'published',
      stage: 'accounts',
    });
    expect(await flags(general(book(20_000, 20_000)), published)).toEqual([]);
  });

  test('a measure that the upload does not print is read from what is published', async () => {
    const upload = general([
      { item: '201', figures: { executed: 12_000 } },
      { item: '205', figures: { executed: 9_000 } },
      { item: 'total', role: 'total', figures: { executed: 21_000 } },
    ]);
    const page = general([{ item: 'total', role: 'total', figures: { final: 20_000 } }], {
      source: 'page',
      kind: 'published',
    });
    expect(outline(await flags(upload, page))).toEqual(['total red']);
  });

  test('accounts before flash figures within one kind of source', async () => {
    const flash = general(book(20_000, 21_000, 5_000, 6_000), {
      source: 'a',
      kind: 'published',
      rank: 1,
    });
    const accounts = general(book(20_000, 20_000), {
      source: 'b',
      kind: 'published',
      rank: 2,
      stage: 'accounts',
      month: 13,
    });
    expect(await flags(flash, accounts)).toEqual([]);
  });

  test('revenue and part of a year are not asked', async () => {
    expect(await flags(general(book(20_000, 30_000), { month: 6, period: '2025-06' }))).toEqual([]);
    expect(await flags(general(book(20_000, 30_000), { flow: 'revenue' }))).toEqual([]);
  });
});
