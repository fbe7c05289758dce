/** In charge of seeing what becomes of a row of the ledgers beside payments, and of files with names only or field names. */
import { describe, expect, test } from 'vitest';
import { fieldsOf, HEADERS, mappingOf, namesIn, PAYMENT } from './integration.ts';
import { mapperFor, payments } from './mapped.ts';

describe('other ledgers', () => {
  test('execution: each month is a slice, amounts to date', () => {
    const names = HEADERS.execution;
    const line = { ...PAYMENT, 年初预算数: '100', 调整预算数: '120.5', 累计支出数: '60.25' };
    const { map, mapper } = mapperFor(mappingOf('integration-execution'), [
      namesIn(names),
      fieldsOf(names, line),
    ]);
    expect(map(fieldsOf(names, line))).toMatchObject({
      original: '10000',
      final: '12050',
      executed: '6025',
      adjustment: null,
      item_: '2050202',
    });
    map(fieldsOf(names, line, { 会计期间: '4' }));
    expect(mapper.slices.map(({ month, flow }) => [month, flow])).toEqual([
      [3, 'expenditure'],
      [4, 'expenditure'],
    ]);
  });

  test('revenue: its codes are named as revenue, whatever shares their columns', () => {
    const names = HEADERS.revenue;
    const line = {
      ...PAYMENT,
      征收部门代码: '1',
      征收部门: '税务局',
      收入分类代码: '10101',
      收入分类: '增值税',
      年初预算数: '1',
      调整预算数: '1',
      累计收入数: '2',
    };
    const { map, mapper } = mapperFor(mappingOf('integration-revenue'), [
      namesIn(names),
      fieldsOf(names, line),
    ]);
    expect(map(fieldsOf(names, line))).toMatchObject({
      class: '101',
      group_: '10101',
      item_: null,
      subitem: null,
      executed: '200',
    });
    expect(mapper.slices[0]).toMatchObject({ flow: 'revenue', month: 3 });
  });

  test('movements: kinds by their words', () => {
    const names = HEADERS.movements;
    const line = { ...PAYMENT, 变动日期: '2025-03-01', 指标类型: '追减', 指标金额: '-5.00' };
    const { map } = mapperFor(mappingOf('integration-movements'), [
      namesIn(names),
      fieldsOf(names, line),
    ]);
    expect(map(fieldsOf(names, line))).toMatchObject({
      kind: 'reduce',
      amount: '-500',
      month: '3',
    });
    expect(map(fieldsOf(names, line, { 指标类型: '其他' }))).toMatchObject({
      code: 'value-unknown',
      column: '指标类型',
    });
  });

  test('projects: progress with or without %, and never a guess', () => {
    const names = HEADERS.projects;
    const line = {
      ...PAYMENT,
      项目类别: '基建',
      项目状态: '在建',
      开工日期: '2025/1/5',
      总投资: '1000',
      形象进度: '65%',
    };
    const { map } = mapperFor(mappingOf('integration-projects'), [
      namesIn(names),
      fieldsOf(names, line),
    ]);
    expect(map(fieldsOf(names, line))).toMatchObject({
      status: 'running',
      started: '2025-01-05',
      planned: '100000',
      physical_progress: '0.65',
      name: '校舍维修',
      project: 'P0001',
    });
    expect(map(fieldsOf(names, line, { 形象进度: '0.4' }))).toMatchObject({
      physical_progress: '0.4',
    });
    expect(map(fieldsOf(names, line, { 形象进度: '65' }))).toMatchObject({ code: 'ratio-invalid' });
  });

  test('units: a tree, the year from the name of the file', () => {
    const names = HEADERS.units;
    const line = {
      财政区划代码: '990101',
      单位代码: '101001',
      单位名称: '第一小学',
      上级单位代码: '101',
      级次: '二级',
      启用年度: '2020',
      停用年度: '',
    };
    const { map, mapper } = mapperFor(
      mappingOf('integration-units'),
      [namesIn(names), fieldsOf(names, line)],
      { path: 'units-2025.csv' },
    );
    expect(map(fieldsOf(names, line))).toMatchObject({
      scheme: 'unit',
      code: '101001',
      name: '第一小学',
      parent: '101',
      level: '2',
      valid_from: '2020',
      valid_to: null,
    });
    expect(mapper.slices[0]).toMatchObject({ year: 2025, region: '990101' });
  });
});

describe('a file that states names only', () => {
  test('is read by them: national codes by their names, units keyed by theirs', () => {
    const names = HEADERS.payments
      .split(',')
      .filter((name) => !/代码$/u.test(name) || name === '财政区划代码')
      .join(',');
    const { map, mapper } = mapperFor(payments, [namesIn(names), fieldsOf(names, PAYMENT)]);
    expect(map(fieldsOf(names, PAYMENT, { 预算单位: ' 第一 小学' }))).toMatchObject({
      unit: '第一小学',
      item_: '2050202',
      economic: '30213',
      fund: '一般公共预算资金',
    });
    expect(mapper.slices[0]).toMatchObject({ book: 'general' });
    expect(map(fieldsOf(names, PAYMENT, { 支出功能分类: '没有这一项' }))).toMatchObject({
      code: 'code-unknown',
    });
  });
});

describe('the field names of budget systems', () => {
  test('are read as the Chinese ones are', () => {
    const names =
      'mof_div_code,fiscal_year,pay_date,agency_code,agency_name,exp_func_code,fund_type_code,pay_voucher_no,payee,use_des,amount';
    const { map } = mapperFor(payments, [namesIn(names)]);
    expect(
      map(['990101', '2025', '2025-05-09', '1', '甲', '2010601', '11', 'v', '乙', '丙', '1']),
    ).toMatchObject({ month: '5', item_: '2010601', amount: '100' });
    expect(
      map(['990101', '2025', '2026-01-09', '1', '甲', '2010601', '11', 'v', '乙', '丙', '1']),
    ).toMatchObject({ month: '13' });
    expect(
      map(['990101', '2025', '2023-01-09', '1', '甲', '2010601', '11', 'v', '乙', '丙', '1']),
    ).toMatchObject({ code: 'date-invalid' });
  });
});
