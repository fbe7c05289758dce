/** In charge of the names of codes: from the closed lists, the reference, and the lines as their sources print them. */
import type { PoolClient } from 'pg';
import type { Dataset, Dimension } from '#model/dataset';
import type { Member } from '#contract/answers';
import { nameOfCode } from '#contract/codes';
import { condition, sliceSql, type SliceQuestion } from './batchSlice.ts';
import { findBatches } from './ledger/batches.ts';
import { ledgerMembers } from './ledger/members.ts';
import { literal } from './literal.ts';
import { isOnBatch } from './plan.ts';
import { isInLedger, isPrinted } from './printed.ts';
import { dimensionOf, type Filter } from './request.ts';

export interface MembersQuestion {
  readonly dataset: Dataset;
  readonly dimension: string;
  readonly version: number;
  readonly filters: readonly Filter[];
  /** Regions and sources of every dataset, and not of this one alone. */
  readonly everywhere?: boolean;
  /** Whether the viewer sees only some unit's rows. */
  readonly own?: boolean;
}

/** Columns that hold the printed name of a code. */
const NAMED_BY: Readonly<Record<string, string>> = {
  item: 'f.name',
  indicator: 'f.name',
  metric: 'f.name',
  project: 'f.name',
  lower: 'f.lower_name',
};

interface MemberRow {
  readonly code: string;
  readonly zh: string | null;
  readonly en: string | null;
  readonly parent: string | null;
  readonly level: number | null;
}

/** The members of a dimension that occur in a version under filters, in the order in which sources print them; then those of ledgers. */
export async function readMembers(
  client: PoolClient,
  question: MembersQuestion,
): Promise<Member[]> {
  const { dataset, dimension } = question;
  const rows = await membersInLedgers(client, question);
  const named = dimensionOf(dataset, dimension, 'dimension');
  if (rows === null || isPrintable(question, named.dimension)) {
    const printed = await client.query<MemberRow>(membersSql(question));
    return merge(printed.rows, rows ?? []).map((row) => memberOf(question, row));
  }
  return rows.map((row) => memberOf(question, row));
}

function memberOf({ dataset, dimension }: MembersQuestion, row: MemberRow): Member {
  const { code, zh, en, parent, level } = row;
  const closed = nameOfCode(dataset.name, dimension, code);
  return { code, zh: closed?.zh ?? zh ?? code, en: closed?.en ?? en, parent, level };
}

/** Whether printed tables know the dimension and every filter. */
function isPrintable({ dataset, filters }: MembersQuestion, dimension: Dimension): boolean {
  return [dimension, ...filters.map((filter) => filter.dimension)].every((each) =>
    isPrinted(dataset, each),
  );
}

function merge(printed: readonly MemberRow[], ofLedger: readonly MemberRow[]): MemberRow[] {
  const known = new Set(printed.map(({ code }) => code));
  return [...printed, ...ofLedger.filter(({ code }) => !known.has(code))];
}

/** The members in ledgers; null where the dimension is not one of rows, or nothing is there. */
async function membersInLedgers(
  client: PoolClient,
  { dataset, dimension: name, version, filters, own = false }: MembersQuestion,
): Promise<readonly MemberRow[] | null> {
  const { ledger } = dataset;
  if (ledger === undefined || !(name in ledger.dimensions)) return null;
  const { dimension } = dimensionOf(dataset, name, 'dimension');
  const onRows = filters.filter((filter) => filter.name in ledger.dimensions);
  const alien = filters.filter((filter) => !isInLedger(dataset, filter.name, filter.dimension));
  const onBatch = filters.filter((filter) => !onRows.includes(filter) && !alien.includes(filter));
  const found = await findBatches(client, {
    dataset,
    version,
    filters: onBatch.filter(isOnBatch),
    from: null,
    to: null,
    reportedBy: null,
  });
  const months = onBatch.find((filter) => filter.name === 'month')?.values;
  // A classification of spending says nothing of revenue, and the other way round.
  const revenue = dimension.cut === undefined ? null : dimension.cut === 'revenueItem';
  const batches = found.filter(
    ({ form, month, flow }) =>
      form === 'ledger' &&
      (months === undefined || months.includes(month)) &&
      (revenue === null || flow === null || (flow === 'revenue') === revenue),
  );
  if (batches.length === 0 || alien.length > 0) return dataset.form === 'ledger' ? [] : null;
  return ledgerMembers(client, { ledger, name, dimension, version, batches, filters: onRows, own });
}

/** The statement behind `readMembers`. */
export function membersSql({
  dataset,
  dimension: name,
  version,
  filters,
  everywhere = false,
}: MembersQuestion): string {
  const { dimension } = dimensionOf(dataset, name, 'dimension');
  const slice: SliceQuestion = {
    dataset: everywhere && (name === 'region' || name === 'source') ? null : dataset.name,
    version,
    filters: filters.filter(isOnBatch),
    from: null,
    to: null,
    reportedBy: null,
  };
  const source = `from slice b
join ${dataset.table} f on f.batch_id = b.batch_id and f.region_code = b.region_code`;
  const conditions = filters.filter((filter) => !isOnBatch(filter)).map(condition);
  const where = conditions.length === 0 ? '' : `\nwhere ${conditions.join('\n  and ')}`;
  const head = `with slice as materialized (\n${sliceSql(slice)}\n)`;
  if (name === 'region') {
    return `${head}
select r.region_code as code, r.name_zh as zh, r.name_en as en, r.parent, r.level
from regions r
where r.region_code in (select region_code from slice)
order by r.region_code`;
  }
  if (name === 'source') {
    return `${head}
select s.source as code, s.title as zh, null as en, null as parent, null::smallint as level
from sources s
where s.source in (select source from slice)
order by s.rank, s.source`;
  }
  if (dimension.level !== undefined || ('from_level' in dataset.columns && name === 'item')) {
    const cut = dimension.cut === undefined ? [] : [`f.cut = ${literal(dimension.cut)}`];
    const all = ['f.stated = 1', ...conditions, ...cut].join('\n  and ');
    // A code's name, level and parent are those of the line that bears it; a code that is not printed is named by the reference.
    return `${head}, named as (
select distinct on (f.cut, f.item) f.cut, f.item, f.name, f.level,
  case f.level when 2 then f.class when 3 then f.group_ when 4 then f.item_ end as parent
${source}
where ${all}
  and f.item = ${dimension.sql}
order by f.cut, f.item, b.kind_rank, b.source_rank, b.year desc, f.batch_id, f.line_no
), code as (
select ${dimension.sql} as code, f.cut, min(f.line_no) as place
${source}
where ${all}
  and ${dimension.sql} is not null
group by 1, 2
)
select c.code, coalesce(n.name, k.name_zh) as zh, k.name_en as en, coalesce(n.parent, k.parent) as parent, coalesce(n.level, k.level) as level
from code c
left join named n on n.item = c.code and n.cut = c.cut
left join lateral (
  select name_zh, name_en, parent, level from classifications
  where scheme = c.cut and code = c.code
  order by valid_from desc limit 1
) k on true
order by c.place, c.code collate "C"`;
  }
  return `${head}
select ${dimension.sql}::text as code, min(${NAMED_BY[name] ?? dimension.sql}::text) as zh, null as en, null as parent, null::smallint as level
${source}${where}
group by 1
having ${dimension.sql} is not null
order by min(f.line_no), 1`;
}
