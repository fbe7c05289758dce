/** In charge of the words by which official tables are recognised: headers, helpers, footnotes, titles. All are matched after `compact`. */

/** Header of the column that names a line. */
export const LABEL =
  /^(?:(?:预算|收入|支出|功能分类|支出功能分类|经济分类|经济|收支|支出经济分类)?(?:项目|科目)(?:名称)?|(?:.{0,10}科目)名称|(?:地区|区域|县\(市、区\)|县\(区、市\)|市\(县、区\)|县\(区\)|区县|县区|市县)(?:名称)?)$/u;
/** Header of a column that holds codes. */
export const CODE =
  /^(?:(?:功能分类|支出功能分类|经济分类|预算)?(?:科目)?(?:编码|代码)|科目编号)$/u;
/** Sub-headers of a code that is split in parts. */
export const CODE_PART = /^[类款项目]$/u;
/** Line numbers: of the list, or of the form. */
export const ORDINAL = /^(?:序号|行次|编号|行号)$/u;
/** A header row that numbers the columns: 栏次 1 2 3. */
export const COLUMN_NUMBERS = /^(?:栏次|栏目|行次|列次)$/u;
/** Columns that finance staff keep for themselves. */
export const HELPER =
  /^(?:是否)?(?:打印|隐藏)$|^类-款-项(?:-目)?$|^[类款项目]$|^(?:辅助|过程|公式|校验|核对)[列数]?$/u;
/** Columns of words that belong to a line. */
export const BASIS = /(?:依据|绩效目标|说明|备注|用途)/u;
/** The two sides of a two-sided table. */
export const SIDE_REVENUE = /^(?:本年)?收入(?:项目|预算|决算|部分)?$/u;
export const SIDE_EXPENDITURE = /^(?:本年)?支出(?:项目|预算|决算|部分)?$/u;

/** 表二十二, 附表3, 公开01表; `表12025年` is 表1 before a year. */
export const TABLE_NUMBER =
  /^(?:附?表(?:[一二三四五六七八九十百零〇]+|\d{1,2}(?:-\d+)?(?=\D|$|20\d\d年))|公开\d+表|附件\d{1,2}(?:-\d+)?(?=\D|$|20\d\d年))/u;
export const AMOUNT_UNIT = /(?:金额)?单位[::]?(人民币)?([^\s()]*元)/u;
/** A unit that stands in brackets in a title or a header: 金额（万元）. */
export const UNIT_IN_BRACKETS = /\((?:单位[::])?((?:人民币)?(?:亿|万)?元)\)/u;
/** What stands above a table and is no title. */
export const ABOVE_TABLE =
  /^(?:编制(?:单位|部门|日期)|填报(?:单位|部门|日期)|部门|单位(?:名称)?)[::]/u;
export const FOOTNOTE = /^(?:注|备注|附注|说明|编制说明|填表说明)(?:[::1-9一二三、.]|$)/u;
export const SIGNATURE =
  /^(?:单位负责人|部门负责人|负责人|财务负责人|制表人?|填表人?|审核人?|复核人?|经办人|联系电话|填报日期)[::]/u;
export const DRAFT = /草案/u;

/** A title ends with 表 (a bracket may follow), or names a year and a budget. */
export function looksLikeTitle(text: string): boolean {
  if (text.length < 5 || text.length > 90 || /[。;]/u.test(text)) return false;
  const rest = text.replace(TABLE_NUMBER, '').replace(/^[、::.]/u, '');
  if (rest === '' || ABOVE_TABLE.test(rest) || /单位[::]/u.test(rest)) return false;
  if (/表(?:\((?:[^()]|\([^()]*\))*\))*$/u.test(rest)) return rest.length >= 4;
  return /\d{4}年.*(?:预算|决算|债务|转移支付)/u.test(rest) && rest.length <= 60;
}

/** The number of a table and its title, where one cell holds both (`表一、2025年…表`). */
export function splitTitle(text: string): {
  readonly number: string | null;
  readonly title: string;
} {
  const number = TABLE_NUMBER.exec(text)?.[0] ?? null;
  return {
    number,
    title: number === null ? text : text.slice(number.length).replace(/^[、::.]/u, ''),
  };
}
