/** In charge of what findings say: silence is a state of its own, repeats are seen, nothing absent becomes zero. */
import type { FindingRow } from '#contract/answers';
import { fen } from '#model/fen';
import { describe, expect, test } from 'vitest';
import { Answer } from '../../../web/data/answer.ts';
import {
  findingBars,
  findingGroups,
  matching,
  narrowed,
  repeatYears,
  statusLadder,
  type FindingGroup,
} from '../../../web/data/findings.ts';

const group = (patch: Partial<FindingGroup> = {}): FindingGroup => ({
  category: '资产管理',
  unit: '甲街道',
  auditYear: 2021,
  status: 'not_stated',
  count: 1,
  amount: null,
  rectifiedAmount: null,
  ...patch,
});

test('an answer becomes groups', () => {
  const answer = new Answer(1, [
    ['category', ['资产管理', '政府采购']],
    ['unit', ['甲街道', null]],
    ['auditYear', [2021, null]],
    ['status', ['rectified', 'not_stated']],
    ['count', [2, 1]],
    ['amount', [500n, null]],
    ['rectifiedAmount', [200n, null]],
  ]);
  expect(findingGroups(answer)).toEqual([
    group({ status: 'rectified', count: 2, amount: fen(500n), rectifiedAmount: fen(200n) }),
    group({ category: '政府采购', unit: null, auditYear: null }),
  ]);
});

describe('statusLadder', () => {
  test('has every status in the order of the ladder, with absent amounts absent', () => {
    const steps = statusLadder([
      group({ count: 3 }),
      group({ status: 'rectified', amount: fen(7n) }),
    ]);
    expect(steps.map(({ status, count, amount }) => [status, count, amount])).toEqual([
      ['rectified', 1, 7n],
      ['partially_rectified', 0, null],
      ['in_progress', 0, null],
      ['ordered', 0, null],
      ['not_stated', 3, null],
    ]);
  });

  test('takes a status it does not know for not stated, never for not rectified', () => {
    expect(statusLadder([group({ status: '其他' })]).at(-1)).toMatchObject({
      status: 'not_stated',
      count: 1,
    });
  });
});

describe('findingBars', () => {
  test('is sorted by number, with amounts added only where stated', () => {
    const bars = findingBars(
      [
        group({ amount: fen(5n) }),
        group({ category: '政府采购', count: 4 }),
        group({ status: 'rectified', amount: fen(6n), rectifiedAmount: fen(6n) }),
      ],
      'category',
    );
    expect(
      bars.map(({ key, count, amount, rectified, silent }) => [
        key,
        count,
        amount,
        rectified,
        silent,
      ]),
    ).toEqual([
      ['政府采购', 4, null, 0, 4],
      ['资产管理', 2, 11n, 1, 1],
    ]);
  });

  test('keeps findings without a unit under the empty key', () => {
    expect(findingBars([group({ unit: null })], 'unit')[0]?.key).toBe('');
  });
});

describe('repeatYears', () => {
  test('needs the same unit and the same category in two years', () => {
    expect(repeatYears([group(), group({ auditYear: 2019 })])).toEqual([2019, 2021]);
    expect(repeatYears([group(), group({ auditYear: 2019, category: '政府采购' })])).toEqual([]);
    expect(repeatYears([group(), group({ auditYear: 2019, unit: '乙街道' })])).toEqual([]);
    expect(repeatYears([group(), group()])).toEqual([]);
  });

  test('sees nothing where year or unit is unknown', () => {
    expect(repeatYears([group({ auditYear: null }), group()])).toEqual([]);
    expect(repeatYears([group({ unit: null }), group({ unit: null, auditYear: 2019 })])).toEqual(
      [],
    );
  });
});

const row = (patch: Partial<FindingRow> = {}): FindingRow => ({
  id: '1',
  region: '310114',
  regionName: '上海市嘉定区',
  auditYear: 2017,
  category: '资产管理',
  unit: '教育局',
  unitType: '部门',
  finding: '固定资产账实不符',
  status: 'not_stated',
  rectification: null,
  amount: null,
  amountText: null,
  rectifiedAmount: null,
  quantity: null,
  quantityUnit: null,
  note: null,
  source: {
    source: 's',
    kind: 'published',
    grade: 'official',
    title: '审计公告',
    url: null,
    linkable: false,
    dated: null,
  },
  file: 'audit_findings.csv',
  row: 2,
  ...patch,
});

test('the list is narrowed by what is set; ~ stands for findings that name no unit', () => {
  const rows = [row(), row({ id: '2', unit: null, status: 'rectified' })];
  const ids = (filters: Parameters<typeof narrowed>[1]) =>
    narrowed(rows, filters).map(({ id }) => id);
  expect(ids({})).toEqual(['1', '2']);
  expect(ids({ unit: '~' })).toEqual(['2']);
  expect(ids({ unit: '教育局', status: 'rectified' })).toEqual([]);
});

test('typed words must all occur somewhere in the finding', () => {
  const rows = [row(), row({ id: '2', finding: '预算编制不完整', rectification: '已补充编制' })];
  expect(matching(rows, ' 嘉定  账实 ').map(({ id }) => id)).toEqual(['1']);
  expect(matching(rows, '补充').map(({ id }) => id)).toEqual(['2']);
  expect(matching(rows, '  ')).toEqual(rows);
});
