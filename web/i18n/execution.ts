/** In charge of the words of the page 预算执行. */
import type { Bilingual } from '#model/bilingual';

export const execution = {
  'execution.lead': {
    zh: '{place} {amount} {unit}，完成{budget}的 {rate}',
    en: '{place}: {amount} {unit}, {rate} of {budget}',
  },
  'execution.leadWithoutBudget': { zh: '{place} {amount} {unit}', en: '{place}: {amount} {unit}' },
  'execution.leadPlan': {
    zh: '{place}安排 {amount} {unit}，尚无执行数',
    en: '{place}: {amount} {unit} budgeted, no outturn yet',
  },
  'execution.below': { zh: '，少 {amount} {unit}', en: ', {amount} below' },
  'execution.above': { zh: '，多 {amount} {unit}', en: ', {amount} above' },
  'execution.growth': { zh: '，比上年 {growth}', en: ', {growth} on the prior year' },
  'execution.adjusted': {
    zh: '年初预算 {original} {unit}，调整为 {final} {unit}（{change}）。',
    en: 'The original budget of {original} was adjusted to {final} {unit} ({change}).',
  },
  'execution.grand': {
    zh: '连同转移性收支、债务、结转结余，总计 {amount} {unit}。',
    en: 'With transfers, debt and balances carried over: {amount} {unit} in all.',
  },
  'execution.hidden': {
    zh: '标“来源中隐藏”的 {count} 行在来源文件中是隐藏的，未公开打印，不应当作公开数字引用。',
    en: '{count} lines marked "Hidden in source" are hidden in the source file and were not printed; do not quote them as published.',
  },
  'execution.draft': {
    zh: '预算草案数，尚未经人民代表大会批准。',
    en: 'Draft budget, not yet approved by the people’s congress.',
  },
  'execution.zeros': {
    zh: '另有 {count} 个科目各项数字均为零或未列',
    en: '{count} more lines are zero or blank throughout',
  },
  'execution.zerosShow': { zh: '列出', en: 'List them' },
  'execution.zerosHide': { zh: '收起', en: 'Leave them out' },
  'execution.zerosShown': {
    zh: '其中 {count} 个科目各项数字均为零或未列',
    en: '{count} of these lines are zero or blank throughout',
  },
  'execution.path': { zh: '位置', en: 'Where you are' },
  'execution.flow': { zh: '收支', en: 'Flow' },
  'execution.base': { zh: '比较基准', en: 'Against' },
  'execution.order': { zh: '排序', en: 'Sort by' },
  'execution.order.gap': { zh: '差额', en: 'Gap' },
  'execution.order.points': { zh: '百分点', en: 'Points' },
  'execution.order.printed': { zh: '印刷顺序', en: 'As printed' },

  'execution.lines': {
    zh: '{over} 个科目超过{budget}，{under} 个不足',
    en: '{over} lines above {budget}, {under} below',
  },
  'execution.linesPlan': { zh: '各科目', en: 'By line' },
  'execution.subtitle': {
    zh: '{place} · {scope} · {unit}',
    en: '{place} · {scope} · {unit}',
  },
  'execution.total': { zh: '合计', en: 'Total' },
  'execution.lineOf': { zh: '科目（{level}）', en: 'Line ({level})' },
  'execution.noLines': {
    zh: '来源没有把“{place}”再往下细分。',
    en: 'The source does not break “{place}” down any further.',
  },

  'execution.ranking': {
    zh: '{least}差额最大（{gap} {unit}），{lowest}百分点差距最大（{points}）',
    en: 'Largest gap: {least} ({gap} {unit}); furthest in points: {lowest} ({points})',
  },
  'execution.rankingSame': {
    zh: '{least}的差额与百分点差距都最大（{gap} {unit}，{points} 个百分点）',
    en: '{least} is furthest both in money ({gap} {unit}) and in points ({points})',
  },
  'execution.rankingNone': { zh: '没有可比的差距', en: 'No gaps to compare' },
  'execution.rankingSubtitle': {
    zh: '执行数与{budget}之差；左为不足，右为超出（斜线）；各列差距最大的 {count} 项',
    en: 'Executed against {budget}; left is below, right (hatched) above; the {count} furthest in each',
  },

  'execution.compare': { zh: '比较', en: 'Compare' },
  'execution.compare.years': { zh: '年度', en: 'Years' },
  'execution.compare.regions': { zh: '地区', en: 'Regions' },
  'execution.compareYears': { zh: '{place}：各年度', en: '{place}: by year' },
  'execution.compareRegions': { zh: '{place}：各地区 {year} 年', en: '{place}: by region, {year}' },
  'execution.compareSubtitle': {
    zh: '每行以自己的预算为 100%，口径注在地区名后',
    en: 'Each row measured by its own budget = 100%; the scope stands after the region',
  },
  'execution.compareAmounts': {
    zh: '来源未列预算数，按金额比较；口径注在地区名后',
    en: 'The sources give no budgets: compared by amount; the scope stands after the region',
  },
  'execution.compareYearsSubtitle': {
    zh: '{scope} · {unit} · 同一刻度',
    en: '{scope} · {unit} · one scale',
  },
  'execution.compareNone.years': {
    zh: '只有这一个年度有数字，无从比较。',
    en: 'Only this year has figures; there is nothing to compare with.',
  },
  'execution.compareNone.regions': {
    zh: '只有这一个地区有数字，无从比较。',
    en: 'Only this region has figures; there is nothing to compare with.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
