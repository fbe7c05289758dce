/** In charge of reading whole tables: what they are, their headers, and what stands around their lines. */
import { describe, expect, test } from 'vitest';
import { sheetOf, type Content } from '../sheetOf.ts';
import { EXECUTION, MERGES, figure, readFile, readOne, replaced } from './sample.ts';

describe('an execution table', () => {
  const table = readOne(EXECUTION, { merges: MERGES, hiddenColumns: ['A'], hiddenRows: [7] });

  test('says what it is by its words', () => {
    expect(table).toMatchObject({
      dataset: 'execution', book: 'general', flow: 'expenditure', scope: 'all', year: 2025, stage: 'flash', cut: 'function',
      amountUnit: 'wan', number: '表二', range: 'A1:H8', rejects: [],
    }); // prettier-ignore
  });

  test('gives each figure its measure, stage, cell and printed text', () => {
    expect(figure(table, '人大会议', 'executed')).toEqual({
      measure: 'executed', stage: 'flash', amount: 312_000_000n, ratio: null, quantity: null, cell: 'E7', text: '312',
      decimals: 0, printed: false,
    }); // prettier-ignore
    expect(figure(table, '一般公共服务支出', 'original')).toMatchObject({
      stage: 'approved',
      cell: 'D5',
      text: '138,494',
      printed: true,
    });
    expect(figure(table, '一般公共服务支出', 'prior')).toMatchObject({
      stage: 'accounts',
      cell: 'C5',
    });
    expect(figure(table, '一般公共服务支出', 'rateOfOriginal')).toMatchObject({
      amount: null,
      ratio: 1.08063887,
      text: '108.1%',
      decimals: 1,
    });
  });

  test('reads the hidden code column and names the helper columns it sets aside', () => {
    expect(table.lines.map(({ code }) => code)).toEqual(['201', '20101', '2010104', null]);
    expect(table.notes).toEqual([
      expect.objectContaining({ code: 'helper-column', cells: ['G4', 'H4'] }),
    ]);
  });

  test('is read alike where a csv has lost its merges', () => {
    expect(readOne(EXECUTION).lines).toEqual(readOne(EXECUTION, { merges: MERGES }).lines);
  });

  test('is not taken for one when the title is of something else', () => {
    const other = readOne(replaced(0, 1, '2025年丽江市机关人员编制情况表'), { merges: MERGES });
    expect(other.dataset).toBeNull();
    expect(other.reason?.zh).toContain('机关人员编制情况表');
    expect(other.rejects.map(({ code, cell }) => [code, cell])).toEqual([['title-unknown', 'B1']]);
  });
});

