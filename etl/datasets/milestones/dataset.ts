/** In charge of what the progress of a livelihood or major project is, planned and reported. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, PROJECT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'milestones',
  title: { zh: '民生实事与重大项目进度台账', en: 'Milestones' },
  columns: {
    department: DEPARTMENT,
    unit: { ...UNIT, required: true },
    project: PROJECT,
    name: { type: 'text', title: { zh: '事项名称', en: 'Name' }, required: true },
    kind: {
      type: 'text',
      title: { zh: '事项类别', en: 'Kind' },
      required: true,
      words: { 民生实事: 'livelihood', 重大项目: 'major' },
    },
    checked_on: { type: 'date', title: { zh: '检查日期', en: 'As of' }, required: true },
    planned: { type: 'ratio', title: { zh: '计划进度', en: 'Planned' }, required: true },
    reported: { type: 'ratio', title: { zh: '实际进度', en: 'Reported' }, required: true },
    due_on: { type: 'date', title: { zh: '应完成日期', en: 'Due on' } },
    finished_on: { type: 'date', title: { zh: '完工日期', en: 'Finished on' } },
    accepted_on: { type: 'date', title: { zh: '验收日期', en: 'Accepted on' } },
    responsible: { type: 'text', title: { zh: '责任单位', en: 'Responsible' } },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
