/** In charge of what a resolution of the people's congress or its standing committee is: a budget, an adjustment, a limit or a report it approved. */
import { registerDataset, type Register } from '#model/register';
import { PROJECT } from '../registerColumns.ts';

export const register = {
  name: 'resolutions',
  title: { zh: '人大及其常委会决议决定', en: 'Resolutions' },
  columns: {
    project: PROJECT,
    document: { type: 'text', title: { zh: '决议文号', en: 'Document' }, required: true },
    title: { type: 'text', title: { zh: '决议名称', en: 'Title' }, required: true },
    kind: {
      type: 'text',
      title: { zh: '决议类别', en: 'Kind' },
      required: true,
      words: {
        批准预算: 'budget',
        批准预算调整: 'adjustment',
        批准债务限额: 'debtLimit',
        批准决算: 'accounts',
        重大项目报告: 'project',
        其他: 'other',
      },
    },
    about: {
      type: 'text',
      title: { zh: '涉及事项', en: 'About' },
      words: {
        支出总额: 'totalExpenditure',
        动用预算稳定调节基金: 'stabilisationFund',
        调减重点支出: 'keySpending',
        新增政府债务: 'debt',
        预备费: 'reserve',
        重大项目: 'project',
        其他: 'other',
      },
    },
    book: {
      type: 'text',
      title: { zh: '预算类别', en: 'Budget' },
      words: {
        一般公共预算: 'general',
        政府性基金预算: 'fund',
        国有资本经营预算: 'capital',
        社会保险基金预算: 'social',
      },
    },
    decided_on: { type: 'date', title: { zh: '通过日期', en: 'Decided on' }, required: true },
    amount: {
      type: 'fen',
      title: { zh: '批准金额', en: 'Amount approved' },
      note: {
        zh: '批准后的变动额或限额，减少用负数',
        en: 'The change or limit approved; a reduction is negative',
      },
    },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
