/** In charge of the reference data: complete in itself, found by the names that are printed, loaded without repetition. */
import { describe, expect, test } from 'vitest';
import { SCHEMES } from '#model/code';
import {
  classification,
  classifications,
  codeByName,
  regionByName,
  regions,
} from '../../etl/reference.ts';

describe('the lists', () => {
  test('every parent is itself a member, one level above', () => {
    const codes = new Map(
      classifications.map(({ scheme, code, level }) => [`${scheme} ${code}`, level]),
    );
    const lost = classifications.filter(
      ({ scheme, parent, level }) =>
        (parent === null ? 0 : codes.get(`${scheme} ${parent}`)) !== level - 1,
    );
    expect(lost).toEqual([]);
    expect(
      [...regions.values()].filter(({ parent, level }) =>
        parent === null ? level !== 0 : !regions.has(parent),
      ),
    ).toEqual([]);
  });

  test('the years in which a code bears its names do not overlap', () => {
    const overlaps = classifications.filter((row, index) => {
      const next = classifications[index + 1];
      return next?.scheme === row.scheme && next.code === row.code && next.from <= row.to;
    });
    expect(overlaps).toEqual([]);
  });

  test.each(SCHEMES)('every 类 of %s has an English name', (scheme) => {
    const classes = classifications.filter((row) => row.scheme === scheme && row.level === 1);
    expect(classes.length).toBeGreaterThanOrEqual(5);
    expect(classes.filter(({ english }) => english === null)).toEqual([]);
  });
});

describe('a code by its printed name', () => {
  test.each([
    ['function', '一、一般公共服务支出', 2025, null, '201'],
    ['function', '一、一般公共服务', 2025, null, '201'],
    ['function', '　　　人大会议', 2025, '20101', '2010104'],
    ['function', '资源勘探信息等支出', 2019, null, '215'],
    ['function', '医疗卫生与计划生育支出', 2016, null, '210'],
    ['function', '育幼服务', 2026, '210', '21019'],
    ['function', '  解决历史遗留问题及改革成本支出', 2025, null, '22301'],
    ['function', '    "三供一业"移交补助支出', 2025, '22301', '2230102'],
    ['function', '    “三供一业”移交补助支出', 2025, '22301', '2230102'],
    ['function', '国有企业政策性补贴', 2025, null, '22303'],
    ['function', '国有企业政策性补贴（项）', 2025, '22303', '2230301'],
    ['function', '二、机关事业单位基本养老保险基金支出', 2025, null, '20911'],
    ['function', '七、居民基本医疗保险基金支出', 2025, null, '20912'],
    ['revenueItem', '四、城镇职工基本医疗保险基金收入', 2025, null, '10203'],
    ['revenueItem', '     电力企业利润收入', 2025, '1030601', '103060105'],
    ['revenueItem', '     金融企业利润收入（国资预算）', 2025, '1030601', '103060134'],
    ['revenueItem', '  股利、股息收入', 2025, null, '1030602'],
    ['revenueItem', ' 上年结转', 2025, null, '11008'],
    ['govEconomic', '其他工资福利支出', 2026, '501', '50199'],
    ['govEconomic', '资本性支出（一）', 2026, '506', '50601'],
    ['function', '行政运行', 2025, null, null],
    ['function', '没有这个科目', 2025, null, null],
  ] as const)('%s %s (%d, under %s) is %s', (scheme, name, year, under, code) => {
    expect(codeByName(scheme, name, year, under)).toBe(code);
  });

  test('a code is named as of the year', () => {
    expect(classification('function', '215', 2018)?.name).toBe('资源勘探信息等支出');
    expect(classification('function', '215', 2025)?.name).toBe('资源勘探工业信息等支出');
    expect(classification('function', '21019', 2026)?.name).toBe('育幼服务');
    expect(classification('function', '99999', 2025)).toBeNull();
  });
});

describe('a region by its printed name', () => {
  test.each([
    ['丽江市', null, '530700'],
    ['丽      江      市', null, '530700'],
    ['丽江', null, '530700'],
    ['云南省丽江市', null, '530700'],
    ['玉龙县', '530700', '530721'],
    ['玉龙纳西族自治县', null, '530721'],
    ['宁蒗县', '530700', '530724'],
    ['古城区', '530700', '530702'],
    ['上海市普陀区', null, '310107'],
    ['浙江省舟山市普陀区', null, '330903'],
    ['普陀区', null, null],
    ['普陀区', '310000', '310107'],
    ['全国', null, '100000'],
    ['江苏省南通市通州区', null, '320612'],
    ['北京市通州区', null, '110112'],
    ['徐汇', null, '310104'],
    ['内蒙古', null, '150000'],
    ['某某区', null, null],
  ])('%s within %s is %s', (name, within, code) => {
    expect(regionByName(name, within)).toBe(code);
  });
});
