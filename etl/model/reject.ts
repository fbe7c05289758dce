/** In charge of the closed list of reasons why a value, a table or a file is not taken, and of their words. */
import type { Bilingual } from './bilingual.ts';

export const REJECT_CODES = [
  // files
  'file-type', 'file-truncated', 'file-too-large', 'archive-bomb', 'archive-encrypted', 'archive-path',
  'too-many-cells', 'xml-entity', 'encoding', 'empty-file', 'no-table',
  // tables
  'unit-missing', 'title-unknown', 'year-missing', 'month-missing', 'region-missing', 'header-unknown', 'duplicate-column',
  // cells
  'amount-invalid', 'amount-error', 'amount-precision', 'amount-overflow', 'code-unknown', 'code-invalid', 'date-invalid',
  'ratio-invalid', 'value-missing', 'row-width', 'amount-contradicted',
  // mappings and rows of ledgers
  'mapping-invalid', 'column-missing', 'part-missing', 'amount-ambiguous', 'value-unknown', 'month-invalid',
  'number-invalid', 'header-changed', 'total-row', 'encoding-mixed', 'quote-open', 'row-repeated',
  'date-contradicted',
  // loads
  'declared-otherwise', 'already-published', 'check-failed',
] as const; // prettier-ignore
export type RejectCode = (typeof REJECT_CODES)[number];

/** A value that is wrong in the data: kept and shown, never thrown, never dropped. */
export interface Reject {
  readonly code: RejectCode;
  /** Sheet, or null for the file as a whole. */
  readonly sheet: string | null;
  /** `F10`, or null for the table or file as a whole. */
  readonly cell: string | null;
  /** What happened, where, and what to do. */
  readonly message: Bilingual;
  /** The value as found, cut to 200 characters. */
  readonly value: string | null;
}

/** Where a reject stands and what was found there. */
export interface RejectPlace {
  /** The file, or the member of an archive (`a.zip!b.pdf`). */
  readonly path?: string;
  readonly sheet?: string | null;
  readonly cell?: string | null;
  /** Row of a delimited file, from 1. */
  readonly row?: number;
  /** Name of the column in the file's own header. */
  readonly column?: string | null;
  readonly value?: string | number | boolean | null;
}

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const megabytes = (bytes: number): string => String(Math.ceil(bytes / 1_048_576));
const quote = (value: string): Bilingual =>
  value === '' ? both('', '') : both(`“${value}”`, ` “${value}”`);

