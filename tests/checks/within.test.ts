/** In charge of the examples of the checks that look at one table: DQ-01, DQ-06, DQ-13, DQ-16, DQ-19 … DQ-21. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import type { LineFact } from '../rules/facts.ts';
import { checked, outline, slice } from './checked.ts';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const results = (id: string, lines: readonly LineFact[], more = {}) =>
  checked(database, id, { budgets: [slice(lines, more)] });

describe('DQ-01, totals within a table', () => {
  const tree = (group: number, ...items: number[]): LineFact[] => [
    { item: '213', name: '农林水支出', figures: { prior: group } },
    { item: '21305', name: '巩固脱贫', figures: { prior: group } },
    ...items.map((prior, index) => ({
      item: `213050${index + 4}`,
      name: `项${index}`,
      figures: { prior },
    })),
    { item: 'total', role: 'total', name: '支出合计', figures: { prior: group } },
  ];

  test('that agree exactly are counted, in one result', async () => {
    expect(outline(await results('DQ-01', tree(784, 60, 348, 376)))).toEqual(['passed prior ×3']);
  });

  test('a subtotal that does not agree is told with both sides and all its cells', async () => {
    const [passed, failed] = await results('DQ-01', tree(1_202, 60, 348, 100, 276, 0));
    expect(passed).toMatchObject({ status: 'passed', identities: 2 });
    expect(failed).toMatchObject({
      status: 'failed',
      severity: 'orange',
      subject: '巩固脱贫',
      expected: '7840000.00',
      found: '12020000.00',
      tolerance: '30000.00',
      tableNo: 1,
    });
    expect(failed?.cells[0]).toEqual({ sheet: '04', cell: 'C6', text: '1202', side: 'found' });
    expect(failed?.cells.filter(({ side }) => side === 'expected')).toHaveLength(5);
    expect(failed?.explanation.zh).toBe(
      '“巩固脱贫”上年数列1,202万元，其下5行相加为784万元，相差+418万元，超出进位容差3万元。原样载入，未作更正，请核实。',
    );
  });

  test.each([
    [302, 'rounding 巩固脱贫 prior'], // 0.5 × (3 + 1) = 2
    [303, 'failed 巩固脱贫 prior'],
  ])('three lines of 100 against %i: %s', async (group, expected) => {
    expect(outline(await results('DQ-01', tree(group, 100, 100, 100)))).toContain(expected);
  });

  test('displayed decimals set the tolerance', async () => {
    const decimal = (wan: number) => ({ wan, decimals: 1 });
    const lines: LineFact[] = [
      { item: '201', figures: { executed: decimal(1.1) } },
      { item: '205', figures: { executed: decimal(1.1) } },
      { item: 'total', role: 'total', figures: { executed: decimal(2.4) } },
    ];
    expect(outline(await results('DQ-01', lines))).toEqual(['failed total executed']);
  });

  test('a class without groups explains the difference between the levels', async () => {
    const lines: LineFact[] = [
      { item: '201', figures: { original: 100 } },
      { item: '20101', figures: { original: 100 } },
      { item: '227', name: '预备费', figures: { original: 18_500 } },
      { item: 'total', role: 'total', figures: { original: 18_600 } },
    ];
    const found = await results('DQ-01', lines);
    expect(outline(found)).toEqual(['passed original ×2', 'explained 类与款 original']);
    expect(found[1]?.explanation.zh).toBe(
      '年初预算数：类级合计18,600万元，款级合计100万元，相差-18,500万元。没有下级明细的1行是：227 预备费（18,500万元）。',
    );
  });

  test('其中 lines need not add up, transfers and financing belong to the grand total', async () => {
    const lines: LineFact[] = [
      { item: '201', figures: { executed: 100 } },
      { item: 'x', role: 'ofWhich', under: '201', figures: { executed: 30 } },
      { item: 'total', role: 'total', figures: { executed: 100 } },
      { item: '230', role: 'transfer', figures: { executed: 40 } },
      { item: '23006', role: 'transfer', figures: { executed: 40 } },
      { item: '231', role: 'financing', figures: { executed: 10 } },
      { item: 'grand', role: 'grand', name: '各项支出合计', figures: { executed: 150 } },
    ];
    expect(outline(await results('DQ-01', lines))).toEqual(['passed executed ×3']);
    const wrong = lines.map((line) =>
      line.item === 'grand' ? { ...line, figures: { executed: 140 } } : line,
    );
    expect(outline(await results('DQ-01', wrong))).toEqual([
      'passed executed ×2',
      'failed 各项支出合计 executed',
    ]);
  });

  test('a total printed twice counts once; a published excerpt need not add up', async () => {
    const twice: LineFact[] = [
      { item: '201', figures: { executed: 100 } },
      { item: 'total', role: 'total', figures: { executed: 100 } },
      { item: 'total', role: 'total', figures: { executed: 100 } },
    ];
    expect(outline(await results('DQ-01', twice))).toEqual(['passed executed ×1']);
    expect(await results('DQ-01', tree(999, 1, 2), { source: 'page', kind: 'published' })).toEqual(
      [],
    );
  });
});

describe('DQ-13, codes and names', () => {
  test('accepts aliases, brackets and the endings 支出 and 收入', async () => {
    const lines: LineFact[] = [
      { item: '201', name: '一般公共服务', figures: { executed: 1 } },
      { item: '20101', name: '人大事务(款)', figures: { executed: 1 } },
    ];
    expect(outline(await results('DQ-13', lines))).toEqual(['passed - ×2']);
  });

  test('tells another name, and a code the year does not know', async () => {
    const lines: LineFact[] = [
      { item: '205', name: '教育医疗支出', figures: { executed: 1 } },
      { item: '298', name: '神秘支出', figures: { executed: 1 } },
    ];
    const found = await results('DQ-13', lines);
    expect(outline(found)).toEqual(['failed 教育医疗支出 -', 'undecided 神秘支出 -']);
    expect(found[0]?.explanation.zh).toBe(
      '编码205在表中名称为“教育医疗支出”，当年科目名称为“教育支出”。按编码载入，请核实编码或名称。',
    );
  });
});

describe('DQ-16, percentages recomputed', () => {
  const line = (
    executed: number | null,
    prior: number,
    ratio: number,
    text: string,
  ): LineFact[] => [
    {
      item: '201',
      name: '甲',
      figures: {
        ...(executed === null ? {} : { executed }),
        prior,
        growth: { ratio, text, decimals: 1 },
      },
    },
    { item: '205', name: '乙', figures: { executed: 1, prior: 1 } },
  ];

  test.each([
    ['within its decimals', line(11_317, 10_000, 0.1317, '13.2%'), ['passed growth ×1']],
    ['as the stored value was rounded', line(11_317, 10_000, 0.132, '13.2%'), ['passed growth ×1']],
    ['within the rounding of its amounts', line(113, 100, 0.1345, '13.5%'), ['rounding 甲 growth']],
    ['wrong', line(11_317, 10_000, 0.232, '23.2%'), ['failed 甲 growth']],
    ['blank spending is all of it gone', line(null, 100, -1, '-100.0%'), ['passed growth ×1']],
    ['by the size of a negative base', line(3_610, -171, 22.1111, '2211.1%'), ['passed growth ×1']],
    [
      'by a negative base as it stands',
      line(-7_972, -2_220, 2.591, '259.1%'),
      ['passed growth ×1'],
    ],
    ['of nothing at all', line(100, 0, 1, '100.0%'), []],
  ])('%s', async (_, lines, expected) => {
    expect(outline(await results('DQ-16', lines))).toEqual(expected);
  });

  test('a draft grows on the outturn and on the earlier budget', async () => {
    const lines: LineFact[] = [
      {
        item: '201',
        figures: {
          original: 110,
          prior: 100,
          'prior.original': 200,
          growth: { ratio: 0.1, text: '10%', decimals: 0 },
          growthOfBudget: { ratio: -0.45, text: '-45%', decimals: 0 },
        },
      },
    ];
    expect(outline(await results('DQ-16', lines, { stage: 'draft' }))).toEqual([
      'passed growth ×1',
      'passed growthOfBudget ×1',
    ]);
  });
});

describe('DQ-19, extreme change', () => {
  test('is one result per table that names the largest', async () => {
    const lines: LineFact[] = [
      { item: '201', name: '甲', figures: { executed: 1_100, prior: 100 } },
      { item: '205', name: '乙', figures: { executed: 100, prior: 1_200 } },
      { item: '208', name: '丙', figures: { executed: 100, prior: 100 } },
    ];
    const [only, ...rest] = await results('DQ-19', lines);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ status: 'failed', severity: 'yellow', identities: 2 });
    expect(only?.explanation.zh).toContain(
      '可比的3行中有2行变化超过十倍或不足十分之一，变动最大的是205 乙（-1,100万元）、201 甲（+1,000万元）',
    );
  });

  test.each([
    ['exactly tenfold', 1_000, 100],
    ['by 100 万元 only', 101, 1],
    ['from nothing', 5_000, 0],
  ])('is none %s', async (_, executed, prior) => {
    expect(
      outline(await results('DQ-19', [{ item: '201', figures: { executed, prior } }])),
    ).toEqual(['passed executed ×1']);
  });
});

describe('DQ-20, negative expenditure', () => {
  test('is told at the leaf, not again by its parents', async () => {
    const lines: LineFact[] = [
      { item: '201', figures: { executed: -2_416 } },
      { item: '2019999', name: '其他一般公共服务支出', figures: { executed: -2_416 } },
    ];
    const found = await results('DQ-20', lines);
    expect(outline(found)).toEqual(['failed 2019999 其他一般公共服务支出 executed']);
    expect(found[0]).toMatchObject({ found: '-24160000.00', severity: 'yellow' });
  });

  test('is none for refunds, revenue and zero', async () => {
    expect(
      outline(
        await results('DQ-20', [
          { item: '2010150', name: '退款', figures: { executed: -1 } },
          { item: '205', figures: { executed: 0 } },
        ]),
      ),
    ).toEqual(['passed executed ×1']);
    expect(
      await results('DQ-20', [{ item: '103', figures: { executed: -1 } }], { flow: 'revenue' }),
    ).toEqual([]);
  });
});

describe('DQ-21, growth on nothing', () => {
  const line = (item: string, name: string, prior: number | null, text: string): LineFact => ({
    item,
    name,
    figures: {
      executed: 100,
      ...(prior === null ? {} : { prior }),
      growth: { ratio: 1, text, decimals: 1 },
    },
  });

  test('is told once per table, with each of its cells', async () => {
    const [passed, failed, ...rest] = (
      await results('DQ-21', [
        line('201', '甲', 50, '100.0%'),
        line('205', '乙', 0, '100.0%'),
        line('208', '丙', null, '—'),
      ])
    ).sort((a, b) => (a.status < b.status ? 1 : -1));
    expect(rest).toEqual([]);
    expect(passed).toMatchObject({ status: 'passed', identities: 1 });
    expect(failed).toMatchObject({ status: 'failed', severity: 'yellow', identities: 2 });
    expect(failed?.explanation.zh).toContain('有2个百分比的基数为零或未列');
    expect(failed?.cells).toHaveLength(2);
  });

  test('names the only one, and asks no table that prints no bases', async () => {
    const two = [line('201', '甲', 50, '100.0%'), line('205', '乙', 0, '100.0%')];
    const failed = (await results('DQ-21', two)).find(({ status }) => status === 'failed');
    expect(failed?.explanation.zh).toBe(
      '“乙”比上年增长%列100.0%，但基数为零或未列，没有可比基数。请核实基数，或改用文字说明。',
    );
    expect(await results('DQ-21', [line('201', '甲', null, '100.0%')])).toEqual([]);
  });
});

describe('DQ-06, the three publics', () => {
  const publics = (
    all: number,
    [abroad, cars, reception]: readonly (number | null)[],
    [purchase, running]: readonly number[] = [],
  ): LineFact[] =>
    (
      [
        ['SG', '“三公”经费合计', all],
        ['SG1', '因公出国（境）费', abroad],
        ['SG2', '公务用车购置及运行维护费', cars],
        ['SG2A', '公务用车购置费', purchase],
        ['SG2B', '公务用车运行维护费', running],
        ['SG3', '公务接待费', reception],
      ] as const
    ).flatMap(([item, name, executed]) =>
      typeof executed === 'number'
        ? [{ item, name, role: 'memo' as const, figures: { executed } }]
        : [],
    );

  test.each([
    ['add up', publics(2_771, [120, 1_618, 1_033], [414, 1_204]), ['passed executed ×2']],
    ['within rounding', publics(2_773, [120, 1_618, 1_033]), ['rounding “三公”经费合计 executed']],
    ['beyond it', publics(2_774, [120, 1_618, 1_033]), ['failed “三公”经费合计 executed']],
    ['cars do not', publics(2_771, [120, 1_618, 1_033], [414, 1_200]), ['passed executed ×1', 'failed 公务用车购置及运行维护费 executed']],
    ['a part is missing', publics(2_771, [null, 1_618, 1_033]), ['undecided “三公”经费合计 executed']],
    ['nothing but the total', publics(2_771, [null, null, null]), []],
  ])('%s', async (_, lines, expected) => {
    expect(outline(await results('DQ-06', lines))).toEqual(expected);
  }); // prettier-ignore
});
