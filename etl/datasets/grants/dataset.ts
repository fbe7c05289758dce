/** In charge of what one sum of transfer money is, received from above or issued below: when it came, when it went on, how much is distributed and paid. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, PROJECT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'grants',
  title: { zh: '转移支付下达与分配台账', en: 'Transfers issued and distributed' },
  columns: {
    department: DEPARTMENT,
    unit: UNIT,
    project: PROJECT,
    grant_no: { type: 'text', title: { zh: '资金编号', en: 'Grant' }, required: true },
    name: { type: 'text', title: { zh: '资金名称', en: 'Name' }, required: true },
    direction: {
      type: 'text',
      title: { zh: '方向', en: 'Direction' },
      required: true,
      words: { 上级下达: 'received', 对下下达: 'issued' },
    },
    kind: {
      type: 'text',
      title: { zh: '转移支付类别', en: 'Kind' },
      required: true,
      words: { 一般性转移支付: 'general', 专项转移支付: 'special' },
    },
    target: { type: 'text', title: { zh: '接受地区或单位', en: 'To whom' } },
    document: { type: 'text', title: { zh: '文号', en: 'Document' } },
    approved_on: { type: 'date', title: { zh: '预算批准日期', en: 'Budget approved on' } },
    arrived_on: { type: 'date', title: { zh: '到达日期', en: 'Arrived on' } },
    issued_on: { type: 'date', title: { zh: '下达日期', en: 'Issued on' } },
    first_year: { type: 'integer', title: { zh: '首次安排年度', en: 'First budget year' } },
    for_year: {
      type: 'integer',
      title: { zh: '提前下达年度', en: 'Advance notice for year' },
      note: {
        zh: '提前下达下一年度的，填下一年度；其他留空',
        en: 'The next year, if announced in advance; else empty',
      },
    },
    actual_cost: { type: 'boolean', title: { zh: '据实结算', en: 'Settled by actual cost' } },
    disaster: { type: 'boolean', title: { zh: '应急救灾', en: 'Disaster relief' } },
    amount: { type: 'fen', title: { zh: '资金额', en: 'Amount' }, required: true },
    allocated: { type: 'fen', title: { zh: '已分配数', en: 'Distributed' } },
    paid: { type: 'fen', title: { zh: '已支出数', en: 'Paid' } },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
