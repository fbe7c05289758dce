/** In charge of what a company is, as the market regulator registers it. */
import { registerDataset, type Register } from '#model/register';

export const register = {
  name: 'companies',
  title: { zh: '企业登记信息', en: 'Register of companies' },
  columns: {
    code: { type: 'text', title: { zh: '统一社会信用代码', en: 'Credit code' }, required: true },
    name: { type: 'text', title: { zh: '企业名称', en: 'Name' }, required: true },
    registered_on: { type: 'date', title: { zh: '成立日期', en: 'Registered on' }, required: true },
    capital: { type: 'fen', title: { zh: '注册资本', en: 'Registered capital' } },
    ownership: {
      type: 'text',
      title: { zh: '企业性质', en: 'Ownership' },
      words: { 国有: 'state', 集体: 'collective', 民营: 'private', 外资: 'foreign', 其他: 'other' },
    },
    trade: { type: 'text', title: { zh: '行业', en: 'Trade' } },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
