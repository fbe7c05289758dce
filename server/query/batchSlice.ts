/** In charge of the SQL that finds the batches of a question: those of a version, or those known by a source's date. */
import { literal, literals } from './literal.ts';
import type { Filter } from './request.ts';

/** What is asked of the batches. */
export interface SliceQuestion {
  /** null: whatever dataset. */
  readonly dataset: string | null;
  readonly version: number;
  readonly filters: readonly Filter[];
  readonly from: number | null;
  readonly to: number | null;
  readonly reportedBy: string | null;
  /** Only these batches; null or absent: whichever there are. */
  readonly batches?: readonly number[] | null;
}

/** Cumulative from January: whole years, to a month, first quarters or half. Others (two years together) are asked by no question. */
const CUMULATIVE = '^(FY|[0-9]{4}-[0-9]{2}|[0-9]{4}(H1|Q1|Q1-Q[2-4]))$';

/** What two batches of one slice share; the later replaces the earlier. */
const SLICE_KEY =
  'b.dataset, b.region_code, b.scope, b.year, b.period, b.month, b.book, b.flow, b.stage, b.source, b.part, b.currency';

const RANKED =
  "b.*, s.kind, s.rank as source_rank, array_position(array['upload', 'published', 'simulated'], s.kind) as kind_rank";

/** `select` of the batches `b.*` with `kind`, `kind_rank` and `source_rank` of their source. */
export function sliceSql(question: SliceQuestion): string {
  return standingSql(question, sliceConditions(question));
}

/** The same of every batch that a version holds, or that was known by a source's date, as far as conditions on `b` allow. */
export function standingSql(
  { version, reportedBy }: Pick<SliceQuestion, 'version' | 'reportedBy'>,
  conditions: readonly string[] = [],
): string {
  const held = conditions.map((condition) => `\n  and ${condition}`).join('');
  if (reportedBy === null) {
    return `select ${RANKED}
from version_batches v
join batches b on b.batch_id = v.batch_id
join sources s on s.source = b.source
where v.version = ${literal(version)}${held}`;
  }
  // Known by that date: what is current, and what a later load has replaced; not what a rollback took back.
  return `select distinct on (${SLICE_KEY}) ${RANKED}
from batches b
join sources s on s.source = b.source
where b.reported_on <= ${literal(reportedBy)}::date
  and (select max(v.version) = ${literal(version)}
         or (select w.kind = 'load' from versions w where w.version = max(v.version) + 1)
       from version_batches v where v.batch_id = b.batch_id and v.version <= ${literal(version)})${held}
order by ${SLICE_KEY}, b.reported_on desc, b.batch_id desc`;
}

/** One look before planning: whether more than one source states a slice of the question. */
export function contestedSql(question: SliceQuestion): string {
  return `select exists (
  select from (${sliceSql(question)}) b
  group by b.region_code, b.scope, b.year, b.book, b.flow, b.currency
  having count(distinct b.source) > 1
) as contested`;
}

function sliceConditions({ dataset, filters, from, to, batches }: SliceQuestion): string[] {
  return [
    ...(dataset === null ? [] : [`b.dataset = ${literal(dataset)}`]),
    ...filters.map(condition),
    ...(from === null ? [] : [`b.year * 100 + b.month >= ${literal(from)}`]),
    ...(to === null ? [] : [`b.year * 100 + b.month <= ${literal(to)}`]),
    `b.period ~ ${literal(CUMULATIVE)}`,
    ...(batches === undefined || batches === null
      ? []
      : [batches.length === 0 ? 'false' : `b.batch_id in ${literals(batches)}`]),
  ];
}

/** A filter as SQL: one value, alternatives, absent, or both. */
export function condition({ name, dimension, values }: Filter): string {
  const sql = name === 'region' ? 'b.region_code' : dimension.sql;
  const present = values.filter((value) => value !== null);
  const [first] = present;
  const parts = [
    ...(first === undefined
      ? []
      : [present.length === 1 ? `${sql} = ${literal(first)}` : `${sql} in ${literals(present)}`]),
    ...(present.length < values.length ? [`${sql} is null`] : []),
  ];
  return parts.length === 1 ? parts.join('') : `(${parts.join(' or ')})`;
}
