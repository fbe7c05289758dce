/** In charge of the field's fixed terms on the screens: budgets, flows, scopes, units, measures, stages, severities. */
import type { Bilingual } from '#model/bilingual';

export const terms = {
  'book.general.said': { zh: '一般公共预算', en: 'the general public budget' },
  'book.fund.said': { zh: '政府性基金预算', en: 'the government-fund budget' },
  'book.capital.said': { zh: '国有资本经营预算', en: 'the state-capital budget' },
  'book.social.said': { zh: '社会保险基金预算', en: 'the social-insurance funds' },
  'book.general': { zh: '一般公共预算', en: 'General public budget' },
  'book.fund': { zh: '政府性基金预算', en: 'Government-fund budget' },
  'book.capital': { zh: '国有资本经营预算', en: 'State-capital budget' },
  'book.social': { zh: '社会保险基金预算', en: 'Social-insurance funds' },

  'flow.revenue': { zh: '收入', en: 'Revenue' },
  'flow.expenditure': { zh: '支出', en: 'Expenditure' },
  'flow.balance': { zh: '结余', en: 'Balance' },
  'flow.revenue.short': { zh: '收', en: 'Rev.' },
  'flow.expenditure.short': { zh: '支', en: 'Exp.' },

  'scope.all': { zh: '全市（区）', en: 'Whole area' },
  'scope.own': { zh: '本级', en: 'Own level' },
  'scope.unstated': { zh: '口径未注明', en: 'Scope not stated' },

  'unit.yuan': { zh: '元', en: 'yuan' },
  'unit.wan': { zh: '万元', en: '10,000 yuan' },
  'unit.yi': { zh: '亿元', en: '100m yuan' },
  // Inside a sentence
  'unit.yuan.said': { zh: '元', en: 'yuan' },
  'unit.wan.said': { zh: '万元', en: 'ten thousand yuan' },
  'unit.yi.said': { zh: '亿元', en: 'hundred million yuan' },

  'measure.original': { zh: '年初预算', en: 'Original budget' },
  'measure.final': { zh: '调整预算', en: 'Adjusted budget' },
  'measure.original.said': { zh: '年初预算', en: 'the original budget' },
  'measure.final.said': { zh: '调整预算', en: 'the adjusted budget' },
  'measure.executed': { zh: '执行数', en: 'Executed' },
  'measure.prior': { zh: '上年决算', en: 'Prior year' },
  'measure.rate': { zh: '完成', en: 'Share' },
  'measure.gap': { zh: '差额', en: 'Gap' },
  'measure.points': { zh: '差距（百分点）', en: 'Gap, points' },
  'measure.growth': { zh: '比上年', en: 'Growth' },

  // Heads of narrow columns
  'head.original': { zh: '年初预算', en: 'Original' },
  'head.final': { zh: '调整预算', en: 'Adjusted' },

  'stage.draft': { zh: '草案', en: 'Draft' },
  'stage.approved': { zh: '批准', en: 'Approved' },
  'stage.flash': { zh: '执行数（快报）', en: 'Flash outturn' },
  'stage.accounts': { zh: '决算数', en: 'Final accounts' },

  'source.upload': { zh: '上传数据', en: 'Uploaded data' },
  'source.published': { zh: '公开数据', en: 'Published data' },
  'source.simulated': { zh: '模拟数据', en: 'Simulated data' },

  'severity.red': { zh: '红', en: 'Red' },
  'severity.orange': { zh: '橙', en: 'Orange' },
  'severity.yellow': { zh: '黄', en: 'Yellow' },
  'severity.blue': { zh: '蓝', en: 'Blue' },
  'severity.grey': { zh: '无法判定', en: 'Undecided' },

  'level.1': { zh: '类', en: 'class' },
  'level.2': { zh: '款', en: 'group' },
  'level.3': { zh: '项', en: 'item' },
  'level.4': { zh: '目', en: 'sub-item' },

  'figure.absent': { zh: '来源未列此数', en: 'The source gives no figure' },
  'figure.hidden': { zh: '来源中隐藏', en: 'Hidden in source' },
  'figure.hidden.long': {
    zh: '来源中隐藏，未公开打印',
    en: 'Hidden in the source file, not printed',
  },
  'figure.noBase': { zh: '无可比基数', en: 'No comparable base' },
  'figure.exact': { zh: '{amount} 元', en: '{amount} yuan' },
} as const satisfies Readonly<Record<string, Bilingual>>;
