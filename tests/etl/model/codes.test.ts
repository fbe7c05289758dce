/** In charge of months, region codes, classification codes and printed labels. */
import { describe, expect, test } from 'vitest';
import { levelOfCode, parentOfCode, parseCode } from '#model/code';
import { formatMonth, parseMonth } from '#model/month';
import { levelOfRegion, parentOfRegion, parseRegionCode, subRegion } from '#model/region';
import { reject, REJECT_CODES } from '#model/reject';
import { compact, nameKey, parseLabel } from '#model/text';

test('months are 1 to 13', () => {
  expect([1, 12, 13, '6', '06', '6月', '１２'].map(parseMonth)).toEqual([1, 12, 13, 6, 6, 6, 12]);
  expect([0, 14, 1.5, '', '六月', '2022-06', NaN].map(parseMonth)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
  expect([parseMonth(6), parseMonth(13)].map((month) => month && formatMonth(month))).toEqual([
    '06',
    '13',
  ]);
});

describe('region codes', () => {
  test.each([
    ['100000', 0, null],
    ['530000', 1, '100000'],
    ['530700', 2, '530000'],
    ['530721', 3, '530700'],
    ['310114', 3, '310000'],
    ['310114~菊园新区', 4, '310114'],
  ])('%s is of level %d under %s', (text, level, parent) => {
    const code = parseRegionCode(text);
    expect(code === null ? null : [levelOfRegion(code), parentOfRegion(code)]).toEqual([
      level,
      parent,
    ]);
  });

  test('what has not their shape', () => {
    expect(
      ['5307', '', '053070', '530700~', '530700~a,b', 'abcdef', '5307001'].map(parseRegionCode),
    ).toEqual(Array(7).fill(null));
    expect(parseRegionCode(' ５３０７００ ')).toBe('530700');
  });

  test('a sub-region is filed under its parent', () => {
    const parent = parseRegionCode('310114');
    expect(parent && subRegion(parent, ' 菊园 新区')).toBe('310114~菊园新区');
  });
});

describe('classification codes', () => {
  test.each([
    [['2010601'], '2010601', 3],
    [[2_010_601], '2010601', 3],
    [['201', '06', '01'], '2010601', 3],
    [[201, 6, 1], '2010601', 3],
    [['201', '20106', '2010601'], '2010601', 3],
    [['201', null, ''], '201', 1],
    [['２０１０６'], '20106', 2],
    [["'20106"], '20106', 2],
  ])('%j', (parts, code, level) => {
    expect(parseCode('function', ...parts)).toEqual({ code, level });
  });

  test('nothing, and what is none', () => {
    expect(parseCode('function', null, ' ')).toBeNull();
    expect(
      [['20'], ['2010'], ['201A'], [201.5], ['201060101']].map((parts) =>
        parseCode('function', ...parts),
      ),
    ).toEqual(Array(5).fill('code-invalid'));
    expect(parseCode('revenueItem', '103', '01', '48', '01')).toEqual({
      code: '103014801',
      level: 4,
    });
    expect(parseCode('economic', '30217')).toEqual({ code: '30217', level: 2 });
    expect(parseCode('economic', '3021701')).toBe('code-invalid');
  });

  test('levels and parents by shape', () => {
    expect(levelOfCode('revenueItem', '103014801')).toBe(4);
    expect(parentOfCode('revenueItem', '103014801')).toBe('1030148');
    expect(parentOfCode('function', '201')).toBeNull();
    expect(levelOfCode('function', '2')).toBeNull();
  });
});

describe('labels', () => {
  test.each([
    ['一、一般公共服务支出', '一、', false, '一般公共服务支出'],
    ['　　　其他收入', null, false, '其他收入'],
    ['合    计', null, false, '合计'],
    ['6.城市基础设施配套费收入', '6.', false, '城市基础设施配套费收入'],
    ['（一）人大事务', '(一)', false, '人大事务'],
    ['    其中：保险费收入', null, true, '保险费收入'],
    ['其中：1.增值税', '1.', true, '增值税'],
    ['二十三、债务付息支出', '二十三、', false, '债务付息支出'],
    ['2025年预算数', null, false, '2025年预算数'],
    ['1.5万元以上', null, false, '1.5万元以上'],
    ['三公经费', null, false, '三公经费'],
    ['其中：', null, false, '其中:'],
    ['部⻔', null, false, '部门'],
  ])('%j', (text, numbering, ofWhich, name) => {
    expect(parseLabel(text)).toEqual({ numbering, ofWhich, name });
  });

  test('names compare without marks of print', () => {
    expect(nameKey('  “三供一业”移交补助支出')).toBe(nameKey('"三供一业"移交补助支出'));
    expect(nameKey('国有资源（资产）有偿使用收入')).toBe(
      nameKey('五、国有资源(资产) 有偿使用收入'),
    );
    expect(compact('丽\u00a0江\u3000市\u200b')).toBe('丽江市');
  });
});

describe('rejects', () => {
  test('say place, what happened and what was found', () => {
    const found = reject('amount-invalid', {}, { sheet: '02', cell: 'F10', value: '12,34.5' });
    expect(found.message.zh).toBe(
      '工作表“02”F10：不是可读取的金额，请按“12,345.67”的写法更正。（原文：12,34.5）',
    );
    expect(found.message.en).toBe(
      'Sheet “02”, F10: this is no amount; write it as 12,345.67. (found: 12,34.5)',
    );
    expect(
      reject('value-missing', { column: '金额' }, { value: 'x'.repeat(500) }).value,
    ).toHaveLength(200);
    expect(reject('empty-file', {}).message.en).toMatch(/^The file is empty/u);
  });

  test('every code has a sentence in both languages', () => {
    // Stands for any fact: a text, a number or a bilingual one.
    const fact = { zh: '甲。', en: 'a.', toString: () => '甲', valueOf: () => 1 };
    const facts = new Proxy({}, { get: () => fact });
    for (const code of REJECT_CODES) {
      const { zh, en } = reject(code, facts as never).message;
      expect(zh).toMatch(/。$/u);
      expect(en).toMatch(/^[A-Z].*\.$/u);
    }
  });
});
