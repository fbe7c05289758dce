/** In charge of rows that a mapping does not allow to stand twice. */
import type pg from 'pg';
import { reject, type Reject } from '#model/reject';
import { leafName } from './leaf.ts';
import type { OpenLeaf } from './openLeaves.ts';
import type { PlannedTable } from './plan.ts';
import type { TableRead } from './threadTalk.ts';

/** As many as anybody looks at. */
const MOST = 20;

/** Rows of the leaf that agree in everything but their amounts, where the mapping refuses that; each with its place in the file. */
export async function repeatedRows(
  client: pg.ClientBase,
  { dataset, ledger, first }: OpenLeaf,
  tables: readonly PlannedTable[],
  read: readonly TableRead[],
): Promise<readonly Reject[]> {
  const own = tables.filter(({ bound }) => bound.dataset === dataset);
  if (own.every(({ bound }) => bound.duplicates !== 'refuse')) return [];
  const keys = Object.entries(ledger.columns)
    .filter(([, { type }]) => type !== 'fen' && type !== 'ratio')
    .map(([name]) => name);
  const { rows } = await client.query<{ line: number; again: number }>(
    `select min(line_no) as line, max(line_no) as again from ${leafName(ledger.table, first)}
     group by batch_id, ${keys.join(', ')} having count(*) > 1 order by 1 limit ${String(MOST)}`,
  );
  const placeOf = (line: number) => {
    const at = read.find(
      ({ no, offset, lines }) =>
        own.some((table) => table.no === no) && line > offset && line <= offset + lines,
    );
    return { path: own.find(({ no }) => no === at?.no)?.path ?? '', row: line - (at?.offset ?? 0) };
  };
  return rows.map(({ line, again }) =>
    reject('row-repeated', { first: placeOf(line).row }, placeOf(again)),
  );
}
