/** In charge of the words of charts: legends, column heads, what a mark says. */
import type { Bilingual } from '#model/bilingual';

export const charts = {
  'chart.bar': { zh: '图', en: 'Chart' },
  'chart.over': { zh: '超过{budget}', en: 'Above {budget}' },
  'chart.open': { zh: '未执行', en: 'Not executed' },
  'chart.gapIn': { zh: '差额（{unit}）', en: 'Gap ({unit})' },
  'chart.figure': { zh: '{measure} {amount}', en: '{measure} {amount}' },
  'chart.against': {
    zh: '为{budget}的 {rate}，相差 {gap}（{points} 个百分点）',
    en: '{rate} of {budget}, gap {gap} ({points} points)',
  },
  'chart.growth': { zh: '比上年 {growth}', en: '{growth} on prior year' },
} as const satisfies Readonly<Record<string, Bilingual>>;
