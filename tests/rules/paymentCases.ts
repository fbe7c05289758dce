/** In charge of the cases of PY-01 … PY-09: small regions that pay, contract and owe. */
import type { LedgerFacts, RowFact } from './ledgerFacts.ts';

const FIRM = '明川启衡商贸有限公司';
const SHOP = '明川联华超市有限公司';

/** A payment of unit 131001 on 10 June to a firm for services, 10 万元 unless said. */
const paid = (more: RowFact): RowFact => ({
  department: '131', unit: '131001', class: '205', item_: '2050201', economic_class: '302', economic: '30227', method: '11', settlement: '1', payee: FIRM, payee_key: 1, purpose: '委托业务费',
  ...(typeof more['date'] === 'string' ? { month: Number(more['date'].slice(5, 7)) } : { date: '2025-06-10', month: 6 }),
  amount: 10, ...more,
}); // prettier-ignore
const payments = (region: string, rows: readonly RowFact[]): LedgerFacts => ({
  dataset: 'payments',
  region,
  rows: rows.map(paid),
  names: {
    unit: { '131001': '第一中学', '131': '教育局' },
    project: { P1: '校舍维修' },
    settlement: { '1': '转账', '2': '现金' },
    method: { '11': '财政直接支付', '21': '财政实拨' },
    economic: { '30227': '委托业务费', '30226': '劳务费' },
  },
});
/** So many ordinary payments, each to somebody else. */
const usual = (count: number, amount: number, more: RowFact = {}): RowFact[] =>
  Array.from({ length: count }, (_, at) => ({
    amount: amount * (0.8 + (at % 5) / 10),
    payee: `明川第${String(at)}服务有限公司`,
    payee_key: 100 + at,
    purpose: `第${String(at)}项`,
    ...more,
  }));
const contracts = (region: string, rows: readonly RowFact[]): LedgerFacts => ({
  dataset: 'contracts',
  region,
  reported: '2025-12-31',
  rows: rows.map((row, at) => ({
    unit: '131001', contract: `C${String(at + 1)}`, name: `合同${String(at + 1)}`, supplier: FIRM, signed_on: '2025-03-03', ...row,
  })),
  names: { unit: { '131001': '第一中学' }, project: { P1: '校舍维修' } },
}); // prettier-ignore
const bought = (region: string, amounts: readonly number[], more: RowFact = {}) =>
  contracts(region, amounts.map((amount) => ({ amount, category: '台式计算机', method: 'inquiry', procurement: true, project: 'P1', ...more }))); // prettier-ignore
const owed = (region: string, more: RowFact) =>
  contracts(region, [{ sme: true, amount: 80, paid: 30, delivered_on: '2025-05-01', checked_on: '2025-06-30', ...more }]); // prettier-ignore
const firm = (region: string, more: RowFact): LedgerFacts => ({
  dataset: 'companies',
  region,
  rows: [{ code: 'X1', name: FIRM, registered_on: '2025-03-01', capital: 500, ownership: 'private', ...more }],
}); // prettier-ignore
const twice = (first: string, second: string, more: RowFact = {}, again: RowFact = {}): RowFact[] =>
  [{ date: first, payee_account: '6222', ...more }, { date: second, payee_account: '6222', ...more, ...again }]; // prettier-ignore
const person = (more: RowFact): RowFact => ({
  payee: '陈志明',
  payee_key: 7,
  economic: '30226',
  purpose: '授课劳务费',
  ...more,
});

