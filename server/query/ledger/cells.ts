/** In charge of whole cubes that lie packed: a row for each batch and unit is read instead of one for each cell. */
import type { PoolClient } from 'pg';
import type { PackedCells, Plan } from '../plan.ts';
import { isMergedLater } from './later.ts';
import { ledgerRows, summedColumns, sumOf } from './rows.ts';

/** Has a plan read packed cells where all that it asks lies packed already; leaves every other plan as it is. */
export async function settleCells(client: PoolClient, plan: Plan): Promise<Plan> {
  const { ledger } = plan;
  const cells = cellsOf(plan);
  if (ledger === null || cells === null) return plan;
  const { rows } = await client.query<{ finished: boolean }>(
    `select access.finished($1, 'cells', $2) as finished`,
    [ledger.ledger.table, ledger.weights.map(({ batch }) => batch.batch)],
  );
  return rows[0]?.finished === true ? { ...plan, cells } : plan;
}

function cellsOf(plan: Plan): PackedCells | null {
  const { ledger: part, by, measures, lineFilters } = plan;
  if (part === null || !isMergedLater(plan, part)) return null;
  const { table, weight, groups, where } = ledgerRows(plan, part, summedColumns(plan, part), true);
  const packed = table.rollup?.packed;
  if (packed === undefined || weight !== null) return null;
  const isPacked = ({ name }: { readonly name: string }) => {
    const column = part.ledger.dimensions[name];
    return column !== undefined && !packed.by.includes(column);
  };
  if (lineFilters.some(isPacked)) return null;
  const sums = measures.map(({ name }) => `f.${sumOf(part, name)?.column ?? ''}`);
  const fields = [...groups.map(({ value }) => value), ...sums];
  // In the order of the answer as far as whole rows can be, which spares ordering the cells.
  const order = groups
    .filter((group) => !isPacked(group))
    .map(({ name, value }) => {
      const text = part.ledger.dimensions[name] !== undefined || name === 'region';
      return text ? `${value} collate "C"` : value;
    });
  return {
    sql: `select ${['f.cells', ...fields].join(', ')}\nfrom ${packed.table} f\nwhere ${where}${order.length === 0 ? '' : `\norder by ${order.join(', ')}`}`,
    packed: [...by.map(isPacked), ...measures.map(() => true)],
  };
}
