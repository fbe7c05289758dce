/** In charge of the words for what changed between two versions. */
import type { Bilingual } from '#model/bilingual';

export const changes = {
  'changes.title': { zh: '版本之间的变化', en: 'What changed between versions' },
  'changes.from': { zh: '从版本', en: 'From version' },
  'changes.to': { zh: '到版本', en: 'to version' },
  'changes.since': {
    zh: '您上次查看时是版本 {version}。',
    en: 'When you last looked, version {version} was current.',
  },
  'changes.sinceShow': { zh: '看此后的变化', en: 'What changed since' },
  'changes.finding': {
    zh: '改动 {changed} 个数，新增 {added} 个，撤下 {withdrawn} 个。',
    en: '{changed} figures changed, {added} added, {withdrawn} withdrawn.',
  },
  'changes.none': {
    zh: '两个版本所列的数字完全相同。',
    en: 'Both versions state exactly the same figures.',
  },
  'changes.shown': {
    zh: '按差额从大到小列出前 {count} 个。',
    en: 'The {count} largest differences are listed.',
  },
  'changes.what': { zh: '内容', en: 'What' },
  'changes.line': { zh: '科目、单位、项目', en: 'Line, unit, project' },
  'changes.measure': { zh: '指标', en: 'Measure' },
  'changes.before': { zh: '原为', en: 'Before' },
  'changes.after': { zh: '现为', en: 'After' },
  'changes.difference': { zh: '差额', en: 'Difference' },
  'changes.whole': { zh: '整批（{lines} 行）', en: 'The whole batch ({lines} lines)' },
  'changes.month': { zh: '{year} 年 {month} 月', en: '{year}, month {month}' },
  'changes.points': { zh: '{points} 个百分点', en: '{points} pp' },
  'changes.of.executedInMonth': { zh: '当月执行数', en: 'Executed in the month' },
  'changes.of.growth.inMonth': { zh: '当月同比', en: 'Growth of the month' },
  'changes.of.before': { zh: '上月累计', en: 'To the month before' },
  'changes.of.change': { zh: '增减额', en: 'Change' },
  'changes.of.change.inMonth': { zh: '当月增减额', en: 'Change of the month' },
  'changes.of.prior.inMonth': { zh: '上年同月数', en: 'Same month of the prior year' },
  'changes.of.prior.before': { zh: '上年上月累计', en: 'Prior year to the month before' },
  'changes.of.prior.original': { zh: '上年年初预算', en: 'Original budget of the prior year' },
  'changes.of.prior.final': { zh: '上年调整预算', en: 'Adjusted budget of the prior year' },
  'changes.of.rateOfFinal': { zh: '完成调整预算%', en: 'Share of adjusted budget' },
  'changes.of.authorised': { zh: '已授权数', en: 'Authorised' },
  'changes.of.committed': { zh: '已承诺数', en: 'Committed' },
  'changes.of.cumulative': { zh: '累计完成投资', en: 'Spent since the start' },
} as const satisfies Readonly<Record<string, Bilingual>>;
