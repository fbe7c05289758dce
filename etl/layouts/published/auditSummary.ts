/** In charge of audit_summary.csv: totals that audit, rectification and evaluation reports state, each under its own category. */
import type { Line } from '#model/reading';
import { placeOf, sourceKey, type Collection, type Faults, type Row } from './collection.ts';
import { statedFigure } from './statedFigure.ts';

export const auditSummary: Collection = {
  name: 'published-audit-summary',
  version: 1,
  title: '公开的审计与绩效汇总',
  dataset: 'auditResults',
  columns: ['region_code', 'audit_year', 'report_type', 'category', 'metric', 'metric_name', 'amount_yuan', 'published_value',
    'published_unit', 'source_kind', 'source_url', 'note'], // prettier-ignore
  lines: (rows, faults) => rows.flatMap((row) => lineOf(row, faults) ?? []),
};

function lineOf(row: Row, faults: Faults): Line | null {
  const place = placeOf(row, faults);
  if (place === null) return null;
  const year = Number(row.get('audit_year'));
  if (!Number.isInteger(year) || year < 1949)
    return faults.value('date-invalid', row, 'audit_year');
  const stated = statedFigure(row, faults);
  if (stated === null) return null;
  return {
    row: row.number,
    label: row.get('metric_name'),
    name: row.get('metric_name'),
    code: null,
    depth: 1,
    parent: null,
    role: 'main',
    dims: {
      report_type: row.get('report_type'),
      category: row.get('category'),
      metric: row.get('metric'),
      quantity_unit: stated.unit,
      note: row.get('note') === '' ? null : row.get('note'),
    },
    region: place.region,
    slice: { scope: place.scope, year, stage: 'accounts', source: sourceKey(row) },
    key: row.get('metric'),
    figures: [stated.figure],
  };
}