describe('headers', () => {
  test('a hidden 调整预算数 is kept under a name of its own, a printed one is the adjusted budget', () => {
    const rows: Content[][] = [
      ['2025年丽江市政府性基金预算收入执行情况表'],
      [null, null, null, '单位：万元'],
      ['项目', '2025年', null, null],
      [null, '预算数', '调整预算数', '执行数'],
      ['一、车辆通行费', 1, 2, 3],
    ];
    const merges = ['A3:A4', 'B3:D3'];
    expect(
      readOne(rows, { merges, hiddenColumns: ['C'] }).lines[0]?.figures.map(
        ({ measure, printed }) => [measure, printed],
      ),
    ).toEqual([
      ['original', true],
      ['hidden.final', false],
      ['executed', true],
    ]);
    expect(readOne(rows, { merges }).lines[0]?.figures.map(({ measure }) => measure)).toEqual([
      'original',
      'final',
      'executed',
    ]);
  });

  test('the latest year of the columns is the table’s; a title that says another is DQ-17', () => {
    const table = readOne([
      ['2025年丽江市一般公共预算支出情况表'],
      [null, null, null, '单位：万元'],
      [
        '项目',
        '2025年预算数',
        '2025年执行数',
        '2026年预算数',
        '比上年预算数增长%',
        '预算数比上年执行数增长%',
      ],
      ['一、教育支出', 1, 2, 3, 0.5, 0.25],
    ]);
    expect(table.year).toBe(2026);
    expect(table.notes.map(({ code }) => code)).toEqual(['DQ-17']);
    expect(table.lines[0]?.figures.map(({ measure, stage }) => `${measure} ${stage}`)).toEqual([
      'prior.original approved', 'prior flash', 'original approved', 'growthOfBudget approved', 'growth approved',
    ]); // prettier-ignore
  });

  test('上年 and 本年 count from the title’s year', () => {
    const table = readOne([
      ['2024年徐汇区一般公共预算收入决算表'],
      [null, null, '单位：万元'],
      ['预算科目', '上年决算数', '本年预算数', '本年决算数', '完成预算%'],
      ['一、税收收入', 1, 2, 3, 93.6],
    ]);
    expect(table).toMatchObject({ year: 2024, stage: 'accounts' });
    expect(table.lines[0]?.figures.map(({ measure, stage }) => `${measure} ${stage}`)).toEqual([
      'prior accounts', 'original approved', 'executed accounts', 'rateOfOriginal accounts',
    ]); // prettier-ignore
    expect(table.lines[0]?.figures[3]?.ratio).toBe(0.936);
  });

  test('类 over digits is a part of the code, 类 over words a helper; 栏次 and 行次 are no figures', () => {
    const table = readOne(
      [
        ['2025年市本级一般公共预算支出决算表'],
        [null, null, null, null, '单位：元'],
        ['科目编码', null, null, '科目名称', '行次', '2025年决算数', '类'],
        ['类', '款', '项', null, null, null, null],
        ['栏次', null, null, null, null, 1, null],
        ['201', '', '', '一般公共服务支出', 1, '1,234.50', '类'],
        ['201', '06', '', '财政事务', 2, '1,234.50', '款'],
        ['201', '06', '01', '行政运行', 3, '（34.50）', '项'],
      ],
      { merges: ['A3:C3', 'D3:D4', 'E3:E4', 'F3:F4', 'G3:G4'] },
    );
    expect(table.lines.map(({ code, parent }) => [code, parent])).toEqual([['201', null], ['20106', 0], ['2010601', 1]]); // prettier-ignore
    expect(table.lines.map(({ figures }) => figures[0]?.amount)).toEqual([
      123_450n,
      123_450n,
      -3_450n,
    ]);
    expect(table.lines[0]?.figures[0]).toMatchObject({
      measure: 'executed',
      stage: 'accounts',
      decimals: 2,
    });
  });

  test('the same column twice is refused, an unknown column of numbers is named', () => {
    const twice = readOne([['2025年丽江市一般公共预算支出预算表'], ['单位：万元'], ['项目', '2025年预算数', '2025年预算数', '人数'], ['一、教育支出', 1, 2, 3]]); // prettier-ignore
    expect(twice.rejects.map(({ code, cell }) => [code, cell])).toEqual([
      ['duplicate-column', 'C3'],
    ]);
    expect(twice.notes.map(({ code, cells }) => [code, cells[0]])).toEqual([
      ['column-set-aside', 'D3'],
    ]);
  });

  test('a page break that repeats title and header adds no line; numbering that begins anew is another table', () => {
    const top: Content[][] = [
      ['2025年丽江市一般公共预算支出执行情况表'],
      ['单位：万元'],
      ['项目', '2025年执行数'],
    ];
    const first: Content[][] = [
      ['一、教育支出', 1],
      ['二、科学技术支出', 2],
    ];
    expect(
      readOne([...top, ...first, ...top, ['三、国防支出', 3]]).lines.map(({ name }) => name),
    ).toEqual(['教育支出', '科学技术支出', '国防支出']);
    expect(
      readFile(sheetOf([...top, ...first, ...top, ...first])).tables.map(
        ({ lines }) => lines.length,
      ),
    ).toEqual([2, 2]);
  });
});

describe('what stands around the lines', () => {
  const top: Content[][] = [
    ['2025年丽江市一般公共预算支出执行情况表'],
    ['单位：万元'],
    ['项目', '2025年执行数'],
  ];

  test('footnotes and signatures are kept as notes', () => {
    const table = readOne([...top, ['一、教育支出', 1], ['注：1.本表为快报数；', null], ['2.以决算为准。', null], ['制表人：张三', null]]); // prettier-ignore
    expect(table.lines).toHaveLength(1);
    expect(table.notes.map(({ code, cells }) => [code, cells[0]])).toEqual([['footnote', 'A5'], ['footnote', 'A6'], ['footnote', 'A7']]); // prettier-ignore
  });

  test('blank, dash and a zero displayed as a dash are no figure; a printed 0 is one', () => {
    const executed = (content: Content) =>
      readOne([...top, ['一、教育支出', content], ['二、国防支出', 1]]).lines[0]?.figures.length;
    expect(executed(null)).toBe(0);
    expect(executed('-')).toBe(0);
    expect(executed('—')).toBe(0);
    expect(executed({ value: 0, kind: 'number', text: ' -   ' })).toBe(0);
    expect(executed(0)).toBe(1);
  });

  test('a number without a name is refused; a zero without one is noted', () => {
    expect(
      readOne([...top, ['一、教育支出', 1], [null, 7]]).rejects.map(({ code, cell }) => [
        code,
        cell,
      ]),
    ).toEqual([['value-missing', 'B5']]);
    expect(readOne([...top, ['一、教育支出', 1], [null, 0]]).notes.map(({ code }) => code)).toEqual(
      ['unnamed-zero'],
    );
  });
});
