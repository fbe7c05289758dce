/** In charge of what the money of one bond in one project is: when it arrived, how much is paid, what interest it costs. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, PROJECT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'bonds',
  title: { zh: '债券资金台账', en: 'Bond money' },
  columns: {
    department: DEPARTMENT,
    unit: UNIT,
    project: PROJECT,
    bond: { type: 'text', title: { zh: '债券编码', en: 'Bond' }, required: true },
    name: { type: 'text', title: { zh: '债券名称', en: 'Name' }, required: true },
    kind: {
      type: 'text',
      title: { zh: '债券类别', en: 'Kind' },
      required: true,
      words: { 一般债券: 'general', 专项债券: 'special' },
    },
    purpose: {
      type: 'text',
      title: { zh: '债券用途', en: 'Purpose' },
      required: true,
      words: { 新增债券: 'new', 再融资债券: 'refinancing', 转贷: 'onLent' },
    },
    arrived_on: { type: 'date', title: { zh: '到账日期', en: 'Arrived on' }, required: true },
    checked_on: { type: 'date', title: { zh: '数据截至日期', en: 'As of' }, required: true },
    amount: { type: 'fen', title: { zh: '债券金额', en: 'Amount' }, required: true },
    paid: { type: 'fen', title: { zh: '已支出数', en: 'Paid' } },
    interest_paid: { type: 'fen', title: { zh: '已付利息', en: 'Interest paid' } },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
