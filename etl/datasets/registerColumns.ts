/** In charge of the columns that registers share: who, and for which project. */
import type { RegisterColumn } from '#model/register';

export const DEPARTMENT = {
  type: 'text',
  title: { zh: '主管部门代码', en: 'Department' },
  names: { zh: '主管部门', en: 'Name of the department' },
} as const satisfies RegisterColumn;

export const UNIT = {
  type: 'text',
  title: { zh: '预算单位代码', en: 'Unit' },
  names: { zh: '预算单位', en: 'Name of the unit' },
} as const satisfies RegisterColumn;

export const PROJECT = {
  type: 'text',
  title: { zh: '项目代码', en: 'Project' },
  names: { zh: '项目名称', en: 'Name of the project' },
} as const satisfies RegisterColumn;
