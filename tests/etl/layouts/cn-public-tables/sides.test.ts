/** In charge of tables that lie beside or below each other, or print two sides. */
import { describe, expect, test } from 'vitest';
import { sheetOf } from '../sheetOf.ts';
import { EXECUTION, MERGES, readFile } from './sample.ts';

describe('tables beside and below each other', () => {
  test('two titles side by side are two tables, each with its own scope and unit', () => {
    const { tables } = readFile(
      sheetOf(
        [
          [
            '2025年丽江市政府债务限额和余额情况表',
            null,
            null,
            '2025年丽江市政府债务限额和余额情况表',
          ],
          ['表四十四', null, '单位：万元', '表四十四', null, '单位：亿元'],
          ['项目', '全市', null, '项目', '市本级', null],
          [null, '2024年决算数', '2025年执行数', null, '2024年决算数', '2025年执行数'],
          ['专项债务', null, null, '专项债务', null, null],
          ['一、上年末地方政府专项债务余额', 5, 7, '一、上年末地方政府专项债务余额', 1, 2],
          ['三、当年地方政府专项债务发行额', 3, 4, '三、当年地方政府专项债务发行额', 1, 1],
          ['1.发行新增专项债券', 3, 4, '1.发行新增专项债券', 1, 1],
        ],
        { merges: ['A1:C1', 'D1:F1', 'A3:A4', 'B3:C3', 'D3:D4', 'E3:F3', 'A5:C5', 'D5:F5'] },
      ),
    );
    expect(
      tables.map(({ scope, amountUnit, range, dataset }) => [scope, amountUnit, range, dataset]),
    ).toEqual([
      ['all', 'wan', 'A1:C8', 'debt'],
      ['own', 'yi', 'D1:F8', 'debt'],
    ]);
    const lines = tables[0]?.lines.filter(({ figures }) => figures.length > 0) ?? [];
    expect(
      lines.map(({ dims, figures }) => [
        dims['breakdown'],
        dims['kind'],
        ...figures.map(({ measure }) => measure),
      ]),
    ).toEqual([
      ['total', 'special', 'prior.opening', 'opening'],
      ['total', 'special', 'prior.issued', 'issued'],
      ['issueKind', 'special', 'prior.issued', 'issued'],
    ]);
  });

  test('one title over 收入 ‖ 支出 is two tables of one book', () => {
    const { tables } = readFile(
      sheetOf(
        [
          ['2025年徐汇区一般公共预算收支决算总表'],
          ['编制单位：徐汇区财政局', null, null, null, null, '单位：万元'],
          ['收入', null, null, '支出', null, null],
          ['项目', '行次', '决算数', '项目', '行次', '决算数'],
          ['栏次', null, 1, '栏次', null, 2],
          ['一、税收收入', 1, 10, '一、教育支出', 6, 7],
          ['本年收入合计', 2, 10, '本年支出合计', 7, 7],
          ['上年结转', 3, 1, '年终结转', 8, 4],
          ['总计', 4, 11, '总计', 9, 11],
        ],
        { merges: ['A3:C3', 'D3:F3'] },
      ),
    );
    expect(
      tables.map(({ flow, lines }) => [flow, lines.map(({ name, role }) => `${name} ${role}`)]),
    ).toEqual([
      ['revenue', ['税收收入 main', '本年收入合计 total', '上年结转 balance', '总计 grand']],
      ['expenditure', ['教育支出 main', '本年支出合计 total', '年终结转 balance', '总计 grand']],
    ]);
    expect(
      tables.every(
        ({ rejects, year, stage }) => rejects.length === 0 && year === 2025 && stage === 'accounts',
      ),
    ).toBe(true);
  });

  test('a single 项目 column is never split, however many columns follow', () => {
    expect(readFile(sheetOf(EXECUTION, { merges: MERGES })).tables).toHaveLength(1);
  });
});
