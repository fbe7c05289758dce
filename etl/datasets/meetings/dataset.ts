/** In charge of what a meeting or training is: how many persons, how many days, where, at what cost and standard. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'meetings',
  title: { zh: '会议培训台账', en: 'Meetings and training' },
  columns: {
    department: DEPARTMENT,
    unit: { ...UNIT, required: true },
    meeting: { type: 'text', title: { zh: '会议编号', en: 'Meeting' }, required: true },
    name: { type: 'text', title: { zh: '会议名称', en: 'Name' }, required: true },
    kind: {
      type: 'text',
      title: { zh: '会议类别', en: 'Kind' },
      required: true,
      words: {
        一类会议: 'class1',
        二类会议: 'class2',
        三类会议: 'class3',
        四类会议: 'class4',
        培训: 'training',
      },
    },
    held_on: { type: 'date', title: { zh: '召开日期', en: 'Held on' }, required: true },
    days: { type: 'integer', title: { zh: '天数', en: 'Days' }, required: true },
    persons: { type: 'integer', title: { zh: '人数', en: 'Persons' }, required: true },
    standard: { type: 'fen', title: { zh: '每人每天标准', en: 'Standard per person and day' } },
    venue: { type: 'text', title: { zh: '会议地点', en: 'Venue' } },
    listed: { type: 'boolean', title: { zh: '定点场所', en: 'Approved venue' } },
    amount: { type: 'fen', title: { zh: '会议费用', en: 'Cost' }, required: true },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
