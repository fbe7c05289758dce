/** In charge of the row of a record dataset: one line is one record, its amounts are columns with cells of their own. */
import type { Figure, Line } from '#model/reading';
import { datasetColumns } from './leafColumns.ts';
import type { ColumnValue, StagedRow } from './staged.ts';

/**
 * A finding: texts from the line's dims, and the figures `amount`, `rectified_amount` and `quantity` where it states them.
 * `audit_year` is null where the source names none, which is not the year 0.
 */
export function recordRow(
  region: string,
  tableNo: number,
  line: Line,
  lineNo: number,
  stated: number,
): StagedRow {
  const of = (measure: string): Figure | undefined =>
    line.figures.find((figure) => figure.measure === measure);
  const amount = of('amount');
  const rectified = of('rectified_amount');
  const year = line.slice?.year ?? 0;
  const own: Readonly<Record<string, ColumnValue>> = {
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
  return {
    region_code: region,
    line_no: lineNo,
    stated,
    printed: line.figures.every(({ printed }) => printed),
    table_no: tableNo,
    row_no: line.row,
    ...datasetColumns('findings', { ...line.dims, ...own }),
  };
}
