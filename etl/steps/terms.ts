/** In charge of the field's standard words for slices, as sentences of alerts and checks use them. */
import type { Bilingual } from '#model/bilingual';

export const BOOK_TERMS: Readonly<Record<string, Bilingual>> = {
  general: { zh: '一般公共预算', en: 'general public budget' },
  fund: { zh: '政府性基金预算', en: 'government-fund budget' },
  capital: { zh: '国有资本经营预算', en: 'state-capital budget' },
  social: { zh: '社会保险基金预算', en: 'social-insurance budget' },
};

export const FLOW_TERMS: Readonly<Record<string, Bilingual>> = {
  revenue: { zh: '收入', en: 'revenue' },
  expenditure: { zh: '支出', en: 'expenditure' },
  balance: { zh: '结余', en: 'balance' },
};

const MEASURES: Readonly<Record<string, Bilingual>> = {
  original: { zh: '年初预算数', en: 'original budget' },
  final: { zh: '调整预算数', en: 'adjusted budget' },
  executed: { zh: '执行数', en: 'outturn' },
  executedInMonth: { zh: '本月数', en: 'outturn of the month' },
  inMonth: { zh: '同月数', en: 'outturn of the month' },
  before: { zh: '上月累计', en: 'outturn to the month before' },
  growth: { zh: '比上年增长%', en: 'growth on the prior year' },
  growthOfBudget: { zh: '比上年预算增长%', en: 'growth on the prior-year budget' },
  rateOfOriginal: { zh: '完成年初预算%', en: 'share of original budget' },
  limit: { zh: '限额', en: 'limit' },
  balance: { zh: '余额', en: 'balance' },
  opening: { zh: '年初余额', en: 'opening balance' },
  issued: { zh: '发行额', en: 'bonds issued' },
  repaid: { zh: '还本额', en: 'principal repaid' },
  reduced: { zh: '调减额', en: 'reduction' },
  newLimit: { zh: '新增限额', en: 'new limit' },
  withdrawnLimit: { zh: '收回限额', en: 'withdrawn limit' },
  adjustedLimit: { zh: '调整限额', en: 'limit moved' },
  budget: { zh: '预算数', en: 'budget' },
  advance: { zh: '提前下达数', en: 'issued in advance' },
};

/** What stands before a measure: about the earlier year, planned, in a hidden column. */
const ABOUT: Readonly<Record<string, Bilingual>> = {
  prior: { zh: '上年', en: 'prior-year ' },
  planned: { zh: '计划', en: 'planned ' },
  hidden: { zh: '隐藏列的', en: 'hidden ' },
  growth: { zh: '增长率：', en: 'growth of ' },
  change: { zh: '增减额：', en: 'change of ' },
};

/** A stored figure in words: `prior` is 上年数, `prior.limit` 上年限额; a name that is not known stands for itself. */
export function measureTerm(measure: string): Bilingual {
  if (measure === 'prior') return { zh: '上年数', en: 'prior-year outturn' };
  const known = MEASURES[measure];
  if (known !== undefined) return known;
  const [first = '', ...rest] = measure.split('.');
  const about = ABOUT[first];
  if (about === undefined || rest.length === 0) return { zh: measure, en: measure };
  const of = measureTerm(rest.join('.'));
  return { zh: about.zh + of.zh, en: about.en + of.en };
}

const WHOLE: Readonly<Record<string, string>> = {
  省: '全省',
  市: '全市',
  区: '全区',
  县: '全县',
  州: '全州',
};

/** `丽江市本级`, `丽江市（全市）`, `徐汇区（全区）`: whose money, and at which scope. */
export function placeTerm(
  region: { readonly zh: string; readonly en: string | null },
  scope: string | null,
): Bilingual {
  if (region.zh === '全国') return { zh: '全国', en: region.en ?? 'China' };
  const last = region.zh.slice(-1);
  const en = region.en ?? region.zh;
  if (scope === 'own') return { zh: `${region.zh}本级`, en: `${en} (own level)` };
  if (scope === 'all')
    return { zh: `${region.zh}（${WHOLE[last] ?? '全辖区'}）`, en: `${en} (whole area)` };
  if (scope === 'unstated')
    return { zh: `${region.zh}（口径未说明）`, en: `${en} (scope not stated)` };
  return { zh: region.zh, en };
}
