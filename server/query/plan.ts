/** In charge of what a question means: which figures it reads, what may be added, what is chosen where it is silent. */
import type { Dataset, Dimension } from '#model/dataset';
import { unitOf } from '#contract/cubes';
import type { WireField } from '../arrow/field.ts';
import type { FoundBatch } from './ledger/batches.ts';
import type { LedgerPart } from './ledger/choice.ts';
import { isInLedger } from './printed.ts';
import type { Reading } from './reading.ts';
import type { Filter, NamedDimension, NamedMeasure, Order, Request } from './request.ts';
import { routeOf } from './route.ts';
import { refusal } from '#contract/problem';

/** What the reader may see beside the regions that row-level security admits. */
export interface Reach {
  /** Only this unit's records (department users); null for all. */
  readonly unit: string | null;
}

/** What one look at the batches found before planning. */
export interface Lay {
  readonly version: number;
  /** Whether two sources state the same slice, so that winners must be found line by line. */
  readonly contested: boolean;
  /** What there is of a dataset that has a ledger; absent where one has not looked. */
  readonly batches?: readonly FoundBatch[];
}

export interface Plan {
  readonly dataset: Dataset;
  readonly version: number;
  readonly contested: boolean;
  readonly by: readonly NamedDimension[];
  readonly measures: readonly NamedMeasure[];
  /** Conditions on the batch `b`, and on the figure or record `f`. */
  readonly batchFilters: readonly Filter[];
  readonly lineFilters: readonly Filter[];
  /** Groups beside which no other can be in the answer; holds back nothing that was asked for. */
  readonly leading?: Filter;
  readonly from: number | null;
  readonly to: number | null;
  readonly reportedBy: string | null;
  readonly reading: Reading;
  /** Printed batches that may answer; null: whichever there are. */
  readonly printed: readonly number[] | null;
  /** What a ledger contributes; null where printed tables answer alone. */
  readonly ledger: LedgerPart | null;
  /** How median and 99th percentile are found, where they are asked for. */
  readonly percentiles?: 'exact' | 'approximate';
  /** How the rows are read, where they lie packed. */
  readonly cells?: PackedCells;
  readonly unit: string | null;
  readonly order: readonly Order[];
  readonly limit: number | null;
  /** What a row of the answer holds. */
  readonly fields: readonly WireField[];
}

/** A statement of packed rows: first the number of cells, then the fields of the answer. */
export interface PackedCells {
  readonly sql: string;
  /** Per field whether it holds a value for each cell, or one for all. */
  readonly packed: readonly boolean[];
}

/** Decides everything that the question leaves open and refuses what must not be added. */
export function plan(request: Request, lay: Lay, reach: Reach): Plan {
  const { dataset, by, from, to } = request;
  const where = withDefaults(request);
  refuseSums(request, where);
  return {
    dataset,
    version: lay.version,
    contested: lay.contested,
    by,
    measures: request.measures,
    batchFilters: where.filter(isOnBatch),
    lineFilters: where.filter((filter) => !isOnBatch(filter) && !isDecided(filter.name)),
    from,
    to,
    reportedBy: request.reportedBy,
    ...routeOf(request, where, lay.batches ?? null),
    unit: reach.unit,
    order: request.order,
    limit: request.limit,
    fields: fieldsOf(by, request.measures),
  };
}

/** Filters on the batch and not on the line; the region is in both, the batch is asked. */
export function isOnBatch({ name, dimension }: NamedDimension): boolean {
  return name === 'region' || /\bb\./.test(dimension.sql);
}

/** Dimensions whose filter the reading takes into account itself. */
function isDecided(name: string): boolean {
  return name === 'itemRole' || name === 'stage' || name === 'cut';
}

/** Adds what each dimension reads where the question is silent. */
function withDefaults({ dataset, by, where }: Request): readonly Filter[] {
  const asked = new Set([...by, ...where].map(({ name }) => name));
  const added = Object.entries<Dimension>(dataset.dimensions).flatMap(([name, dimension]) => {
    const { silent } = dimension;
    if (silent === undefined || asked.has(name)) return [];
    return [{ name, dimension, values: [typeof silent === 'string' ? silent : silent(asked)] }];
  });
  return [...where, ...added];
}

/** Dimensions of which several values may be named without `by`, because one of them is chosen per line. */
const CHOSEN = new Set(['stage', 'source', 'month', 'itemRole']);

function refuseSums({ dataset, by, measures, from, to }: Request, where: readonly Filter[]): void {
  const grouped = new Set(by.map(({ name }) => name));
  const oneYear = from !== null && to !== null && Math.floor(from / 100) === Math.floor(to / 100);
  const kinds = new Set(measures.map(({ measure }) => measure.kind));
  for (const [name, dimension] of Object.entries<Dimension>(dataset.dimensions)) {
    const { adds, title, bindsOnly } = dimension;
    if (grouped.has(name) || adds === 'additive') continue;
    if (bindsOnly !== undefined && !kinds.has(bindsOnly)) continue;
    // What only printed tables tell apart binds only them, which is seen when it is known who answers.
    if (dataset.ledger !== undefined && adds === 'fixed' && !isInLedger(dataset, name, dimension))
      continue;
    const values = where.find((filter) => filter.name === name)?.values;
    if (values?.length === 1) continue;
    if (adds === 'fixed' && values === undefined && oneYear && name === 'year') continue;
    if (adds === 'resolved' && (values === undefined || CHOSEN.has(name))) continue;
    throw refusal('not-additive', [name, title.zh, title.en], name);
  }
}

function fieldsOf(by: readonly NamedDimension[], measures: readonly NamedMeasure[]): WireField[] {
  return [
    ...by.map(({ name, dimension }): WireField => ({
      name,
      type: dimension.type === 'integer' ? 'integer' : 'code',
    })),
    ...measures.map(({ name, measure }): WireField => ({ name, type: unitOf(measure) })),
  ];
}