/** One clear sentence per code: what happened and what to do. `reject` puts the place before it. */
const SENTENCES = {
  'file-type': (facts: { is: Bilingual }) =>
    both(
      `文件内容是${facts.is.zh}，不是可读取的表格，请提供 xlsx、xls、ods 或 csv 格式的文件。`,
      `the content is ${facts.is.en}, not a table that can be read; hand in an xlsx, xls, ods or csv file.`,
    ),
  'file-truncated': (facts: { detail: Bilingual }) =>
    both(
      `文件不完整或已损坏（${facts.detail.zh}），请重新导出或重新传送。`,
      `the file is incomplete or damaged (${facts.detail.en}); export it or send it again.`,
    ),
  'file-too-large': (facts: { bytes: number; limit: number }) =>
    both(
      `文件大小为 ${megabytes(facts.bytes)} MB，超过上限 ${megabytes(facts.limit)} MB，请拆分后提交。`,
      `the file has ${megabytes(facts.bytes)} MB, more than the limit of ${megabytes(facts.limit)} MB; split it.`,
    ),
  'archive-bomb': (facts: { detail: Bilingual }) =>
    both(
      `压缩文件不予展开（${facts.detail.zh}），请解压后直接提交其中的表格。`,
      `the archive is not expanded (${facts.detail.en}); hand in the tables inside it directly.`,
    ),
  'archive-encrypted': () =>
    both(
      '文件设有密码，无法读取，请取消密码后重新提交。',
      'the file is protected by a password and cannot be read; remove the password and hand it in again.',
    ),
  'archive-path': (facts: { name: string }) =>
    both(
      `压缩文件内的名称“${facts.name}”指向文件夹之外，已拒绝，请重新打包。`,
      `the archive holds a name that points outside of its folder (“${facts.name}”); pack it again.`,
    ),
  'too-many-cells': (facts: { detail: Bilingual }) =>
    both(
      `表格规模超过上限（${facts.detail.zh}），请拆分后提交。`,
      `the tables exceed the limit (${facts.detail.en}); split them.`,
    ),
  'xml-entity': (facts: { part: string }) =>
    both(
      `文件部件“${facts.part}”含有 XML 实体声明，存在安全风险，已拒绝，请用办公软件另存后提交。`,
      `the part “${facts.part}” declares XML entities, which is unsafe; save the file anew with an office program.`,
    ),
  encoding: () =>
    both(
      '文字编码无法辨认，请另存为 UTF-8 编码后提交。',
      'the character encoding cannot be told; save the file as UTF-8.',
    ),
  'encoding-mixed': () =>
    both(
      '从这一行起文字编码与前文不同，一个文件内不得混用两种编码；文件未装入，请统一另存为 UTF-8 后提交。',
      'from this row on the character encoding is not what it was before; a file must have one encoding. Nothing was loaded: save it as UTF-8 throughout.',
    ),
  'row-repeated': (facts: { first: number }) =>
    both(
      `这一行与第 ${String(facts.first)} 行除金额外完全相同，列映射不允许重复行；请核对后删除其一，或在映射中改为 duplicates: add。`,
      `this row agrees with row ${String(facts.first)} in everything but its amounts, which the mapping refuses; remove one of them, or write duplicates: add in the mapping.`,
    ),
  'quote-open': () =>
    both(
      '这一行的引号不成对，其后的内容无法划分；请核对引号后重新导出。',
      'the quotation marks of this row do not pair up, so that what follows cannot be split; check them and export the file again.',
    ),
  'empty-file': () =>
    both('文件没有内容，请检查后重新提交。', 'the file is empty; check it and hand it in again.'),
  'no-table': () =>
    both(
      '没有找到可识别的表格，请核对是否为预算公开表格，或提供对应的列映射文件。',
      'no table was recognised; check that these are budget tables, or provide a mapping of their columns.',
    ),
  'unit-missing': () =>
    both(
      '没有找到金额单位（如“单位：万元”），系统不作推定，请在表中注明单位后重新提交。',
      'no amount unit (such as 单位：万元) was found and none is assumed; state the unit in the table and hand it in again.',
    ),
  'title-unknown': (facts: { title: string }) =>
    both(
      `表名${quote(facts.title).zh}不在可识别的范围内，请核对表名，或提供对应的列映射文件。`,
      `the title${quote(facts.title).en} is not known; check it, or provide a mapping of its columns.`,
    ),
  'year-missing': () =>
    both(
      '没有找到所属年度，请在表中注明年度，或在提交时指定。',
      'no fiscal year was found; state it in the table or when handing in the file.',
    ),
  'month-missing': () =>
    both(
      '没有找到所属月份，请在表名中注明（如“2025年8月”），或在提交时指定。',
      'no month was found; state it in the title (2025年8月) or when handing in the file.',
    ),
  'region-missing': () =>
    both(
      '没有找到所属地区，请在封面或表名中注明地区，或在提交时指定。',
      'no region was found; state it on the cover, in a title or when handing in the file.',
    ),
  'header-unknown': (facts: { header: string }) =>
    both(
      `无法识别列标题${quote(facts.header).zh}，请核对表头，或提供对应的列映射文件。`,
      `the column header${quote(facts.header).en} is not known; check it, or provide a mapping of the columns.`,
    ),
  'duplicate-column': (facts: { header: string }) =>
    both(
      `列标题${quote(facts.header).zh}重复出现，无法确定取哪一列，请删除重复列后重新提交。`,
      `the column header${quote(facts.header).en} stands twice, so that it is not clear which one counts; remove one.`,
    ),
  'amount-invalid': () =>
    both(
      '不是可读取的金额，请按“12,345.67”的写法更正。',
      'this is no amount; write it as 12,345.67.',
    ),
  'amount-error': () =>
    both(
      '单元格是公式错误值，请在原表中修正公式后重新提交。',
      'the cell holds the error value of a formula; mend the formula in the source.',
    ),
  'amount-precision': () =>
    both(
      '金额精确到分以下且以文本存放，无法确定如何取整，请改为数值或保留到分。',
      'the amount is a text with parts of a fen, and how to round it is not said; make it a number or round it to fen.',
    ),
  'amount-overflow': () =>
    both(
      '金额超出可保存的范围，请核对金额和单位。',
      'the amount is larger than can be kept; check the amount and its unit.',
    ),
  'code-unknown': (facts: { code: string }) =>
    both(
      `编码${quote(facts.code).zh}不在科目表中，请核对编码和年度。`,
      `the code${quote(facts.code).en} is in no list; check the code and its year.`,
    ),
  'code-invalid': () =>
    both('不是有效的编码，请核对位数和数字。', 'this is no code; check its digits and length.'),
  'date-invalid': () =>
    both(
      '不是有效的日期，请按“2026-01-15”的写法更正。',
      'this is no date; write it as 2026-01-15.',
    ),
  'date-contradicted': (facts: { stated: string }) =>
    both(
      `同一年度、月份、账套的各行应当是同一报送日期，前面的行为“${facts.stated}”。`,
      `rows of the same year, month and book are reported on one day; the rows before say “${facts.stated}”.`,
    ),
  'ratio-invalid': () =>
    both('不是可读取的比例，请按“93.6%”的写法更正。', 'this is no percentage; write it as 93.6%.'),
  'value-missing': (facts: { column: string }) =>
    both(
      `缺少必填内容${quote(facts.column).zh}，请补充。`,
      `a required value${quote(facts.column).en} is missing; fill it in.`,
    ),
  'row-width': (facts: { expected: number; found: number }) =>
    both(
      `这一行有 ${String(facts.found)} 列，应为 ${String(facts.expected)} 列，请核对分隔符和引号。`,
      `this row has ${String(facts.found)} columns instead of ${String(facts.expected)}; check delimiters and quotes.`,
    ),
  'amount-contradicted': () =>
    both(
      '金额与同一行另一列所载不一致，请核对两列。',
      'the amount differs from what another column of the same row states; check both.',
    ),
  'mapping-invalid': (facts: { place: string; problem: Bilingual }) =>
    both(
      `列映射文件${facts.place === '' ? '' : `的 ${facts.place} 处`}有误：${facts.problem.zh}。请更正后重新提交。`,
      `the mapping is wrong${facts.place === '' ? '' : ` at ${facts.place}`}: ${facts.problem.en}; correct it and hand it in again.`,
    ),
  'column-missing': (facts: { field: string; names: string }) =>
    both(
      `列映射需要列“${facts.names}”（对应 ${facts.field}），文件表头中没有，请核对文件或更正映射。`,
      `the mapping needs the column “${facts.names}” for ${facts.field}, which the header does not hold; check the file or correct the mapping.`,
    ),
  'part-missing': (facts: { part: Bilingual; flag: string }) =>
    both(
      `没有说明${facts.part.zh}，请在列映射文件的 ${facts.flag} 中写明。`,
      `the ${facts.part.en} is not said; state it in the mapping under ${facts.flag}.`,
    ),
  'amount-ambiguous': () =>
    both(
      '不能确定小数点与千分位（1.234 可读作一千二百三十四，也可读作一点二三四），请在列映射文件中写明 amounts.decimal。',
      'which sign is the decimal point cannot be told (1.234 may be one or one thousand); state amounts.decimal in the mapping.',
    ),
  'value-unknown': (facts: { expected: string }) =>
    both(
      `不在允许的取值之内（${facts.expected}），请更正，或在列映射文件的 lookup 中加入对应关系。`,
      `this is none of the values allowed (${facts.expected}); correct it or add it to the lookup of the mapping.`,
    ),
  'month-invalid': () =>
    both('不是有效的月份，应为 1 至 13。', 'this is no month; it should be 1 to 13.'),
  'number-invalid': () => both('不是整数，请更正。', 'this is no whole number; correct it.'),
  'header-changed': () =>
    both(
      '表头在文件中途改变，其后的列无法对应，文件未装入；请按表头拆分后分别提交。',
      'the header changes in the middle of the file, so that the columns after it are not what they were; split the file there.',
    ),
  'total-row': () =>
    both(
      '这一行是合计或小计，不是明细，请从明细中删除。',
      'this row is a subtotal and no line of the ledger; remove it.',
    ),
  'declared-otherwise': (facts: { what: Bilingual; declared: string; found: string }) =>
    both(
      `提交时指定的${facts.what.zh}“${facts.declared}”与文件所载“${facts.found}”不一致，请核对后重新提交。`,
      `the ${facts.what.en} given when handing in the file, “${facts.declared}”, differs from what it says itself, “${facts.found}”; check which is right.`,
    ),
  'already-published': (facts: { version: number; published: Bilingual; declared: Bilingual }) =>
    both(
      `同一文件（内容完全相同）已在版本 ${String(facts.version)} 中作为${facts.published.zh}发布，现又作为${facts.declared.zh}提交（DQ-18），请核对是否传错文件。`,
      `the very same bytes are published in version ${String(facts.version)} as ${facts.published.en} and are now handed in as ${facts.declared.en} (DQ-18); check that this is the right file.`,
    ),
  'check-failed': (facts: { check: string; explanation: Bilingual }) =>
    both(
      `未通过必须通过的检查 ${facts.check}：${facts.explanation.zh}`,
      `the check ${facts.check}, which must pass, failed: ${facts.explanation.en}`,
    ),
} as const satisfies Record<RejectCode, (facts: never) => Bilingual>;

