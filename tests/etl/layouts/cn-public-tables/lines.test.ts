/** In charge of what lines hang under and what they count as. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line } from '#model/reading';
import { layout } from '../../../../etl/layouts/cn-public-tables/layout.ts';
import { sheetOf, workbookOf, type Content, type SheetOptions } from '../sheetOf.ts';

const TITLE = '2025年丽江市一般公共预算支出执行情况表';

/** A table of lines: code, label, executed (by default every line has one). */
function read(
  lines: readonly (readonly [code: Content, label: Content, executed?: Content])[],
  title = TITLE,
  options: SheetOptions = {},
) {
  const rows: Content[][] = [
    [null, title],
    [null, null, '单位：万元'],
    ['科目编码', '项目', '2025年执行数'],
    ...lines.map(([code, label, executed = 10]): Content[] => [code, label, executed]),
  ];
  const table = layout.read(workbookOf(sheetOf(rows, options)), {})?.tables[0];
  if (table === undefined) throw new Error('no table was found');
  return table;
}

/** `name<parent role` of each line. */
function shape(lines: readonly Line[]): string[] {
  return lines.map(
    ({ name, parent, role, depth }) =>
      `${String(depth)} ${name}${parent === null ? '' : ` < ${lines[parent]?.name ?? ''}`} ${role}`,
  );
}

describe('lines hang', () => {
  test('by indentation and numbering, whatever the codes say', () => {
    const { lines } = read([
      ['230', '转移性支出'],
      ['23006', '   上解支出'],
      ['23021', '区域间转移性支出'],
    ]);
    expect(shape(lines)).toEqual([
      '1 转移性支出 transfer',
      '2 上解支出 < 转移性支出 transfer',
      '1 区域间转移性支出 transfer',
    ]);
  });

  test('beside each other when indentation drifts but their codes are equally long', () => {
    const { lines } = read([
      ['212', '七、城乡社区支出'],
      ['21208', '   国有土地使用权出让收入安排的支出'],
      ['21213', '    城市基础设施配套费安排的支出'],
      ['2121399', '      其他城市基础设施配套费安排的支出'],
    ]);
    expect(lines.map(({ parent }) => parent)).toEqual([null, 0, 0, 2]);
  });

  test('by their codes where nothing is indented', () => {
    const { lines } = read([
      ['201', '一般公共服务支出'],
      ['20101', '人大事务'],
      ['2010101', '行政运行'],
      ['20102', '政协事务'],
      ['202', '外交支出'],
    ]);
    expect(lines.map(({ parent }) => parent)).toEqual([null, 0, 1, 0, null]);
  });

  test('by alignment where labels bear no blanks', () => {
    const { lines } = read([
      [null, '转移性支出'],
      [null, { value: '调出资金', text: '调出资金', kind: 'text', indent: 1 }],
      [null, '结转下年'],
    ]);
    expect(shape(lines)).toEqual([
      '1 转移性支出 transfer',
      '2 调出资金 < 转移性支出 transfer',
      '1 结转下年 balance',
    ]);
  });

  test('by their sum where a file lost its alignment: transfers under 转移性支出', () => {
    const lines = (out: number) =>
      read([
        [null, '转移性支出', 30],
        [null, '国有资本经营预算转移支付', 10],
        [null, '调出资金', out],
        [null, '结转下年', 1],
      ]).lines;
    expect(lines(20).map(({ parent, depth }) => [parent, depth])).toEqual([
      [null, 1],
      [0, 2],
      [0, 2],
      [null, 1],
    ]);
    expect(lines(21).map(({ parent }) => parent)).toEqual([null, null, null, null]);
  });

  test('by 一、 （一） 1. where nothing is indented', () => {
    const { lines } = read([
      [null, '一、甲支出'],
      [null, '（一）乙支出'],
      [null, '1.丙支出'],
      [null, '2.丁支出'],
      [null, '（二）戊支出'],
      [null, '二、己支出'],
    ]);
    expect(lines.map(({ parent }) => parent)).toEqual([null, 0, 1, 1, 0, null]);
  });

  test('其中 under the line above, and what continues it beside it', () => {
    const { lines } = read(
      [
        [null, '一、失业保险基金收入'],
        [null, '    其中：保险费收入'],
        [null, '          利息收入'],
        [null, '二、工伤保险基金收入'],
        [null, '收入小计'],
        [null, '  其中：保险费收入'],
        [null, '        利息收入'],
        [null, '收入合计'],
      ],
      '2025年丽江市社会保险基金预算收入执行情况表',
    );
    expect(shape(lines)).toEqual([
      '1 失业保险基金收入 main',
      '2 保险费收入 < 失业保险基金收入 ofWhich',
      '2 利息收入 < 失业保险基金收入 ofWhich',
      '1 工伤保险基金收入 main',
      '0 收入小计 total',
      '2 保险费收入 < 收入小计 ofWhich',
      '2 利息收入 < 收入小计 ofWhich',
      '0 收入合计 grand',
    ]);
  });

  test('by the names of the classification where a csv kept neither blanks nor codes', () => {
    const { lines } = read(
      [
        [null, '机关工资福利支出'],
        [null, '工资奖金津补贴'],
        [null, '住房公积金'],
        [null, '对个人和家庭的补助'],
        [null, '离退休费'],
        [null, '支出合计'],
      ],
      '2025年市本级一般公共预算政府预算经济分类表（基本支出）',
    );
    expect(lines.map(({ parent }) => parent)).toEqual([null, 0, 0, null, 3, null]);
    expect(lines.map(({ code }) => code)).toEqual([null, null, null, null, null, null]);
  });
});

