/** In charge of the words of 预算执行 over a ledger: pace, gaps, months, purposes, kinds, years, movements. */
import type { Bilingual } from '#model/bilingual';

export const ledger = {
  'ledger.lead': {
    zh: '截至 {month}，{place}支出 {amount} {unit}，为{budget}的 {rate}',
    en: 'To {month}, {place} spent {amount} {unit}, {rate} of {budget}',
  },
  'ledger.leadRevenue': {
    zh: '截至 {month}，{place}收入 {amount} {unit}，为{budget}的 {rate}',
    en: 'To {month}, {place} received {amount} {unit}, {rate} of {budget}',
  },
  'ledger.leadNone': {
    zh: '{place}截至 {month}没有可以计算进度的数字',
    en: '{place}: no figures to tell the pace from, to {month}',
  },
  'ledger.behind': {
    zh: '，比序时进度慢 {points} 个百分点',
    en: ', {points} points behind the calendar',
  },
  'ledger.ahead': {
    zh: '，比序时进度快 {points} 个百分点',
    en: ', {points} points ahead of the calendar',
  },
  'ledger.onTime': { zh: '，与序时进度一致', en: ', in step with the calendar' },
  'ledger.ownSlow': {
    zh: '，为近{years}年同期最慢',
    en: ', the slowest in {years} years at this point',
  },
  'ledger.ownFast': {
    zh: '，为近{years}年同期最快',
    en: ', the fastest in {years} years at this point',
  },
  'ledger.ownUsual': {
    zh: '，与近{years}年同期相当',
    en: ', as usual for the last {years} years',
  },
  'ledger.whoSlow': {
    zh: '{count} 个{who}慢于自身往年，{name}差距最大：比往年同期少支 {amount} {unit}。',
    en: '{count} {who} are slower than in their own past; {name} most: {amount} {unit} less than usual by now.',
  },
  'ledger.whoSlowRevenue': {
    zh: '{count} 个{who}慢于自身往年，{name}差距最大：比往年同期少收 {amount} {unit}。',
    en: '{count} {who} are slower than in their own past; {name} most: {amount} {unit} less than usual by now.',
  },
  'ledger.whoNone': {
    zh: '没有{who}慢于自身近三年同期。',
    en: 'No {who} are slower than in their own last three years.',
  },
  'ledger.whoFast': {
    zh: '{count} 个快于往年，最快的是{name}。',
    en: ' {count} are faster than usual, {name} most.',
  },
  'ledger.who.department': { zh: '部门', en: 'departments' },
  'ledger.who.unit': { zh: '单位', en: 'units' },
  'ledger.carriedPart': {
    zh: '其中上年结转资金 {amount} {unit}。',
    en: 'Of it {amount} {unit} is money carried over from the year before.',
  },
  'ledger.month': { zh: '{month} 月', en: 'month {month}' },
  'ledger.closing': { zh: '整理期末', en: 'the end of the closing period' },
  'ledger.unnamed': { zh: '未列明', en: 'not named' },
  'ledger.place': { zh: '{scope}{book}', en: '{book} ({scope})' },
  'ledger.placeOf': { zh: '{name}{book}', en: '{name}, {book}' },
  'ledger.subtitle': {
    zh: '{place} · {what} · {unit} · {asOf}',
    en: '{place} · {what} · {unit} · {asOf}',
  },
  'ledger.whole': { zh: '全部部门', en: 'All departments' },
  'ledger.department': { zh: '部门', en: 'Department' },
  'ledger.allDepartments': { zh: '全部部门', en: 'All departments' },
  'ledger.unit': { zh: '单位', en: 'Unit' },
  'ledger.allUnits': { zh: '全部单位', en: 'All units' },
  'ledger.filters': { zh: '正在筛选', en: 'Filtered by' },
  'ledger.period': { zh: '{from}—{to}', en: '{from} to {to}' },
  'ledger.of.department': { zh: '部门', en: 'Department' },
  'ledger.of.unit': { zh: '单位', en: 'Unit' },
  'ledger.of.function': { zh: '功能分类', en: 'Function' },
  'ledger.of.economic': { zh: '经济分类', en: 'Economic class' },
  'ledger.of.months': { zh: '月份', en: 'Months' },
  'ledger.carryOn': { zh: '带着筛选去看', en: 'Take the filters to' },
  'ledger.historyWhole': {
    zh: '自身区间按全部科目计算，不随科目筛选。',
    en: 'The own range covers all lines and does not follow the choice of functions and classes.',
  },

  'pace.title': {
    zh: '{name}执行 {rate}{calendar}{own}',
    en: '{name}: {rate} executed{calendar}{own}',
  },
  'pace.titleNone': { zh: '{name}：各月累计执行', en: '{name}: executed to date, by month' },
  'pace.what': { zh: '累计（线）与当月（柱）', en: 'to date (line) and in the month (bars)' },
  'pace.executed': { zh: '{year} 执行', en: '{year} executed' },
  'pace.carried': { zh: '其中上年结转', en: 'of it carried over' },
  'pace.calendar': { zh: '序时进度', en: 'Calendar pace' },
  'pace.band': { zh: '{years} 自身区间', en: 'Own range {years}' },
  'pace.month': { zh: '{month}月', en: '{month}' },
  'pace.closing': { zh: '整理期', en: 'Closing' },
  'pace.inMonth': { zh: '当月 {amount}', en: 'In the month {amount}' },
  'pace.toDate': { zh: '累计 {amount}（{rate}）', en: 'To date {amount} ({rate})' },
  'pace.carriedOf': { zh: '其中上年结转 {amount}', en: 'Of it carried over {amount}' },
  'pace.against': { zh: '比序时 {points} 个百分点', en: '{points} points against the calendar' },
  'pace.againstOwn': {
    zh: '自身往年 {low}–{high}，中位 {median}',
    en: 'Own past {low} to {high}, median {median}',
  },
  'pace.alert': { zh: '预警：{name}', en: 'Alert: {name}' },

  'gaps.titleOwn': {
    zh: '{name}落后自身往年最多：{amount} {unit}（{points} 个百分点）',
    en: '{name} is furthest behind its own past: {amount} {unit} ({points} points)',
  },
  'gaps.titleCalendar': {
    zh: '{name}落后序时最多：{amount} {unit}（{points} 个百分点），{own}',
    en: '{name} is furthest behind the calendar: {amount} {unit} ({points} points), {own}',
  },
  'gaps.titleCalendarOnly': {
    zh: '{name}落后序时最多：{amount} {unit}（{points} 个百分点）',
    en: '{name} is furthest behind the calendar: {amount} {unit} ({points} points)',
  },
  'gaps.titleNone': { zh: '没有落后的{who}', en: 'No {who} are behind' },
  'gaps.own.slow': { zh: '也慢于往年', en: 'slower than in its own past too' },
  'gaps.own.fast': { zh: '但快于往年', en: 'yet faster than in its own past' },
  'gaps.own.usual': { zh: '与往年相当', en: 'as usual for it' },
  'gaps.own.unknown': { zh: '无往年可比', en: 'no past to compare with' },
  'gaps.slow': { zh: '慢于往年', en: 'slower' },
  'gaps.fast': { zh: '快于往年', en: 'faster' },
  'gaps.what': {
    zh: '左：与{reference}的差额；右：执行进度（点）、自身近三年同期区间（带）与序时（虚线）',
    en: 'left: gap to {reference}; right: share executed (dot), own range of the last three years (band), calendar (dotted)',
  },
  'gaps.reference': { zh: '参照', en: 'Against' },
  'gaps.reference.calendar': { zh: '序时进度', en: 'Calendar' },
  'gaps.reference.own': { zh: '自身往年', en: 'Own past' },
  'gaps.reference.calendar.said': { zh: '序时进度', en: 'the calendar' },
  'gaps.reference.own.said': { zh: '自身往年中位', en: 'the median of its own past' },
  'gaps.head.calendar': { zh: '与序时的差额（{unit}）', en: 'Gap to calendar ({unit})' },
  'gaps.head.own': { zh: '与自身往年的差额（{unit}）', en: 'Gap to own past ({unit})' },
  'gaps.head.share': { zh: '执行进度', en: 'Share executed' },
  'gaps.head.points': { zh: '进度 · 百分点', en: 'Share · points' },
  'gaps.head.rate': { zh: '进度', en: 'Share' },
  'gaps.calendar': { zh: '序时 {share}', en: 'calendar {share}' },
  'gaps.order': { zh: '排序', en: 'Sort by' },
  'gaps.order.amount': { zh: '金额', en: 'Money' },
  'gaps.order.points': { zh: '百分点', en: 'Points' },
  'gaps.more': { zh: '列出全部 {count} 个', en: 'List all {count}' },
  'gaps.fewer': { zh: '只列一部分', en: 'List fewer' },
  'gaps.describe': {
    zh: '执行 {executed} 元，预算 {base} 元，进度 {rate}',
    en: '{executed} yuan executed of {base} yuan, {rate}',
  },
  'gaps.describeCalendar': {
    zh: '与序时相差 {amount} 元（{points} 个百分点）',
    en: '{amount} yuan against the calendar ({points} points)',
  },
  'gaps.describeOwn': {
    zh: '与自身往年中位 {median} 相差 {amount} 元（{points} 个百分点），往年 {low}–{high}',
    en: '{amount} yuan against the own median of {median} ({points} points); past {low} to {high}',
  },
  'gaps.focus': { zh: '点击聚焦', en: 'Click to focus' },

  'heat.title': {
    zh: '{name}在 {month}集中执行全年预算的 {share}',
    en: '{name} executed {share} of its annual budget in {month} alone',
  },
  'heat.titleNone': { zh: '各月执行', en: 'Executed by month' },
  'heat.what': {
    zh: '当月执行占全年预算的比例',
    en: 'share of the annual budget executed in the month',
  },
  'heat.how': {
    zh: '横向拖动选取月份，点行聚焦',
    en: 'drag across months to choose a period, click a row to focus',
  },
  'heat.toDate': { zh: '累计', en: 'To date' },
  'heat.all': { zh: '合计', en: 'Total' },
  'heat.cell': { zh: '{name} · {month}', en: '{name} · {month}' },
  'heat.cellShare': {
    zh: '{amount} 元，占全年预算 {share}',
    en: '{amount} yuan, {share} of the annual budget',
  },
  'heat.clear': { zh: '全年', en: 'All months' },

  'matrix.title': {
    zh: '{row}的{column}最多：{amount} {unit}，占 {share}',
    en: '{row} spent most on {column}: {amount} {unit}, {share} of all',
  },
  'matrix.titleNone': { zh: '按部门与功能', en: 'By department and function' },
  'matrix.what': {
    zh: '{period}执行数，深浅按金额平方根',
    en: 'executed {period}, shades by the square root of the amount',
  },
  'matrix.cell': { zh: '{row} · {column}', en: '{row} · {column}' },

  'kinds.title': {
    zh: '{name}占 {share}，{amount} {unit}',
    en: '{name}: {share}, {amount} {unit}',
  },
  'kinds.titleNone': { zh: '按部门经济分类', en: 'By economic class' },
  'kinds.what': {
    zh: '{period}执行数，按部门经济分类',
    en: 'executed {period}, by economic class',
  },
  'kinds.rest': { zh: '其余 {count} 类', en: '{count} others' },
  'kinds.executed': { zh: '执行数（{unit}）', en: 'Executed ({unit})' },
  'kinds.share': { zh: '占比', en: 'Share' },
  'kinds.describe': { zh: '{amount} 元，占 {share}', en: '{amount} yuan, {share}' },

  'years.title': {
    zh: '同期进度：{now} 年 {share}，前几年 {low}–{high}',
    en: 'At the same point: {share} in {now}, {low} to {high} in the years before',
  },
  'years.titleNone': { zh: '只有一个年度', en: 'One year only' },
  'years.what': {
    zh: '累计执行占当年预算的比例，圆点为 {month}，同一刻度',
    en: 'share of the year’s budget executed to date, dots at {month}, one scale',
  },
  'years.describe': {
    zh: '{year} 年：{month} {share}，年末 {end}',
    en: '{year}: {share} at {month}, {end} at the end',
  },
  'years.waiting': { zh: '正在取往年数字', en: 'Fetching the years before' },
  'years.none': {
    zh: '没有完整的往年月度数字，无从比较。',
    en: 'There are no complete years before to compare with.',
  },

  'steps.title': {
    zh: '预算由 {original} 调为 {final} {unit}（{change}），最大一笔为{kind} {amount} {unit}',
    en: 'The budget went from {original} to {final} {unit} ({change}); the largest step: {kind} {amount}',
  },
  'steps.titleSame': {
    zh: '预算 {final} {unit}，没有净变动',
    en: 'Budget {final} {unit}, no net change',
  },
  'steps.what': { zh: '指标变动，按文件日期', en: 'movements of the budget, by date of document' },
  'steps.broken': { zh: '横轴不从零起', en: 'the axis does not begin at zero' },
  'steps.several': { zh: '其余 {count} 份文件', en: '{count} other documents' },
  'steps.unnamed': { zh: '无文号', en: 'no number' },
  'steps.none': {
    zh: '没有载入指标变动台账，不能逐笔说明预算怎样调整。',
    en: 'No ledger of movements is loaded, so the steps of the adjustment cannot be told.',
  },
  'steps.differs': {
    zh: '指标台账合计 {moved} 与执行表的调整预算 {final} {unit}相差 {difference}。',
    en: 'The ledger of movements adds up to {moved}, the execution table states {final} {unit}: {difference} apart.',
  },
  'steps.describe': {
    zh: '{kind} {document} {date}：{amount} 元',
    en: '{kind} {document} {date}: {amount} yuan',
  },
  'steps.rows': { zh: '{document} 的指标', en: 'Movements of {document}' },
  'steps.reason': { zh: '变动事由', en: 'Reason' },
  'steps.count': {
    zh: '共 {count} 笔，合计 {amount} 元',
    en: '{count} movements, {amount} yuan in all',
  },
  'steps.file': { zh: '{file} 第 {row} 行', en: '{file}, row {row}' },

  'drawer.document': { zh: '指标文件', en: 'Budget document' },

  'movement.initial': { zh: '年初', en: 'Initial' },
  'movement.add': { zh: '追加', en: 'Addition' },
  'movement.reduce': { zh: '追减', en: 'Reduction' },
  'movement.virement': { zh: '调剂', en: 'Virement' },
  'movement.carryOver': { zh: '上年结转', en: 'Carry-over' },
  'movement.takeBack': { zh: '收回', en: 'Taken back' },

  'column.month': { zh: '月份', en: 'Month' },
  'column.inMonth': { zh: '当月执行', en: 'In the month' },
  'column.toDate': { zh: '累计执行', en: 'To date' },
  'column.carried': { zh: '其中上年结转', en: 'Of it carried over' },
  'column.share': { zh: '进度', en: 'Share' },
  'column.calendar': { zh: '序时进度', en: 'Calendar' },
  'column.ownLow': { zh: '往年最低', en: 'Own lowest' },
  'column.ownMedian': { zh: '往年中位', en: 'Own median' },
  'column.ownHigh': { zh: '往年最高', en: 'Own highest' },
  'column.gapCalendar': { zh: '与序时差额', en: 'Gap to calendar' },
  'column.gapOwn': { zh: '与往年差额', en: 'Gap to own past' },
  'column.verdict': { zh: '与往年比', en: 'Against own past' },
  'column.year': { zh: '年度', en: 'Year' },
  'column.date': { zh: '日期', en: 'Date' },
  'column.kind': { zh: '类型', en: 'Kind' },
  'column.document': { zh: '文号', en: 'Document' },
  'column.amount': { zh: '金额', en: 'Amount' },
  'column.after': { zh: '调整后预算', en: 'Budget after' },
  'column.name': { zh: '名称', en: 'Name' },
  'column.total': { zh: '合计', en: 'Total' },
} as const satisfies Readonly<Record<string, Bilingual>>;
