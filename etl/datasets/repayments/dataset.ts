/** In charge of what one repayment of government debt is: when it falls due, what is arranged for it and what was paid. */
import { registerDataset, type Register } from '#model/register';
import { PROJECT } from '../registerColumns.ts';

export const register = {
  name: 'repayments',
  title: { zh: '政府债务还本付息台账', en: 'Debt service' },
  columns: {
    project: PROJECT,
    bond: { type: 'text', title: { zh: '债券编码', en: 'Bond' }, required: true },
    name: { type: 'text', title: { zh: '债务名称', en: 'Name' } },
    kind: {
      type: 'text',
      title: { zh: '债务类别', en: 'Kind' },
      required: true,
      words: { 一般债务: 'general', 专项债务: 'special' },
    },
    due_on: { type: 'date', title: { zh: '应还日期', en: 'Due on' }, required: true },
    principal: { type: 'fen', title: { zh: '应还本金', en: 'Principal' }, required: true },
    interest: { type: 'fen', title: { zh: '应付利息', en: 'Interest' }, required: true },
    arranged: { type: 'fen', title: { zh: '已安排资金', en: 'Money arranged' } },
    paid: { type: 'fen', title: { zh: '已还本息', en: 'Paid' } },
    paid_on: { type: 'date', title: { zh: '还款日期', en: 'Paid on' } },
    project_revenue: { type: 'fen', title: { zh: '项目专项收入', en: 'Revenue of the project' } },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
