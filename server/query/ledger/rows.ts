/** In charge of the rows of a ledger that a question reads: table, batches with their weights, conditions, values to group by. */
import type { Ledger } from '#model/ledger';
import { refusal } from '#contract/problem';
import { condition } from '../batchSlice.ts';
import { quote } from '../figures.ts';
import { literal, literals } from '../literal.ts';
import type { Plan } from '../plan.ts';
import type { Filter } from '../request.ts';
import { summedNames, type LedgerPart } from './choice.ts';
import { chooseTable, columnSql, OWN, type LedgerTable } from './table.ts';
import type { Weight } from './weights.ts';

/** The parts of a statement over the rows `f` of a ledger and, where it is needed, the list `w` of weights. */
export interface LedgerRows {
  readonly table: LedgerTable;
  /** Name with columns, and body, of the common table expression `weight`; null where nothing need be weighed. */
  readonly weight: readonly [name: string, sql: string] | null;
  readonly from: string;
  readonly where: string;
  /** Per dimension of `by` its value as text or number, and what it is grouped by. */
  readonly groups: readonly {
    readonly name: string;
    readonly value: string;
    readonly group: string;
  }[];
  /** Column of weights per kind; null where each row counts once. */
  readonly weights: Readonly<Record<'stock' | 'flow' | 'period', string | null>>;
}

/** Grouped sums as one `select`. */
export interface LedgerSums {
  /** The common table expression the select leans on; null where it needs none. */
  readonly weight: readonly [name: string, sql: string] | null;
  /** Columns: dimensions of `by`, then every summed name. */
  readonly select: string;
}

/** Values of the shown batch that may stand in `by`. */
const OF_BATCH = ['scope', 'year', 'month', 'book', 'flow', 'stage', 'source', 'currency'] as const;
type OfBatch = (typeof OF_BATCH)[number];

/**
 * @param sums columns (or expressions over the rows) that are summed: they decide the roll-up together with the dimensions.
 * @param long so many rows are read that what their batches say is told row by row where it can be, and not joined.
 */
export function ledgerRows(
  plan: Plan,
  part: LedgerPart,
  sums: readonly string[],
  long = false,
): LedgerRows {
  const { ledger } = part;
  const kinds = kindsOf(plan, part);
  const weights = part.weights.filter(
    (weight) => weight.batch === weight.shown || kinds.some((kind) => weight[kind] !== null),
  );
  const filters = [...plan.lineFilters, ...(plan.leading === undefined ? [] : [plan.leading])];
  const months = weights.some((weight) => weight.months !== null);
  const columns = new Set([
    ...[...plan.by, ...filters].flatMap(({ name }) => ledger.dimensions[name] ?? []),
    ...(months ? ['month'] : []),
    ...(plan.unit === null ? [] : OWN),
  ]);
  const table = chooseTable(ledger, columns, sums);
  const batchColumns = OF_BATCH.filter(
    (name) => !(name in ledger.dimensions) && plan.by.some((one) => one.name === name),
  );
  const weighed = kinds.filter((kind) => weights.some((weight) => weight[kind] !== 1));
  const told = long && weighed.length === 0 && isEachOnce(weights);
  const list = told ? [] : [...batchColumns, ...weighed];
  return {
    table,
    weight:
      list.length === 0 || weights.length === 0 ? null : weightSql(weights, batchColumns, weighed),
    from:
      list.length === 0 || weights.length === 0
        ? `${table.name} f`
        : `${table.name} f\njoin weight w on w.batch_id = f.batch_id`,
    where: [
      ...batchConditions(weights),
      ...filters.map((filter) => lineCondition(filter, ledger, table)),
    ].join('\n  and '),
    groups: plan.by.map(({ name }) => groupOf(name, part, table, weights, told)),
    weights: {
      stock: weighed.includes('stock') ? 'w.stock' : null,
      flow: weighed.includes('flow') ? 'w.flow' : null,
      period: weighed.includes('period') ? 'w.period' : null,
    },
  };
}

/** How a figure grows: as it stands at a month, to date, or in the month alone. */
export type Kind = 'stock' | 'flow' | 'period';

/** The kinds of weight that the measures of a plan need. */
function kindsOf(plan: Plan, part: LedgerPart): readonly Kind[] {
  return [...new Set(summedNames(plan).flatMap((name) => sumOf(part, name)?.kind ?? []))];
}

function weightSql(
  weights: readonly Weight[],
  batchColumns: readonly OfBatch[],
  weighed: readonly Kind[],
): readonly [string, string] {
  const rows = weights.map((weight, index) => {
    const own = batchColumns.map((name) => valueSql(weight.shown[name], index === 0));
    const counts = weighed.map((kind) => valueSql(weight[kind], index === 0, 'integer'));
    return `(${[literal(weight.batch.batch), ...own, ...counts].join(', ')})`;
  });
  const head = ['batch_id', ...batchColumns.map((name) => quote(name)), ...weighed].join(', ');
  return [`weight (${head})`, `values ${rows.join(',\n  ')}`];
}

