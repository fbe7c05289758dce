/** In charge of what a transfer is: money budgeted for lower governments, by region, project or function. */
import type { Dataset } from '#model/dataset';
import { book, currency, month, region, scope, source, stage, year } from '../common.ts';

export const dataset = {
  name: 'transfers',
  title: { zh: '对下转移支付', en: 'Transfers to lower governments' },
  form: 'figures',
  table: 'transfers',
  leaf: 'transfers_rows',
  columns: {
    breakdown: 'text',
    kind: 'text',
    item: 'text',
    name: 'text',
    role: 'text',
    lower_code: 'text',
    lower_name: 'text',
  },
  dimensions: {
    region,
    /** The money leaves the own level, whatever the table's title says. */
    scope: { ...scope, adds: 'resolved', silent: 'own' },
    year,
    month,
    book: { ...book, adds: 'resolved', silent: 'general' },
    stage,
    source,
    currency,
    itemRole: {
      title: { zh: '行的角色', en: 'Role of line' },
      type: 'code',
      sql: 'f.role',
      adds: 'resolved',
    },
    breakdown: {
      title: { zh: '分解方式', en: 'Broken down by' },
      type: 'code',
      sql: 'f.breakdown',
      adds: 'resolved',
      silent: (asked: ReadonlySet<string>) => (asked.has('item') ? 'project' : 'region'),
    },
    kind: { title: { zh: '类型', en: 'Kind' }, type: 'code', sql: 'f.kind', adds: 'additive' },
    item: { title: { zh: '项目', en: 'Item' }, type: 'code', sql: 'f.item', adds: 'additive' },
    lower: {
      title: { zh: '下级地区', en: 'Receiving region' },
      type: 'code',
      sql: 'f.lower_code',
      adds: 'additive',
      members: 'region',
    },
  },
  measures: {
    original: {
      title: { zh: '预算数', en: 'Budget' },
      kind: 'amount',
      figure: 'original',
      clock: 'budget',
    },
    advance: {
      title: { zh: '提前下达数', en: 'Issued in advance' },
      kind: 'amount',
      figure: 'advance',
      clock: 'budget',
    },
    executed: {
      title: { zh: '执行数', en: 'Executed' },
      kind: 'amount',
      figure: 'executed',
      clock: 'outturn',
    },
  },
} as const satisfies Dataset;
