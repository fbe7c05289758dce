/** In charge of the examples of PY-01 … PY-09: large, split, cash, doubled, own account, persons, round sums, new firms, overdue to small firms. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#database';
import { freshDatabase } from '../support/postgres.ts';
import { readVerdicts, type Verdicts } from './family.ts';
import { addLedgers } from './ledgerFacts.ts';
import { cases } from './paymentCases.ts';

let database: Database;
let verdicts: Verdicts;
beforeAll(async () => {
  database = await freshDatabase();
  const version = await addLedgers(database, cases);
  // Five hundred payments and more of each of eleven units; the first of them likes to begin with 9.
  await database.owner.query(
    `insert into payments (batch_id, region_code, line_no, month, date, department, unit, economic_class, economic, payee_key, payee, refund, amount)
     select p.batch_id, p.region_code, 100 + n * 100 + p.line_no, p.month, p.date, p.department, p.unit, '302', '30201', n, 'x有限公司', false,
       case when p.line_no = 1 and n % 3 = 0 then 90000 + n else floor(power(10, 4 + n / 500.0))::bigint + p.line_no end
     from payments p cross join generate_series(0, 499) n where p.region_code = 'digits'`,
  );
  verdicts = await readVerdicts(database, ['PY-01', 'PY-02', 'PY-03', 'PY-04', 'PY-05', 'PY-06', 'PY-07', 'PY-08', 'PY-09'], version); // prettier-ignore
});
afterAll(() => database.close());

describe('PY-01, unusually large payment', () => {
  test.each([
    ['large', ['131001 2025-6 yellow']],
    ['very large', ['131001 2025-6 orange']],
    ['below the amount', []],
    ['usually large', []],
    ['nothing to compare with', []],
    ['compared with the region', ['131001 2025-6 yellow']],
    ['wages', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PY-01', region)).toEqual(expected);
  });

  test('says what is usual, how many do so, and names the row', () => {
    const [flag] = verdicts.of('PY-01', 'large');
    expect(flag).toMatchObject({
      project: 'P1', amount_at_stake: 500_000_000n,
      parameters: { base_meets: 1, base_of: 1, base_usual: null },
    }); // prettier-ignore
    expect(flag?.explanation.zh).toMatch(
      /^large本级第一中学2025年6月10日向明川启衡商贸有限公司支付500万元，高于本单位近三年委托业务费支付的99.0%（共41笔，一般每笔\d+万元）。$/u,
    );
    expect(flag?.evidence).toEqual([expect.objectContaining({ dataset: 'payments', line: 41, measure: 'row' })]); // prettier-ignore
    expect(verdicts.of('PY-01', 'very large')[0]?.explanation.zh).toContain('同类情况另有1笔');
    expect(verdicts.of('PY-01', 'compared with the region')[0]?.explanation.zh).toContain('全区近三年'); // prettier-ignore
  });
});

describe('PY-02, split payments or purchases', () => {
  test.each([
    ['split', ['131001 2025-6 yellow']],
    ['split below the tender', ['131001 2025-6 yellow']],
    ['eight days', []],
    ['not near', []],
    ['at the limit', []],
    ['procured', []],
    ['two payees', []],
    ['tendered', []],
    ['bought in parts', ['131001 2025-3 orange']],
    ['bought up to the limit', []],
    ['bought once', []],
    ['bought with approval', []],
    ['bought by tender', []],
    ['works', []],
    ['bought after a change', []],
    ['one payee', ['131001 2025-6 yellow']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PY-02', region)).toEqual(expected);
  });

  test('is a breach where the register of contracts shows it, else a question', () => {
    expect(verdicts.of('PY-02', 'bought in parts')[0]).toMatchObject({
      kind: 'breach', project: 'P1', amount_at_stake: 401_000_000n,
      explanation: { zh: 'bought in parts本级第一中学2025年在“校舍维修”下对台式计算机以公开招标以外的方式分3次采购共401万元，累计超过公开招标限额400万元，请核实是否化整为零。' },
    }); // prettier-ignore
    const [split] = verdicts.of('PY-02', 'split');
    expect(split?.kind).toBe('signal');
    expect(split?.explanation.zh).toContain('付款2笔共179万元，每笔均接近而低于采购限额100万元');
    expect(split?.evidence).toHaveLength(2);
    expect(verdicts.of('PY-02', 'one payee')[0]?.explanation.zh).toMatch(
      /付款12笔共480万元，占本单位未标明政府采购的货物服务类付款的76\.\d%/u,
    );
  });
});

describe('PY-03, cash instead of card or transfer', () => {
  test.each([
    ['cash', ['131001 2025-6 yellow']],
    ['much cash', ['131001 2025-6 orange']],
    ['cash to a firm', ['131001 2025-6 yellow']],
    ['cash up to the start', []],
    ['cash to a person', []],
    ['cash all year', ['131001 2025-1 yellow', '131001 2025-3 orange', '131001 2025-4 yellow']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PY-03', region)).toEqual(expected);
  });

  test('says how much of it is on the list', () => {
    expect(verdicts.of('PY-03', 'cash')[0]?.explanation.zh).toBe(
      'cash本级第一中学2025年6月现金支取3,000元（1笔），其中属公务卡强制结算目录3,000元，向单位支付单笔超过1,000元的3,000元。',
    );
  });
});

describe('PY-04, possible duplicate payment', () => {
  test.each([
    ['twice', ['131001 2025-7 orange']],
    ['twice, nearly the same words', ['131001 2025-6 orange']],
    ['by the month, one twice', ['131001 2025-6 orange']],
    ['twice, a day later', []],
    ['twice, another sum', []],
    ['twice, another account', []],
    ['twice, other words', []],
    ['two months', []],
    ['by the month', []],
    ['sent back', []],
    ['rent', []],
    ['small twice', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PY-04', region)).toEqual(expected);
  });

  test('names both days and both rows', () => {
    const [flag] = verdicts.of('PY-04', 'twice');
    expect(flag?.explanation.zh).toBe(
      'twice本级第一中学2025年6月10日、2025年7月10日两笔付款收款人（明川启衡商贸有限公司）、金额与用途相同（10万元，“委托业务费”），请核实。',
    );
    expect(flag?.evidence.map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe("PY-05, transfer to the unit's own account", () => {
  test.each([
    ['own account', ['131001 2025-6 orange']],
    ['own account in December', ['131001 2025-12 red']],
    ['own account, appropriated', []],
    ['own account, wages', []],
    ['own union', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PY-05', region)).toEqual(expected);
  });
});

describe('PY-06, large payments to persons or unions', () => {
  test.each([
    ['person', ['131001 2025-6 yellow']],
    ['person, a lot', ['131001 2025-6 orange']],
    ['person, labour out of line', ['131001 2025-6 orange']],
    ['union', ['131001 2025-6 yellow']],
    ['person, little', []],
    ['person, allowance', []],
    ['person, pension', []],
    ['person, labour', []],
    ['person, labour in line', []],
    ['union, its share', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PY-06', region)).toEqual(expected);
  });

  test('does not name the person', () => {
    const [flag] = verdicts.of('PY-06', 'person');
    expect(flag?.explanation.zh).toContain('向个人支付1.01万元，用途“活动经费”，请核实真实性');
    expect(JSON.stringify(flag?.parameters)).not.toContain('陈志明');
  });
});

describe('PY-07, round sums in shops', () => {
  test.each([
    ['round', ['131001 2025-6 yellow']],
    ['not quite round', []],
    ['round elsewhere', []],
    ['digits', ['1500000 2025-6 yellow']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PY-07', region)).toEqual(expected);
  });

  test('shows the leading digit that is too frequent, and the largest rows of it', () => {
    const [flag] = verdicts.of('PY-07', 'digits');
    expect(flag?.explanation.zh).toMatch(/以“9”开头的占3\d\.\d%，按定律应为4\.6%/u);
    expect(flag?.evidence).toHaveLength(182);
  });
});

describe('PY-08, new company gets large funds', () => {
  test.each([
    ['new firm', ['131001 2025-6 orange', '131002 2025-8 orange']],
    ['new firm, little', []],
    ['old firm', []],
    ['state firm', []],
    ['rich firm', []],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PY-08', region)).toEqual(expected);
  });

  test('says how old it is and what the region paid it', () => {
    expect(verdicts.of('PY-08', 'new firm')[0]?.explanation.zh).toBe(
      '明川启衡商贸有限公司（民营，注册资本500万元）2025年3月1日成立，成立3个月即获new firm本级第一中学财政资金30万元（当年全区合计50万元），请核实遴选程序。',
    );
  });
});

describe('PY-09, late payment to small and medium firms', () => {
  test.each([
    ['day 30', []],
    ['day 31', ['131001 2025-6 yellow']],
    ['day 60', ['131001 2025-6 yellow']],
    ['day 61', ['131001 2025-7 red']],
    ['agreed on 45', []],
    ['agreed on 90', ['131001 2025-7 red']],
    ['from acceptance', []],
    ['paid', []],
    ['large firm', []],
    ['payment not stated', ['131001 2025-6 grey']],
  ])('%s → %j', (region, expected) => {
    expect(verdicts.outline('PY-09', region)).toEqual(expected);
  });

  test('says since when, how much, and by which term', () => {
    expect(verdicts.of('PY-09', 'day 60')[0]).toMatchObject({
      kind: 'breach', amount_at_stake: 50_000_000n,
      explanation: { zh: 'day 60本级第一中学“合同1”（明川启衡商贸有限公司）已交付60天，至2025年6月30日尚有50万元未付，已超过付款期限30天；法定期限30日（合同另有约定的最长60日）。' },
    }); // prettier-ignore
  });
});
