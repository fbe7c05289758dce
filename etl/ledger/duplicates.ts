/** In charge of rows that a mapping does not allow to stand twice. */
import type pg from 'pg';
import { reject, type Reject } from '#model/reject';
import { leafName } from './leaf.ts';
import type { OpenLeaf } from './openLeaves.ts';
import type { PlannedTable } from './plan.ts';

/** As many as anybody looks at. */
const MOST = 20;

/** Rows of the leaf that agree in everything but their amounts, where the mapping refuses that. */
export async function repeatedRows(
  client: pg.ClientBase,
  { dataset, ledger, first }: OpenLeaf,
  tables: readonly PlannedTable[],
): Promise<readonly Reject[]> {
  const table = tables.find(
    ({ bound }) => bound.dataset === dataset && bound.duplicates === 'refuse',
  );
  if (table === undefined) return [];
  const keys = Object.entries(ledger.columns)
    .filter(([, { type }]) => type !== 'fen' && type !== 'ratio')
    .map(([name]) => name);
  const { rows } = await client.query<{ line: number; again: number }>(
    `select min(line_no) as line, max(line_no) as again from ${leafName(ledger.table, first)}
     group by batch_id, ${keys.join(', ')} having count(*) > 1 order by 1 limit ${String(MOST)}`,
  );
  return rows.map(({ line, again }) =>
    reject('row-repeated', { first: line }, { path: table.path, row: again }),
  );
}
