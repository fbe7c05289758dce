/** In charge of what a sum of ledger rows rests on: its batches with their control totals, and its rows, the largest first. */
import type { PoolClient } from 'pg';
import { totalSql } from '#model/ledger';
import type { LedgerOrigin } from '#contract/ledgerAnswers';
import { nameOfCode } from '#contract/codes';
import { decimal } from '../../arrow/text.ts';
import { quote } from '../figures.ts';
import { literal, literals } from '../literal.ts';
import type { Plan } from '../plan.ts';
import { summedNames, type LedgerPart } from './choice.ts';
import { ledgerRows, sumOf, type Kind } from './rows.ts';
import { PLACE_JOIN, PLACE_MEMBER, PLACE_ROW } from './place.ts';
import type { Weight } from './weights.ts';

/** How many contributing rows an origin shows at most. */
export const MOST_ROWS = 500;

type Origin = Pick<LedgerOrigin, 'batches' | 'rows' | 'count' | 'printedTotal' | 'exact'>;

/** What is summed: the measure itself, or the numerator of a ratio. */
interface Summed {
  /** Column or expression over the rows; null where rows are counted. */
  readonly column: string | null;
  readonly kind: Kind;
}

function summedOf(plan: Plan, part: LedgerPart): Summed {
  const [first = ''] = summedNames(plan);
  const sum = sumOf(part, first);
  if (sum === null || sum.column === 'lines') {
    return { column: part.ledger.columns['amount'] === undefined ? null : 'amount', kind: 'stock' };
  }
  // The largest payment is one of the payments.
  return sum.column in part.ledger.columns || /\W/.test(sum.column)
    ? sum
    : { column: 'amount', kind: 'stock' };
}

/** The evidence of a plan of one measure that a ledger answers alone. `value` is the answer in fen, where it is an amount. */
export async function ledgerOrigin(
  client: PoolClient,
  plan: Plan,
  part: LedgerPart,
  value: bigint | null,
): Promise<Origin> {
  const summed = summedOf(plan, part);
  const weights = part.weights.filter((weight) => weight[summed.kind] !== null);
  if (weights.length === 0)
    return { batches: [], rows: [], count: 0, printedTotal: null, exact: false };
  const batches = await readBatches(client, plan, weights);
  const rows = await readRows(client, plan, { ...part, weights }, summed);
  const counted = await client.query<{ count: number }>(countSql(plan, { ...part, weights }));
  const stated = statedTotal(plan, weights, summed);
  return {
    batches,
    rows,
    count: counted.rows[0]?.count ?? 0,
    printedTotal: stated === null ? null : decimal(stated),
    exact: stated !== null && stated === value && batches.every(({ complete }) => complete),
  };
}

/** What the files state of exactly this question: of whole batches, to date, for who may see all of them. */
function statedTotal(
  plan: Plan,
  weights: readonly Weight[],
  { column, kind }: Summed,
): bigint | null {
  if (column === null || kind === 'period' || plan.unit !== null || plan.lineFilters.length > 0)
    return null;
  if (plan.measures[0]?.measure.kind !== 'amount' || plan.measures[0].measure.figure === 'largest')
    return null;
  let total = 0n;
  for (const { batch, months } of weights) {
    const stated = statedIn(batch.control)[column];
    if (stated === undefined || months !== null) return null;
    total += BigInt(stated);
  }
  return total;
}

function statedIn(control: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const stated = control['stated'];
  if (typeof stated !== 'object' || stated === null) return {};
  return Object.fromEntries(
    Object.entries(stated).flatMap(([name, total]: [string, unknown]) => {
      const text = fenText(total);
      return text === null ? [] : [[name, text]];
    }),
  );
}

function fenText(total: unknown): string | null {
  if (typeof total === 'number' && Number.isSafeInteger(total)) return String(total);
  return typeof total === 'string' && /^-?[0-9]+$/.test(total) ? total : null;
}

interface BatchColumns {
  readonly batch: number;
  readonly file: string;
  readonly sha256: string;
  readonly member: string | null;
  readonly mapping: string;
  readonly mapping_version: number;
  readonly rows: number;
  readonly complete: boolean;
  readonly rejected: number;
  readonly version: number;
  readonly loaded_at: Date;
  readonly loaded_by: string;
  readonly source: { readonly source: string; readonly kind: string; readonly title: string };
}

