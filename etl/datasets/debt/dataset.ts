/** In charge of what a debt figure is: limits, balances, bonds issued and principal repaid. */
import type { Dataset } from '#model/dataset';
import { currency, month, region, scope, source, stage, year } from '../common.ts';

export const dataset = {
  name: 'debt',
  title: { zh: '政府债务', en: 'Government debt' },
  form: 'figures',
  table: 'debt',
  leaf: 'debt_rows',
  columns: { breakdown: 'text', kind: 'text', item: 'text', name: 'text', role: 'text' },
  dimensions: {
    region,
    scope,
    year,
    month,
    stage,
    source,
    currency,
    itemRole: {
      title: { zh: '行的角色', en: 'Role of line' },
      type: 'code',
      sql: 'f.role',
      adds: 'resolved',
    },
    /** `total` unless the question asks for purposes (投向). */
    breakdown: {
      title: { zh: '分解方式', en: 'Broken down by' },
      type: 'code',
      sql: 'f.breakdown',
      adds: 'resolved',
    },
    kind: {
      title: { zh: '债务类别', en: 'Kind of debt' },
      type: 'code',
      sql: 'f.kind',
      adds: 'fixed',
    },
    item: { title: { zh: '行', en: 'Line' }, type: 'code', sql: 'f.item', adds: 'additive' },
  },
  measures: {
    limit: { title: { zh: '限额', en: 'Limit' }, kind: 'amount', figure: 'limit', clock: 'budget' },
    balance: {
      title: { zh: '余额', en: 'Balance' },
      kind: 'amount',
      figure: 'balance',
      clock: 'outturn',
    },
    issued: {
      title: { zh: '发行额', en: 'Issued' },
      kind: 'amount',
      figure: 'issued',
      clock: 'outturn',
    },
    repaid: {
      title: { zh: '还本额', en: 'Principal repaid' },
      kind: 'amount',
      figure: 'repaid',
      clock: 'outturn',
    },
    newLimit: {
      title: { zh: '新增限额', en: 'New limit' },
      kind: 'amount',
      figure: 'newLimit',
      clock: 'budget',
    },
    withdrawnLimit: {
      title: { zh: '收回限额', en: 'Limit withdrawn' },
      kind: 'amount',
      figure: 'withdrawnLimit',
      clock: 'budget',
    },
    newIssued: {
      title: { zh: '新增债券', en: 'New bonds issued' },
      kind: 'amount',
      figure: 'newIssued',
      clock: 'outturn',
    },
    refinanced: {
      title: { zh: '再融资债券', en: 'Refinancing bonds' },
      kind: 'amount',
      figure: 'refinanced',
      clock: 'outturn',
    },
    swapped: {
      title: { zh: '置换债券', en: 'Swap bonds' },
      kind: 'amount',
      figure: 'swapped',
      clock: 'outturn',
    },
    repaidFromOwn: {
      title: { zh: '自有财力还本', en: 'Repaid from own means' },
      kind: 'amount',
      figure: 'repaidFromOwn',
      clock: 'outturn',
    },
    interest: {
      title: { zh: '付息额', en: 'Interest paid' },
      kind: 'amount',
      figure: 'interest',
      clock: 'outturn',
    },
    principalAndInterest: {
      title: { zh: '还本付息额', en: 'Principal and interest' },
      kind: 'amount',
      figure: 'principalAndInterest',
      clock: 'outturn',
    },
    maturing: {
      title: { zh: '到期额', en: 'Maturing' },
      kind: 'amount',
      figure: 'maturing',
      clock: 'outturn',
    },
    reduced: {
      title: { zh: '化解额', en: 'Debt reduced' },
      kind: 'amount',
      figure: 'reduced',
      clock: 'outturn',
    },
    deficit: {
      title: { zh: '财政赤字', en: 'Deficit' },
      kind: 'amount',
      figure: 'deficit',
      clock: 'budget',
    },
    plannedIssued: {
      title: { zh: '安排发行额', en: 'Issues arranged' },
      kind: 'amount',
      figure: 'planned.issued',
      clock: 'budget',
    },
    plannedNewIssued: {
      title: { zh: '安排新增债券', en: 'New bonds arranged' },
      kind: 'amount',
      figure: 'planned.newIssued',
      clock: 'budget',
    },
    plannedRepaid: {
      title: { zh: '安排还本额', en: 'Repayment arranged' },
      kind: 'amount',
      figure: 'planned.repaid',
      clock: 'budget',
    },
    plannedInterest: {
      title: { zh: '安排付息额', en: 'Interest arranged' },
      kind: 'amount',
      figure: 'planned.interest',
      clock: 'budget',
    },
    plannedPrincipalAndInterest: {
      title: { zh: '安排还本付息额', en: 'Principal and interest arranged' },
      kind: 'amount',
      figure: 'planned.principalAndInterest',
      clock: 'budget',
    },
    use: {
      title: { zh: '债务限额使用率', en: 'Use of limit' },
      kind: 'ratio',
      numerator: 'balance',
      denominators: ['limit'],
    },
  },
} as const satisfies Dataset;
