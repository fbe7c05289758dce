/** In charge of what an audit finding is: one problem found, and whether it was put right. */
import type { Dataset } from '#model/dataset';
import { currency, region, source } from '../common.ts';

export const dataset = {
  name: 'findings',
  title: { zh: '审计发现', en: 'Audit findings' },
  form: 'records',
  table: 'findings',
  leaf: 'findings_rows',
  columns: {
    finding_id: 'text',
    audit_year: 'smallint',
    category: 'text',
    unit: 'text',
    unit_type: 'text',
    finding: 'text',
    status: 'text',
    rectification: 'text',
    note: 'text',
    amount: 'bigint',
    amount_cell: 'text',
    amount_text: 'text',
    rectified_amount: 'bigint',
    rectified_cell: 'text',
    rectified_text: 'text',
    quantity: 'numeric',
    quantity_unit: 'text',
  },
  dimensions: {
    region,
    auditYear: {
      title: { zh: '审计年度', en: 'Audit year' },
      type: 'integer',
      sql: 'f.audit_year',
      adds: 'additive',
    },
    source,
    currency,
    category: {
      title: { zh: '问题类别', en: 'Category' },
      type: 'text',
      sql: 'f.category',
      adds: 'additive',
    },
    unit: {
      title: { zh: '被审计单位', en: 'Audited unit' },
      type: 'text',
      sql: 'f.unit',
      adds: 'additive',
    },
    status: {
      title: { zh: '整改状态', en: 'Status' },
      type: 'code',
      sql: 'f.status',
      adds: 'additive',
    },
  },
  measures: {
    count: { title: { zh: '问题数', en: 'Findings' }, kind: 'count' },
    amount: { title: { zh: '问题金额', en: 'Amount' }, kind: 'amount', figure: 'amount' },
    rectifiedCount: {
      title: { zh: '已整改问题数', en: 'Rectified findings' },
      kind: 'count',
      when: "f.status = 'rectified'",
    },
    rectifiedAmount: {
      title: { zh: '已整改金额', en: 'Amount rectified' },
      kind: 'amount',
      figure: 'rectified_amount',
    },
  },
} as const satisfies Dataset;
