/** In charge of the terms about budgets and their execution: what each means, in one sentence. */
import type { GlossaryTerm } from './glossaryTerm.ts';

/** Budgets, their versions and how execution is measured (domain handbook §1, §4, §10). */
export const BUDGET_TERMS = {
  generalBudget: {
    zh: '一般公共预算',
    en: 'General public budget',
    sentence: {
      zh: '以税收为主体的财政收入，用于保障民生、经济社会发展、国家安全和机构运转的收支预算。',
      en: 'The budget fed mainly by taxes that pays for services, development, security and the running of government.',
    },
    standard: 'GFSM 2014: budgetary government',
  },
  fundBudget: {
    zh: '政府性基金预算',
    en: 'Government-managed fund budget',
    sentence: {
      zh: '依法向特定对象征收、专项用于特定公共事业的收支预算，以收定支、专款专用，土地出让收支在此列。',
      en: 'Money collected for a stated purpose, land sales above all, spent fund by fund and only as far as it comes in.',
    },
    standard: 'GFSM 2014: earmarked funds',
  },
  capitalBudget: {
    zh: '国有资本经营预算',
    en: 'State-capital operating budget',
    sentence: {
      zh: '对国有资本收益作出安排的收支预算，不列赤字，并按规定比例调入一般公共预算。',
      en: 'What state enterprises hand over and how it is used; no deficit is allowed and part moves to the general budget.',
    },
    standard: 'GFSM 2014: dividends and equity transactions',
  },
  socialBudget: {
    zh: '社会保险基金预算',
    en: 'Social-insurance fund budget',
    sentence: {
      zh: '社会保险缴款、财政补贴等专项用于社会保险待遇的收支预算，按统筹层次和险种分别编制。',
      en: 'Contributions and subsidies set aside for pensions, health care and the like, kept scheme by scheme.',
    },
    standard: 'GFSM 2014: social security fund',
  },
  originalBudget: {
    zh: '年初预算数',
    en: 'Original budget',
    sentence: {
      zh: '人民代表大会年初批准的预算数，是评价预算编制与执行偏离的基准。',
      en: "The budget that the people's congress approved in January; the yardstick for judging deviation.",
    },
    standard: 'IPSAS 24: original budget',
  },
  finalBudget: {
    zh: '调整预算数',
    en: 'Adjusted budget',
    sentence: {
      zh: '年初预算经人大常委会批准的调整和年中转移支付、调剂后的预算数；多在年末接近实际执行数，故完成率常近于100%。',
      en: 'The budget after approved adjustments, transfers and virement; often revised towards the outturn, so 100 % is usual.',
    },
    standard: 'IPSAS 24: final budget',
  },
  executed: {
    zh: '执行数',
    en: 'Executed (outturn)',
    sentence: {
      zh: '截至某月实际收入或支出的累计数；年度终了后先有快报数，审定后为决算数。',
      en: 'What really came in or was spent up to a month; first a flash figure, later the final accounts.',
    },
    standard: 'IPSAS 24: actual on a comparable basis',
  },
  finalAccounts: {
    zh: '决算数',
    en: 'Final accounts',
    sentence: {
      zh: '年度终了后经人大常委会批准的实际收支数，应与年初预算、调整预算并列公布。',
      en: 'The approved actual figures of a closed year, to be shown beside the original and the adjusted budget.',
    },
    standard: 'PEFA PI-29',
  },
  flashFigure: {
    zh: '快报数',
    en: 'Flash figure',
    sentence: {
      zh: '年度结束时按执行情况先行报告的数，与后来的决算数可能略有出入。',
      en: 'The outturn reported before the accounts are closed; it may differ a little from the final accounts.',
    },
  },
  draftBudget: {
    zh: '预算草案',
    en: 'Draft budget',
    sentence: {
      zh: '提请人民代表大会审查、尚未批准的预算。',
      en: "A budget laid before the people's congress and not yet approved.",
    },
    standard: 'PEFA PI-18',
  },
  timeSchedule: {
    zh: '序时进度',
    en: 'Time-proportional schedule',
    sentence: {
      zh: '已过月份占全年十二个月的比例，用来衡量支出快慢；工资均匀、项目偏后，宜与本单位往年进度一并看。',
      en: "Months passed ÷ 12; wages run evenly but projects come late, so read it with the unit's own past.",
    },
  },
  executionRate: {
    zh: '执行率',
    en: 'Execution rate',
    sentence: {
      zh: '执行数÷预算数；有调整预算时以调整预算为分母，否则以年初预算为分母，分母须写明。',
      en: 'Executed ÷ budget: the adjusted budget where one is printed, else the original; the base must be named.',
    },
  },
  completion: {
    zh: '完成年初预算%',
    en: 'Share of original budget',
    sentence: {
      zh: '执行数占年初预算数的百分比，公开表中“完成预算数的%”多按此计算。',
      en: 'Executed as a percentage of the original budget, which is what published tables usually print.',
    },
  },
  scheduleGap: {
    zh: '超（短）序时进度',
    en: 'Schedule gap',
    sentence: {
      zh: '执行率减序时进度的百分点，或执行数减“预算数×序时进度”的金额。',
      en: 'Execution rate minus the time schedule, in percentage points or in money.',
    },
  },
  yearOnYear: {
    zh: '同比',
    en: 'Year on year',
    sentence: {
      zh: '（本期−上年同期）÷上年同期的绝对值；上年同期为零时无可比基数。',
      en: "(This period − last year's) ÷ |last year's|; without a base last year there is no rate.",
    },
  },
  monthOnMonth: {
    zh: '环比',
    en: 'Month on month',
    sentence: {
      zh: '（本月−上月）÷上月的绝对值。',
      en: '(This month − the month before) ÷ |the month before|.',
    },
  },
  adjustmentRate: {
    zh: '预算调整率',
    en: 'Adjustment rate',
    sentence: {
      zh: '调整预算数与年初预算数之差的绝对值÷年初预算数，反映预算编制的准确程度。',
      en: '|adjusted − original| ÷ original: how far the January budget had to move.',
    },
  },
  carryOverRate: {
    zh: '结转结余率',
    en: 'Carry-over rate',
    sentence: {
      zh: '年末结转结余÷（年初结转＋当年收入），比例高说明资金沉淀。',
      en: 'Year-end carry-over and surplus ÷ (opening carry-over + revenue); a high share means idle money.',
    },
  },
  aggregateOutturn: {
    zh: '支出总额偏离',
    en: 'Aggregate expenditure outturn',
    sentence: {
      zh: '全部支出执行数÷年初预算数，越接近100%预算越可信。',
      en: 'Total spending ÷ the original budget; the nearer to 100 %, the more credible the budget.',
    },
    standard: 'PEFA PI-1',
  },
  compositionOutturn: {
    zh: '支出结构偏离',
    en: 'Expenditure composition outturn',
    sentence: {
      zh: '扣除总额变化后，各类支出偏离年初预算结构的程度（不含预备费和债务付息）。',
      en: 'How far spending by function moved away from the planned mix once the change of the total is removed.',
    },
    standard: 'PEFA PI-2',
  },
  revenueOutturn: {
    zh: '收入偏离',
    en: 'Revenue outturn',
    sentence: {
      zh: '收入执行数÷年初预算数，并看收入结构是否偏离。',
      en: 'Revenue ÷ the original budget, and whether its mix changed.',
    },
    standard: 'PEFA PI-3',
  },
  classGroupItem: {
    zh: '类/款/项',
    en: 'Class / group / item',
    sentence: {
      zh: '支出功能分类的三级科目：类（3位码）、款（5位码）、项（7位码），逐级细化。',
      en: 'Three levels of the functional classification: class (3 digits), group (5) and item (7).',
    },
    standard: 'PEFA PI-4; COFOG',
  },
  economicClass: {
    zh: '经济分类',
    en: 'Economic classification',
    sentence: {
      zh: '按钱花在什么上划分支出，如工资福利、商品和服务、资本性支出。',
      en: 'Spending by what was bought: wages, goods and services, capital and so on.',
    },
    standard: 'GFSM 2014',
  },
} as const satisfies Readonly<Record<string, GlossaryTerm>>;
