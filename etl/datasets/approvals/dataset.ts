/** In charge of when a department's budget or accounts were approved, passed on and published, and which tables are missing. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'approvals',
  title: { zh: '预决算批复与公开台账', en: 'Approval and publication of budgets' },
  columns: {
    department: DEPARTMENT,
    unit: { ...UNIT, required: true },
    kind: {
      type: 'text',
      title: { zh: '文件类别', en: 'Kind' },
      required: true,
      words: {
        部门预算: 'departmentBudget',
        单位预算: 'unitBudget',
        部门决算: 'departmentAccounts',
        单位决算: 'unitAccounts',
        政府预算: 'governmentBudget',
        政府决算: 'governmentAccounts',
      },
    },
    approved_on: {
      type: 'date',
      title: { zh: '批准或收到批复日期', en: 'Approved or received on' },
      note: {
        zh: '部门：人大批准日期；单位：部门收到批复日期',
        en: 'Departments: day of approval by the congress; units: day on which the department was told',
      },
    },
    issued_on: { type: 'date', title: { zh: '批复日期', en: 'Passed on' } },
    published_on: { type: 'date', title: { zh: '公开日期', en: 'Published on' } },
    tables_required: { type: 'integer', title: { zh: '应公开表数', en: 'Tables required' } },
    tables_published: { type: 'integer', title: { zh: '已公开表数', en: 'Tables published' } },
    missing_tables: { type: 'text', title: { zh: '缺少的表', en: 'Tables missing' } },
    address: { type: 'text', title: { zh: '公开网址', en: 'Address' } },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
