/** In charge of the sums of a question over a ledger: one `select` with a row per group. */
import { quote } from '../figures.ts';
import { asksPercentiles, percentileSums } from '../payments/percentiles.ts';
import type { Plan } from '../plan.ts';
import { summedNames, type LedgerPart } from './choice.ts';
import { isMergedLater } from './later.ts';
import { ledgerRows, summedColumns, sumOf, type LedgerSums } from './rows.ts';
import { aggregateSql } from './table.ts';

/** The grouped sums, parts of ratios among them; ungrouped where they are merged later. */
export function ledgerSums(plan: Plan, part: LedgerPart): LedgerSums {
  if (asksPercentiles(plan)) return percentileSums(plan, part);
  const { ledger } = part;
  const merges = isMergedLater(plan, part);
  const rows = ledgerRows(plan, part, summedColumns(plan, part), merges);
  const sums = summedNames(plan).map((name) => {
    const sum = sumOf(part, name);
    if (sum === null) return `${ABSENT[name] ?? 'null::bigint'} as ${quote(name)}`;
    const aggregate = aggregateSql(ledger, rows.table, sum.column, rows.weights[sum.kind]);
    return `${merges ? aggregate.replace(/^[\w.]+/u, '') : aggregate} as ${quote(name)}`;
  });
  const columns = [...rows.groups.map(({ name, value }) => `${value} as ${quote(name)}`), ...sums];
  const groups = merges ? [] : rows.groups.map(({ group }) => group);
  return {
    weight: rows.weight,
    select: `select
  ${columns.join(',\n  ')}
from ${rows.from}
where ${rows.where}${groups.length === 0 ? '' : `\ngroup by ${groups.join(', ')}`}`,
  };
}

/** What a ledger says of measures that it does not hold: nothing in it is hidden. */
const ABSENT: Readonly<Record<string, string>> = { hidden: '0::bigint' };