/** What the sentence of a code needs to know (nothing for most). */
export type RejectFacts<C extends RejectCode> =
  Parameters<(typeof SENTENCES)[C]> extends [infer Facts] ? Facts : Record<string, never>;

/** Makes a reject: `工作表“02”F10：不是可读取的金额……（原文：12,34.5）`. */
export function reject<C extends RejectCode>(
  code: C,
  facts: RejectFacts<C>,
  place: RejectPlace = {},
): Reject {
  const sentence = (SENTENCES[code] as (facts: RejectFacts<C>) => Bilingual)(facts);
  const value =
    place.value === undefined || place.value === null ? null : String(place.value).slice(0, 200);
  const column = place.column ?? null;
  const zh = [
    place.path === undefined ? '' : `文件“${place.path}”`,
    place.sheet === undefined || place.sheet === null ? '' : `工作表“${place.sheet}”`,
    place.cell ?? '',
    place.row === undefined ? '' : `第 ${String(place.row)} 行`,
    column === null ? '' : `“${column}”列`,
  ].join('');
  const en = [
    place.path === undefined ? '' : `File “${place.path}”`,
    place.sheet === undefined || place.sheet === null ? '' : `Sheet “${place.sheet}”`,
    place.cell ?? '',
    place.row === undefined ? '' : `row ${String(place.row)}`,
    column === null ? '' : `column “${column}”`,
  ]
    .filter((part) => part !== '')
    .join(', ');
  return {
    code,
    sheet: place.sheet ?? null,
    cell: place.cell ?? cellOfRow(place),
    message: {
      zh: `${zh === '' ? '' : `${zh}：`}${sentence.zh}${value === null ? '' : `（原文：${value}）`}`,
      en: `${en === '' ? '' : `${capitalise(en)}: `}${en === '' ? capitalise(sentence.en) : sentence.en}${value === null ? '' : ` (found: ${value})`}`,
    },
    value,
  };
}

/** `row 12, column "Amount"`: a place in a delimited file, which has no cells. */
function cellOfRow({ row, column }: RejectPlace): string | null {
  if (row === undefined) return null;
  return column === undefined || column === null
    ? `row ${String(row)}`
    : `row ${String(row)}, column "${column}"`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
