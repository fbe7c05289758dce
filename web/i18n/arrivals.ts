/** In charge of the words of the completeness wall: what has arrived, is late, is partial, failed its checks. */
import type { Bilingual } from '#model/bilingual';

export const arrivals = {
  'data.views': { zh: '数据页', en: 'Pages of data' },
  'data.view.loads': { zh: '载入与版本', en: 'Loads and versions' },
  'arrivals.title': { zh: '数据到位情况', en: 'What has arrived' },
  'arrivals.headline': {
    zh: '{region}{year} 年 {tables} 类数据中，{lacking} 类有未到、迟到或未通过核对的。',
    en: '{region} {year}: of {tables} kinds of data, {lacking} have something missing, late or failing a check.',
  },
  'arrivals.headline.whole': {
    zh: '{region}{year} 年应到的 {tables} 类数据都已到位。',
    en: '{region} {year}: all {tables} kinds of data that are due have arrived.',
  },
  'arrivals.lead': {
    zh: '一格是一个部门一个月（或一年）的一张表。未到之处，依赖它的规则和图表写明无法判定。',
    en: 'A cell is one table of one department in one month (or year). Where it is missing, the rules and charts that need it say so.',
  },
  'arrivals.tables': { zh: '各类数据按月到位情况', en: 'Kinds of data by month' },
  'arrivals.tables.what': {
    zh: '格中是未到、迟到、不完整或未通过核对的部门数；“—”为尚未到期',
    en: 'In a cell, the departments missing, late, partial or failing a check; “—” is not yet due',
  },
  'arrivals.table': { zh: '{title}：{lacking} 格未到齐', en: '{title}: {lacking} cells lacking' },
  'arrivals.table.whole': { zh: '{title}：已到齐', en: '{title}: all there' },
  'arrivals.table.what': { zh: '部门 × 月', en: 'department × month' },
  'arrivals.kind': { zh: '数据', en: 'Data' },
  'arrivals.department': { zh: '部门', en: 'Department' },
  'arrivals.region': { zh: '本地区', en: 'The region' },
  'arrivals.yearly': { zh: '全年', en: 'Year' },
  'arrivals.state.missing': { zh: '未到', en: 'missing' },
  'arrivals.state.late': { zh: '迟到', en: 'late' },
  'arrivals.state.failed': { zh: '核对未过', en: 'failed a check' },
  'arrivals.state.partial': { zh: '不完整', en: 'partial' },
  'arrivals.state.arrived': { zh: '已到', en: 'arrived' },
  'arrivals.state.notYet': { zh: '未到期', en: 'not yet due' },
  'arrivals.reported': { zh: '报送于 {date}', en: 'reported {date}' },
  'arrivals.checks': { zh: '{count} 项核对未通过', en: '{count} checks failed' },
  'arrivals.rules': { zh: '依赖它的规则：{rules}', en: 'Rules that need it: {rules}' },
  'arrivals.rules.none': { zh: '没有规则依赖它。', en: 'No rule needs it.' },
  'arrivals.open': { zh: '回车看各部门', en: 'Enter shows the departments' },
  'arrivals.back': { zh: '全部数据', en: 'All kinds' },
  'arrivals.only': { zh: '只看未到齐的', en: 'Only what lacks something' },
  'arrivals.all': { zh: '全部部门', en: 'Every department' },
  'arrivals.note': {
    zh: '{table}：{months}未到，本页的图表不含这些数据，相关规则无法判定。',
    en: '{table}: {months} missing; the charts here are without it, and the rules that need it cannot judge.',
  },
  'arrivals.note.month': { zh: '{month} 月', en: 'month {month}' },
  'arrivals.note.departments': {
    zh: '{month} 月 {count} 个部门（{names}）',
    en: 'month {month} of {count} departments ({names})',
  },
  'arrivals.note.andMore': { zh: '等', en: ' and others' },
  'arrivals.none': {
    zh: '这个地区和年度还没有可查的数据。',
    en: 'Nothing is expected of this region and year yet.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
