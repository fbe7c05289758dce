/** In charge of what one line of the procurement budget is. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, PROJECT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'procurements',
  title: { zh: '政府采购预算台账', en: 'Procurement budget' },
  columns: {
    department: DEPARTMENT,
    unit: { ...UNIT, required: true },
    project: PROJECT,
    plan: { type: 'text', title: { zh: '采购计划编号', en: 'Plan' }, required: true },
    name: { type: 'text', title: { zh: '采购项目名称', en: 'Name' }, required: true },
    category: { type: 'text', title: { zh: '采购品目', en: 'Category' } },
    method: { type: 'text', title: { zh: '采购方式', en: 'Method' } },
    planned_on: { type: 'date', title: { zh: '计划日期', en: 'Planned on' } },
    amount: { type: 'fen', title: { zh: '采购预算数', en: 'Procurement budget' }, required: true },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