function isEachOnce(weights: readonly Weight[]): boolean {
  return new Set(weights.map(({ batch }) => batch)).size === weights.length;
}

/** What the batch of a row says, by its number. */
function ofBatchSql(name: OfBatch, weights: readonly Weight[]): string {
  const cases = weights.map(
    ({ batch, shown }, index) =>
      `when ${literal(batch.batch)} then ${valueSql(shown[name], index === 0)}`,
  );
  return `case f.batch_id ${cases.join(' ')} end`;
}

/** The first row says the types, since an absent value has none. */
function valueSql(value: string | number | null, first: boolean, type = 'text'): string {
  return value === null && first ? `null::${type}` : literal(value);
}

/** Batch numbers as literals, so that partitions are left out when the statement is planned. */
function batchConditions(weights: readonly Weight[]): string[] {
  if (weights.length === 0) return ['false'];
  const batches = [...new Set(weights.map(({ batch }) => batch.batch))];
  const regions = [...new Set(weights.map(({ batch }) => batch.region))];
  const spans = new Map<string, number[]>();
  for (const { batch, months } of weights) {
    const key =
      months === null ? 'true' : `f.month between ${literal(months[0])} and ${literal(months[1])}`;
    spans.set(key, [...(spans.get(key) ?? []), batch.batch]);
  }
  const all = [`f.batch_id in ${literals(batches)}`, `f.region_code in ${literals(regions)}`];
  if (spans.size === 1) return [...all, ...[...spans.keys()].filter((key) => key !== 'true')];
  const parts = [...spans].map(([key, own]) => `f.batch_id in ${literals(own)} and ${key}`);
  return [...all, `(${parts.join('\n    or ')})`];
}

/** A filter on the rows. Refuses text that is no date where a date stands, and the like. */
export function lineCondition(filter: Filter, ledger: Ledger, table: LedgerTable): string {
  const { name, dimension, values } = filter;
  const column = ledger.dimensions[name];
  if (column === undefined) return 'true';
  const type = ledger.columns[column]?.type;
  const read = (value: string | number | null) => {
    if (value === null) return null;
    const text = String(value);
    if (type === 'date' && !isDate(text))
      throw refusal('bad-value', [name, text, '2025-06-30'], name);
    if (type !== 'key') return value;
    if (!/^-?[0-9]{1,19}$/.test(text) || BigInt.asIntN(64, BigInt(text)) !== BigInt(text))
      throw refusal('bad-value', [name, text, 'GET /api/payments → payee'], name);
    return text;
  };
  const sql = columnSql(ledger, table, column);
  return condition({
    name: `line ${name}`,
    dimension: { ...dimension, sql },
    values: values.map(read),
  });
}

function isDate(text: string): boolean {
  const date = /^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$/.test(text)
    ? new Date(`${text}T00:00:00Z`)
    : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function groupOf(
  name: string,
  { ledger }: LedgerPart,
  table: LedgerTable,
  weights: readonly Weight[],
  told: boolean,
): LedgerRows['groups'][number] {
  const column = ledger.dimensions[name];
  if (column !== undefined) {
    const sql = columnSql(ledger, table, column);
    const type = ledger.columns[column]?.type;
    const cast = type === 'date' || type === 'key';
    return { name, value: cast ? `${sql}::text` : sql, group: sql };
  }
  if (name === 'region') return { name, value: 'f.region_code', group: 'f.region_code' };
  if (told && isOfBatch(name)) {
    const sql = ofBatchSql(name, weights);
    return { name, value: sql, group: sql };
  }
  const number = name === 'year' || name === 'month';
  // Nothing is read, so there is nothing to tell apart.
  const sql = weights.length === 0 ? `null::${number ? 'integer' : 'text'}` : `w.${quote(name)}`;
  return { name, value: sql, group: sql };
}

function isOfBatch(name: string): name is OfBatch {
  return OF_BATCH.some((each) => each === name);
}

/** What is summed for a measure: column or expression, and the kind of weight. Null for what the ledger does not hold. */
export function sumOf(
  { ledger }: LedgerPart,
  name: string,
): { readonly column: string; readonly kind: Kind } | null {
  const base = ledger.increments?.[name];
  const column = ledger.sums[base ?? name];
  if (column === undefined) return null;
  if (base !== undefined) return { column, kind: 'period' };
  return { column, kind: ledger.flows?.includes(name) === true ? 'flow' : 'stock' };
}

/** Columns that the measures of a plan sum. */
export function summedColumns(plan: Plan, part: LedgerPart): string[] {
  return [...new Set(summedNames(plan).flatMap((name) => sumOf(part, name)?.column ?? []))];
}
