/** In charge of the median and the 99th percentile of payments: exact over the rows of a narrow question, from the classes of size of a wide one. */
import type { PoolClient } from 'pg';
import { totalSql } from '#model/ledger';
import { dimensionsOf } from '#contract/cubes';
import { refusal } from '#contract/problem';
import { quote } from '../figures.ts';
import { summedNames, type LedgerPart } from '../ledger/choice.ts';
import { literal } from '../literal.ts';
import { ledgerRows, type LedgerRows, type LedgerSums } from '../ledger/rows.ts';
import type { Plan } from '../plan.ts';

/** Up to so many payments under the filters percentiles are exact. */
export const MOST_EXACT = 200_000;

const SHARES: Readonly<Record<string, number>> = { median: 0.5, p99: 0.99 };

export function asksPercentiles({ measures }: Pick<Plan, 'measures'>): boolean {
  return measures.some(({ name }) => name in SHARES);
}

/** Decides how the percentiles of a plan are found. Refuses a wide question that the classes of size cannot divide. */
export async function settlePercentiles(client: PoolClient, plan: Plan): Promise<Plan> {
  const { ledger } = plan;
  if (ledger === null || plan.dataset.name !== 'payments' || !asksPercentiles(plan)) return plan;
  const { rows } = await client.query<{ count: number }>(countSql(plan, ledger, MOST_EXACT + 1));
  if ((rows[0]?.count ?? 0) <= MOST_EXACT) return { ...plan, percentiles: 'exact' };
  if (sizeRows(plan, ledger).table.rollup === null) {
    const known = ['region', 'year', 'month', 'unit.department', 'unit', 'size'];
    throw refusal('percentile-too-wide', [MOST_EXACT.toLocaleString('en'), known.join(', ')], 'measures'); // prettier-ignore
  }
  const fields = plan.fields.map((field) =>
    field.name in SHARES ? { ...field, approximate: true as const } : field,
  );
  return { ...plan, fields, percentiles: 'approximate' };
}

/** How many payments the filters leave, at most `most`. */
export function countSql(plan: Plan, part: LedgerPart, most: number): string {
  const rows = ledgerRows({ ...plan, by: [] }, part, ['lines']);
  if (rows.table.rollup !== null)
    return `select coalesce(${totalSql('f.lines')}, 0)::integer as count from ${rows.from} where ${rows.where}`;
  return `select count(*)::integer as count from (select from ${rows.from} where ${rows.where} limit ${most}) counted`;
}

/** The sums of a plan whose percentiles are settled. */
export function percentileSums(plan: Plan, part: LedgerPart): LedgerSums {
  return plan.percentiles === 'approximate' ? approximate(plan, part) : exact(plan, part);
}

function exact(plan: Plan, part: LedgerPart): LedgerSums {
  const marks = marksOf(plan, part);
  if (marks !== null) return { weight: null, select: marks };
  const rows = ledgerRows(plan, part, ['amount', 'percentile']);
  const sums: Readonly<Record<string, string>> = {
    amount: totalSql('f.amount'),
    count: 'nullif(count(*), 0)',
    max: 'max(f.amount)',
  };
  // The discrete kind: an amount that was paid, never one between two.
  const columns = summedNames(plan).map((name) => {
    const share = SHARES[name];
    const sql =
      share === undefined
        ? (sums[name] ?? 'null::bigint')
        : `percentile_disc(${share}) within group (order by f.amount)`;
    return `${sql} as ${quote(name)}`;
  });
  return { weight: rows.weight, select: grouped(rows, columns) };
}

/** The sums from an index alone, where one value that it knows is all that holds rows back; else null. */
function marksOf(plan: Plan, { ledger, weights }: LedgerPart): string | null {
  const [filter, more] = plan.lineFilters;
  const [value, other] = filter?.values ?? [];
  const column = filter === undefined ? undefined : ledger.dimensions[filter.name];
  if (column === undefined || !INDEXED.includes(column) || more !== undefined) return null;
  if (value === undefined || value === null || other !== undefined) return null;
  if (plan.by.length > 0 || plan.unit !== null || weights.some(({ months }) => months !== null))
    return null;
  const batches = [...new Set(weights.map(({ batch }) => batch.batch))].map(literal).join(', ');
  const shares = Object.keys(SHARES);
  const columns = summedNames(plan).map((name) => {
    const at = shares.indexOf(name);
    return `f.${at < 0 ? quote(name) : `marks[${at + 1}]`} as ${quote(name)}`;
  });
  return `select
  ${columns.join(',\n  ')}
from access.amount_marks(array[${batches}]::integer[], ${literal(column)}, ${literal(String(value))}, array[${Object.values(SHARES).join(', ')}]) f`;
}

/** Columns whose indexes bear the amounts. */
const INDEXED = ['unit', 'project', 'payee_key'];

/** The rows by class of size: the classes stand as one more group. */
function sizeRows(plan: Plan, part: LedgerPart): LedgerRows {
  const dimension = dimensionsOf(plan.dataset).get('size');
  if (dimension === undefined) throw new Error('payments have no classes of size');
  const by = [...plan.by.filter(({ name }) => name !== 'size'), { name: 'size', dimension }];
  return ledgerRows({ ...plan, by }, part, ['lines', 'amount', 'largest']);
}

/** Within the class that holds the percentile, amounts are taken to lie evenly on the logarithmic scale. */
function approximate(plan: Plan, part: LedgerPart): LedgerSums {
  const rows = sizeRows(plan, part);
  const dimensions = plan.by.map(({ name }) => quote(name));
  const classes = grouped(rows, [
    `${totalSql('f.lines')} as lines`,
    `${totalSql('f.amount')} as fen`,
    'max(f.largest) as largest',
  ]);
  const over = dimensions.length === 0 ? '' : `partition by ${dimensions.join(', ')}`;
  const running = `select *,
  sum(lines) over (${over} order by "size") as upTo,
  sum(lines) over (${over}) as total
from (
${classes}
) class`;
  const sums: Readonly<Record<string, string>> = {
    amount: 'sum(fen)',
    count: 'sum(lines)',
    max: 'max(largest)',
  };
  const columns = summedNames(plan).map((name) => {
    const share = SHARES[name];
    return `${share === undefined ? (sums[name] ?? 'null::bigint') : estimate(share)} as ${quote(name)}`;
  });
  return {
    weight: rows.weight,
    select: `select
  ${[...dimensions, ...columns].join(',\n  ')}
from (
${running}
) running${dimensions.length === 0 ? '' : `\ngroup by ${dimensions.join(', ')}`}`,
  };
}

function estimate(share: number): string {
  const within = `greatest((${share} * total - (upTo - lines)) / lines, 0)`;
  return `round(min(power(10::float8, ("size" + (${within})::float8) / 20)) filter (where upTo >= ${share} * total))::bigint`;
}

function grouped(rows: LedgerRows, columns: readonly string[]): string {
  const groups = rows.groups.map(({ group }) => group);
  const values = rows.groups.map(({ name, value }) => `${value} as ${quote(name)}`);
  return `select
  ${[...values, ...columns].join(',\n  ')}
from ${rows.from}
where ${rows.where}${groups.length === 0 ? '' : `\ngroup by ${groups.join(', ')}`}`;
}
