/** In charge of lists of projects, transfers by region and limits by region. */
import { describe, expect, test } from 'vitest';
import { sheetOf } from '../sheetOf.ts';
import { readFile, readOne } from './sample.ts';

describe('lists and debt', () => {
  test('headings of a list are shown and not added; their lines carry what they stand for', () => {
    const table = readOne(
      [
        ['2026年市本级国有资本经营预算支出明细表'],
        ['单位：万元'],
        ['序号', '项目', '2026年预算数', '项目设立依据'],
        ['解决历史遗留问题', null, 245],
        [1, '职工经费', 245, '会议纪要'],
        ['市 本 级 国 有 资 本 经 营 支 出', null, 245],
        ['转移支付支出', null, 74],
        [1, '社会化管理', 74],
        ['调出资金', null, 2583],
        ['各 项 支 出 合 计', null, 2902],
      ],
      { merges: ['A4:B4'] },
    );
    expect(table).toMatchObject({ dataset: 'projects', book: 'capital', rejects: [] });
    expect(table.lines.map(({ name, role, parent }) => [name, role, parent])).toEqual([
      ['解决历史遗留问题', 'memo', null],
      ['职工经费', 'main', 0],
      ['市本级国有资本经营支出', 'total', null],
      ['转移支付支出', 'memo', null],
      ['社会化管理', 'transfer', 3],
      ['调出资金', 'transfer', null],
      ['各项支出合计', 'grand', null],
    ]);
    expect(table.lines[1]?.dims).toEqual({ breakdown: 'detail', basis: '会议纪要' });
  });

  test('transfers by region: one line per region and kind, sums apart', () => {
    const table = readOne([
      ['2026年丽江市分地区税收返还和转移支付预算表'],
      ['单位：万元'],
      ['县（区）', '合计', '税收返还', '转移支付'],
      ['一、提前下达数', 3, 1, 2],
      ['古城区', 3, 1, 2],
      ['二、预算数', 30, 10, 20],
    ]);
    const main = table.lines.filter(({ role }) => role === 'main');
    expect(
      main.map(({ dims, figures }) => [dims['lower_code'], dims['kind'], figures[0]?.measure]),
    ).toEqual([
      ['530702', 'taxReturn', 'advance'],
      ['530702', 'transfer', 'advance'],
      [null, 'taxReturn', 'original'],
      [null, 'transfer', 'original'],
    ]);
    expect(table.lines.filter(({ role }) => role === 'total')).toHaveLength(5);
  });

  test('limits by region: the area and each county under its own code, the own level apart', () => {
    const reading = readFile(
      sheetOf(
        [
          ['丽江市2025年地方政府债务限额分地区情况表'],
          ['单位：亿元'],
          [
            '地区',
            '2024年政府债务限额',
            null,
            '2025年新增政府债务限额',
            null,
            '2025年政府债务限额',
          ],
          [null, '合计', '一般债务', '合计', '一般债务', '一般债务'],
          ['丽江市', 3, 2, 1, 1, 3],
          ['市本级', 1, 1, null, null, 1],
          ['玉龙县', 2, 1, 1, 1, 2],
          ['某某开发区', 2, 1, 1, 1, 2],
          ['备注：略。'],
        ],
        { merges: ['A3:A4', 'B3:C3', 'D3:E3'] },
      ),
    );
    expect(
      reading.tables.map(({ scope, year, amountUnit, dataset, rejects }) => [
        scope,
        year,
        amountUnit,
        dataset,
        rejects,
      ]),
    ).toEqual([
      ['all', 2025, 'yi', 'debt', []],
      ['own', 2025, 'yi', 'debt', []],
    ]);
    const general = reading.tables.flatMap(({ scope, lines }) =>
      lines
        .filter(({ dims }) => dims['kind'] === 'general')
        .map(({ region, figures }) => [
          scope,
          region,
          figures.map(({ measure }) => measure).join(),
        ]),
    );
    expect(general).toEqual([
      ['all', undefined, 'prior.limit,newLimit,limit'],
      ['all', '530721', 'prior.limit,newLimit,limit'],
      ['all', '530700~某某开发区', 'prior.limit,newLimit,limit'],
      ['own', undefined, 'prior.limit,limit'],
    ]);
    expect(reading.regions).toEqual([
      { code: '530700~某某开发区', parent: '530700', name: '某某开发区', level: 4 },
    ]);
  });
});
