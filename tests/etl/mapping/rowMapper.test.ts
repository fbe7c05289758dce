/** In charge of seeing what becomes of a row: its values, its slice, the names in it, and what is wrong with it. */
import { describe, expect, test } from 'vitest';
import type { Mapping } from '#model/mapping';
import { rejectOf, type RowFault } from '../../../etl/mapping/rowFault.ts';
import { rowMapper } from '../../../etl/mapping/rowMapper.ts';
import { payeeKey } from '../../../etl/mapping/payeeKey.ts';
import {
  bound,
  fieldsOf,
  HEADERS,
  mappingOf,
  namesIn,
  PAYMENT,
  type Table,
} from './integration.ts';

const header = namesIn(HEADERS.payments);
const payments = mappingOf('integration-payments');
const payment = (different: Readonly<Record<string, string>> = {}) =>
  fieldsOf(HEADERS.payments, PAYMENT, different);

function mapperFor(
  mapping: Mapping,
  rows: readonly (readonly string[])[],
  more: Omit<Table, 'rows'> = {},
) {
  const made = bound(mapping, { rows, ...more });
  const mapper = rowMapper(structuredClone(made));
  const row = mapper.row();
  return {
    mapper,
    /** The values by the names of the columns, or the fault. */
    map: (fields: readonly string[]): Record<string, string | null> | RowFault => {
      const fault = mapper.map(fields, row);
      return (
        fault ?? Object.fromEntries(made.fields.map((name, put) => [name, row.values[put] ?? null]))
      );
    },
  };
}

/** A row that must be refused. */
function faultOf(
  different: Readonly<Record<string, string>>,
  more: Omit<Table, 'rows'> = {},
): RowFault {
  const found = mapperFor(payments, [header, payment()], more).map(payment(different));
  if (typeof found['kind'] !== 'string' || !('code' in found)) throw new Error('the row was taken');
  return found as RowFault;
}

describe('a payment', () => {
  test('is read into the columns of the ledger, levels from the reference', () => {
    const { map, mapper } = mapperFor(payments, [header, payment()]);
    expect(map(payment())).toEqual({
      date: '2025-03-07', month: '3', department: '101', unit: '101001', project: 'P0001',
      class: '205', group_: '20502', item_: '2050202', economic_class: '302', economic: '30213',
      gov_economic_class: '505', gov_economic: '50502', fund: '11', carried: 'carried', method: '1', settlement: '2',
      payee_key: payeeKey('明川建筑公司', 7), payee: '明川建筑公司', payee_account: '6222021', purpose: '屋面维修', voucher: 'Z0001',
      document: '教预〔2025〕1号', procurement: 't', direct: 'f', salary: 'f', refund: 'f', amount: '1234560',
    }); // prettier-ignore
    expect(mapper.slices).toEqual([
      { region: '990101', scope: 'own', year: 2025, month: null, book: 'general', flow: null },
    ]);
  });

  test('gives the names of its codes, each under the code above it', () => {
    const { map, mapper } = mapperFor(payments, [header, payment()]);
    map(payment());
    map(payment({ 预算单位: '另一名称' }));
    const names = Object.fromEntries(
      [...mapper.names(0)].map(([scheme, codes]) => [scheme, Object.fromEntries(codes)]),
    );
    expect(names['unit']).toEqual({
      '101': { name: '区教育局', parent: null },
      '101001': { name: '第一小学', parent: '101' },
    });
    expect(names['function']).toEqual({ '2050202': { name: '小学教育', parent: '20502' } });
    expect(names['project']).toEqual({ P0001: { name: '校舍维修', parent: null } });
    expect(Object.keys(names)).toEqual([
      'unit',
      'project',
      'function',
      'economic',
      'govEconomic',
      'fund',
      'method',
      'settlement',
    ]);
  });

  test('belongs to the slice of its book and year; totals are kept for each', () => {
    const { map, mapper } = mapperFor(payments, [header, payment()]);
    map(payment());
    map(payment({ 资金性质代码: '12', 支付金额: '-0.01' }));
    map(payment({ 支付金额: '9999999999999.99' }));
    map(payment({ 支付金额: '100' }));
    expect(mapper.slices.map(({ book }) => book)).toEqual(['general', 'fund']);
    expect(mapper.totals(0)).toEqual({
      rows: 3,
      amounts: { amount: 1234560n + 999999999999999n + 10000n },
    });
    expect(mapper.totals(1)).toEqual({ rows: 1, amounts: { amount: -1n } });
  });

  test('may leave blank what is not required', () => {
    const { map } = mapperFor(payments, [header, payment()]);
    const values = map(
      payment({
        项目代码: '',
        项目名称: '',
        支付日期: '',
        资金年度: '',
        退款标识: '',
        收款人: ' ',
      }),
    );
    expect(values).toMatchObject({
      project: null,
      date: null,
      carried: 'current',
      refund: 'f',
      payee: null,
      payee_key: null,
    });
  });

  test('keeps tabs, quotation marks and backslashes as they are, without blanks at the ends', () => {
    const { map } = mapperFor(payments, [header, payment()]);
    expect(map(payment({ 资金用途: ' 　a\tb"c\\d\u00a0' }))).toMatchObject({
      purpose: 'a\tb"c\\d',
    });
  });

  test('in the closing period has month 13', () => {
    const { map } = mapperFor(payments, [header, payment()]);
    expect(map(payment({ 会计期间: '13' }))).toMatchObject({ month: '13' });
  });
});

