/** In charge of the names under which columns are met in exports: what a proposal of a mapping goes by. */

/** Where a word points: the code of a column, or the name of that code. */
export interface Words {
  readonly code: readonly string[];
  readonly name?: readonly string[];
}

/** Column of a ledger → names in headers, Chinese first, then the field names of budget management systems. */
export const COLUMN_WORDS: Readonly<Record<string, Words>> = {
  department: {
    code: ['主管部门代码', '主管部门编码', '部门代码', '部门编码', '征收部门代码', 'dept_code', 'department_code'],
    name: ['主管部门', '主管部门名称', '部门', '部门名称', '一级预算部门', '征收部门', 'dept_name', 'department'],
  },
  unit: {
    code: ['预算单位代码', '预算单位编码', '单位代码', '单位编码', '用款单位代码', 'agency_code', 'unit_code'],
    name: ['预算单位', '预算单位名称', '单位', '单位名称', '用款单位', '付款单位', 'agency_name', 'unit', 'unit_name'],
  },
  item_: {
    code: ['支出功能分类代码', '支出功能分类编码', '功能分类代码', '功能科目代码', '功能分类科目编码', '支出功能科目编码', '科目编码', 'exp_func_code'],
    name: ['支出功能分类', '支出功能分类名称', '功能分类', '功能科目', '功能分类科目', '支出功能科目', '科目名称', 'exp_func_name'],
  },
  subitem: {
    code: ['收入分类代码', '收入分类编码', '收入科目代码', '收入科目编码', 'inc_code'],
    name: ['收入分类', '收入分类名称', '收入科目', '收入科目名称', 'inc_name'],
  },
  economic: {
    code: ['部门预算经济分类代码', '部门预算支出经济分类代码', '部门经济分类代码', '部门经济科目编码', '经济分类代码', 'dep_bgt_eco_code'],
    name: ['部门预算经济分类', '部门预算支出经济分类', '部门经济分类', '部门经济科目', '经济分类', 'dep_bgt_eco_name'],
  },
  gov_economic: {
    code: ['政府预算经济分类代码', '政府预算支出经济分类代码', '政府经济分类代码', '政府经济科目编码', 'gov_bgt_eco_code'],
    name: ['政府预算经济分类', '政府预算支出经济分类', '政府经济分类', '政府经济科目', 'gov_bgt_eco_name'],
  },
  project: {
    code: ['项目代码', '项目编码', '项目编号', 'pro_code', 'project_code'],
    name: ['项目名称', '项目', 'pro_name', 'project_name', 'project'],
  },
  fund: {
    code: ['资金性质代码', '资金性质编码', 'fund_type_code'],
    name: ['资金性质', '资金性质名称', '资金类型', 'fund_type_name'],
  },
  method: { code: ['支付方式代码', '支付方式编码', 'pay_type_code'], name: ['支付方式', '支付类型', 'pay_type_name'] },
  settlement: { code: ['结算方式代码', '结算方式编码', 'set_mode_code'], name: ['结算方式', 'set_mode_name'] },
  carried: { code: ['资金年度', '指标年度类型', '结转标识', 'fund_year'] },
  original: { code: ['年初预算数', '年初预算', '年初预算金额', '预算数', '批复数', 'original', 'original_budget'] },
  adjustment: { code: ['预算调整数', '调整金额', '调整数', '追加追减', 'adjustment'] },
  final: { code: ['调整预算数', '调整后预算数', '调整预算', '预算指标数', '全年预算数', 'final', 'final_budget'] },
  executed: { code: ['累计支出数', '累计执行数', '累计收入数', '累计支出', '累计收入', '支出数', '执行数', '本年支出数', '本年累计', '本月支出数', '当月支出', '实际支出', 'executed', 'outturn'] },
  authorised: { code: ['已授权数', '用款计划数', 'authorised'] },
  committed: { code: ['已承诺数', '合同金额', 'committed'] },
  date: { code: ['支付日期', '付款日期', '变动日期', '发生日期', '记账日期', '日期', 'pay_date', 'date'] },
  month: { code: ['会计期间', '月份', '期间', '会计月份', 'acct_period', 'period', 'month'] },
  payee: { code: ['收款人', '收款人名称', '收款人全称', '收款单位', '供应商', 'payee', 'payee_name'] },
  payee_account: { code: ['收款人账号', '收款账号', '收款人银行账号', 'payee_acct'] },
  purpose: { code: ['资金用途', '用途', '摘要', '支付用途', 'use_des', 'purpose'] },
  voucher: { code: ['支付凭证号', '凭证号', '支付申请编号', '凭证编号', 'pay_voucher_no', 'voucher'] },
  document: { code: ['指标文号', '文号', 'cor_bgt_doc_no', 'document'] },
  parent_document: { code: ['上级指标文号', 'sup_bgt_doc_no'] },
  reason: { code: ['变动事由', '事由', '调整原因', 'reason'] },
  kind: { code: ['指标类型', '变动类型', '调整类型', 'bgt_type_code', 'kind'] },
  procurement: { code: ['政采标识', '是否政府采购', '政府采购', 'is_gov_pur'] },
  direct: { code: ['直达资金标识', '是否直达资金', 'is_dir'] },
  salary: { code: ['工资标识', '是否工资', 'is_sal'] },
  refund: { code: ['退款标识', '是否退款', 'is_refund', 'refund'] },
  amount: { code: ['支付金额', '指标金额', '付款金额', '金额', '发生额', '支出金额', 'pay_amt', 'amount'] },
  name: { code: ['项目名称', '名称', '代码名称', '单位名称', 'pro_name', 'agency_name', 'name'] },
  category: { code: ['项目类别', '项目类型', 'pro_cat_code', 'category'] },
  status: { code: ['项目状态', '建设状态', 'status'] },
  place: { code: ['建设地点', '项目地点', 'place'] },
  started: { code: ['开工日期', '开始日期', 'start_date'] },
  due: { code: ['计划完工日期', '完工日期', '竣工日期', 'due_date'] },
  planned: { code: ['总投资', '项目总投资', '概算总额', 'planned'] },
  cumulative: { code: ['累计完成投资', '累计支出数', '自开工累计', 'cumulative'] },
  physical_progress: { code: ['形象进度', '完成进度', '工程进度', 'physical_progress'] },
  code: { code: ['代码', '编码', '单位代码', '单位编码', '科目编码', 'code', 'agency_code'] },
  name_en: { code: ['英文名称', 'name_en'] },
  parent: { code: ['上级代码', '上级单位代码', '上级编码', '父级代码', 'parent', 'sup_agency_code'] },
  level: { code: ['级次', '层级', 'level', 'level_no'] },
  valid_from: { code: ['启用年度', '生效年度', 'valid_from'] },
  valid_to: { code: ['停用年度', '失效年度', 'valid_to'] },
  aliases: { code: ['别名', '曾用名', 'aliases'] },
}; // prettier-ignore

