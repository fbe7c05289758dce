/** In charge of the dimensions that ledgers share: who spends, on what, of which kind, for which project. */
import type { Bilingual } from '#model/bilingual';
import type { Dimension } from '#model/dataset';

function code(title: Bilingual, column: string, members?: string): Dimension {
  return {
    title,
    type: 'code',
    sql: `f.${column}`,
    adds: 'additive',
    ...(members === undefined ? {} : { members }),
  };
}

/** 部门 → 单位: a department stands in its units' rows, so that it needs no look at the tree. */
export const department = code({ zh: '主管部门', en: 'Department' }, 'department', 'unit');
export const unit = code({ zh: '预算单位', en: 'Unit' }, 'unit');
export const project = code({ zh: '项目', en: 'Project' }, 'project');
/** 资金性质. */
export const fund = code({ zh: '资金性质', en: 'Kind of fund' }, 'fund');
/** `current` or `carried` (上年结转): money carried over is never folded into this year's. */
export const carried = code({ zh: '资金年度', en: 'Year of the money' }, 'carried');
export const functionClass = code({ zh: '功能分类·类', en: 'Function class' }, 'class', 'function');
export const functionGroup = code(
  { zh: '功能分类·款', en: 'Function group' },
  'group_',
  'function',
);
export const functionItem = code({ zh: '功能分类·项', en: 'Function item' }, 'item_', 'function');
export const economicClass = code(
  { zh: '部门经济分类·类', en: 'Economic class' },
  'economic_class',
  'economic',
);
export const economicGroup = code(
  { zh: '部门经济分类·款', en: 'Economic group' },
  'economic',
  'economic',
);
export const govEconomicClass = code(
  { zh: '政府经济分类·类', en: 'Government economic class' },
  'gov_economic_class',
  'govEconomic',
);
export const govEconomicGroup = code(
  { zh: '政府经济分类·款', en: 'Government economic group' },
  'gov_economic',
  'govEconomic',
);
/** The fiscal month of a voucher or a movement; 13 is the closing period (整理期). */
export const monthOfRow: Dimension = {
  title: { zh: '月份', en: 'Month' },
  type: 'integer',
  sql: 'f.month',
  adds: 'additive',
};
export const dateOfRow: Dimension = {
  title: { zh: '日期', en: 'Date' },
  type: 'text',
  sql: 'f.date',
  adds: 'additive',
};

/** Columns of the dimensions above, by the names they bear in questions. */
export const CODED = {
  'unit.department': 'department',
  unit: 'unit',
  'function.class': 'class',
  'function.group': 'group_',
  'function.item': 'item_',
  'economic.class': 'economic_class',
  'economic.group': 'economic',
  'govEconomic.class': 'gov_economic_class',
  'govEconomic.group': 'gov_economic',
  project: 'project',
  fund: 'fund',
  carried: 'carried',
} as const;

/** The same dimensions as objects, in the order in which they are offered. */
export const CODED_DIMENSIONS = {
  'unit.department': department,
  unit,
  'function.class': functionClass,
  'function.group': functionGroup,
  'function.item': functionItem,
  'economic.class': economicClass,
  'economic.group': economicGroup,
  'govEconomic.class': govEconomicClass,
  'govEconomic.group': govEconomicGroup,
  project,
  fund,
  carried,
} as const;
