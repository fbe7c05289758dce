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

export const MEASURE_TERMS: Readonly<Record<string, Bilingual>> = {
  original: { zh: '年初预算数', en: 'original budget' },
  final: { zh: '调整预算数', en: 'adjusted budget' },
  executed: { zh: '执行数', en: 'outturn' },
  prior: { zh: '上年数', en: 'prior-year outturn' },
  'prior.original': { zh: '上年年初预算数', en: 'prior-year original budget' },
  'prior.final': { zh: '上年调整预算数', en: 'prior-year adjusted budget' },
  growth: { zh: '比上年增长%', en: 'growth on the prior year' },
  growthOfBudget: { zh: '比上年预算增长%', en: 'growth on the prior-year budget' },
  rateOfOriginal: { zh: '完成年初预算%', en: 'share of original budget' },
  limit: { zh: '限额', en: 'limit' },
  balance: { zh: '余额', en: 'balance' },
  issued: { zh: '发行额', en: 'issued' },
  repaid: { zh: '还本额', en: 'principal repaid' },
  newLimit: { zh: '新增限额', en: 'new limit' },
  'prior.limit': { zh: '上年限额', en: 'prior-year limit' },
  'prior.balance': { zh: '上年末余额', en: 'prior-year balance' },
  'prior.issued': { zh: '上年发行额', en: 'issued in the prior year' },
  'prior.repaid': { zh: '上年还本额', en: 'repaid in the prior year' },
  budget: { zh: '预算数', en: 'budget' },
  advance: { zh: '提前下达数', en: 'issued in advance' },
};

const WHOLE: Readonly<Record<string, string>> = { 省: '全省', 市: '全市', 区: '全区', 县: '全县', 州: '全州' };

/** `丽江市本级`, `丽江市（全市）`, `徐汇区（全区）`: whose money, and at which scope. */
export function placeTerm(region: { readonly zh: string; readonly en: string | null }, scope: string | null): Bilingual {
  const last = region.zh.slice(-1);
  const en = region.en ?? region.zh;
  if (scope === 'own') return { zh: `${region.zh}本级`, en: `${en} (own level)` };
  if (scope === 'all') return { zh: `${region.zh}（${WHOLE[last] ?? '全辖区'}）`, en: `${en} (whole area)` };
  if (scope === 'unstated') return { zh: `${region.zh}（口径未说明）`, en: `${en} (scope not stated)` };
  return { zh: region.zh, en };
}
