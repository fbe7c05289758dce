/** In charge of the cube `flags`: alerts counted and added up; one per matter, as `GET /api/flags` lists them. */
import type { Bilingual } from '#model/bilingual';
import type { CubeDescription } from './answers.ts';

export const ALERT_CUBE = 'flags';

/** Dimension → title, and whether it is a whole number. All add up: a matter is one alert, whatever it is grouped by. */
export const ALERT_DIMENSIONS: Readonly<
  Record<string, { readonly title: Bilingual; readonly type: 'code' | 'integer' }>
> = {
  region: { title: { zh: '地区', en: 'Region' }, type: 'code' },
  year: { title: { zh: '年度', en: 'Fiscal year' }, type: 'integer' },
  month: { title: { zh: '月份', en: 'Month' }, type: 'integer' },
  rule: { title: { zh: '规则', en: 'Rule' }, type: 'code' },
  severity: { title: { zh: '级别', en: 'Severity' }, type: 'code' },
  kind: { title: { zh: '类别', en: 'Kind' }, type: 'code' },
  unit: { title: { zh: '单位', en: 'Unit' }, type: 'code' },
  book: { title: { zh: '预算', en: 'Budget' }, type: 'code' },
  state: { title: { zh: '办理状态', en: 'State' }, type: 'code' },
};

export const ALERT_MEASURES: Readonly<
  Record<string, { readonly title: Bilingual; readonly kind: 'count' | 'amount' }>
> = {
  count: { title: { zh: '预警数', en: 'Alerts' }, kind: 'count' },
  amountAtStake: { title: { zh: '涉及金额', en: 'Amount at stake' }, kind: 'amount' },
};

/** How `GET /api/cubes` describes it. */
export const ALERT_CUBE_DESCRIPTION: CubeDescription = {
  name: ALERT_CUBE,
  title: { zh: '预警', en: 'Alerts' },
  dimensions: Object.entries(ALERT_DIMENSIONS).map(([name, { title, type }]) => ({
    name,
    title,
    type,
    adds: 'additive',
    members: name,
  })),
  measures: Object.entries(ALERT_MEASURES).map(([name, { title, kind }]) => ({
    name,
    title,
    kind,
    unit: kind === 'amount' ? 'fen' : 'count',
  })),
};
