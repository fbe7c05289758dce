/** In charge of what a title says: which table it is, of which book, flow, scope and year. */
import type { Book, Flow, Scope } from '#model/slice';

/** The kinds of official tables that are known. */
export type TableKind =
  | 'budget'
  | 'reserve'
  | 'keyProjects'
  | 'projectDetail'
  | 'transfersByProject'
  | 'transfersByRegion'
  | 'transfersByFunction'
  | 'govEconomic'
  | 'debtBalance'
  | 'debtPurpose'
  | 'debtRegions';

export interface TitleReading {
  /** Null when the title is none that is known. */
  readonly kind: TableKind | null;
  readonly book: Book | null;
  /** `both` for 收支: the side is told by header or content. */
  readonly flow: Flow | 'both' | null;
  readonly scope: Scope;
  readonly year: number | null;
  /** `丽江市`, where the title names a region. */
  readonly regionName: string | null;
}

const BOOK_WORDS: readonly (readonly [RegExp, Book])[] = [
  [/一般公共预算|公共财政预算/u, 'general'],
  [/政府性基金/u, 'fund'],
  [/国有资本经营/u, 'capital'],
  [/社会保险基金/u, 'social'],
];

const KIND_WORDS: readonly (readonly [RegExp, TableKind])[] = [
  [/预备费(?:安排|使用|动用)/u, 'reserve'],
  [/债务.*投向/u, 'debtPurpose'],
  [/债务限额.*分地区|分地区.*债务限额/u, 'debtRegions'],
  [/债务(?:限额|余额).*(?:限额|余额)/u, 'debtBalance'],
  [/分地区.*(?:税收返还|转移支付)|(?:税收返还|转移支付).*分地区/u, 'transfersByRegion'],
  [/转移支付.*(?:项目|明细)/u, 'transfersByProject'],
  [/(?:对下|下级).*转移支付/u, 'transfersByFunction'],
  [/政府预算(?:支出)?经济分类/u, 'govEconomic'],
  [/重点(?:支出)?项目/u, 'keyProjects'],
  [/支出(?:预算)?明细表/u, 'projectDetail'],
];

/** Reads a title given without blanks and in half-width form. */
export function readTitle(title: string): TitleReading {
  const book = BOOK_WORDS.find(([words]) => words.test(title))?.[1] ?? null;
  const flow = flowOf(title);
  const special = KIND_WORDS.find(([words]) => words.test(title))?.[1] ?? null;
  const kind =
    special ?? (book !== null && flow !== null && isBudgetTable(title) ? 'budget' : null);
  const needsBook =
    kind === 'transfersByProject' || kind === 'transfersByFunction' || kind === 'projectDetail';
  return {
    kind: needsBook && book === null ? null : kind,
    book,
    flow,
    scope: scopeOf(title),
    year: Number(/(\d{4})年/u.exec(title)?.[1] ?? Number.NaN) || null,
    regionName: regionNameOf(title),
  };
}

function flowOf(title: string): Flow | 'both' | null {
  const words = title.replace(/转移支付|税收返还/gu, '');
  if (/收支结余|结余|结转/u.test(words)) return 'balance';
  if (/收支|收入支出|收入和支出|平衡/u.test(words)) return 'both';
  if (/收入/u.test(words)) return 'revenue';
  return /支出/u.test(words) ? 'expenditure' : null;
}

/** 一般公共预算收入执行情况表, …支出预算表, …收支决算总表; a list of anything else under the same words is not a budget table. */
function isBudgetTable(title: string): boolean {
  const rest = title
    .replace(/^.*?(?:一般公共预算|公共财政预算|政府性基金|国有资本经营|社会保险基金)/u, '')
    .replace(/\([^()]*\)/gu, '');
  return /^(?:财政拨款)?(?:预算|决算|基金|收|支|入|出|和|结余|平衡|执行|完成|情况|调整|变动|草案|总|表|及|功能分类|按功能分类|科目|、|\d{4}年|本级|本)*$/u.test(
    rest,
  );
}

/** 本级 wins over a region's name: 丽江市市本级 is the own level of 丽江市. */
export function scopeOf(text: string): Scope {
  if (/[省市区县州盟旗]?本级/u.test(text)) return 'own';
  if (/全[省市区县州盟旗]/u.test(text)) return 'all';
  return regionNameOf(text) === null ? 'unstated' : 'all';
}

/** `2025年丽江市一般公共预算…` and `丽江市2025年…` → 丽江市. */
export function regionNameOf(title: string): string | null {
  const rest = title.replace(/^(?:\d{4}年(?:度)?)+/u, '');
  const name =
    /^([\u4e00-\u9fff]{1,14}?(?:自治区|自治州|自治县|新区|[省市区县州盟旗]))(?=[省市区县州盟旗]?本级|\d{4}年|一般|公共|政府|国有|社会|地方|财政|分地区|预算|预备费|重点)/u.exec(
      rest,
    )?.[1];
  return name === undefined || /^[全本]|本级$/u.test(name) ? null : name;
}
