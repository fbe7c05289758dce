/** In charge of state_assets.csv: published figures of the four classes of state assets, in money or in physical quantity. */
import { parseRatio } from '#model/fen';
import type { Figure, Line } from '#model/reading';
import {
  figure,
  placeOf,
  sourceKey,
  type Collection,
  type Faults,
  type Row,
} from './collection.ts';
import { statedFigure } from './statedFigure.ts';

const CLASSES = new Set(['enterprise', 'financial', 'administrative', 'natural', 'all']);

export const stateAssets: Collection = {
  name: 'published-state-assets',
  version: 1,
  title: '公开的国有资产',
  dataset: 'assets',
  columns: ['region_code', 'fiscal_year', 'asset_class', 'indicator', 'indicator_name', 'amount_yuan', 'published_value',
    'published_unit', 'yoy_percent', 'scope', 'source_kind', 'source_url', 'note'], // prettier-ignore
  lines: (rows, faults) => rows.flatMap((row) => lineOf(row, faults) ?? []),
};

function lineOf(row: Row, faults: Faults): Line | null {
  const place = placeOf(row, faults);
  if (!CLASSES.has(row.get('asset_class'))) return faults.unknown(row, 'asset_class');
  if (place === null) return null;
  const year = Number(row.get('fiscal_year'));
  if (!Number.isInteger(year) || year < 1949)
    return faults.value('date-invalid', row, 'fiscal_year');
  const stated = statedFigure(row, faults);
  if (stated === null) return null;
  return {
    row: row.number,
    label: row.get('indicator_name'),
    name: row.get('indicator_name'),
    code: null,
    depth: 1,
    parent: null,
    role: 'main',
    dims: {
      class: row.get('asset_class'),
      indicator: row.get('indicator'),
      quantity_unit: stated.unit,
      note: row.get('note') === '' ? null : row.get('note'),
    },
    region: place.region,
    slice: { scope: place.scope, year, stage: 'accounts', source: sourceKey(row) },
    key: row.get('indicator'),
    figures: [stated.figure, ...growthOf(row, faults)],
  };
}

function growthOf(row: Row, faults: Faults): Figure[] {
  const ratio = parseRatio(row.get('yoy_percent'), 'percent');
  if (ratio === null) return [];
  if (typeof ratio === 'string') {
    faults.value(ratio, row, 'yoy_percent');
    return [];
  }
  return [figure(row, 'yoy_percent', 'growth', 'accounts', { ratio }, '%')];
}
