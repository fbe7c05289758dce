/** In charge of what a project line is: an amount set aside for a named project, with its stated basis. */
import type { Dataset } from '#model/dataset';
import { book, currency, month, region, scope, source, stage, year } from '../common.ts';

export const dataset = {
  name: 'projects',
  title: { zh: '项目', en: 'Projects' },
  form: 'figures',
  table: 'projects',
  leaf: 'projects_rows',
  columns: {
    breakdown: 'text',
    project: 'text',
    name: 'text',
    role: 'text',
    unit: 'text',
    basis: 'text',
  },
  dimensions: {
    region,
    scope,
    year,
    month,
    book,
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
      title: { zh: '清单', en: 'List' },
      type: 'code',
      sql: 'f.breakdown',
      adds: 'fixed',
    },
    project: {
      title: { zh: '项目', en: 'Project' },
      type: 'code',
      sql: 'f.project',
      adds: 'additive',
    },
    unit: { title: { zh: '预算单位', en: 'Unit' }, type: 'code', sql: 'f.unit', adds: 'additive' },
  },
  measures: {
    budget: {
      title: { zh: '预算数', en: 'Budget' },
      kind: 'amount',
      figure: 'budget',
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
