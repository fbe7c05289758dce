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
  'grade.official': { zh: '官方网站', en: 'Official site' },
  'grade.official_archive': { zh: '官方文件存档', en: 'Official document, archived' },
  'grade.media': { zh: '媒体', en: 'Media' },
  'grade.mirror': { zh: '转载', en: 'Copy' },
  'glossary.all': { zh: '全部名词', en: 'All terms' },
  'glossary.find': { zh: '查找名词', en: 'Find a term' },
  'glossary.found': { zh: '{count} 个名词', en: '{count} terms' },
  'glossary.standard': { zh: '国际对应：{standard}', en: 'Standard: {standard}' },
} as const satisfies Readonly<Record<string, Bilingual>>;
