/** In charge of running one rule on a few facts, for the examples of each rule. */
import type { Database } from '#database';
import { runRules } from '../../etl/steps/flag.ts';
import { only, publishFacts, type BudgetFacts, type DebtFact } from './facts.ts';

export interface FlagFact {
  readonly rule: string;
  readonly severity: string;
  readonly kind: string;
  readonly region_code: string;
  readonly scope: string | null;
  readonly year: number;
  readonly month: number | null;
  readonly book: string | null;
  readonly item: string | null;
  readonly item_name: string | null;
  readonly unit: string | null;
  readonly project: string | null;
  readonly measured: string | null;
  readonly expected: string | null;
  readonly amount_at_stake: bigint | null;
  readonly explanation: { readonly zh: string; readonly en: string };
  readonly question: { readonly zh: string; readonly en: string };
  readonly evidence: readonly {
    readonly dataset: string;
    readonly batch: number;
    readonly line: number;
    readonly measure: string;
  }[];
}

/** Publishes the facts, runs one rule and returns its flags in order; throws where the rule is broken. */
export async function flagsOf(
  database: Database,
  rule: string,
  budgets: readonly BudgetFacts[],
  debts: readonly DebtFact[] = [],
): Promise<FlagFact[]> {
  const version = await publishFacts(database, budgets, debts);
  await runRules(database, version, [rule]);
  const run = await only<{ status: string; problem: string | null }>(
    database,
    'select status, problem from rule_runs where version = $1 and rule = $2',
    [version, rule],
  );
  if (run.status !== 'ran') throw new Error(run.problem ?? 'broken');
  const { rows } = await database.owner.query<FlagFact>(
    'select * from flags where version = $1 and rule = $2 order by flag_id',
    [version, rule],
  );
  return rows;
}

/** `item severity` of each flag, `total` for a book. */
export function outline(flags: readonly FlagFact[]): string[] {
  return flags.map(({ item, severity }) => `${item ?? '-'} ${severity}`);
}
