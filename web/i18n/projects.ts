/** In charge of the words of the page 项目. */
import type { Bilingual } from '#model/bilingual';

export const projects = {
  'rail.projects': { zh: '项目', en: 'Projects' },

  'projects.lead': {
    zh: '{place} {count} 个项目，预算 {budget} {unit}，已执行 {rate}',
    en: '{place}: {count} projects, {budget} {unit} budgeted, {rate} spent',
  },
  'projects.lead.ahead': {
    zh: '，比序时快 {points} 个百分点',
    en: ', {points} points ahead of the calendar',
  },
  'projects.lead.behind': {
    zh: '，比序时慢 {points} 个百分点',
    en: ', {points} points behind the calendar',
  },
  'projects.lead.even': { zh: '，与序时持平', en: ', level with the calendar' },
  'projects.lead.none': { zh: '{place}没有符合条件的项目', en: '{place}: no projects match' },
  'projects.sub': {
    zh: '{book}；序时是日历走过的份额，到 {month} 月为 {rate}；项目付款常集中在验收之后，慢不等于有问题。',
    en: '{book}. The calendar’s share at month {month} is {rate}; projects often pay after acceptance, so behind is a question, not a fault.',
  },
  'projects.noBook': { zh: '来源未分预算', en: 'The source does not tell budgets apart' },
  'projects.notFiltered': {
    zh: '“{names}”的条件不适用于项目清单，未使用。',
    en: 'Conditions on {names} do not apply to the list of projects and are not used.',
  },
  'projects.filter': { zh: '筛选项目', en: 'Filter projects' },
  'projects.find': { zh: '名称、编码、单位含', en: 'Name, code or unit contains' },
  'projects.status': { zh: '项目状态', en: 'Status' },
  'projects.category': { zh: '项目类别', en: 'Category' },
  'projects.status.notStarted': { zh: '未开工', en: 'Not started' },
  'projects.status.running': { zh: '在建', en: 'Under way' },
  'projects.status.done': { zh: '完工', en: 'Done' },
  'projects.status.suspended': { zh: '暂停', en: 'Suspended' },
  'projects.status.none': { zh: '未注明', en: 'Not stated' },
  'projects.order': { zh: '排序', en: 'Sort by' },
  'projects.order.gap': { zh: '比序时少付的金额', en: 'Money behind the calendar' },
  'projects.order.points': { zh: '比序时慢的百分点', en: 'Points behind the calendar' },
  'projects.order.budget': { zh: '预算', en: 'Budget' },
  'projects.order.executed': { zh: '执行数', en: 'Spent' },
  'projects.order.progress': { zh: '形象进度', en: 'Physical progress' },
  'projects.order.name': { zh: '名称', en: 'Name' },

  'projects.strip': {
    zh: '{late} 个项目比序时慢 20 个百分点以上，少付 {gap} {unit}；其中未支出的有 {idle} 个，预算 {idleBudget} {unit}',
    en: '{late} projects are 20 points or more behind the calendar, {gap} {unit} in money; nothing spent in {idle} of them, with a budget of {idleBudget}',
  },
  'projects.strip.late': {
    zh: '{late} 个项目比序时慢 20 个百分点以上，少付 {gap} {unit}',
    en: '{late} projects are 20 points or more behind the calendar, {gap} {unit} in money',
  },
  'projects.strip.idle': {
    zh: '{idle} 个项目尚未支出，预算 {idleBudget} {unit}',
    en: '{idle} projects have spent nothing; their budget is {idleBudget} {unit}',
  },
  'projects.strip.calm': {
    zh: '没有项目比序时慢 20 个百分点以上',
    en: 'No project is 20 points or more behind the calendar',
  },
  'projects.strip.subtitle': {
    zh: '每点一个项目：横为执行率，纵为预算（{unit}，对数刻度），空心为尚未支出',
    en: 'One dot per project: rate across, budget upwards ({unit}, log scale), hollow where nothing is spent',
  },
  'projects.axis.budget': { zh: '预算（{unit}，对数刻度）', en: 'Budget ({unit}, log scale)' },
  'projects.calendar': { zh: '序时 {rate}', en: 'Calendar {rate}' },
  'projects.mark': {
    zh: '{name}：预算 {budget} 元，执行 {executed} 元（{rate}），{standing}',
    en: '{name}: budget {budget} yuan, spent {executed} ({rate}), {standing}',
  },
  'projects.mark.behind': {
    zh: '比序时慢 {points} 个百分点',
    en: '{points} points behind the calendar',
  },
  'projects.mark.ahead': {
    zh: '比序时快 {points} 个百分点',
    en: '{points} points ahead of the calendar',
  },
  'projects.mark.unknown': { zh: '无法与序时比较', en: 'not comparable with the calendar' },
  'projects.list': { zh: '项目清单', en: 'List of projects' },
  'projects.list.count': { zh: '{count} 个项目，{unit}', en: '{count} projects, {unit}' },
  'projects.list.of': { zh: '{count} 个（共 {all} 个），{unit}', en: '{count} of {all}, {unit}' },
  'projects.list.key': {
    zh: '条为执行率，竖线为序时，圆圈为形象进度',
    en: 'Bar: spent; line: calendar; circle: physical progress',
  },
  'projects.col.name': { zh: '项目', en: 'Project' },
  'projects.col.unit': { zh: '预算单位', en: 'Unit' },
  'projects.col.budget': { zh: '预算', en: 'Budget' },
  'projects.col.executed': { zh: '执行数', en: 'Spent' },
  'projects.col.bar': { zh: '执行率与序时', en: 'Rate and calendar' },
  'projects.col.rate': { zh: '执行率', en: 'Rate' },
  'projects.col.gap': { zh: '与序时差额', en: 'Against calendar' },
  'projects.col.points': { zh: '与序时差（百分点）', en: 'Against calendar, points' },
  'projects.col.pp': { zh: '百分点', en: 'Points' },
  'projects.col.progress': { zh: '形象进度', en: 'Physical' },
  'projects.col.flags': { zh: '预警', en: 'Alerts' },
  'projects.col.place': { zh: '建设地点', en: 'Place' },
  'projects.col.started': { zh: '开工日期', en: 'Started' },
  'projects.col.due': { zh: '计划完工', en: 'Due' },
  'projects.col.planned': { zh: '总投资', en: 'Planned cost' },
  'projects.col.cumulative': { zh: '开工以来完成', en: 'Spent since the start' },
  'projects.col.department': { zh: '主管部门', en: 'Department' },
  'projects.col.file': { zh: '文件', en: 'File' },
  'projects.col.row': { zh: '行', en: 'Row' },
  'projects.none': {
    zh: '没有符合这些条件的项目。去掉一个条件，或在上方换年度、预算。',
    en: 'No projects match. Remove a condition, or choose another year or budget above.',
  },
  'projects.noData': {
    zh: '{place} {year} 年没有项目清单',
    en: 'No list of projects is loaded for {place}, {year}',
  },
  'projects.noData.text': {
    zh: '项目清单要由预算管理一体化系统的项目库导出后载入。已有清单的地区和年度：',
    en: 'Lists of projects are loaded from the export of the budget system’s project library. Regions and years that have them:',
  },
  'projects.noData.anywhere': {
    zh: '还没有任何地区的项目清单。',
    en: 'No region has a list of projects yet.',
  },

  'behind.name': { zh: '进度落后的部门', en: 'Departments behind' },
  'behind.title': {
    zh: '{count} 个部门比序时慢 10 个百分点以上，{name}少支最多：{amount} {unit}',
    en: '{count} departments are 10 points or more behind the calendar; most by {name}: {amount} {unit}',
  },
  'behind.none': { zh: '没有部门落后于序时', en: 'No department is behind the calendar' },
  'behind.subtitle': {
    zh: '与序时（{rate}）的差额，{unit}；点部门看它的月份、项目和支付',
    en: 'Against the calendar ({rate}), {unit}; a department leads to its months, projects and payments',
  },
  'scopeProjects.title': {
    zh: '{count} 个项目中，{name}比序时少支最多：{amount} {unit}',
    en: 'Of {count} projects {name} is furthest behind the calendar: {amount} {unit}',
  },
  'scopeProjects.even': {
    zh: '{count} 个项目，没有落后于序时的',
    en: '{count} projects, none behind the calendar',
  },
  'scopeProjects.subtitle': {
    zh: '差额最大的 {shown} 个，{unit}',
    en: 'The {shown} furthest behind, {unit}',
  },
  'scopeProjects.all': { zh: '全部项目', en: 'All projects' },
  'scopeProjects.payments': { zh: '逐笔支付', en: 'Payments' },

  'project.path': { zh: '位置', en: 'Where you are' },
  'project.lead': {
    zh: '{name}：预算 {budget} {unit}，已执行 {executed} {unit}（{rate}）',
    en: '{name}: {executed} of {budget} {unit} spent ({rate})',
  },
  'project.lead.plan': {
    zh: '{name}：预算 {budget} {unit}，尚无执行数',
    en: '{name}: {budget} {unit} budgeted, nothing reported as spent',
  },
  'project.lead.progress': { zh: '；形象进度 {progress}', en: '; physical progress {progress}' },
  'project.gone': {
    zh: '{place} {year} 年的清单里没有编码为 {code} 的项目',
    en: 'The list of {place}, {year} has no project with the code {code}',
  },
  'project.gone.text': {
    zh: '它可能在别的年度或别的预算里，也可能您的角色看不到。',
    en: 'It may be in another year or budget, or your role may not see it.',
  },
  'project.back': { zh: '回到项目清单', en: 'Back to the list' },
  'project.money': {
    zh: '花钱比形象进度{direction} {points} 个百分点',
    en: 'Money is {points} points {direction} of physical progress',
  },
  'project.money.ahead': { zh: '快', en: 'ahead' },
  'project.money.behind': { zh: '慢', en: 'behind' },
  'project.money.even': { zh: '花钱与形象进度一致', en: 'Money and physical progress agree' },
  'project.money.unknown': { zh: '执行率', en: 'How much is spent' },
  'project.money.subtitle': {
    zh: '已用预算、开工以来投资与形象进度，各以自己的总数为 100%',
    en: 'Budget used, investment since the start and physical progress, each of its own total',
  },
  'project.money.year': { zh: '本年执行率', en: 'Spent this year' },
  'project.money.all': { zh: '累计完成投资', en: 'Invested since the start' },
  'project.money.physical': { zh: '形象进度', en: 'Physical progress' },
  'project.money.time': { zh: '工期已过', en: 'Time used' },
  'project.pace': { zh: '按月累计执行', en: 'Spent by month, cumulative' },
  'project.pace.title': { zh: '{month}累计执行 {rate}', en: '{rate} spent by {month}' },
  'project.pace.subtitle': {
    zh: '累计（线）与当月（柱），{unit}',
    en: 'Cumulative (line) and in the month (bars), {unit}',
  },
  'project.pace.inMonth': { zh: '当月', en: 'In the month' },
  'project.pace.mark': {
    zh: '{month}：累计 {executed} 元，当月 {inMonth} 元，执行率 {rate}',
    en: '{month}: {executed} yuan to date, {inMonth} in the month, {rate}',
  },
  'project.movements': { zh: '预算怎样变动', en: 'How the budget changed' },
  'project.movements.none': {
    zh: '没有指标变动记录。',
    en: 'No movements of the budget are recorded.',
  },
  'project.movements.title': {
    zh: '年初 {original}，经 {count} 次变动调整为 {final} {unit}',
    en: 'From {original} to {final} {unit} in {count} movements',
  },
  'project.movements.same': {
    zh: '预算 {final} {unit}，年内没有变动',
    en: 'Budget {final} {unit}, unchanged this year',
  },
  'project.movements.subtitle': { zh: '{unit}；每笔一份指标文件', en: '{unit}; one document each' },
  'project.payments': {
    zh: '{count} 笔支付，最大的 {shown} 笔',
    en: '{count} payments, the {shown} largest',
  },
  'project.payments.none': { zh: '没有支付记录', en: 'No payments recorded' },
  'project.payments.subtitle': { zh: '单笔以元计；全年', en: 'Yuan; the whole year' },
  'project.payments.all': { zh: '看全部支付', en: 'All payments' },
  'project.flags': { zh: '预警', en: 'Alerts' },
  'project.flags.none': { zh: '这个项目没有预警。', en: 'No alerts about this project.' },
  'project.history': { zh: '各年度', en: 'Over the years' },
  'project.history.title': {
    zh: '{count} 个完整年度中，执行率最低 {low}（{year} 年）',
    en: 'Lowest of {count} whole years: {low} ({year})',
  },
  'project.history.subtitle': { zh: '{unit}；同一项目编码', en: '{unit}; the same project code' },
  'project.history.one': { zh: '只有这一年有数字。', en: 'Only this year has figures.' },
  'project.code': { zh: '项目编码', en: 'Project code' },
  'project.origin': { zh: '出自《{file}》第 {row} 行', en: 'From {file}, row {row}' },
} as const satisfies Readonly<Record<string, Bilingual>>;