describe('roles', () => {
  test('add up: main + transfer + financing + balance = 各项支出合计', () => {
    const { lines } = read([
      ['201', '一、一般公共服务支出', 100],
      ['232', '二、债务付息支出', 20],
      [null, '全市一般公共预算支出', 120],
      ['230', '转移性支出', 30],
      ['23006', '   上解支出', 10],
      ['23009', '   年终结余', 20],
      ['231', '地方政府一般债务还本支出', 40],
      ['23009', '年终结转', 5],
      [null, '各项支出合计', 195],
    ]);
    expect(lines.map(({ role }) => role)).toEqual([
      'main', 'main', 'total', 'transfer', 'transfer', 'transfer', 'financing', 'balance', 'grand',
    ]); // prettier-ignore
    const outermost = lines.filter(
      ({ parent, role }) => parent === null && role !== 'total' && role !== 'grand',
    );
    const sum = outermost.reduce((total, { figures }) => total + (figures[0]?.amount ?? 0n), 0n);
    expect(sum).toBe(lines.at(-1)?.figures[0]?.amount);
  });

  test('interest and issue costs are main although they speak of debt', () => {
    const { lines } = read([
      [null, '债务付息支出'],
      [null, '债务发行费用支出'],
      [null, '专项债券对应项目专项收入'],
    ]);
    expect(lines.map(({ role }) => role)).toEqual(['main', 'main', 'main']);
  });

  test('国有资本经营收入 is a line of the general budget and the total of its own', () => {
    const general = read([[null, '国有资本经营收入'], [null, '收入合计']], '2025年丽江市一般公共预算收入执行情况表'); // prettier-ignore
    expect(general.lines.map(({ role }) => role)).toEqual(['main', 'total']);
    const capital = read([[null, '  利润收入'], [null, '国有资本经营收入']], '2025年丽江市国有资本经营预算收入执行情况表'); // prettier-ignore
    expect(capital.lines.map(({ role }) => role)).toEqual(['main', 'total']);
  });

  test('a total that covers transfers is a grand total; one that stands first is the total of what follows', () => {
    const covering = read([[null, '甲支出'], [null, '转移性支出'], [null, '支出合计']]); // prettier-ignore
    expect(covering.lines.map(({ role }) => role)).toEqual(['main', 'transfer', 'grand']);
    const first = read([[null, '合 计'], [null, '甲支出'], [null, '乙支出']]); // prettier-ignore
    expect(first.lines.map(({ role }) => role)).toEqual(['total', 'main', 'main']);
  });

  test('年末滚存结余 is shown and never added', () => {
    const { lines, cut } = read(
      [
        [null, '一、失业保险基金本年收支结余'],
        [null, '    失业保险基金年末滚存结余'],
        [null, '本年收支结余'],
        [null, '年末滚存结余'],
      ],
      '2025年丽江市社会保险基金预算结余执行情况表',
    );
    expect(lines.map(({ role }) => role)).toEqual(['main', 'memo', 'total', 'memo']);
    expect(cut).toBe('balance');
  });

  test('a line below the total that nobody knows is taken as a transfer, and said', () => {
    const { lines, notes } = read([[null, '甲支出'], [null, '支出合计'], [null, '某项支出']]); // prettier-ignore
    expect(lines[2]?.role).toBe('transfer');
    expect(notes.map(({ code }) => code)).toContain('role-assumed');
  });

  test('no line ever hangs under itself or a later one, whatever is printed', () => {
    const label = fc.tuple(
      fc.constantFrom('', '  ', '    ', '      '),
      fc.constantFrom('', '一、', '（一）', '1.', '其中：'),
      fc.constantFrom('甲支出', '支出合计', '转移性支出', '各项支出合计'),
    );
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 30 }), (labels) => {
        const { lines } = read(labels.map((parts) => [null, parts.join('')]));
        expect(lines).toHaveLength(labels.length);
        lines.forEach(({ parent, depth, role }, index) => {
          if (parent !== null) expect(parent).toBeLessThan(index);
          if (role === 'total' || role === 'grand') expect(depth).toBe(0);
          else expect(depth).toBe(parent === null ? 1 : Math.max(1, lines[parent]?.depth ?? 0) + 1);
        });
      }),
      { numRuns: 200 },
    );
  });
});
