/** In charge of the list of projects as they stood at a month: the programmes of one project are one row. */
import type { PoolClient } from 'pg';
import type { ProjectPage, ProjectRow } from '#contract/ledgerAnswers';
import { decimal } from '../arrow/text.ts';
import { quote } from './figures.ts';
import { aggregateSql } from './ledger/table.ts';
import { PLACE_JOIN, PLACE_ROW } from './ledger/place.ts';
import { ledgerRows, sumOf } from './ledger/rows.ts';
import { literal } from './literal.ts';
import type { Plan } from './plan.ts';
import type { Order } from './request.ts';

/** By what the list may be ordered. */
export const PROJECT_ORDERS = [
  'project', 'name', 'budget', 'executed', 'planned', 'cumulative', 'rate', 'progress', 'started', 'due',
] as const; // prettier-ignore

const AMOUNTS = ['planned', 'original', 'budget', 'executed', 'cumulative'] as const;
type Amounts = Record<(typeof AMOUNTS)[number], bigint | null>;
type Stored = Omit<ProjectRow, keyof Amounts | 'month'> &
  Amounts & {
    readonly batch: number;
    readonly count: number;
    readonly total_budget: bigint | null;
    readonly total_executed: bigint | null;
  };

/** The projects from `offset` on, `take` at most. */
export async function readProjects(
  client: PoolClient,
  plan: Plan,
  order: Order,
  offset: number,
  take: number,
): Promise<Omit<ProjectPage, 'version' | 'next'>> {
  const { rows } = await client.query<Stored>(projectsSql(plan, order, offset, take));
  const months = new Map(
    plan.ledger?.weights.map(({ batch, shown }) => [batch.batch, shown.month]),
  );
  const [first] = rows;
  return {
    rows: rows.map((row) => rowOf(row, months.get(row.batch) ?? 0)),
    total: {
      count: first?.count ?? 0,
      budget: text(first?.total_budget ?? null),
      executed: text(first?.total_executed ?? null),
    },
  };
}

function rowOf(row: Stored, month: number): ProjectRow {
  const { project, name, region, year, book, department, departmentName, unit, unitName } = row;
  const { category, status, functionName, fund, place, started, due, rate, progress, file } = row;
  return {
    project, name, region, year, month, book, department, departmentName, unit, unitName, category, status,
    function: row.function, functionName, fund, place, started, due, ...amountsOf(row), rate, progress, file, row: row.row,
  }; // prettier-ignore
}

function amountsOf(row: Amounts): Record<(typeof AMOUNTS)[number], string | null> {
  const { planned, original, budget, executed, cumulative } = row;
  return {
    planned: text(planned),
    original: text(original),
    budget: text(budget),
    executed: text(executed),
    cumulative: text(cumulative),
  };
}

function text(amount: bigint | null): string | null {
  return amount === null ? null : decimal(amount);
}

/** The statement behind `readProjects`. */
export function projectsSql(plan: Plan, order: Order, offset: number, take: number): string {
  const { ledger: part } = plan;
  if (part === null) throw new Error('a list of projects is read from a ledger');
  const rows = ledgerRows(plan, part, ['line_no']);
  const sum = (name: string) => {
    const own = sumOf(part, name);
    if (own === null) throw new Error(`the ledger of projects has no ${name}`);
    return aggregateSql(part.ledger, rows.table, own.column, rows.weights[own.kind]);
  };
  // Of several programmes the one with the largest budget speaks for the project.
  const chief = (column: string) =>
    `(array_agg(f.${column} order by coalesce(f.final, f.original) desc nulls last, f.batch_id desc, f.line_no))[1]`;
  const code = 'coalesce(f.item_, f.group_, f.class)';
  const groups = ['f.project', ...rows.groups.map(({ group }) => group)];
  const head = rows.weight === null ? '' : `${rows.weight[0]} as (\n  ${rows.weight[1]}\n), `;
  const way = `${order.descending ? ' desc' : ''} nulls last`;
  const key = TEXTS.includes(order.name)
    ? `p.${quote(order.name)} collate "C"`
    : `p.${quote(order.name)}`;
  return `with ${head}own as (
  select f.project, ${rows.groups.map(({ name, value }) => `${value} as ${quote(name)}`).join(', ')},
    max(f.batch_id) as batch, ${['name', 'department', 'unit', 'category', 'status', 'fund', 'place'].map((column) => `${chief(column)} as ${column}`).join(',\n    ')},
    min(${code}) as lowest, max(${code}) as highest, min(f.started) as started, max(f.due) as due, min(f.line_no) as line,
    ${AMOUNTS.map((name) => `${sum(name)} as ${name}`).join(',\n    ')},
    ${sum('progressed')} as progressed, ${sum('progressing')} as progressing
  from ${rows.from.replaceAll('\n', '\n  ')}
  where ${rows.where.replaceAll('\n', '\n  ')}
  group by ${groups.join(', ')}
), p as (
  select own.*, executed::float8 / nullif(budget, 0)::float8 as rate, progressed::float8 / nullif(progressing, 0)::float8 as progress,
    count(*) over ()::integer as count, sum(budget) over ()::bigint as total_budget, sum(executed) over ()::bigint as total_executed
  from own
)
select p.project, p.name, p.region, p.year::integer, p.batch, p.book, p.department, d.name as "departmentName", p.unit, u.name as "unitName",
  p.category, p.status, k.code as function, coalesce(fn.name, fc.name_zh) as "functionName", p.fund, p.place, p.started::text, p.due::text,
  ${AMOUNTS.map((name) => `p.${name}::bigint`).join(', ')}, p.rate, p.progress, fi.name as file, ${PLACE_ROW} as row,
  p.count, p.total_budget, p.total_executed
from p
join batches b on b.batch_id = p.batch
join files fi on fi.sha256 = b.sha256
left join lateral (select p.line as line_no) f on true
${PLACE_JOIN}
left join lateral (select case when p.lowest = p.highest then p.lowest end as code) k on true
left join names d on d.batch_id = p.batch and d.scheme = 'unit' and d.code = p.department
left join names u on u.batch_id = p.batch and u.scheme = 'unit' and u.code = p.unit
left join names fn on fn.batch_id = p.batch and fn.scheme = 'function' and fn.code = k.code
left join lateral (
  select name_zh from classifications where scheme = 'function' and code = k.code order by valid_from desc limit 1
) fc on true
order by ${key}${way}, p.region collate "C", p.year, p.book collate "C", p.project collate "C"
limit ${literal(take)} offset ${literal(offset)}`;
}

const TEXTS: readonly string[] = ['project', 'name'];
