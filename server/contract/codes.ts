/** In charge of the names of closed codes in both languages: what a member list, a sentence and an export say for them. */
import type { Bilingual } from '#model/bilingual';

const b = (zh: string, en: string): Bilingual => ({ zh, en });

/** By dimension (of a cube) and code; dimensions that are not here take their names from the data or the reference. */
const CODE_NAMES: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  scope: {
    all: b('全辖区', 'Whole area'),
    own: b('本级', 'Own level'),
    unstated: b('口径未注明', 'Scope not stated'),
  },
  book: {
    general: b('一般公共预算', 'General public budget'),
    fund: b('政府性基金预算', 'Government-fund budget'),
    capital: b('国有资本经营预算', 'State-capital budget'),
    social: b('社会保险基金预算', 'Social-insurance-fund budget'),
  },
  flow: {
    revenue: b('收入', 'Revenue'),
    expenditure: b('支出', 'Expenditure'),
    balance: b('结余', 'Balance'),
  },
  stage: {
    draft: b('草案', 'Draft'),
    approved: b('批准', 'Approved'),
    flash: b('执行数（快报）', 'Flash outturn'),
    accounts: b('决算', 'Final accounts'),
  },
  itemRole: {
    main: b('当年收支', 'Main'),
    transfer: b('转移性收支', 'Transfers'),
    financing: b('债务收支', 'Financing'),
    balance: b('结转结余', 'Carry-over and balance'),
    ofWhich: b('其中', 'Of which'),
    memo: b('备忘', 'Memo'),
    total: b('合计', 'Total'),
    grand: b('各项合计', 'Grand total'),
  },
  printed: {
    printed: b('已打印', 'Printed'),
    hidden: b('来源中隐藏，未公开打印', 'Hidden in the source, not printed'),
  },
  cut: {
    function: b('支出功能分类', 'By function'),
    revenueItem: b('收入分类', 'By revenue item'),
    govEconomic: b('政府预算经济分类', 'By government economic class'),
    economic: b('部门预算经济分类', 'By economic class'),
    balance: b('结余', 'Balance'),
  },
  'transfers.kind': {
    transfer: b('转移支付', 'Transfer'),
    taxReturn: b('税收返还', 'Tax return'),
    total: b('合计', 'Total'),
  },
  'debt.kind': {
    general: b('一般债务', 'General debt'),
    special: b('专项债务', 'Special debt'),
    total: b('债务合计', 'All debt'),
    special_treasury: b('特别国债', 'Special treasury bonds'),
    foreign_loan: b('外国政府和国际组织贷款', 'Foreign loans'),
    implicit: b('隐性债务', 'Implicit debt'),
    concerned: b('关注类债务', 'Debt of concern'),
  },
  carried: {
    current: b('当年', 'This year'),
    carried: b('上年结转', 'Carried over'),
  },
  'movements.kind': {
    initial: b('年初', 'Original budget'),
    add: b('追加', 'Addition'),
    reduce: b('追减', 'Reduction'),
    virement: b('调剂', 'Virement'),
    carryOver: b('结转', 'Carry-over'),
    takeBack: b('收回', 'Taking back'),
  },
  'projects.status': {
    notStarted: b('未开工', 'Not started'),
    running: b('在建', 'Under way'),
    done: b('完工', 'Completed'),
    suspended: b('暂停', 'Suspended'),
  },
  breakdown: {
    total: b('合计', 'In total'),
    purpose: b('按投向', 'By purpose'),
    issueKind: b('按债券类型', 'By kind of issue'),
    region: b('按地区', 'By region'),
    project: b('按项目', 'By project'),
    function: b('按功能分类', 'By function'),
    key: b('重点项目', 'Key projects'),
    reserve: b('预备费安排', 'Use of the reserve'),
    detail: b('明细', 'Detail'),
  },
  class: {
    enterprise: b('企业国有资产', 'Enterprise assets'),
    financial: b('金融企业国有资产', 'Financial-enterprise assets'),
    administrative: b('行政事业性国有资产', 'Administrative assets'),
    natural: b('国有自然资源资产', 'Natural-resource assets'),
    all: b('跨类合计', 'Across classes'),
  },
  status: {
    rectified: b('已整改', 'Rectified'),
    partially_rectified: b('部分整改', 'Partly rectified'),
    in_progress: b('正在整改', 'In progress'),
    ordered: b('已要求整改', 'Ordered'),
    not_stated: b('公开材料未说明', 'Not stated'),
  },
  reportType: {
    audit_report: b('审计工作报告', 'Audit work report'),
    rectification_report: b('审计整改报告', 'Rectification report'),
    audit_result_announcement: b('审计结果公告', 'Audit announcement'),
    rectification_assignment: b('整改交办', 'Rectification assignment'),
    performance_evaluation: b('绩效评价', 'Performance evaluation'),
    investment_audit: b('投资审计', 'Investment audit'),
    audit_statistics: b('审计统计', 'Audit statistics'),
  },
};

/** The name of a code, where its dimension is a closed list. */
export function nameOfCode(cube: string, dimension: string, code: string): Bilingual | undefined {
  return namesOfCodes(cube, dimension)?.[code];
}

/** All names of a closed dimension. */
export function namesOfCodes(
  cube: string,
  dimension: string,
): Readonly<Record<string, Bilingual>> | undefined {
  return CODE_NAMES[`${cube}.${dimension}`] ?? CODE_NAMES[dimension];
}

export const SOURCE_KINDS: Readonly<Record<'upload' | 'published' | 'simulated', Bilingual>> = {
  upload: b('本级上传', 'Uploaded'),
  published: b('公开数据', 'Published data'),
  simulated: b('模拟数据', 'Simulated data'),
};

export const HIDDEN_REMARK: Bilingual = b(
  '来源中隐藏，未公开打印',
  'Hidden in the source, not printed',
);
