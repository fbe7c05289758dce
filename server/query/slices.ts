/** In charge of what is loaded: each slice of a version once, a ledger's with the months there are. */
import type { PoolClient } from 'pg';
import type { LoadedSlice } from '#contract/answers';
import { standingSql } from './batchSlice.ts';
import type { SliceMeasures } from './sliceMeasures.ts';

type Row = Omit<LoadedSlice, 'measures'> & {
  readonly batches: readonly number[];
  /** Names of the totals of ledgers. */
  readonly totals: readonly string[] | null;
};

/** The slices that the client may see, of a version or as they were known by a source's date, in the order of dataset and region, the latest first. */
export async function readSlices(
  client: PoolClient,
  asked: { readonly version: number; readonly reportedBy: string | null },
  measures: SliceMeasures,
): Promise<readonly LoadedSlice[]> {
  const { rows } = await client.query<Row>(slicesSql(standingSql(asked)));
  const known = await measures.of(
    client,
    rows.filter(({ form }) => form === 'printed').flatMap(({ batches }) => batches),
  );
  return rows.map(({ batches, totals, ...slice }): LoadedSlice => {
    const own = totals ?? batches.flatMap((batch) => known.get(batch) ?? []);
    return { ...slice, measures: [...new Set(own)].sort() };
  });
}

/** Months of a ledger are one slice: a page asks which months there are, and not for a line per month. */
const slicesSql = (standing: string) => `
  select b.dataset, b.region_code as region, b.scope, b.year, max(b.month) as month, max(b.period) as period, b.book, b.flow, b.stage, b.source,
    b.kind as "sourceKind", b.form, array_agg(distinct b.month order by b.month) as months,
    bool_and(b.complete) as complete, max(b.reported_on)::text as "reportedOn",
    sum(b.figures)::integer as figures, array_agg(b.batch_id) as batches,
    case b.form when 'ledger' then (
      select array_agg(distinct k) from unnest(array_agg(b.control)) c, jsonb_object_keys(c) k where k not in ('rows', 'stated')
    ) end as totals
  from (${standing}) b
  group by b.dataset, b.region_code, b.scope, b.year, b.book, b.flow, b.stage, b.source, b.kind, b.form, b.currency,
    case b.form when 'printed' then b.month end, case b.form when 'printed' then b.period end
  order by b.dataset, b.region_code, b.year desc, max(b.month) desc, b.scope, b.book, b.flow, b.stage, b.source`;
