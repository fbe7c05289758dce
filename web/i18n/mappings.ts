/** In charge of the words of the mapping form: how a table's columns become rows. */
import type { Bilingual } from '#model/bilingual';

export const mappings = {
  'mapping.title': { zh: '列对应：{file}', en: 'Columns of {file}' },
  'mapping.open': { zh: '指定列的含义', en: 'Say what the columns mean' },
  'mapping.openAny': {
    zh: '系统不认识的表？自己指定各列的含义',
    en: 'A table the system does not know? Say what its columns mean',
  },
  'mapping.choose': { zh: '选择一个表格文件', en: 'Choose a file' },
  'mapping.lead': {
    zh: '系统按表头提出了对应建议。请核对，改动后下方的试读会随之更新；确认后按此载入。',
    en: 'A mapping was proposed from the header. Please check it; the trial reading below follows every change. Load when it is right.',
  },
  'mapping.reading': { zh: '正在试读', en: 'Reading' },
  'mapping.dataset': { zh: '这张表是', en: 'This table holds' },
  'mapping.columns': { zh: '各列的含义', en: 'What each column means' },
  'mapping.ignored': { zh: '不读取', en: 'Not read' },
  'mapping.nameOf': { zh: '{column}的名称', en: 'Name of: {column}' },
  'mapping.part.region': { zh: '地区', en: 'Region' },
  'mapping.part.year': { zh: '预算年度', en: 'Fiscal year' },
  'mapping.part.month': { zh: '月份', en: 'Month' },
  'mapping.part.book': { zh: '预算（四本）', en: 'Budget' },
  'mapping.part.flow': { zh: '收入或支出', en: 'Revenue or expenditure' },
  'mapping.part.reported': { zh: '报送日期', en: 'Reported on' },
  'mapping.national': {
    zh: '按国家统一科目核对，上级科目由目录带出',
    en: 'Held against the national classification, which gives the levels above',
  },
  'mapping.required': { zh: '必填', en: 'required' },
  'mapping.constants': { zh: '整份文件相同的内容', en: 'The same in the whole file' },
  'mapping.constants.lead': {
    zh: '表中没有列的，在这里写明。',
    en: 'What no column says is said here.',
  },
  'mapping.fromColumn': { zh: '取自列“{column}”', en: 'from the column “{column}”' },
  'mapping.typed': { zh: '填写', en: 'Typed here' },
  'mapping.closing': { zh: '整理期（13）', en: 'Closing period (13)' },
  'mapping.unsaid': { zh: '未指明', en: 'Not said' },
  'mapping.unit': { zh: '金额单位', en: 'Unit of amounts' },
  'mapping.decimal': { zh: '小数点', en: 'Decimal sign' },
  'mapping.decimal.auto': { zh: '自动判断', en: 'As found' },
  'mapping.decimal.point': { zh: '点（1,234.56）', en: 'Point (1,234.56)' },
  'mapping.decimal.comma': { zh: '逗号（1.234,56）', en: 'Comma (1.234,56)' },
  'mapping.per': { zh: '执行数是', en: 'Outturn is' },
  'mapping.per.toDate': { zh: '年初至该月累计数', en: 'to date, from January' },
  'mapping.per.month': { zh: '当月数', en: 'of the month alone' },
  'mapping.preview': {
    zh: '按此读出的前 {count} 行',
    en: 'The first {count} rows as they would be read',
  },
  'mapping.preview.row': { zh: '行', en: 'Row' },
  'mapping.preview.problem': { zh: '问题', en: 'Problem' },
  'mapping.preview.none': {
    zh: '还不能试读：请先解决下列问题。',
    en: 'It cannot be read yet; please settle the following first.',
  },
  'mapping.nothing': {
    zh: '还没有一列有含义：先选这张表是什么，再给要读取的列选含义。',
    en: 'No column has a meaning yet: first say what this table holds, then choose a meaning for the columns to read.',
  },
  'mapping.good': {
    zh: '前 {count} 行均可读取。',
    en: 'All of the first {count} rows can be read.',
  },
  'mapping.bad': {
    zh: '前 {count} 行中有 {bad} 行不能读取。',
    en: '{bad} of the first {count} rows cannot be read.',
  },
  'mapping.load': { zh: '按此载入', en: 'Load with this mapping' },
  'mapping.keep': { zh: '保存对应文件', en: 'Keep the mapping as a file' },
  'mapping.keep.why': {
    zh: '下次载入同样的表，可用它直接载入：mingzhang load --mapping 文件。',
    en: 'The same table loads with it next time: mingzhang load --mapping FILE.',
  },
  'mapping.close': { zh: '关闭', en: 'Close' },
  'mapping.encoding': { zh: '编码 {encoding}', en: 'Encoding {encoding}' },
} as const satisfies Readonly<Record<string, Bilingual>>;
