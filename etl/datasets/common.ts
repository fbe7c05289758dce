/** In charge of the dimensions that every dataset shares, because they lie in the batch and not in the fact. */
import type { Dimension } from '#model/dataset';

export const region: Dimension = {
  title: { zh: '地区', en: 'Region' },
  type: 'code',
  sql: 'f.region_code',
  adds: 'fixed',
};
export const scope: Dimension = {
  title: { zh: '口径', en: 'Scope' },
  type: 'code',
  sql: 'b.scope',
  adds: 'fixed',
};
export const year: Dimension = {
  title: { zh: '年度', en: 'Fiscal year' },
  type: 'integer',
  sql: 'nullif(b.year, 0)',
  adds: 'fixed',
};
export const month: Dimension = {
  title: { zh: '截至月份', en: 'To month' },
  type: 'integer',
  sql: 'b.month',
  adds: 'resolved',
};
export const book: Dimension = {
  title: { zh: '预算', en: 'Budget' },
  type: 'code',
  sql: 'b.book',
  adds: 'fixed',
};
export const flow: Dimension = {
  title: { zh: '收支', en: 'Flow' },
  type: 'code',
  sql: 'b.flow',
  adds: 'fixed',
};
/** Each figure bears its stage: a table of outturn also prints the approved budget. */
export const stage: Dimension = {
  title: { zh: '阶段', en: 'Stage' },
  type: 'code',
  sql: 'f.stage',
  adds: 'resolved',
};
export const source: Dimension = {
  title: { zh: '来源', en: 'Source' },
  type: 'code',
  sql: 'b.source',
  adds: 'resolved',
};
/** CNY unless the question says otherwise; no total across currencies. */
export const currency: Dimension = {
  title: { zh: '币种', en: 'Currency' },
  type: 'code',
  sql: 'b.currency',
  adds: 'resolved',
  silent: 'CNY',
};