describe('the key of a payee', () => {
  test('is the same for the same name in other widths and blanks, another for another name or seed, and fits 64 bits', () => {
    expect(payeeKey('明川 建筑（集团）公司', 7)).toBe(payeeKey('明川建筑(集团)公司', 7));
    const keys = new Set(
      Array.from({ length: 20_000 }, (_, index) => payeeKey(`单位${String(index)}`, 7)),
    );
    expect(keys.size).toBe(20_000);
    expect(payeeKey('单位1', 8)).not.toBe(payeeKey('单位1', 7));
    for (const key of keys) expect(BigInt.asIntN(64, BigInt(key))).toBe(BigInt(key));
  });
});

describe('a row is rejected', () => {
  test.each([
    [
      'an unknown code',
      { 支出功能分类代码: '2999999' },
      'code-unknown',
      '支出功能分类代码',
      '2999999',
    ],
    ['an impossible date', { 支付日期: '2025-02-30' }, 'date-invalid', '支付日期', '2025-02-30'],
    ['three decimals', { 支付金额: '1.234' }, 'amount-precision', '支付金额', '1.234'],
    ['no amount', { 支付金额: '' }, 'value-missing', '支付金额', ''],
    ['words for an amount', { 支付金额: '壹元' }, 'amount-invalid', '支付金额', '壹元'],
    [
      'an amount beyond what is kept',
      { 支付金额: '1'.repeat(20) },
      'amount-overflow',
      '支付金额',
      '1'.repeat(20),
    ],
    ['month 14', { 会计期间: '14' }, 'month-invalid', '会计期间', '14'],
    [
      'a word that the lookup does not hold',
      { 资金性质代码: '99' },
      'value-unknown',
      '资金性质代码',
      '99',
    ],
    ['a mark that is none', { 政采标识: '也许' }, 'value-unknown', '政采标识', '也许'],
    ['a year that is none', { 预算年度: '25' }, 'date-invalid', '预算年度', '25'],
    ['a region that is none', { 财政区划代码: '99' }, 'code-invalid', '财政区划代码', '99'],
  ] as const)('for %s', (_, different, code, column, value) => {
    expect(faultOf(different)).toMatchObject({ kind: 'reject', code, column, value });
  });

  test('with its place, and the amount as far as it is known', () => {
    const fault = faultOf({ 支付日期: '2025-02-30' });
    expect(fault).toMatchObject({ slice: 0, amount: '1234560' });
    const { cell, message } = rejectOf(fault, '支付.csv', 12);
    expect(cell).toBe('row 12, column "支付日期"');
    expect(message.zh).toBe(
      '文件“支付.csv”第 12 行“支付日期”列：不是有效的日期，请按“2026-01-15”的写法更正。（原文：2025-02-30）',
    );
    expect(message.en).toBe(
      'File “支付.csv”, row 12, column “支付日期”: this is no date; write it as 2026-01-15. (found: 2025-02-30)',
    );
  });

  test('where it has too few or too many fields; blank ones behind the last column are none', () => {
    const { map } = mapperFor(payments, [header, payment()]);
    expect(map(payment().slice(0, 30))).toMatchObject({
      kind: 'reject',
      code: 'row-width',
      value: '30',
      expected: '33',
    });
    expect(map([...payment(), 'x'])).toMatchObject({ kind: 'reject', code: 'row-width' });
    expect(map([...payment(), '', ''])).toMatchObject({ amount: '1234560' });
  });

  test('where it says otherwise than was declared', () => {
    expect(faultOf({}, { declared: { year: 2024 } })).toMatchObject({
      code: 'declared-otherwise',
      value: '2025',
      expected: '2024',
    });
    expect(faultOf({}, { declared: { month: 4 } })).toMatchObject({
      code: 'declared-otherwise',
      value: '3',
      expected: '4',
    });
  });
});

describe('a row that is none', () => {
  test('is passed over: blank, or the header again', () => {
    const { map } = mapperFor(payments, [header, payment()]);
    expect(map([''])).toMatchObject({ kind: 'skip' });
    expect(map(header.map(() => ' '))).toMatchObject({ kind: 'skip' });
    expect(map(header)).toMatchObject({ kind: 'skip' });
  });

  test('ends the file where it is another header', () => {
    const { map } = mapperFor(payments, [header, payment()]);
    const other = header.toReversed();
    expect(map(other)).toMatchObject({ kind: 'fatal', code: 'header-changed' });
    expect(map(header.slice(0, 20))).toMatchObject({ kind: 'fatal', code: 'header-changed' });
  });

  test('is the total of the file itself, which is kept to be compared; a subtotal is refused', () => {
    const { map, mapper } = mapperFor(payments, [header, payment()]);
    map(payment());
    expect(
      map(fieldsOf(HEADERS.payments, { 财政区划代码: '合　计', 支付金额: '12,345.60' })),
    ).toMatchObject({ kind: 'total' });
    expect(mapper.stated()).toEqual({ amount: 1234560n });
    expect(map(payment({ 预算单位代码: '合计' }))).toMatchObject({ kind: 'total' });
    expect(mapper.stated()).toBeNull();
    expect(map(payment({ 预算单位代码: '小计' }))).toMatchObject({
      kind: 'reject',
      code: 'total-row',
    });
    expect(map(payment({ 资金用途: '合计' }))).toMatchObject({ purpose: '合计' });
    expect(mapper.totals(0).rows).toBe(2);
  });
});

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
