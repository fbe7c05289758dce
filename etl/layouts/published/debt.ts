/** In charge of debt.csv: published limits, balances, issues and repayments of government debt. */
import { parseRatio } from '#model/fen';
import type { Line } from '#model/reading';
import type { Slice, Stage } from '#model/slice';
import {
  amountOf,
  figure,
  isMoney,
  placeOf,
  sourceKey,
  type Collection,
  type Faults,
  type Row,
  VALUE,
} from './collection.ts';

/** Our measure of each metric, and the clock it obeys. */
const METRICS: Readonly<Record<string, readonly [measure: string, clock: 'budget' | 'outturn']>> = {
  limit: ['limit', 'budget'],
  new_limit: ['newLimit', 'budget'],
  limit_withdrawn: ['withdrawnLimit', 'budget'],
  deficit: ['deficit', 'budget'],
  balance: ['balance', 'outturn'],
  issuance: ['issued', 'outturn'],
  issuance_2021_2025: ['issued', 'outturn'],
  new_issuance: ['newIssued', 'outturn'],
  new_issuance_2021_2025: ['newIssued', 'outturn'],
  refinancing_issuance: ['refinanced', 'outturn'],
  swap_issuance: ['swapped', 'outturn'],
  principal_repayment: ['repaid', 'outturn'],
  principal_repayment_own: ['repaidFromOwn', 'outturn'],
  interest: ['interest', 'outturn'],
  principal_and_interest: ['principalAndInterest', 'outturn'],
  maturing: ['maturing', 'outturn'],
  debt_reduction: ['reduced', 'outturn'],
  debt_ratio: ['debtRatio', 'outturn'],
  debt_to_gdp: ['debtToGdp', 'outturn'],
};
const STAGES: Readonly<Record<string, Stage>> = {
  approved: 'approved',
  adjusted: 'approved',
  actual: 'flash',
  final: 'accounts',
};

export const debt: Collection = {
  name: 'published-debt',
  version: 1,
  title: '公开的政府债务',
  dataset: 'debt',
  columns: ['region_code', 'fiscal_year', 'debt_type', 'debt_type_name', 'metric', 'metric_name', 'stage', 'amount_yuan',
    'published_value', 'published_unit', 'scope', 'source_kind', 'source_url'], // prettier-ignore
  lines: (rows, faults) => rows.flatMap((row) => lineOf(row, faults) ?? []),
};

function lineOf(row: Row, faults: Faults): Line | null {
  const place = placeOf(row, faults);
  const metric = row.get('metric');
  const purpose = metric.startsWith('use_');
  const [name, clock] = purpose
    ? (['newIssued', 'outturn'] as const)
    : (METRICS[metric] ?? [null, null]);
  const sliceStage = STAGES[row.get('stage')];
  if (name === null) return faults.unknown(row, 'metric');
  if (sliceStage === undefined) return faults.unknown(row, 'stage');
  if (place === null) return null;
  const year = Number(row.get('fiscal_year'));
  if (!Number.isInteger(year) || year < 1949)
    return faults.value('date-invalid', row, 'fiscal_year');
  // a limit is a decision, however late it is printed; money that was only arranged is not yet an outturn
  const stage: Stage = clock === 'budget' ? 'approved' : sliceStage;
  const measure = clock === 'outturn' && stage === 'approved' ? `planned.${name}` : name;
  const value = valueOf(row, faults);
  if (value === null) return null;
  const several = /_(\d{4})_(\d{4})$/u.exec(metric);
  const slice: Partial<Slice> = {
    scope: place.scope,
    year: several === null ? year : 0,
    period: several === null ? 'FY' : `${several[1] ?? ''}-${several[2] ?? ''}`,
    stage: sliceStage,
    source: sourceKey(row),
  };
  const kind = row.get('debt_type');
  return {
    row: row.number,
    label: `${row.get('debt_type_name')} ${row.get('metric_name')}`,
    name: purpose ? row.get('metric_name') : row.get('debt_type_name'),
    code: null,
    depth: 1,
    parent: null,
    role: 'main',
    dims: { breakdown: purpose ? 'purpose' : 'total', kind },
    region: place.region,
    slice,
    key: purpose ? metric : kind,
    figures: [figure(row, 'published_value', measure, stage, value, row.get('published_unit'))],
  };
}

function valueOf(row: Row, faults: Faults) {
  if (!isMoney(row.get('published_unit'))) {
    if (row.get('published_unit') !== '%') return faults.unknown(row, 'published_unit');
    const ratio = parseRatio(row.get('published_value'), 'percent');
    if (ratio === null) return faults.missing(row, 'published_value');
    return typeof ratio === 'string' ? faults.value(ratio, row, 'published_value') : { ratio };
  }
  const amount = amountOf(row, faults, VALUE, true);
  return amount === null ? null : { amount };
}
