/** In charge of what a published audit total is: amounts and counts stated by an audit or rectification report. */
import type { Dataset } from '#model/dataset';
import { currency, month, region, source, stage, year } from '../common.ts';

export const dataset = {
  name: 'auditResults',
  title: { zh: '审计结果', en: 'Audit results' },
  form: 'figures',
  table: 'audit_results',
  leaf: 'audit_results_rows',
  columns: {
    report_type: 'text',
    category: 'text',
    metric: 'text',
    name: 'text',
    quantity_unit: 'text',
    note: 'text',
  },
  dimensions: {
    region,
    auditYear: { ...year, title: { zh: '审计年度', en: 'Audit year' } },
    month,
    stage,
    source,
    currency,
    reportType: {
      title: { zh: '报告类型', en: 'Report' },
      type: 'code',
      sql: 'f.report_type',
      adds: 'fixed',
    },
    category: {
      title: { zh: '类别', en: 'Category' },
      type: 'text',
      sql: 'f.category',
      adds: 'fixed',
    },
    metric: { title: { zh: '指标', en: 'Metric' }, type: 'code', sql: 'f.metric', adds: 'fixed' },
    quantityUnit: {
      title: { zh: '计量单位', en: 'Unit of quantity' },
      type: 'code',
      sql: 'f.quantity_unit',
      adds: 'fixed',
      bindsOnly: 'quantity',
    },
  },
  measures: {
    amount: {
      title: { zh: '金额', en: 'Amount' },
      kind: 'amount',
      figure: 'amount',
      clock: 'outturn',
    },
    quantity: {
      title: { zh: '数量', en: 'Quantity' },
      kind: 'quantity',
      figure: 'quantity',
      clock: 'outturn',
    },
  },
} as const satisfies Dataset;
