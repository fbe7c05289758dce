/** In charge of what is left to be done with the rows of a long answer after they were read: their order, and the last of their sums. */
import { totalSql } from '#model/ledger';
import type { Plan } from '../plan.ts';
import type { LedgerPart } from './choice.ts';
import { ledgerRows, summedColumns } from './rows.ts';
import { rowsIn } from './weights.ts';

/** Rows of a ledger from which an answer by its codes may become too long to be grouped and sorted as text. */
const MANY = 10_000;

/** Columns of a roll-up that hardly divide its rows further: a unit has one department, and few lines are carried over. */
const HARDLY_DIVIDING = ['department', 'carried'];

/** Whether the rows come as they are found and are put in order by `sortRows`: long answers in no order but that of their codes. */
export function isSortedLater({ by, order, limit, ledger, printed }: Plan): boolean {
  if (order.length > 0 || limit !== null || by.length === 0 || ledger === null) return false;
  return printed?.length === 0 && rowsIn(ledger.weights) >= MANY;
}

/**
 * Whether rows with the same codes are added up by `sortRows` as well: where a roll-up is read nearly row by row, so that
 * grouping it would cost much and save little; and where sums alone are asked for.
 */
export function isMergedLater(plan: Plan, part: LedgerPart): boolean {
  if (!isSortedLater(plan)) return false;
  if (plan.measures.some(({ name, measure }) => measure.kind !== 'amount' || !isSum(part, name)))
    return false;
  const { rollup } = ledgerRows(plan, part, summedColumns(plan, part)).table;
  if (rollup === null) return false;
  const named = new Set(plan.by.map(({ name }) => part.ledger.dimensions[name]));
  return Object.keys(rollup.columns).every(
    (column) => named.has(column) || HARDLY_DIVIDING.includes(column),
  );
}

function isSum({ ledger }: LedgerPart, name: string): boolean {
  const column = ledger.sums[ledger.increments?.[name] ?? name];
  return ledger.rollups.some(({ sums }) => column !== undefined && sums[column] === totalSql(`f.${column}`)); // prettier-ignore
}
