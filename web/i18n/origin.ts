/** In charge of the words of the origin drawer: where a number comes from. */
import type { Bilingual } from '#model/bilingual';

export const origin = {
  'origin.unknown': {
    zh: '地址中的数字无法识别。请从页面上的数字重新打开。',
    en: 'The number named in the address is not known. Open it again from the page.',
  },
  'origin.citation': { zh: '引文', en: 'Citation' },
  'origin.exact': { zh: '与来源合计一致', en: 'Equals the printed total' },
  'origin.inexact': {
    zh: '与来源印出的合计 {printed} 元不一致，见核对结果。',
    en: 'Differs from the printed total of {printed} yuan; see the checks.',
  },
  'origin.noTotal': { zh: '来源没有印出这一合计。', en: 'The source prints no such total.' },
  'origin.absent': { zh: '来源未列此数', en: 'The source gives no figure' },
  'origin.figures': { zh: '由 {count} 个数字构成', en: 'Made of {count} figures' },
  'origin.oneFigure': { zh: '即来源中的这一个数字', en: 'One figure of the source' },
  'origin.capped': {
    zh: '共 {count} 个，这里列出前 {shown} 个；全部可从导出取得。',
    en: '{count} in all; the first {shown} are listed here. Export for the rest.',
  },
  'origin.batchOf': {
    zh: '批次 {batch}，版本 {version} 起，{time} 载入',
    en: 'batch {batch}, since version {version}, loaded {time}',
  },
  'origin.hash': { zh: '文件校验值 SHA-256：{sha256}', en: 'SHA-256 of the file: {sha256}' },
  'origin.also': { zh: '同一数字还见于', en: 'Also stated in' },
  'origin.alsoDiffers': { zh: '数值不同', en: 'differs' },
  'origin.mirror': {
    zh: '转载页地址，内容可能变动，引用前请核对发布机关原页',
    en: "Address of a copy; check the publisher's own page before quoting",
  },
  'origin.copy': { zh: '复制引文', en: 'Copy citation' },
  'origin.copied': { zh: '已复制', en: 'Copied' },
  'origin.copyFailed': {
    zh: '浏览器不允许复制，文字已选中，请按 Ctrl+C。',
    en: 'The browser does not allow copying; the text is selected, press Ctrl+C.',
  },
  'origin.sql': { zh: '查询语句', en: 'The query' },
  'origin.more': { zh: '再列 {count} 个', en: '{count} more' },
  'origin.version': { zh: '版本 {version}', en: 'version {version}' },
  'ledger.noTotal': {
    zh: '来源没有给出这一合计，由逐笔相加得出。',
    en: 'The source states no such total; the rows were added up.',
  },
  'ledger.incomplete': { zh: '不完整', en: 'Incomplete' },
  'ledger.incomplete.text': {
    zh: '{batches} 个批次共有 {rows} 行未能读入，不在此数之内。',
    en: '{rows} rows of {batches} batches could not be read and are not in this figure.',
  },
  'ledger.rejected': { zh: '{rows} 行未能读入', en: '{rows} rows could not be read' },
  'ledger.batches': { zh: '取自 {count} 个批次', en: 'From {count} batches' },
  'ledger.batch': {
    zh: '{year} 年，至 {month}，{rows} 行',
    en: '{year}, to {month}, {rows} rows',
  },
  'ledger.reported': { zh: '来源日期 {date}', en: 'dated {date} by its source' },
  'ledger.control': { zh: '控制数', en: 'Control totals' },
  'ledger.loaded': { zh: '载入（元）', en: 'Loaded (yuan)' },
  'ledger.stated': { zh: '文件所列（元）', en: 'Stated in the file (yuan)' },
  'ledger.unstated': { zh: '未列', en: 'not stated' },
  'ledger.rows': { zh: '行数', en: 'Rows' },
  'ledger.mapping': {
    zh: '按 {mapping} 第 {version} 版读取',
    en: 'read by {mapping}, version {version}',
  },
  'ledger.contributing': {
    zh: '由 {count} 行相加，金额大的在前',
    en: 'Added up from {count} rows, the largest first',
  },
  'ledger.row': { zh: '第 {row} 行', en: 'row {row}' },
  'ledger.subtracted': { zh: '减去上月累计', en: 'less the month before' },
  'ledger.capped': {
    zh: '共 {count} 行，这里列出金额最大的 {shown} 行；全部可从导出取得。',
    en: '{count} rows in all; the {shown} largest are listed here. Export for the rest.',
  },
  'grade.official': { zh: '官方网站', en: 'Official site' },
  'grade.official_archive': { zh: '官方文件存档', en: 'Official document, archived' },
  'grade.media': { zh: '媒体', en: 'Media' },
  'grade.mirror': { zh: '转载', en: 'Copy' },
  'glossary.all': { zh: '全部名词', en: 'All terms' },
  'glossary.find': { zh: '查找名词', en: 'Find a term' },
  'glossary.found': { zh: '{count} 个名词', en: '{count} terms' },
  'glossary.standard': { zh: '国际对应：{standard}', en: 'Standard: {standard}' },
} as const satisfies Readonly<Record<string, Bilingual>>;
