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
    itemRole: { title: { zh: '行的角色', en: 'Role of line' }, type: 'code', sql: 'f.role', adds: 'resolved' },
    /** `total` unless the question asks for purposes (投向). */
    breakdown: { title: { zh: '分解方式', en: 'Broken down by' }, type: 'code', sql: 'f.breakdown', adds: 'resolved' },
    kind: { title: { zh: '债务类别', en: 'Kind of debt' }, type: 'code', sql: 'f.kind', adds: 'fixed' },
    item: { title: { zh: '行', en: 'Line' }, type: 'code', sql: 'f.item', adds: 'additive' },
  },
  measures: {
    limit: { title: { zh: '限额', en: 'Limit' }, kind: 'amount', figure: 'limit', clock: 'budget' },
    balance: { title: { zh: '余额', en: 'Balance' }, kind: 'amount', figure: 'balance', clock: 'outturn' },
    issued: { title: { zh: '发行额', en: 'Issued' }, kind: 'amount', figure: 'issued', clock: 'outturn' },
    repaid: { title: { zh: '还本额', en: 'Principal repaid' }, kind: 'amount', figure: 'repaid', clock: 'outturn' },
    newLimit: { title: { zh: '新增限额', en: 'New limit' }, kind: 'amount', figure: 'newLimit', clock: 'budget' },
    use: { title: { zh: '债务限额使用率', en: 'Use of limit' }, kind: 'ratio', numerator: 'balance', denominators: ['limit'] },
  },
} as const satisfies Dataset;
