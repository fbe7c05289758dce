/** In charge of what the estimates of an investment project are, their changes, what is contracted, and its completion. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, PROJECT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'estimates',
  title: {
    zh: '政府投资项目概算与竣工台账',
    en: 'Estimates and completion of investment projects',
  },
  columns: {
    department: DEPARTMENT,
    unit: { ...UNIT, required: true },
    project: { ...PROJECT, required: true },
    name: { type: 'text', title: { zh: '项目全称', en: 'Full name' } },
    feasibility: { type: 'fen', title: { zh: '可研估算', en: 'Feasibility estimate' } },
    approved: { type: 'fen', title: { zh: '批准概算', en: 'Approved estimate' }, required: true },
    approved_on: { type: 'date', title: { zh: '概算批准日期', en: 'Approved on' } },
    changed: { type: 'fen', title: { zh: '调整后概算', en: 'Changed estimate' } },
    changed_on: { type: 'date', title: { zh: '概算调整批准日期', en: 'Change approved on' } },
    original_total: { type: 'fen', title: { zh: '原计划总投资', en: 'First total investment' } },
    total: { type: 'fen', title: { zh: '现总投资', en: 'Total investment now' } },
    total_on: { type: 'date', title: { zh: '总投资调整日期', en: 'Total changed on' } },
    reported_on: {
      type: 'date',
      title: { zh: '报告人大常委会日期', en: 'Reported to the standing committee on' },
    },
    contracted: { type: 'fen', title: { zh: '已签合同额', en: 'Contracted' } },
    paid: { type: 'fen', title: { zh: '累计支付', en: 'Paid so far' } },
    outside_budget: { type: 'boolean', title: { zh: '预算外新增', en: 'New, outside the budget' } },
    accepted_on: { type: 'date', title: { zh: '竣工验收日期', en: 'Accepted on' } },
    accounts_on: { type: 'date', title: { zh: '竣工财务决算日期', en: 'Completion accounts on' } },
    checked_on: { type: 'date', title: { zh: '数据截至日期', en: 'As of' }, required: true },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
