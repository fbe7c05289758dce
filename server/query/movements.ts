/** In charge of a page of budget movements: the rows of the ledger, oldest first, going on after a place. */
import type { PoolClient } from 'pg';
import type { MovementRow } from '#contract/ledgerAnswers';
import { decimal } from '../arrow/text.ts';
import { PLACE_JOIN, PLACE_ROW } from './ledger/place.ts';
import { ledgerRows } from './ledger/rows.ts';
import { literal } from './literal.ts';
import type { Place } from './payments/cursor.ts';
import type { Plan } from './plan.ts';

type Stored = Omit<MovementRow, 'id' | 'amount'> & {
  readonly batch: number;
  readonly line: number;
  readonly amount: bigint;
};

export interface MovementsFound {
  readonly rows: readonly MovementRow[];
  /** The last row, where others follow. */
  readonly next: Place | null;
}

/** The movements after a place, `take` at most. */
export async function readMovements(
  client: PoolClient,
  plan: Plan,
  after: Place | null,
  take: number,
): Promise<MovementsFound> {
  const { rows } = await client.query<Stored>(movementsSql(plan, after, take + 1));
  const shown = rows.slice(0, take);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ batch, line, amount, ...row }) => ({
      id: `${batch}.${line}`,
      ...row,
      amount: decimal(amount),
    })),
    next:
      rows.length > take && last !== undefined
        ? { key: last.date, batch: last.batch, line: last.line }
        : null,
  };
}

/** The statement behind `readMovements`; rows without a date come last. */
export function movementsSql(plan: Plan, after: Place | null, take: number): string {
  const { ledger } = plan;
  const where =
    ledger === null ? 'false' : ledgerRows({ ...plan, by: [] }, ledger, ['line_no']).where;
  const place = "(coalesce(f.date, 'infinity'), f.batch_id, f.line_no)";
  const beyond =
    after === null
      ? ''
      : `\n  and ${place} > (date ${literal(after.key ?? 'infinity')}, ${literal(after.batch)}, ${literal(after.line)})`;
  return `with page as materialized (
  select f.*
  from movements f
  where ${where}${beyond}
  order by ${place}
  limit ${literal(take)}
)
select f.batch_id as batch, f.line_no as line, f.date::text, f.month::integer, f.kind, f.document, f.reason, f.department,
  f.unit, u.name as "unitName", f.project, p.name as "projectName", coalesce(f.item_, f.group_, f.class) as function,
  f.amount, fi.name as file, ${PLACE_ROW} as row
from page f
join batches b on b.batch_id = f.batch_id
join files fi on fi.sha256 = b.sha256
${PLACE_JOIN}
left join names u on u.batch_id = f.batch_id and u.scheme = 'unit' and u.code = f.unit
left join names p on p.batch_id = f.batch_id and p.scheme = 'project' and p.code = f.project
order by ${place}`;
}
