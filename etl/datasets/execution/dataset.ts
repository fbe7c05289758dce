/** In charge of what an execution figure is: budgets and outturn of the four books, line by line. */
import type { Dataset, Dimension } from '#model/dataset';
import { carried, department, fund } from '../ledgerDimensions.ts';
import { ledger } from './ledger.ts';
import { book, currency, flow, month, region, scope, source, stage, year } from '../common.ts';

/** The four levels of a classification and the columns that hold a line's ancestor at each. */
function levels(cut: string, names: readonly (readonly [string, string, string, string])[]) {
  return Object.fromEntries(
    names.map(([name, zh, en, column], index): [string, Dimension] => [
      `${cut}.${name}`,
      {
        title: { zh, en },
        type: 'code',
        sql: `f.${column}`,
        adds: 'additive',
        level: index + 1,
        cut,
        members: cut,
      },
    ]),
  );
}

export const dataset = {
  name: 'execution',
  title: { zh: '预算执行', en: 'Budget execution' },
  form: 'figures',
  table: 'execution',
  leaf: 'execution_rows',
  columns: {
    cut: 'text',
    item: 'text',
    name: 'text',
    role: 'text',
    level: 'smallint',
    class: 'text',
    group_: 'text',
    item_: 'text',
    subitem: 'text',
    unit: 'text',
    economic: 'text',
    project: 'text',
    from_level: 'smallint',
    to_level: 'smallint',
    under_grand: 'boolean',
  },
  ledger,
  dimensions: {
    region,
    scope,
    year,
    month,
    book,
    flow,
    stage,
    source,
    currency,
    itemRole: {
      title: { zh: '行的角色', en: 'Role of line' },
      type: 'code',
      sql: 'f.role',
      adds: 'resolved',
    },
    /** The natural cut of the flow unless the question names another: the same money divided otherwise. */
    cut: {
      title: { zh: '分类方式', en: 'Classified by' },
      type: 'code',
      sql: 'f.cut',
      adds: 'resolved',
    },
    item: { title: { zh: '科目', en: 'Line' }, type: 'code', sql: 'f.item', adds: 'additive' },
    ...levels('function', [
      ['class', '类', 'Function class', 'class'],
      ['group', '款', 'Function group', 'group_'],
      ['item', '项', 'Function item', 'item_'],
    ]),
    ...levels('revenueItem', [
      ['class', '类', 'Revenue class', 'class'],
      ['group', '款', 'Revenue group', 'group_'],
      ['item', '项', 'Revenue item', 'item_'],
      ['subitem', '目', 'Revenue sub-item', 'subitem'],
    ]),
    ...levels('govEconomic', [
      ['class', '类', 'Government economic class', 'class'],
      ['group', '款', 'Government economic group', 'group_'],
    ]),
    ...levels('economic', [
      ['class', '类', 'Economic class', 'class'],
      ['group', '款', 'Economic group', 'group_'],
    ]),
    'unit.department': department,
    unit: { title: { zh: '预算单位', en: 'Unit' }, type: 'code', sql: 'f.unit', adds: 'additive' },
    project: {
      title: { zh: '项目', en: 'Project' },
      type: 'code',
      sql: 'f.project',
      adds: 'additive',
    },
    fund,
    carried,
  },
  measures: {
    original: {
      title: { zh: '年初预算数', en: 'Original budget' },
      kind: 'amount',
      figure: 'original',
      clock: 'budget',
    },
    final: {
      title: { zh: '调整预算数', en: 'Adjusted budget' },
      kind: 'amount',
      figure: 'final',
      clock: 'budget',
    },
    executed: {
      title: { zh: '执行数', en: 'Executed' },
      kind: 'amount',
      figure: 'executed',
      clock: 'outturn',
    },
    /** Executed in the month of the answer alone: to date less to the month before; null where that is not known. */
    executedInMonth: {
      title: { zh: '当月执行数', en: 'Executed in the month' },
      kind: 'amount',
      figure: 'executedInMonth',
      clock: 'outturn',
    },
    adjustment: {
      title: { zh: '预算调整额', en: 'Adjustment' },
      kind: 'amount',
      figure: 'adjustment',
      clock: 'budget',
    },
    authorised: {
      title: { zh: '已授权数', en: 'Authorised' },
      kind: 'amount',
      figure: 'authorised',
      clock: 'outturn',
    },
    committed: {
      title: { zh: '已承诺数', en: 'Committed' },
      kind: 'amount',
      figure: 'committed',
      clock: 'outturn',
    },
    prior: {
      title: { zh: '上年决算数', en: 'Prior year' },
      kind: 'amount',
      figure: 'prior',
      clock: 'outturn',
      earlier: true,
    },
    rate: {
      title: { zh: '执行率', en: 'Execution rate' },
      kind: 'ratio',
      numerator: 'executed',
      denominators: ['final', 'original'],
    },
    rateOfOriginal: {
      title: { zh: '完成年初预算%', en: 'Share of original budget' },
      kind: 'ratio',
      numerator: 'executed',
      denominators: ['original'],
    },
  },
} as const satisfies Dataset;
