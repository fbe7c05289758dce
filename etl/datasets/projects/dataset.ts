/** In charge of what a project line is: an amount set aside for a named project, with its stated basis. */
import type { Dataset } from '#model/dataset';
import { book, currency, month, region, scope, source, stage, year } from '../common.ts';
import {
  department,
  fund,
  functionClass,
  functionGroup,
  functionItem,
} from '../ledgerDimensions.ts';
import { ledger } from './ledger.ts';

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
  ledger,
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
    'unit.department': department,
    unit: { title: { zh: '预算单位', en: 'Unit' }, type: 'code', sql: 'f.unit', adds: 'additive' },
    status: {
      title: { zh: '项目状态', en: 'Status' },
      type: 'code',
      sql: 'f.status',
      adds: 'additive',
    },
    category: {
      title: { zh: '项目类别', en: 'Category' },
      type: 'code',
      sql: 'f.category',
      adds: 'additive',
    },
    'function.class': functionClass,
    'function.group': functionGroup,
    'function.item': functionItem,
    fund,
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
    original: {
      title: { zh: '年初预算数', en: 'Original budget' },
      kind: 'amount',
      figure: 'original',
      clock: 'budget',
    },
    planned: {
      title: { zh: '总投资', en: 'Planned cost' },
      kind: 'amount',
      figure: 'planned',
      clock: 'budget',
    },
    cumulative: {
      title: { zh: '累计完成投资', en: 'Spent since the start' },
      kind: 'amount',
      figure: 'cumulative',
      clock: 'outturn',
    },
    rate: {
      title: { zh: '执行率', en: 'Execution rate' },
      kind: 'ratio',
      numerator: 'executed',
      denominators: ['budget'],
    },
    /** Of the projects that state it, each weighing as much as its budget. */
    physicalProgress: {
      title: { zh: '形象进度', en: 'Physical progress' },
      kind: 'ratio',
      numerator: 'progressed',
      denominators: ['progressing'],
    },
  },
} as const satisfies Dataset;
