/** In charge of what one part of a government's comprehensive fiscal capacity is. */
import { registerDataset, type Register } from '#model/register';

export const register = {
  name: 'capacity',
  title: { zh: '综合财力测算表', en: 'Comprehensive fiscal capacity' },
  columns: {
    item: { type: 'text', title: { zh: '财力项目', en: 'Part' }, required: true },
    amount: { type: 'fen', title: { zh: '金额', en: 'Amount' }, required: true },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
