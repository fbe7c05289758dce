/** In charge of the SQL behind a number's origin: the figures that make it up, and where else they are stated. */
import type { Dataset, Dimension } from '#model/dataset';
import { from, withSql } from './compile.ts';
import { pick, quote } from './figures.ts';
import { literal } from './literal.ts';
import type { Plan } from './plan.ts';
import { isPrinted } from './printed.ts';

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

/** Slice of a batch, by which the same figure is found elsewhere. */
const SLICE =
  'b.batch_id, b.load_id, b.sha256, b.dataset, b.region_code, b.scope, b.year, b.month, b.book, b.flow, b.currency, b.source, b.reported_on, b.published_at, b.complete';

/** The contributing figures of a plan of one measure, the first `MOST_FIGURES` of them. */
export function originSql(plan: Plan): string {
  const { dataset } = plan;
  const picked = pick(plan, true);
  const records = dataset.form === 'records';
  const first = `select w.batch_id, w.line_no${records ? '' : ', w.figure'}, count(*) over ()::integer as count
from ${from(picked)} w
where ${picked.counts}
order by w.source_rank, w.batch_id, w.line_no
limit ${MOST_FIGURES}`;
  // Everything about these few figures is read once, so that what follows leans on them alone.
  const won = `select w.count, ${SLICE}, f.line_no, f.table_no, f.printed,
  ${records ? recordColumns(plan) : `f.measure, ${figureColumns(dataset)}`}${
    records
      ? ''
      : keyColumnsOf(dataset)
          .map((column) => `,\n  f.${column} as ${quote(`key.${column}`)}`)
          .join('')
  }
from first w
join batches b on b.batch_id = w.batch_id
join ${dataset.table} f on f.batch_id = w.batch_id and f.region_code = b.region_code and f.line_no = w.line_no${records ? '' : ' and f.measure = w.figure'}`;
  const parts: readonly (readonly [string, string])[] = [
    ...picked.expressions,
    ['first', first],
    ['won', won],
    ...(records ? [] : [['also', alsoSql(plan)] as const]),
  ];
  return `${withSql(parts)}
select w.count, w.item, w.name, w.amount, w.quantity, w.cell, w.text, w.stage,
  fi.name as file, w.sha256, t.sheet, t.number as table_number, t.title as table_title, t.amount_unit, w.printed, w.complete,
  ${SOURCE} as source,
  w.batch_id as batch, (select min(v.version) from version_batches v where v.batch_id = w.batch_id) as version,
  w.reported_on::text, w.published_at as loaded_at,
  ${records ? "'[]'::json" : "coalesce(a.also, '[]')"} as also
from won w
join files fi on fi.sha256 = w.sha256
join sources s on s.source = w.source
left join load_tables t on t.load_id = w.load_id and t.table_no = w.table_no${records ? '' : '\nleft join also a on a.batch_id = w.batch_id and a.line_no = w.line_no and a.measure = w.measure'}
order by s.rank, w.batch_id, w.line_no`;
}

/** The same figure stated again: in another table of the file, or by another source at the same stage and month. */
function alsoSql({ dataset, version }: Plan): string {
  // Plain equality where a column is never null, so that the index helps.
  const nullable = ['unit', 'economic', 'project', 'kind', 'lower_code'];
  const same = keyColumnsOf(dataset).map((column) => {
    const equals = nullable.includes(column) ? 'is not distinct from' : '=';
    return `o.${column} ${equals} w.${quote(`key.${column}`)}`;
  });
  return `select w.batch_id, w.line_no, w.measure, json_agg(json_build_object(
    'sheet', t.sheet, 'tableTitle', t.title, 'cell', o.cell, 'text', o.text, 'amount', o.amount::text, 'printed', o.printed,
    'source', ${SOURCE}) order by s.rank, t.table_no, o.row_no) as also
from won w
join batches p on p.dataset = w.dataset and p.region_code = w.region_code and p.scope = w.scope and p.year = w.year
  and p.month = w.month and p.book is not distinct from w.book and p.flow is not distinct from w.flow and p.currency = w.currency
join version_batches v on v.version = ${literal(version)} and v.batch_id = p.batch_id
join ${dataset.table} o on o.batch_id = p.batch_id and o.region_code = p.region_code and o.measure = w.measure and o.stage = w.stage
  and ${same.join(' and ')}
join sources s on s.source = p.source
left join load_tables t on t.load_id = p.load_id and t.table_no = o.table_no
where (o.batch_id, o.line_no) <> (w.batch_id, w.line_no)
group by w.batch_id, w.line_no, w.measure`;
}

/** Columns that make a line of a dataset this line, whoever states it. */
function keyColumnsOf(dataset: Dataset): readonly string[] {
  const columns = Object.values<Dimension>(dataset.dimensions).flatMap((dimension) => {
    const column = /^f\.(\w+)$/.exec(dimension.sql)?.[1];
    const own =
      column !== undefined &&
      dimension.level === undefined &&
      isPrinted(dataset, dimension) &&
      !['region_code', 'stage', 'role'].includes(column);
    return own ? [column] : [];
  });
  return [...new Set(columns)];
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
