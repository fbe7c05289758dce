/** In charge of finding who got most without adding up everybody: a ranked question about payees is narrowed to those who lead. */
import type { PoolClient } from 'pg';
import { dimensionsOf } from '#contract/cubes';
import type { LedgerPart } from '../ledger/choice.ts';
import { ledgerRows, summedColumns } from '../ledger/rows.ts';
import { rowsIn } from '../ledger/weights.ts';
import type { Plan } from '../plan.ts';

/** A ranking longer than this is no question about the largest. */
const MOST = 100;
/** With fewer payments a batch, everybody is added up sooner than heads are compared. */
const MANY = 50_000;

/** Narrows a plan of the largest payees to those who lead, and to payments without a payee; leaves every other plan as it is. */
export async function settleLeaders(client: PoolClient, plan: Plan): Promise<Plan> {
  const dimension = dimensionsOf(plan.dataset).get('payee');
  const { ledger } = plan;
  if (dimension === undefined || ledger === null || !asksLeaders(plan, ledger)) return plan;
  const batches = new Set(ledger.weights.map(({ batch }) => batch.batch));
  const months = plan.lineFilters.find(({ name }) => name === 'month')?.values ?? null;
  const { rows } = await client.query<{ payee: string }>(
    'select payee::text from access.leading_payees($1, $2, $3) payee',
    [[...batches], months, plan.limit],
  );
  if (rows.length === 0) return plan;
  const values = [...rows.map(({ payee }) => payee), null];
  return { ...plan, leading: { name: 'payee', dimension, values } };
}

/** Whether the largest payees of whole batches or months are asked for, of all units and from a roll-up. */
function asksLeaders(plan: Plan, ledger: LedgerPart): boolean {
  const { dataset, by, order, limit, lineFilters, unit } = plan;
  const [first] = order;
  return (
    dataset.name === 'payments' &&
    unit === null &&
    by.length === 1 &&
    by[0]?.name === 'payee' &&
    first?.name === 'amount' &&
    first.descending &&
    limit !== null &&
    limit <= MOST &&
    lineFilters.every(({ name, values }) => name === 'month' && !values.includes(null)) &&
    ledger.weights.every(({ months }) => months === null) &&
    rowsIn(ledger.weights) >= MANY * ledger.weights.length &&
    ledgerRows(plan, ledger, summedColumns(plan, ledger)).table.rollup !== null
  );
}
