/** In charge of the terms about supervision: audit, rectification, alerts, data quality and where a figure comes from. */
import type { GlossaryTerm } from './glossaryTerm.ts';

/** Audit, rectification, alerts and the data itself (domain handbook §5, §7, §8, §10). */
export const OVERSIGHT_TERMS = {
  finding: {
    zh: '审计查出问题',
    en: 'Audit finding',
    sentence: {
      zh: '审计机关在审计报告中指出的具体问题，应逐项整改并报告。',
      en: 'A problem named in an audit report, to be put right and reported on one by one.',
    },
    standard: 'PEFA PI-30',
  },
  rectification: {
    zh: '审计整改',
    en: 'Rectification',
    sentence: {
      zh: '被审计单位在规定时间内纠正问题并报告结果，由审计机关认定是否到位。',
      en: 'The audited unit puts the problem right in the set time; the audit bureau judges whether it has.',
    },
    standard: 'PEFA PI-31',
  },
  rectificationRate: {
    zh: '整改率',
    en: 'Rectification rate',
    sentence: {
      zh: '已整改÷应整改，须按问题数和金额分别计算。',
      en: 'Put right ÷ to be put right, by number and by amount separately.',
    },
  },
  rectificationTypes: {
    zh: '立行立改/分阶段/持续整改',
    en: 'Immediate / staged / continuing',
    sentence: {
      zh: '审计按难易确定的三类整改：能立即改的、须分阶段改的、因历史或体制原因须持续推进的。',
      en: 'Three kinds set by audit: at once, in stages, or over a long time because of history or system.',
    },
  },
  closing: {
    zh: '销号',
    en: 'Closing with acceptance',
    sentence: {
      zh: '问题整改到位并经审计机关认定后，从台账中核销。',
      en: 'Taking a finding off the register after audit has accepted the rectification.',
    },
  },
  notStated: {
    zh: '未说明',
    en: 'Not stated',
    sentence: {
      zh: '所见公开材料没有写明整改情况，不等于未整改。',
      en: 'The published text that was read is silent on rectification; that is not the same as not rectified.',
    },
  },
  repeatFinding: {
    zh: '屡审屡犯',
    en: 'Repeat finding',
    sentence: {
      zh: '同一单位的同类问题在以前年度审计中也曾出现。',
      en: 'The same kind of problem at the same unit as in an earlier audit year.',
    },
  },
  repeatRate: {
    zh: '屡审屡犯率',
    en: 'Repeat rate',
    sentence: {
      zh: '以前审计年度出现过的（单位，类型）问题数÷全部问题数。',
      en: 'Findings whose unit and type occurred in an earlier audit year ÷ all findings.',
    },
  },
  satisfactionVote: {
    zh: '满意度测评',
    en: 'Satisfaction vote',
    sentence: {
      zh: '常委会组成人员对整改或办理情况以满意、基本满意、不满意表决。',
      en: 'Members vote satisfied, basically satisfied or not satisfied on how a matter was handled.',
    },
  },
  performance: {
    zh: '绩效评价',
    en: 'Performance evaluation',
    sentence: {
      zh: '对照绩效目标衡量花钱的产出和效果。',
      en: 'Measuring what the money achieved against the targets set.',
    },
    standard: 'PEFA PI-8',
  },
  deliberationOpinion: {
    zh: '审议意见',
    en: 'Deliberation opinion',
    sentence: {
      zh: '常委会组成人员审议报告时提出、交政府研究处理的意见。',
      en: 'What members raised in deliberation, handed to the government to deal with.',
    },
  },
  supervise: {
    zh: '督办/交办/转办',
    en: 'Supervise / hand over / refer',
    sentence: {
      zh: '跟踪催办、交由承办单位办理、转给主管机关处理。',
      en: 'To follow up, to hand a matter to the responsible unit, to pass it to the competent body.',
    },
  },
  alert: {
    zh: '预警',
    en: 'Alert',
    sentence: {
      zh: '系统按规则从数据中提示的疑点，须核实后才能认定是否为问题。',
      en: 'A doubt raised by a rule from the data; only verification shows whether it is a problem.',
    },
  },
  breach: {
    zh: '违规类',
    en: 'Breach',
    sentence: {
      zh: '数据无误则已突破法定界限的预警。',
      en: 'If the data are right, a legal limit has been crossed.',
    },
  },
  signal: {
    zh: '关注类',
    en: 'Signal',
    sentence: {
      zh: '需要说明原因的异常情形，并不表示违规。',
      en: 'A pattern that needs an explanation; it does not mean that a rule was broken.',
    },
  },
  severity: {
    zh: '预警等级',
    en: 'Severity',
    sentence: {
      zh: '红为重大、橙为较大、黄为一般、蓝为提示、灰为无法判定；等级表示轻重，不等于是否违规。',
      en: 'Red grave, orange serious, yellow ordinary, blue a reminder, grey undecided; weight, not guilt.',
    },
  },
  undecided: {
    zh: '无法判定',
    en: 'Undecided',
    sentence: {
      zh: '缺少所需数据，规则未作判断；既不是“正常”也不是零。',
      en: 'The data needed are missing, so the rule gives no answer; neither "fine" nor zero.',
    },
  },
  thresholdOrigin: {
    zh: '阈值依据',
    en: 'Origin of a threshold',
    sentence: {
      zh: '“法定”出自法律法规，“实例”见于公开的实务做法，“默认”为可修改的缺省值。',
      en: '"Law" comes from statute, "practice" from published use, "default" is ours to start with and can be changed.',
    },
  },
  baseRate: {
    zh: '触发面',
    en: 'Base rate',
    sentence: {
      zh: '同一时期多少对象触发这条规则，以及通常有多少触发，用来判断是个别现象还是普遍现象。',
      en: 'How many meet the rule at the same time and how many usually do, to tell the single case from the common one.',
    },
  },
  backTest: {
    zh: '回测',
    en: 'Back-test',
    sentence: {
      zh: '把拟改的阈值放到全部已载入的年度上重算，看会增加和减少哪些疑点。',
      en: 'Running a proposed threshold over all loaded years to see which doubts it would add and drop.',
    },
  },
  exemption: {
    zh: '豁免',
    en: 'Exemption',
    sentence: {
      zh: '经委员会同意、写明理由和到期日，让某一单位、项目或科目在期限内不受一条规则提示。',
      en: 'A unit, project or item that a rule leaves out until a stated day, for a stated reason, as the committee decided.',
    },
  },
  reconciliation: {
    zh: '勾稽关系',
    en: 'Reconciliation identity',
    sentence: {
      zh: '报表之间、上下级科目之间应当相等的关系，用来核对数据。',
      en: 'Figures that must agree within and between tables; used to check the data.',
    },
    standard: 'PEFA PI-27',
  },
  tolerance: {
    zh: '进位容差',
    en: 'Rounding tolerance',
    sentence: {
      zh: '按显示小数位推算的允许差：0.5×末位单位×（加数个数＋1），在此之内视为四舍五入。',
      en: 'What rounding alone can explain: half of the last printed place × (number of addends + 1).',
    },
  },
  origin: {
    zh: '来源',
    en: 'Origin',
    sentence: {
      zh: '每个数字所出自的文件、工作表、单元格和原样文字。',
      en: 'The file, sheet, cell and printed text that a figure came from.',
    },
  },
  hiddenInSource: {
    zh: '来源中隐藏，未公开打印',
    en: 'Hidden in the source, not printed',
    sentence: {
      zh: '来源文件中所在行或列被隐藏；可以查看，但不能作为已公布的数引用。',
      en: 'Its row or column is hidden in the file; it can be looked at, but not quoted as published.',
    },
  },
  version: {
    zh: '版本',
    en: 'Version',
    sentence: {
      zh: '某一时刻全部现行数据的集合；每次载入或回退都产生新版本，旧版本不变。',
      en: 'All data current at one moment; each load or rollback makes a new one and leaves the old unchanged.',
    },
  },
  rollback: {
    zh: '回退',
    en: 'Rollback',
    sentence: {
      zh: '发布一个内容与指定旧版本相同的新版本，历史不被删除。',
      en: 'Publishing a new version with the contents of an older one; nothing is erased.',
    },
  },
  exact: {
    zh: '与来源合计一致',
    en: 'Equals the printed total',
    sentence: {
      zh: '本数与来源表中印出的合计分毫不差。',
      en: 'The figure equals the total printed in the source to the last digit.',
    },
  },
} as const satisfies Readonly<Record<string, GlossaryTerm>>;
