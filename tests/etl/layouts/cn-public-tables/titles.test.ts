/** In charge of what titles, units and numbers of tables say, and of the near misses. */
import { describe, expect, test } from 'vitest';
import {
  readTitle,
  regionNameOf,
  scopeOf,
} from '../../../../etl/layouts/cn-public-tables/title.ts';
import {
  AMOUNT_UNIT,
  looksLikeTitle,
  splitTitle,
} from '../../../../etl/layouts/cn-public-tables/words.ts';

describe('a title', () => {
  test.each([
    ['2025年丽江市一般公共预算收支情况表', 'budget', 'general', 'both', 'all', 2025],
    ['2025年市本级一般公共预算支出执行情况表', 'budget', 'general', 'expenditure', 'own', 2025],
    ['2025年丽江市政府性基金预算收入执行情况表', 'budget', 'fund', 'revenue', 'all', 2025],
    ['2026年市本级国有资本经营预算支出情况表', 'budget', 'capital', 'expenditure', 'own', 2026],
    ['2025年市本级社会保险基金预算结余执行情况表', 'budget', 'social', 'balance', 'own', 2025],
    ['2024年全区一般公共预算收入决算表', 'budget', 'general', 'revenue', 'all', 2024],
    ['2025年市本级预备费安排情况表', 'reserve', null, null, 'own', 2025],
    [
      '2026年丽江市市本级一般公共预算支出表(市对下转移支付项目)',
      'transfersByProject',
      'general',
      'expenditure',
      'own',
      2026,
    ],
    ['2026年丽江市分地区税收返还和转移支付预算表', 'transfersByRegion', null, null, 'all', 2026],
    [
      '2026年丽江市市本级政府性基金支出表(市对下转移支付)',
      'transfersByFunction',
      'fund',
      'expenditure',
      'own',
      2026,
    ],
    [
      '2026年丽江市市本级一般公共预算政府预算经济分类表(基本支出)',
      'govEconomic',
      'general',
      'expenditure',
      'own',
      2026,
    ],
    ['2026年丽江市市本级一般公共预算重点项目情况表', 'keyProjects', 'general', null, 'own', 2026],
    [
      '2026年市本级国有资本经营预算支出明细表',
      'projectDetail',
      'capital',
      'expenditure',
      'own',
      2026,
    ],
    ['2025年丽江市政府债务限额和余额情况表', 'debtBalance', null, null, 'all', 2025],
    ['2025年市本级地方政府债务投向情况表', 'debtPurpose', null, null, 'own', 2025],
    ['丽江市2025年地方政府债务限额分地区情况表', 'debtRegions', null, null, 'all', 2025],
  ])('%s', (title, kind, book, flow, scope, year) => {
    const read = readTitle(title);
    expect({ kind: read.kind, book: read.book, scope: read.scope, year: read.year }).toEqual({
      kind,
      book,
      scope,
      year,
    });
    if (flow !== null) expect(read.flow).toBe(flow);
  });

  test.each([
    ['2025年丽江市部门人员编制情况表'],
    ['2025年丽江市一般公共预算绩效目标申报表'],
    ['2025年丽江市机关运行经费统计表'],
    ['2025年政府采购预算表'],
    [''],
  ])('is not known: %s', (title) => {
    expect(readTitle(title).kind).toBeNull();
  });

  test('names its region, but not 全市, 市本级 or a sentence', () => {
    expect(regionNameOf('2025年丽江市一般公共预算收支情况表')).toBe('丽江市');
    expect(regionNameOf('丽江市2025年地方政府债务限额分地区情况表')).toBe('丽江市');
    expect(regionNameOf('2026年上海市徐汇区区本级一般公共预算支出表')).toBe('上海市徐汇区');
    expect(regionNameOf('2025年市本级一般公共预算收支情况表')).toBeNull();
    expect(regionNameOf('2025年全市一般公共预算收支情况表')).toBeNull();
  });

  test('is about the own level wherever 本级 stands, and about the area by 全市 or a name', () => {
    expect(scopeOf('丽江市市本级一般公共预算')).toBe('own');
    expect(scopeOf('全区一般公共预算支出')).toBe('all');
    expect(scopeOf('一般公共预算支出表')).toBe('unstated');
  });

  test('is told from what else stands above a table', () => {
    expect(looksLikeTitle('2025年丽江市一般公共预算收支情况表')).toBe(true);
    expect(looksLikeTitle('表四十八')).toBe(false);
    expect(looksLikeTitle('单位:万元')).toBe(false);
    expect(looksLikeTitle('编制单位:丽江市财政局')).toBe(false);
    expect(looksLikeTitle('注:本表数据为快报数。')).toBe(false);
  });

  test('may stand in one cell with its number, also before a year', () => {
    expect(splitTitle('表一、2025年丽江市一般公共预算收支情况表')).toEqual({
      number: '表一',
      title: '2025年丽江市一般公共预算收支情况表',
    });
    expect(splitTitle('表十九2025年市本级结余表')).toEqual({
      number: '表十九',
      title: '2025年市本级结余表',
    });
    expect(splitTitle('表12025年收入表')).toEqual({ number: '表1', title: '2025年收入表' });
    expect(splitTitle('附表3-1:收入表')).toEqual({ number: '附表3-1', title: '收入表' });
  });

  test('a unit line names the unit after a colon; 单位 alone is none', () => {
    expect(AMOUNT_UNIT.exec('单位:万元')?.[2]).toBe('万元');
    expect(AMOUNT_UNIT.exec('金额单位:元')?.[2]).toBe('元');
    expect(AMOUNT_UNIT.test('预算单位')).toBe(false);
  });
});
