/** In charge of the rows of a record dataset: one line is one record, its amounts are columns with cells of their own. */
import type { Figure, Line } from '#model/reading';
import { datasetOf } from './leafColumns.ts';
import type { SliceLines } from './slices.ts';
import type { ColumnValue } from './staged.ts';

/** Rows in the order of `leafColumns`; the same record again is stated 2, 3 …. */
export function recordRows(lines: SliceLines): ColumnValue[][] {
  const columns = Object.keys(datasetOf(lines.slice.dataset).columns);
  const stated = new Map<string, number>();
  let lineNo = 0;
  return lines.tables.flatMap(({ no, table, indexes }) =>
    indexes.flatMap((index) => {
      const line = table.lines[index];
      if (line === undefined) return [];
      const key = line.key ?? line.name;
      const again = (stated.get(key) ?? 0) + 1;
      stated.set(key, again);
      lineNo += 1;
      const printed = line.figures.every((figure) => figure.printed);
      const values = recordOf(line);
      return [
        [
          lines.slice.region,
          lineNo,
          again,
          printed,
          no,
          line.row,
          ...columns.map((column) => values[column] ?? null),
        ],
      ];
    }),
  );
}

/**
 * A finding: texts from the line's dims, and the figures `amount`, `rectified_amount` and `quantity` where it states them.
 * `audit_year` is null where the source names none, which is not the year 0.
 */
function recordOf(line: Line): Readonly<Record<string, ColumnValue>> {
  const of = (measure: string): Figure | undefined =>
    line.figures.find((figure) => figure.measure === measure);
  const amount = of('amount');
  const rectified = of('rectified_amount');
  const year = line.slice?.year ?? 0;
  return {
    ...line.dims,
    finding_id: line.key ?? line.name,
    audit_year: year === 0 ? null : year,
    finding: line.label,
    amount: amount?.amount ?? null,
    amount_cell: amount?.cell ?? null,
    amount_text: amount?.text ?? null,
    rectified_amount: rectified?.amount ?? null,
    rectified_cell: rectified?.cell ?? null,
    rectified_text: rectified?.text ?? null,
    quantity: of('quantity')?.quantity ?? null,
  };
}