/** The statement behind the batches of an origin. */
function batchColumnsSql(batches: readonly number[]): string {
  return `select b.batch_id as batch, fi.name as file, b.sha256, t.member, b.layout as mapping,
  b.layout_version as mapping_version, b.lines as rows, b.complete, b.rejected,
  (select min(v.version) from version_batches v where v.batch_id = b.batch_id) as version,
  b.published_at as loaded_at, l.loaded_by,
  json_build_object('source', s.source, 'kind', s.kind, 'title', s.title) as source
from batches b
join files fi on fi.sha256 = b.sha256
join loads l on l.load_id = b.load_id
join sources s on s.source = b.source
left join lateral (
  select case when count(*) = 1 then min(${PLACE_MEMBER}) end as member
  from load_tables t where t.load_id = b.load_id and t.dataset = b.dataset
) t on true
where b.batch_id in ${literals(batches)}
order by b.year, b.month, b.batch_id`;
}

/** What each batch is and totals; whole totals only for who may see every unit. */
export async function readBatches(
  client: PoolClient,
  plan: Pick<Plan, 'unit'>,
  weights: readonly Weight[],
): Promise<LedgerOrigin['batches']> {
  const found = new Map(weights.map(({ batch }) => [batch.batch, batch]));
  const { rows } = await client.query<BatchColumns>(batchColumnsSql([...found.keys()]));
  return rows.flatMap((row) => {
    const batch = found.get(row.batch);
    if (batch === undefined) return [];
    const stated = statedIn(batch.control);
    const loaded = Object.entries(batch.control).flatMap(([measure, total]) => {
      const text = ['rows', 'stated'].includes(measure) ? null : fenText(total);
      return text === null ? [] : [{ measure, text }];
    });
    return [
      {
        batch: row.batch,
        file: row.file,
        sha256: row.sha256,
        member: row.member,
        mapping: row.mapping,
        mappingVersion: row.mapping_version,
        year: batch.year,
        month: batch.month,
        book: batch.book,
        rows: row.rows,
        complete: row.complete,
        rejected: row.rejected,
        // Whole totals are not for who may see one unit alone.
        control:
          plan.unit !== null
            ? []
            : loaded.map(({ measure, text }) => ({
                measure,
                loaded: decimal(BigInt(text)),
                stated: stated[measure] === undefined ? null : decimal(BigInt(stated[measure])),
              })),
        version: row.version,
        reportedOn: batch.reported_on,
        loadedAt: row.loaded_at.toISOString(),
        loadedBy: row.loaded_by,
        source: row.source,
      },
    ];
  });
}

/** How many rows take part, from a roll-up where one knows. */
function countSql(plan: Plan, part: LedgerPart): string {
  const rows = ledgerRows({ ...plan, by: [] }, part, ['lines']);
  const count = rows.table.rollup === null ? 'count(*)' : `coalesce(${totalSql('f.lines')}, 0)`;
  return `select ${count}::integer as count from ${rows.table.name} f where ${rows.where}`;
}

/** The statement behind the rows of an origin: the largest first. */
export function originRowsSql(plan: Plan, part: LedgerPart, { column, kind }: Summed): string {
  const { ledger } = part;
  // An expression that no roll-up sums, so that the rows themselves are read.
  const rows = ledgerRows({ ...plan, by: [] }, part, ['line_no']);
  const signs = part.weights.map(
    ({ batch, ...weight }) => `(${literal(batch.batch)}, ${literal(weight[kind])})`,
  );
  const value =
    column === null ? 'null::bigint' : column in ledger.columns ? `f.${column}` : column;
  const columns = codedColumns(ledger).map((each) => `f.${each}::text as ${quote(`code.${each}`)}`);
  return `with largest as (
select f.batch_id, f.line_no, (${value})::bigint as amount, g.sign${columns.map((each) => `,\n  ${each}`).join('')}
from ${ledger.table} f
join (values ${[...new Set(signs)].join(', ')}) g (batch_id, sign) on g.batch_id = f.batch_id
where ${rows.where}${column === null ? '' : `\n  and (${value}) is not null`}
order by abs(${value}) desc nulls last, f.batch_id, f.line_no
limit ${MOST_ROWS}
)
select f.*, f.batch_id as batch, ${PLACE_ROW} as row, fi.name as file, ${PLACE_MEMBER} as member
from largest f
join batches b on b.batch_id = f.batch_id
join files fi on fi.sha256 = b.sha256
${PLACE_JOIN}
order by abs(f.amount) desc nulls last, f.batch_id, f.line_no`;
}

