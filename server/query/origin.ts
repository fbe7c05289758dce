/** In charge of the SQL behind a number's origin: the figures that make it up, and where else they are stated. */
import type { Dataset } from '#model/dataset';
import { from, withSql } from './compile.ts';
import { pick } from './figures.ts';
import { literal } from './literal.ts';
import type { Plan } from './plan.ts';

/** How many contributing figures an origin shows at most. */
export const MOST_FIGURES = 500;

export interface OriginRow {
  readonly count: number;
  readonly item: string;
  readonly name: string;
  readonly amount: bigint | null;
  readonly quantity: string | null;
  readonly file: string;
  readonly sha256: string;
  readonly sheet: string;
  readonly table_number: string | null;
  readonly table_title: string;
  readonly cell: string;
  readonly text: string;
  readonly amount_unit: 'yuan' | 'wan' | 'yi' | null;
  readonly printed: boolean;
  readonly complete: boolean;
  readonly stage: string;
  readonly source: SourceColumns;
  readonly batch: number;
  readonly version: number;
  readonly reported_on: string | null;
  readonly loaded_at: Date;
  readonly also: readonly AlsoColumns[];
}

/** As `json_build_object` writes a source. */
export interface SourceColumns {
  readonly source: string;
  readonly kind: 'upload' | 'published' | 'simulated';
  readonly grade: 'official' | 'official_archive' | 'media' | 'mirror' | null;
  readonly title: string;
  readonly url: string | null;
  readonly linkable: boolean;
  readonly dated: string | null;
}

export interface AlsoColumns {
  readonly sheet: string;
  readonly tableTitle: string;
  readonly cell: string;
  readonly text: string;
  /** Fen as text, so that no digit is lost on the way. */
  readonly amount: string | null;
  readonly printed: boolean;
  readonly source: SourceColumns;
}

const SOURCE = `json_build_object('source', s.source, 'kind', s.kind, 'grade', s.grade, 'title', s.title,
    'url', s.url, 'linkable', s.linkable, 'dated', s.dated)`;

/** The contributing figures of a plan of one measure, the first `MOST_FIGURES` of them. */
export function originSql(plan: Plan): string {
  const picked = pick(plan, true);
  const won = `select w.batch_id, w.line_no${plan.dataset.form === 'records' ? '' : ', w.figure'}, count(*) over ()::integer as count
from ${from(picked)} w
where ${picked.counts}
order by w.source_rank, w.batch_id, w.line_no
limit ${MOST_FIGURES}`;
  const records = plan.dataset.form === 'records';
  return `${withSql([...picked.expressions, ['won', won], ...(records ? [] : [['also', alsoSql(plan)] as const])])}
select w.count, ${records ? recordColumns(plan) : figureColumns(plan.dataset)},
  fi.name as file, b.sha256, t.sheet, t.number as table_number, t.title as table_title, t.amount_unit, f.printed, b.complete,
  ${SOURCE} as source,
  b.batch_id as batch, (select min(v.version) from version_batches v where v.batch_id = b.batch_id) as version,
  b.reported_on::text, b.published_at as loaded_at,
  ${records ? "'[]'::json" : "coalesce(a.also, '[]')"} as also
from won w
join batches b on b.batch_id = w.batch_id
join ${plan.dataset.table} f on f.batch_id = w.batch_id and f.region_code = b.region_code and f.line_no = w.line_no${records ? '' : ' and f.measure = w.figure'}
join files fi on fi.sha256 = b.sha256
join sources s on s.source = b.source
left join load_tables t on t.load_id = b.load_id and t.table_no = f.table_no${records ? '' : '\nleft join also a on a.batch_id = w.batch_id and a.line_no = w.line_no and a.figure = w.figure'}
order by s.rank, b.batch_id, f.line_no`;
}

/** The same figure stated again: in another table of the file, or by another source at the same stage and month. */
function alsoSql({ dataset, version }: Plan): string {
  const keys = Object.values(dataset.dimensions).flatMap(({ sql, level }) => {
    const column = /^f\.(\w+)$/.exec(sql)?.[1];
    if (
      column === undefined ||
      level !== undefined ||
      ['region_code', 'stage', 'role'].includes(column)
    )
      return [];
    return [column];
  });
  const same = [...new Set(keys)].map((column) => `o.${column} is not distinct from f.${column}`);
  return `select w.batch_id, w.line_no, w.figure, json_agg(json_build_object(
    'sheet', t.sheet, 'tableTitle', t.title, 'cell', o.cell, 'text', o.text, 'amount', o.amount::text, 'printed', o.printed,
    'source', ${SOURCE}) order by s.rank, t.table_no, o.row_no) as also
from won w
join batches b on b.batch_id = w.batch_id
join ${dataset.table} f on f.batch_id = w.batch_id and f.region_code = b.region_code and f.line_no = w.line_no and f.measure = w.figure
join batches p on p.dataset = b.dataset and p.region_code = b.region_code and p.scope = b.scope and p.year = b.year
  and p.month = b.month and p.book is not distinct from b.book and p.flow is not distinct from b.flow and p.currency = b.currency
join version_batches v on v.version = ${literal(version)} and v.batch_id = p.batch_id
join ${dataset.table} o on o.batch_id = p.batch_id and o.region_code = p.region_code and o.measure = f.measure and o.stage = f.stage
  and ${same.join(' and ')}
join sources s on s.source = p.source
left join load_tables t on t.load_id = p.load_id and t.table_no = o.table_no
where (o.batch_id, o.line_no) <> (f.batch_id, f.line_no)
group by w.batch_id, w.line_no, w.figure`;
}

function figureColumns({ columns }: Dataset): string {
  const item = ['item', 'project', 'indicator', 'metric'].find((name) => name in columns) ?? 'name';
  const quantity = 'quantity_unit' in columns ? 'f.quantity' : 'null';
  return `f.${item} as item, f.name, f.amount, ${quantity} as quantity, f.cell, f.text, f.stage`;
}

function recordColumns({ measures }: Plan): string {
  const [first] = measures;
  const column = first?.measure.figure === 'rectified_amount' ? 'rectified' : 'amount';
  const amount = first?.measure.kind === 'count' ? 'amount' : (first?.measure.figure ?? 'amount');
  return `f.finding_id as item, f.finding as name, f.${amount} as amount, null as quantity,
  coalesce(f.${column}_cell, f.row_no::text) as cell, coalesce(f.${column}_text, '') as text, 'accounts' as stage`;
}
