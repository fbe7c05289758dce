/** In charge of what one receipt of non-tax revenue by a unit is: when it was taken and when it was paid in. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'nontax',
  title: { zh: '非税收入收缴台账', en: 'Non-tax revenue' },
  columns: {
    department: DEPARTMENT,
    unit: { ...UNIT, required: true },
    receipt: { type: 'text', title: { zh: '票据编号', en: 'Receipt' }, required: true },
    name: { type: 'text', title: { zh: '收入项目', en: 'Revenue item' }, required: true },
    handling: {
      type: 'text',
      title: { zh: '入账方式', en: 'How booked' },
      words: { 应缴财政款: 'payable', 往来款: 'suspense', 直接支出: 'spent' },
    },
    collected_on: { type: 'date', title: { zh: '收取日期', en: 'Collected on' }, required: true },
    remitted_on: { type: 'date', title: { zh: '缴库日期', en: 'Paid in on' } },
    checked_on: { type: 'date', title: { zh: '数据截至日期', en: 'As of' }, required: true },
    amount: { type: 'fen', title: { zh: '收取金额', en: 'Collected' }, required: true },
    remitted: { type: 'fen', title: { zh: '已缴金额', en: 'Paid in' } },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