/** Columns that hold codes, without those of the levels above. */
function codedColumns(ledger: LedgerPart['ledger']): readonly string[] {
  const own = new Set(
    Object.values(ledger.dimensions).filter((column) => column in ledger.columns),
  );
  return [...own];
}

type RowColumns = Readonly<Record<string, string | null>> & {
  readonly batch: number;
  readonly row: number;
  readonly file: string;
  readonly member: string | null;
  readonly amount: bigint | null;
  readonly sign: number;
};

async function readRows(
  client: PoolClient,
  plan: Plan,
  part: LedgerPart,
  summed: Summed,
): Promise<LedgerOrigin['rows']> {
  const { rows } = await client.query<RowColumns>(originRowsSql(plan, part, summed));
  const flows = new Map(part.weights.map(({ batch }) => [batch.batch, batch.flow]));
  const coded = rows.map((row) => codesOf(plan, part, row, flows.get(row.batch) ?? null));
  const names = await namesOfCodes(client, coded.flat());
  return rows.map((row, index) => ({
    batch: row.batch,
    row: row.row,
    file: row.file,
    member: row.member,
    amount: row.amount === null ? null : decimal(row.amount),
    sign: row.sign < 0 ? -1 : 1,
    dims: Object.fromEntries(
      (coded[index] ?? []).map(({ dimension, batch, scheme, code }) => [
        dimension,
        {
          code,
          name:
            nameOfCode(plan.dataset.name, dimension, code)?.zh ??
            names.get(`${batch} ${scheme} ${code}`) ??
            null,
        },
      ]),
    ),
  }));
}

interface Code {
  readonly dimension: string;
  readonly batch: number;
  readonly scheme: string;
  readonly code: string;
}

/** The codes of a row, of each classification the finest; a department beside its unit. */
function codesOf(
  plan: Plan,
  { ledger }: LedgerPart,
  row: RowColumns,
  flow: string | null,
): readonly Code[] {
  const codes = new Map<string, Code>();
  for (const [name, column] of Object.entries(ledger.dimensions)) {
    const dimension = plan.dataset.dimensions[name];
    const code = row[`code.${column}`] ?? null;
    if (dimension === undefined || code === null) continue;
    const scheme = dimension.cut ?? dimension.members ?? name;
    if (scheme === 'revenueItem' && flow !== 'revenue') continue;
    if (scheme === 'function' && flow === 'revenue') continue;
    // Later levels of a classification take the place of earlier ones.
    const key = name === 'unit.department' ? name : scheme;
    codes.set(key, { dimension: name, batch: row.batch, scheme, code });
  }
  return [...codes.values()];
}

async function namesOfCodes(
  client: PoolClient,
  codes: readonly Code[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [
    ...new Map(codes.map((one) => [`${one.batch} ${one.scheme} ${one.code}`, one])).values(),
  ];
  if (asked.length === 0) return new Map();
  const { rows } = await client.query<Code & { readonly name: string }>(
    `select k.batch, k.scheme, k.code, coalesce(n.name, c.name_zh) as name
     from jsonb_to_recordset($1) as k (batch integer, scheme text, code text)
     left join names n on n.batch_id = k.batch and n.scheme = k.scheme and n.code = k.code
     left join lateral (
       select name_zh from classifications where scheme = k.scheme and code = k.code order by valid_from desc limit 1
     ) c on n.name is null
     where coalesce(n.name, c.name_zh) is not null`,
    [JSON.stringify(asked)],
  );
  return new Map(rows.map(({ batch, scheme, code, name }) => [`${batch} ${scheme} ${code}`, name]));
}