/** Part of the slice → names in headers. */
export const PART_WORDS = {
  region: ['财政区划代码', '财政区划', '行政区划代码', '区划代码', 'mof_div_code', 'region'],
  year: ['预算年度', '年度', '会计年度', 'fiscal_year', 'year'],
  month: ['会计期间', '月份', '期间', 'acct_period', 'period', 'month'],
  book: ['资金性质代码', '资金性质', 'fund_type_code', 'fund_type_name'],
} as const;

/** Words of exports → words of the dataset, for the columns that know only some. */
export const LOOKUPS = {
  carried: { 当年: 'current', 本年: 'current', 本年预算: 'current', 上年结转: 'carried', 结转: 'carried', 结转资金: 'carried' },
  kind: { 年初: 'initial', 年初预算: 'initial', 追加: 'add', 追减: 'reduce', 调剂: 'virement', 调整: 'virement', 结转: 'carryOver', 上年结转: 'carryOver', 收回: 'takeBack' },
  status: { 未开工: 'notStarted', 在建: 'running', 实施中: 'running', 完工: 'done', 已完工: 'done', 暂停: 'suspended', 停工: 'suspended' },
  book: { '11': 'general', '12': 'fund', '13': 'capital', '14': 'social', 一般: 'general', 政府: 'fund', 国有: 'capital', 社会: 'social' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>; // prettier-ignore
