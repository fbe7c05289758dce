/** In charge of what the performance of a project is: its targets, its own score, its rating. */
import { registerDataset, type Register } from '#model/register';
import { DEPARTMENT, PROJECT, UNIT } from '../registerColumns.ts';

export const register = {
  name: 'performance',
  title: { zh: '绩效目标与评价台账', en: 'Performance targets and evaluations' },
  columns: {
    department: DEPARTMENT,
    unit: { ...UNIT, required: true },
    project: { ...PROJECT, required: true },
    targets: { type: 'integer', title: { zh: '绩效指标数', en: 'Targets' } },
    quantified: { type: 'integer', title: { zh: '量化指标数', en: 'Quantified targets' } },
    met: { type: 'integer', title: { zh: '完成指标数', en: 'Targets met' } },
    self_score: { type: 'integer', title: { zh: '自评得分', en: 'Own score' } },
    rating: {
      type: 'text',
      title: { zh: '评价等级', en: 'Rating' },
      words: { 优: 'excellent', 良: 'good', 中: 'fair', 合格: 'pass', 不合格: 'fail', 差: 'poor' },
    },
    evaluated_on: { type: 'date', title: { zh: '评价日期', en: 'Evaluated on' } },
    budget: { type: 'fen', title: { zh: '项目预算', en: 'Budget' } },
  },
} as const satisfies Register;

export const dataset = registerDataset(register);