/** Each region is one case, named for what is special about it. */
export const cases: readonly LedgerFacts[] = [
  // PY-01: the unit usually pays 16 … 24 万元 under this code
  payments('large', [...usual(40, 20), { amount: 500, project: 'P1' }]),
  payments('very large', [...usual(40, 20), { amount: 2_000 }, { amount: 2_010 }]),
  payments('below the amount', [...usual(40, 20), { amount: 499 }]),
  payments('usually large', [...usual(40, 600), { amount: 900 }]),
  payments('nothing to compare with', [...usual(20, 20), { amount: 900 }]),
  payments('compared with the region', [...usual(20, 20), ...usual(20, 20, { unit: '131002' }), { amount: 900 }]),
  payments('wages', [...usual(40, 20), { amount: 900, economic_class: '301', economic: '30101' }]),
  // PY-02: near 100 or 400 万元, the same payee, a week
  payments('split', [{ date: '2025-06-10', amount: 80 }, { date: '2025-06-17', amount: 99 }]),
  payments('split below the tender', [{ date: '2025-06-10', amount: 320 }, { date: '2025-06-12', amount: 399 }]),
  payments('eight days', [{ date: '2025-06-10', amount: 90 }, { date: '2025-06-18', amount: 90 }]),
  payments('not near', [{ date: '2025-06-10', amount: 79 }, { date: '2025-06-11', amount: 79 }]),
  payments('at the limit', [{ date: '2025-06-10', amount: 100 }, { date: '2025-06-11', amount: 100 }]),
  payments('procured', [{ date: '2025-06-10', amount: 90, procurement: true }, { date: '2025-06-11', amount: 90, procurement: true }]),
  payments('two payees', [{ date: '2025-06-10', amount: 90 }, { date: '2025-06-11', amount: 90, payee_key: 2, payee: '乙公司' }]),
  payments('tendered', [{ date: '2025-06-10', amount: 90 }, { date: '2025-06-11', amount: 95 }]),
  contracts('tendered', [{ amount: 185, method: 'openTender', category: '台式计算机' }]),
  bought('bought in parts', [150, 150, 101]),
  bought('bought up to the limit', [200, 200]),
  bought('bought once', [500]),
  bought('bought with approval', [300, 300], { method_approved: true }),
  bought('bought by tender', [300, 300], { method: 'openTender' }),
  bought('works', [300, 300], { category: '房屋修缮工程' }),
  bought('bought after a change', [300, 300]),
  { dataset: 'movements', region: 'bought after a change', rows: [{ kind: 'add', project: 'P1', unit: '131001', month: 5, amount: 100 }] },
  payments('one payee', [...usual(30, 5), ...Array.from({ length: 12 }, (_, at) => ({ amount: 40, purpose: `第${String(at)}批` })), ...Array.from({ length: 10 }, (_, unit) => usual(8, 5, { unit: `14000${String(unit)}` })).flat()]),
  // PY-03
  payments('cash', [{ settlement: '2', economic: '30211', amount: 0.3 }, { settlement: '1', economic: '30211', amount: 3 }]),
  payments('much cash', [{ settlement: '2', economic: '30211', amount: 2.01, payee: '陈志明' }]),
  payments('cash to a firm', [{ settlement: '2', economic: '30299', amount: 0.11 }]),
  payments('cash up to the start', [{ settlement: '2', economic: '30299', amount: 0.1 }]),
  payments('cash to a person', [{ settlement: '2', economic: '30226', amount: 0.5, payee: '陈志明' }]),
  payments('cash all year', ['01', '02', '03', '04'].map((month, at) => ({ settlement: '2', economic: '30211', amount: at === 2 ? 3 : 0.3, date: `2025-${month}-10` }))),
  // PY-04
  payments('twice', twice('2025-06-10', '2025-07-10')),
  payments('twice, a day later', twice('2025-06-10', '2025-07-11')),
  payments('twice, another sum', twice('2025-06-10', '2025-06-12', {}, { amount: 10.01 })),
  payments('twice, another account', twice('2025-06-10', '2025-06-12', {}, { payee_account: '6228' })),
  payments('twice, other words', twice('2025-06-10', '2025-06-12', { purpose: '空调维修' }, { purpose: '会议场租' })),
  payments('twice, nearly the same words', twice('2025-06-10', '2025-06-12', { purpose: '校舍空调维修费' }, { purpose: '空调维修费（校舍）' })),
  payments('two months', twice('2025-06-10', '2025-07-08', { purpose: '6月物业费' }, { purpose: '7月物业费' })),
  payments('by the month', ['05', '06', '07'].map((month) => ({ date: `2025-${month}-10`, purpose: '物业费' }))),
  payments('by the month, one twice', [...['05', '06', '07'].map((month) => ({ date: `2025-${month}-10`, purpose: '物业费' })), { date: '2025-06-20', purpose: '物业费' }]),
  payments('sent back', [...twice('2025-06-10', '2025-06-18'), { date: '2025-06-14', payee_account: '6222', amount: -10, refund: true, purpose: '退款：委托业务费' }]),
  payments('rent', twice('2025-06-10', '2025-06-12', { economic: '30214' })),
  payments('small twice', twice('2025-06-10', '2025-06-12', { amount: 0.99 })),
  // PY-05
  payments('own account', [{ payee: '第一中学', payee_key: 50, amount: 30 }]),
  payments('own account in December', [{ payee: '第一中学', payee_key: 50, amount: 30, date: '2025-12-29' }]),
  payments('own account, appropriated', [{ payee: '第一中学', payee_key: 50, amount: 30, method: '21' }]),
  payments('own account, wages', [{ payee: '第一中学', payee_key: 50, amount: 30, salary: true }]),
  payments('own union', [{ payee: '第一中学工会委员会', payee_key: 51, amount: 0.9, economic: '30228' }]),
  // PY-06
  payments('person', [person({ amount: 1.01, economic: '30299', purpose: '活动经费' })]),
  payments('person, a lot', [person({ amount: 5.01, economic: '30299', purpose: '活动经费' })]),
  payments('person, little', [person({ amount: 1, economic: '30299' })]),
  payments('person, allowance', [person({ amount: 3, economic: '30299', purpose: '困难职工补助' })]),
  payments('person, pension', [person({ amount: 3, economic_class: '303', economic: '30302' })]),
  payments('person, labour', [person({ amount: 4 })]),
  payments('person, labour out of line', [...Array.from({ length: 30 }, (_, at) => person({ amount: 1.1 + (at % 5) / 20, payee_key: 200 + at })), person({ amount: 20 })]),
  payments('person, labour in line', [...Array.from({ length: 30 }, (_, at) => person({ amount: 5 + (at % 5) / 2, payee_key: 200 + at })), person({ amount: 8 })]),
  payments('union', [{ payee: '第一中学工会委员会', payee_key: 51, amount: 2, economic: '30299' }]),
  payments('union, its share', [{ payee: '第一中学工会委员会', payee_key: 51, amount: 20, economic: '30228' }]),
  // PY-07
  payments('round', [{ payee: SHOP, payee_key: 60, amount: 0.5 }]),
  payments('not quite round', [{ payee: SHOP, payee_key: 60, amount: 0.55 }, { payee: SHOP, payee_key: 60, amount: 0.4 }]),
  payments('round elsewhere', [{ amount: 0.5 }]),
  payments('digits', Array.from({ length: 11 }, (_, at) => ({ unit: `15000${String(at).padStart(2, '0')}`, amount: 0.0123 }))),
  // PY-08
  payments('new firm', [{ amount: 30, date: '2025-06-10' }, { amount: 20, date: '2025-08-10', unit: '131002' }]), firm('new firm', {}),
  payments('new firm, little', [{ amount: 49.99 }]), firm('new firm, little', {}),
  payments('old firm', [{ amount: 60 }]), firm('old firm', { registered_on: '2024-12-31' }),
  payments('state firm', [{ amount: 60 }]), firm('state firm', { ownership: 'state' }),
  payments('rich firm', [{ amount: 60 }]), firm('rich firm', { capital: 1_001 }),
  // PY-09, delivered on 1 May
  owed('day 30', { checked_on: '2025-05-31' }),
  owed('day 31', { checked_on: '2025-06-01' }),
  owed('day 60', {}),
  owed('day 61', { checked_on: '2025-07-01' }),
  owed('agreed on 45', { term_days: 45, checked_on: '2025-06-15' }),
  owed('agreed on 90', { term_days: 90, checked_on: '2025-07-01' }),
  owed('from acceptance', { due_rule: 'acceptance', accepted_on: '2025-06-10' }),
  owed('paid', { paid: 80 }),
  owed('large firm', { sme: false, checked_on: '2025-12-31' }),
  owed('payment not stated', { paid: null }),
]; // prettier-ignore
