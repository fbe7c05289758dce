/** In charge of the batches that a question meets, printed tables and ledgers alike: one look before planning. */
import { LRUCache } from 'lru-cache';
import type { PoolClient } from 'pg';
import type { Database } from '#database';
import type { Dataset } from '#model/dataset';
import { sliceSql } from '../batchSlice.ts';
import type { Reader, Viewer } from '../reader.ts';
import type { Filter } from '../request.ts';

/** What a batch says of itself. */
export interface FoundBatch {
  readonly batch: number;
  readonly form: 'printed' | 'ledger';
  readonly region: string;
  readonly scope: string;
  readonly year: number;
  readonly month: number;
  readonly period: string;
  readonly book: string | null;
  readonly flow: string | null;
  readonly stage: string;
  readonly source: string;
  /** Cut, breakdown or class of a printed table. */
  readonly part: string | null;
  readonly currency: string;
  /** Of a ledger: to date as its file states them, or of the month alone. */
  readonly amounts: 'toDate' | 'month';
  readonly kind_rank: number;
  readonly source_rank: number;
  /** ISO date. */
  readonly reported_on: string | null;
  /** Sums of what was loaded, fen as text. */
  readonly control: Readonly<Record<string, unknown>>;
}

export interface BatchQuestion {
  readonly dataset: Dataset;
  readonly version: number;
  /** Filters on the batch; those on month and stage are left to the choice among what is found. */
  readonly filters: readonly Filter[];
  /** First and last month as year × 100 + month: their years are asked, since a month may need the one before. */
  readonly from: number | null;
  readonly to: number | null;
  readonly reportedBy: string | null;
}

/** The statement behind `findBatches`. */
export function batchesSql(question: BatchQuestion): string {
  const { dataset, version, filters, from, to, reportedBy } = question;
  const slice = sliceSql({
    dataset: dataset.name,
    version,
    filters: filters.filter(({ name }) => name !== 'month'),
    from: from === null ? null : from - (from % 100),
    to: to === null ? null : to - (to % 100) + 99,
    reportedBy,
  });
  return `select b.batch_id as batch, b.form, b.region_code as region, b.scope, b.year, b.month, b.period, b.book, b.flow, b.stage,
  b.source, b.part, b.currency, b.amounts, b.kind_rank, b.source_rank, b.reported_on::text, b.control
from (
${slice.replace(/^/gm, '  ')}
) b
order by b.batch_id`;
}

/** Every batch of a dataset that a question may read, in the order in which they were loaded. */
export async function findBatches(
  client: PoolClient,
  question: BatchQuestion,
): Promise<readonly FoundBatch[]> {
  const { rows } = await client.query<FoundBatch>(batchesSql(question));
  return rows;
}

/** Batches remembered per database. */
const MOST_REMEMBERED = 50_000;
const remembered = new WeakMap<Database['reader'], LRUCache<string, readonly FoundBatch[]>>();

/** The same, found once for all questions of a viewer's reach: what a version holds never changes. */
export async function batchesFor(
  { client, pool }: Reader,
  { region, unit }: Viewer,
  question: BatchQuestion,
): Promise<readonly FoundBatch[]> {
  const own = remembered.get(pool) ?? new LRUCache({ maxSize: MOST_REMEMBERED, sizeCalculation: (batches) => batches.length + 1 }); // prettier-ignore
  remembered.set(pool, own);
  const key = JSON.stringify([region, unit, batchesSql(question)]);
  const known = own.get(key);
  if (known !== undefined) return known;
  const found = await findBatches(client, question);
  own.set(key, found);
  return found;
}
