/** In charge of the terms about where money lies and moves: transfers, reserves, debt, treasury, assets. */
import type { GlossaryTerm } from './glossaryTerm.ts';

/** Transfers, reserves, debt, treasury and state assets (domain handbook §4, §6, §10). */
export const MONEY_TERMS = {
  scopeAll: {
    zh: '全市（全区）口径',
    en: 'Whole area',
    sentence: {
      zh: '包含本级和下级政府的合计数，与本级口径不可相加。',
      en: 'Figures that include the lower governments; never to be added to own-level figures.',
    },
  },
  scopeOwn: {
    zh: '本级口径',
    en: 'Own level',
    sentence: {
      zh: '只含本级政府的数，不含下级。',
      en: 'Figures of this level of government alone, without the lower ones.',
    },
  },
  transfer: {
    zh: '转移支付',
    en: 'Transfer payment',
    sentence: {
      zh: '上级政府对下级政府的财力补助，分一般性转移支付和专项转移支付。',
      en: 'Money a higher government gives to a lower one, either general or for a set purpose.',
    },
    standard: 'PEFA PI-7',
  },
  basicAndProject: {
    zh: '基本支出/项目支出',
    en: 'Basic / project expenditure',
    sentence: {
      zh: '基本支出保障人员和日常运转，项目支出为完成特定任务而安排。',
      en: 'Basic spending keeps an office running; project spending pays for a set task.',
    },
  },
  personnelAndOperating: {
    zh: '人员经费/公用经费',
    en: 'Personnel / operating cost',
    sentence: {
      zh: '基本支出中用于工资福利的为人员经费，用于日常办公的为公用经费。',
      en: 'The two halves of basic spending: pay, and the daily running of the office.',
    },
    standard: 'GFSM 2014: 21, 22',
  },
  capitalExpenditure: {
    zh: '资本性支出',
    en: 'Capital expenditure',
    sentence: {
      zh: '购建房屋、设备、基础设施等形成资产的支出。',
      en: 'Spending that leaves an asset behind: buildings, equipment, infrastructure.',
    },
    standard: 'GFSM 2014: 31',
  },
  carryOver: {
    zh: '结转/结余',
    en: 'Carry-over / surplus',
    sentence: {
      zh: '年末未用完的资金：仍按原用途下年使用的为结转，不再需要的为结余。',
      en: 'Money unspent at year end: still needed for its purpose next year, or no longer needed.',
    },
  },
  stabilisationFund: {
    zh: '预算稳定调节基金',
    en: 'Budget stabilisation fund',
    sentence: {
      zh: '用于弥补以后年度预算资金不足的储备性资金。',
      en: 'A reserve set aside to cover shortfalls of later years.',
    },
  },
  contingencyReserve: {
    zh: '预备费',
    en: 'Contingency reserve',
    sentence: {
      zh: '按一般公共预算支出额的1%至3%设置，用于自然灾害等突发事件和难以预见的开支。',
      en: '1–3 % of general expenditure kept for disasters and the unforeseen.',
    },
    standard: 'PEFA PI-2.3',
  },
  budgetAdjustment: {
    zh: '预算调整/调剂',
    en: 'Budget adjustment / virement',
    sentence: {
      zh: '总额、举债、重点支出等变动须报人大常委会批准的为调整，科目间按财政规定调用的为调剂。',
      en: 'Changes of totals, debt or key items need the standing committee; moves between lines follow finance rules.',
    },
    standard: 'IPSAS 24',
  },
  treasuryCover: {
    zh: '库款保障水平',
    en: 'Treasury cover',
    sentence: {
      zh: '期末库款余额÷月均库款支出，反映国库能支撑几个月。',
      en: 'Treasury balance ÷ average monthly outlay: how many months the treasury can pay.',
    },
  },
  centralisedPayment: {
    zh: '国库集中支付',
    en: 'Centralised treasury payment',
    sentence: {
      zh: '财政资金通过国库单一账户体系直接支付到收款人。',
      en: 'Public money paid from one treasury account straight to the payee.',
    },
    standard: 'Treasury single account',
  },
  threePublics: {
    zh: '三公经费',
    en: 'Three publics',
    sentence: {
      zh: '因公出国（境）、公务用车购置及运行、公务接待三项经费。',
      en: 'Official trips abroad, official vehicles and official receptions.',
    },
  },
  threeGuarantees: {
    zh: '三保',
    en: 'Three guarantees',
    sentence: {
      zh: '保基本民生、保工资、保运转，是财政支出必须优先保障的内容。',
      en: 'Basic livelihood, wages and the running of offices, which must be paid first.',
    },
  },
  debtLimit: {
    zh: '政府债务限额/余额',
    en: 'Debt limit / outstanding debt',
    sentence: {
      zh: '限额为经批准可举借的上限，余额为尚未偿还的债务，余额不得超过限额。',
      en: 'The approved ceiling, and what is still owed; the second may not exceed the first.',
    },
    standard: 'PEFA PI-13',
  },
  debtRatio: {
    zh: '债务率',
    en: 'Debt ratio',
    sentence: {
      zh: '政府债务余额÷综合财力。',
      en: 'Outstanding debt ÷ comprehensive fiscal capacity.',
    },
  },
  hiddenDebt: {
    zh: '隐性债务',
    en: 'Hidden debt',
    sentence: {
      zh: '在法定限额之外，承诺以财政资金偿还的债务。',
      en: 'Debt outside the legal limit that a government has promised to repay from public money.',
    },
    standard: 'PEFA PI-10',
  },
  stateAssets: {
    zh: '国有资产（四类）',
    en: 'State assets (four classes)',
    sentence: {
      zh: '企业国有资产（不含金融企业）、金融企业国有资产、行政事业性国有资产、国有自然资源资产，政府每年向人大常委会报告。',
      en: 'Enterprises, financial enterprises, administrative bodies and natural resources; reported to the committee each year.',
    },
    standard: 'PEFA PI-12',
  },
  leverage: {
    zh: '资产负债率',
    en: 'Asset-liability ratio',
    sentence: {
      zh: '负债总额÷资产总额，反映偿债风险，行业不同警戒线不同。',
      en: 'Liabilities ÷ assets; where the line of concern lies depends on the industry.',
    },
  },
  netAssets: {
    zh: '净资产（所有者权益）',
    en: 'Net assets (equity)',
    sentence: {
      zh: '资产总额减负债总额；企业的所有者权益不全属国家，须另看国有资本权益。',
      en: 'Assets minus liabilities; not all equity of an enterprise belongs to the state.',
    },
  },
  preservation: {
    zh: '国有资本保值增值率',
    en: 'Preservation and growth of state capital',
    sentence: {
      zh: '扣除客观因素后的期末国有权益÷期初国有权益，低于100%即未能保值。',
      en: 'Closing state equity without outside factors ÷ opening state equity; below 100 % capital shrank.',
    },
  },
  naturalResources: {
    zh: '国有自然资源资产',
    en: 'State natural resources',
    sentence: {
      zh: '国有土地、森林、湿地、水、矿产等，以面积、体积计量，不与金额相加。',
      en: 'Land, forest, wetland, water and minerals, measured in area or volume and never added to money.',
    },
  },
} as const satisfies Readonly<Record<string, GlossaryTerm>>;
