/** In charge of which table of a ledger a question reads: the smallest roll-up that has every column it names, else the rows. */
import { totalSql, type Ledger, type Rollup } from '#model/ledger';

export interface LedgerTable {
  readonly name: string;
  /** null: the rows themselves. */
  readonly rollup: Rollup | null;
}

/** Columns of a roll-up by which row-level security knows a unit's own rows. */
export const OWN = ['department', 'unit'];

/** `sums` are names of columns or, for the rows alone, expressions over them. */
export function chooseTable(
  ledger: Ledger,
  columns: Iterable<string>,
  sums: readonly string[],
): LedgerTable {
  const needed = [...columns];
  const rollup = ledger.rollups.find(
    (one) =>
      needed.every((column) => column in one.columns) && sums.every((sum) => sum in one.sums),
  );
  return rollup === undefined
    ? { name: ledger.table, rollup: null }
    : { name: rollup.table, rollup };
}

/** A column of the table `f`; what only roll-ups hold is computed from the rows. */
export function columnSql(ledger: Ledger, { rollup }: LedgerTable, column: string): string {
  return rollup === null ? (ledger.computed?.[column] ?? `f.${column}`) : `f.${column}`;
}

/** The aggregate of a sum over the table `f`, each row times `weight` where one is given. */
export function aggregateSql(
  ledger: Ledger,
  { rollup }: LedgerTable,
  sum: string,
  weight: string | null,
): string {
  const times = (value: string) => (weight === null ? value : `${value} * ${weight}`);
  const defined = ledger.rollups.find(({ sums }) => sum in sums)?.sums[sum];
  if (sum === 'lines') return rollup === null ? 'nullif(count(*), 0)' : totalSql('f.lines');
  if (rollup === null) {
    if (defined !== undefined && defined !== totalSql(`f.${sum}`)) return defined;
    return /^\w+$/.test(sum) ? totalSql(times(`f.${sum}`)) : `sum(${times(`(${sum})`)})`;
  }
  const own = times(`f.${sum}`);
  return defined?.startsWith('max(') === true ? `max(${own})` : totalSql(own);
}
