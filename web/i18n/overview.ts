/** In charge of the words of the page 总览. */
import type { Bilingual } from '#model/bilingual';

export const overview = {
  'overview.lead': {
    zh: '{scope}{book}{flow} {amount} {unit}，完成{budget}的 {rate}',
    en: '{flow} of {book}: {amount} {unit}, {rate} of {budget}',
  },
  'overview.leadWithoutBudget': {
    zh: '{scope}{book}{flow} {amount} {unit}',
    en: '{flow} of {book}: {amount} {unit}',
  },
  'overview.leadPlan': {
    zh: '{scope}{book}{flow}安排 {amount} {unit}，尚无执行数',
    en: '{flow} of {book}: {amount} {unit} budgeted, no outturn yet',
  },
  'overview.short': {
    zh: '；{name}一项少支 {amount} {unit}',
    en: '; {name} alone is {amount} short',
  },
  'overview.shortRevenue': {
    zh: '；{name}一项短收 {amount} {unit}',
    en: '; {name} alone is {amount} short',
  },
  'overview.excess': {
    zh: '；{name}一项多出 {amount} {unit}',
    en: '; {name} alone is {amount} above',
  },
  'overview.stop': { zh: '。', en: '.' },
  'overview.over': {
    zh: '{count} 个科目超过{budget}，{under} 个不足。',
    en: '{count} lines are above {budget}, {under} below. ',
  },
  'overview.noFinal': {
    zh: '{scope}表未印调整预算数，以年初预算为基准。',
    en: 'The tables ({scope}) print no adjusted budget, so the original budget is the base.',
  },
  'overview.noBudget': {
    zh: '来源未列预算数，无法计算完成比例。',
    en: 'The sources give no budget, so completion cannot be told.',
  },
  'overview.breakdown': { zh: '各项{flow}', en: '{flow} by line' },
  'overview.undecided': {
    zh: '另有 {count} 条因数据不足无法判定',
    en: '{count} more cannot be decided for want of data',
  },
  'overview.noLines': {
    zh: '来源只列总数，没有按科目细分。',
    en: 'The sources give the total only, not its lines.',
  },
  'overview.books': { zh: '四本预算', en: 'The four budgets' },
  'overview.booksCaption': {
    zh: '年初预算、调整预算、执行数、完成比例与比上年增减，单位：{unit}',
    en: 'Original and adjusted budget, executed, completion and growth on the prior year, in {unit}',
  },
  'overview.noBook': { zh: '没有已发布的数字', en: 'No published figures' },
  'overview.notPrinted': { zh: '未印', en: 'not printed' },
  'overview.classes': { zh: '各项{flow}与{budget}', en: '{flow} against {budget}' },
  'overview.classesFinding': {
    zh: '{name}距{budget}最远：{gap} {unit}，完成 {rate}',
    en: '{name} is furthest from {budget}: {gap} {unit}, at {rate}',
  },
  'overview.classesSubtitle': {
    zh: '{bookTitle}{flow} · {scope} · {unitTitle}',
    en: '{bookTitle}, {flow} · {scope} · {unitTitle}',
  },
  'overview.byGap': { zh: '按差额排序', en: 'sorted by gap' },
  'overview.line': { zh: '科目', en: 'Line' },
  'overview.more': { zh: '下钻与比较', en: 'Drill down and compare' },
  'overview.alerts': { zh: '值得追问的{count}件事', en: '{count} things worth asking about' },
  'overview.alertsOne': { zh: '值得追问的一件事', en: 'One thing worth asking about' },
  'overview.alertsOrder': {
    zh: '按严重程度与金额排序 · 共 {count} 条',
    en: 'By severity and amount · {count} in all',
  },
  'overview.alertsNone': {
    zh: '规则已运行，没有需要追问的事。',
    en: 'The rules have run; there is nothing to ask about.',
  },
  'overview.ask': { zh: '请问：{question}', en: 'To ask: {question}' },
  'overview.allAlerts': { zh: '全部预警', en: 'All alerts' },
  'overview.hint': {
    zh: '点任何数字可见其工作表与单元格。',
    en: 'Click any number to see its sheet and cell.',
  },
  'overview.alertCount': { zh: '{count} 条预警', en: '{count} alerts' },
} as const satisfies Readonly<Record<string, Bilingual>>;
