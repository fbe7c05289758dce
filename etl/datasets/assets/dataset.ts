/** In charge of what a state-asset figure is: the four classes, in money or in physical quantity, never both. */
import type { Dataset } from '#model/dataset';
import { currency, month, region, scope, source, stage, year } from '../common.ts';

export const dataset = {
  name: 'assets',
  title: { zh: '国有资产', en: 'State assets' },
  form: 'figures',
  table: 'assets',
  leaf: 'assets_rows',
  columns: { class: 'text', indicator: 'text', name: 'text', quantity_unit: 'text', note: 'text' },
  dimensions: {
    region,
    scope,
    year,
    month,
    stage,
    source,
    currency,
    class: { title: { zh: '类别', en: 'Class' }, type: 'code', sql: 'f.class', adds: 'fixed' },
    indicator: {
      title: { zh: '指标', en: 'Indicator' },
      type: 'code',
      sql: 'f.indicator',
      adds: 'fixed',
    },
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
