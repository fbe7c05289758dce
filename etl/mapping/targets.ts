/** In charge of what a mapping may fill: the datasets with ledgers, their columns with titles, and the words that some know. */
import { dataset as codes } from '#datasets/codes/dataset';
import { dataset as execution } from '#datasets/execution/dataset';
import { dataset as movements, MOVEMENT_KINDS } from '#datasets/movements/dataset';
import { dataset as payments } from '#datasets/payments/dataset';
import { dataset as projects } from '#datasets/projects/dataset';
import type { Bilingual } from '#model/bilingual';
import type { Ledger } from '#model/ledger';
import { registerDataset, type Register } from '#model/register';

export interface Target {
  readonly dataset: string;
  readonly title: Bilingual;
  readonly ledger: Ledger;
  /** Parts of the slice without which rows cannot be placed, beside region and year. */
  readonly needs: readonly ('month' | 'book' | 'flow')[];
}

const REGISTERS = Object.values(
  import.meta.glob<{ readonly register?: Register }>('../datasets/*/dataset.ts', { eager: true }),
).flatMap(({ register }) => (register === undefined ? [] : [register]));

/** The registers by name: what they hold in their words, for templates and forms. */
export const registers: ReadonlyMap<string, Register> = new Map(
  REGISTERS.map((register) => [register.name, register]),
);

export const TARGETS: Readonly<Record<string, Target>> = {
  execution: { dataset: 'execution', title: { zh: '预算执行', en: 'Budget execution' }, ledger: execution.ledger, needs: ['month', 'book', 'flow'] },
  payments: { dataset: 'payments', title: payments.title, ledger: payments.ledger, needs: [] },
  movements: { dataset: 'movements', title: movements.title, ledger: movements.ledger, needs: [] },
  projects: { dataset: 'projects', title: { zh: '项目', en: 'Projects' }, ledger: projects.ledger, needs: ['month'] },
  codes: { dataset: 'codes', title: codes.title, ledger: codes.ledger, needs: [] },
  ...Object.fromEntries(
    REGISTERS.map((register): [string, Target] => [
      register.name,
      { dataset: register.name, title: register.title, ledger: registerDataset(register).ledger, needs: [] },
    ]),
  ),
}; // prettier-ignore

/** What a mapping of this dataset may fill. @throws Error for a name that no mapping document may bear */
export function targetOf(dataset: string): Target {
  const target = TARGETS[dataset];
  if (target === undefined) throw new Error(`${dataset} is no ledger`);
  return target;
}

const PROJECT_STATES = ['notStarted', 'running', 'done', 'suspended'] as const;

/** The words that a column knows; null where any text will do. */
export function wordsOf(dataset: string, field: string): readonly string[] | null {
  const words = registers.get(dataset)?.columns[field]?.words;
  if (words !== undefined) return [...new Set(Object.values(words))];
  if (field === 'carried') return ['current', 'carried'];
  if (dataset === 'movements' && field === 'kind') return MOVEMENT_KINDS;
  return dataset === 'projects' && field === 'status' ? PROJECT_STATES : null;
}

/** Scheme under which the codes of a column are named, and the columns of the levels above it, the nearest first. */
export function schemeOf(
  { schemes }: Ledger,
  field: string,
  flow: string | null,
): { readonly scheme: string; readonly above: readonly string[] } | null {
  const other = flow === 'revenue' ? 'function' : 'revenueItem';
  for (const [scheme, chain] of Object.entries(schemes)) {
    const at = chain.indexOf(field);
    if (scheme !== other && at !== -1) return { scheme, above: chain.slice(0, at).toReversed() };
  }
  return null;
}

const COLUMN_TITLES: Readonly<Record<string, Bilingual>> = {
  department: { zh: '主管部门', en: 'Department' },
  unit: { zh: '预算单位', en: 'Unit' },
  class: { zh: '类', en: 'Class of function or revenue' },
  group_: { zh: '款', en: 'Group of function or revenue' },
  item_: { zh: '项（支出功能分类）', en: 'Item (function)' },
  subitem: { zh: '目（收入分类）', en: 'Subitem (revenue)' },
  economic_class: { zh: '部门经济分类·类', en: 'Economic class' },
  economic: { zh: '部门经济分类·款', en: 'Economic group' },
  gov_economic_class: { zh: '政府经济分类·类', en: 'Government economic class' },
  gov_economic: { zh: '政府经济分类·款', en: 'Government economic group' },
  project: { zh: '项目代码', en: 'Project' },
  name: { zh: '名称', en: 'Name' },
  name_en: { zh: '英文名称', en: 'English name' },
  fund: { zh: '资金性质', en: 'Kind of fund' },
  carried: { zh: '资金年度', en: 'Year of the money' },
  original: { zh: '年初预算数', en: 'Original budget' },
  adjustment: { zh: '预算调整额', en: 'Adjustment' },
  final: { zh: '调整预算数', en: 'Adjusted budget' },
  authorised: { zh: '已授权数', en: 'Authorised' },
  committed: { zh: '已承诺数', en: 'Committed' },
  executed: { zh: '执行数', en: 'Executed' },
  date: { zh: '日期', en: 'Date' },
  month: { zh: '月份', en: 'Month' },
  method: { zh: '支付方式', en: 'Method of payment' },
  settlement: { zh: '结算方式', en: 'Settlement' },
  payee_key: { zh: '收款人编号', en: 'Key of the payee' },
  payee: { zh: '收款人', en: 'Payee' },
  payee_account: { zh: '收款人账号', en: 'Account of the payee' },
  purpose: { zh: '资金用途', en: 'Purpose' },
  voucher: { zh: '支付凭证号', en: 'Voucher' },
  document: { zh: '指标文号', en: 'Document' },
  parent_document: { zh: '上级指标文号', en: 'Document above' },
  reason: { zh: '变动事由', en: 'Reason' },
  kind: { zh: '变动类型', en: 'Kind of movement' },
  procurement: { zh: '政采标识', en: 'Public procurement' },
  direct: { zh: '直达资金标识', en: 'Direct funds' },
  salary: { zh: '工资标识', en: 'Salary' },
  refund: { zh: '退款标识', en: 'Refund' },
  amount: { zh: '金额', en: 'Amount' },
  category: { zh: '项目类别', en: 'Category' },
  status: { zh: '项目状态', en: 'Status' },
  place: { zh: '建设地点', en: 'Place' },
  started: { zh: '开工日期', en: 'Started on' },
  due: { zh: '计划完工日期', en: 'Due on' },
  planned: { zh: '总投资', en: 'Planned cost' },
  cumulative: { zh: '累计完成投资', en: 'Spent since the start' },
  physical_progress: { zh: '形象进度', en: 'Physical progress' },
  scheme: { zh: '代码体系', en: 'Scheme' },
  code: { zh: '代码', en: 'Code' },
  parent: { zh: '上级代码', en: 'Parent' },
  level: { zh: '级次', en: 'Level' },
  valid_from: { zh: '启用年度', en: 'Valid from' },
  valid_to: { zh: '停用年度', en: 'Valid to' },
  aliases: { zh: '别名', en: 'Other names' },
};

/** The title of a column of a ledger, as a form shows it. */
export function columnTitle(dataset: string, column: string): Bilingual {
  return (
    registers.get(dataset)?.columns[column]?.title ??
    COLUMN_TITLES[column] ?? { zh: column, en: column }
  );
}
