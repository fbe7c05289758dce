/** In charge of audit_findings.csv: single audit findings, each a record with what was done about it. */
import type { Figure, Line } from '#model/reading';
import {
  amountOf,
  figure,
  placeOf,
  sourceKey,
  type Collection,
  type Faults,
  type Row,
  VALUE,
} from './collection.ts';

const STATUSES = new Set([
  'rectified',
  'partially_rectified',
  'in_progress',
  'ordered',
  'not_stated',
]);

export const auditFindings: Collection = {
  name: 'published-audit-findings',
  version: 1,
  title: '公开的审计发现',
  dataset: 'findings',
  columns: ['finding_id', 'region_code', 'audit_year', 'category', 'audited_unit', 'unit_type', 'finding', 'amount_yuan',
    'published_value', 'published_unit', 'count', 'count_unit', 'rectification_status', 'rectification', 'rectified_amount_yuan',
    'rectified_value', 'rectified_unit', 'source_kind', 'source_url', 'note'], // prettier-ignore
  lines: (rows, faults) => rows.flatMap((row) => lineOf(row, faults) ?? []),
};

function lineOf(row: Row, faults: Faults): Line | null {
  const place = placeOf(row, faults);
  if (!STATUSES.has(row.get('rectification_status')))
    return faults.unknown(row, 'rectification_status');
  if (row.get('finding_id') === '') return faults.missing(row, 'finding_id');
  if (place === null) return null;
  const year = row.get('audit_year');
  if (year !== '' && !/^(?:19|20)\d{2}$/u.test(year))
    return faults.value('date-invalid', row, 'audit_year');
  const optional = (column: string) => (row.get(column) === '' ? null : row.get(column));
  return {
    row: row.number,
    label: row.get('finding'),
    name: row.get('finding'),
    code: null,
    depth: 1,
    parent: null,
    role: 'main',
    dims: {
      category: row.get('category'),
      unit: optional('audited_unit'),
      unit_type: optional('unit_type'),
      status: row.get('rectification_status'),
      rectification: optional('rectification'),
      quantity_unit: optional('count_unit'),
      note: optional('note'),
    },
    region: place.region,
    slice: { scope: place.scope, year: Number(year), stage: 'accounts', source: sourceKey(row) },
    key: row.get('finding_id'),
    figures: figuresOf(row, faults),
  };
}

function figuresOf(row: Row, faults: Faults): Figure[] {
  const figures: Figure[] = [];
  const amount = amountOf(row, faults, VALUE);
  if (amount !== null) {
    figures.push(
      figure(row, 'published_value', 'amount', 'accounts', { amount }, row.get('published_unit')),
    );
  }
  const rectified = amountOf(row, faults, [
    'rectified_value',
    'rectified_unit',
    'rectified_amount_yuan',
  ]);
  if (rectified !== null) {
    figures.push(
      figure(
        row,
        'rectified_value',
        'rectified_amount',
        'accounts',
        { amount: rectified },
        row.get('rectified_unit'),
      ),
    );
  }
  const quantity = row.get('count');
  if (quantity !== '') {
    if (!/^\d+(?:\.\d+)?$/u.test(quantity)) faults.value('amount-invalid', row, 'count');
    else
      figures.push(
        figure(row, 'count', 'quantity', 'accounts', { quantity }, row.get('count_unit')),
      );
  }
  return figures;
}
