/** In charge of seeing what becomes of a row: its values, its slice, the names in it, and what is wrong with it. */
import { describe, expect, test } from 'vitest';
import { rejectOf } from '../../../etl/mapping/rowFault.ts';
import { payeeKey } from '../../../etl/mapping/payeeKey.ts';
import { fieldsOf, HEADERS, PAYMENT, refusals } from './integration.ts';
import { faultOf, header, mapperFor, payment, payments } from './mapped.ts';

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
      { region: '990101', scope: 'own', year: 2025, month: null, book: 'general', flow: null, reported: null },
    ]); // prettier-ignore
  });

  test('belongs to the hand-over of its month where a column dates it', () => {
    const dated = [...header, '报送日期'];
    const row = (different: Readonly<Record<string, string>>) =>
      fieldsOf(dated.join(','), PAYMENT, different);
    const march = row({ 报送日期: '2025-04-10' });
    const { map, mapper } = mapperFor(payments, [dated, march]);
    map(march);
    map(row({ 会计期间: '4', 支付日期: '2025-04-07', 报送日期: '2025年5月12日' }));
    map(row({ 支付日期: '2025-03-08', 报送日期: '2025-04-10' }));
    expect(mapper.slices.map(({ month, reported }) => [month, reported])).toEqual([
      [3, '2025-04-10'],
      [4, '2025-05-12'],
    ]);
    expect(map(row({ 报送日期: '2025-05-12' }))).toMatchObject({
      kind: 'reject',
      code: 'date-contradicted',
      column: '报送日期',
      value: '2025-05-12',
      expected: '2025-04-10',
    });
    expect(map(row({ 报送日期: '4月10日' }))).toMatchObject({ code: 'date-invalid' });
    // a blank cell leaves it to the date of the file
    map(row({ 会计期间: '5', 支付日期: '2025-05-07', 报送日期: '' }));
    expect(mapper.slices[2]).toMatchObject({ month: 5, reported: null });
    const names = dated.filter((name) => name !== '会计期间');
    const monthless = fieldsOf(names.join(','), PAYMENT, { 报送日期: '2025-04-10' });
    expect(refusals(payments, { rows: [names, monthless] })).toMatchObject([
      { code: 'column-missing', message: { en: expect.stringContaining('会计期间') as string } },
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
