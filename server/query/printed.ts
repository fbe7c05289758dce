/** In charge of what the printed tables of a dataset can answer, where its ledger has dimensions that they have not. */
import type { Dataset, Dimension } from '#model/dataset';

/** Columns of every printed table beside the dataset's own. */
const COMMON = ['region_code', 'stage'];

/** Whether the printed tables tell the values of a dimension apart. */
export function isPrinted({ form, columns, ledger }: Dataset, { sql }: Dimension): boolean {
  if (ledger === undefined) return true;
  if (form === 'ledger') return false;
  const column = /^f\.(\w+)$/.exec(sql)?.[1];
  return column === undefined || column in columns || COMMON.includes(column);
}

/** Whether the rows of the ledger, or their batches, tell the values of a dimension apart. */
export function isInLedger({ ledger }: Dataset, name: string, { sql }: Dimension): boolean {
  if (ledger === undefined) return false;
  return name in ledger.dimensions || ['region', 'stage'].includes(name) || /\bb\./.test(sql);
}
