/** In charge of running one check on a few facts, for the examples of each check. */
import type { Database } from '#database';
import { checks } from '../../etl/checks.ts';
import { runChecks, type CheckResult } from '../../etl/steps/check.ts';
import {
  publishFacts,
  storeLoad,
  type BudgetFacts,
  type DebtFact,
  type LineFact,
} from '../rules/facts.ts';

export interface Checked {
  readonly budgets?: readonly BudgetFacts[];
  readonly debts?: readonly DebtFact[];
  /** What was published before; nothing unless said. */
  readonly before?: readonly BudgetFacts[];
}

/** The results of one check (or several) on a load that is stored and not yet published. */
export async function checked(
  database: Database,
  ids: string,
  { budgets = [], debts = [], before = [] }: Checked,
): Promise<CheckResult[]> {
  await publishFacts(database, before);
  return runOn(database, ids, await storeLoad(database, budgets, debts));
}

/** Runs the named checks on a load, as the loader does. */
export async function runOn(
  database: Database,
  ids: string,
  loadId: number,
): Promise<CheckResult[]> {
  const client = await database.loader.connect();
  try {
    return await runChecks(
      client,
      loadId,
      checks().filter(({ header }) => ids.split(' ').includes(header.id)),
    );
  } finally {
    client.release();
  }
}

/** `failed 213 executed`: status, subject and measure of each result. */
export function outline(results: readonly CheckResult[]): string[] {
  return results.map(({ status, subject, measure, identities }) =>
    status === 'passed'
      ? `passed ${measure ?? '-'} ×${identities}`
      : `${status} ${subject} ${measure ?? '-'}`,
  );
}

/** A slice with one table. */
export function slice(lines: readonly LineFact[], more: Partial<BudgetFacts> = {}): BudgetFacts {
  return { ...more, tables: [{ sheet: '04', lines }] };
}
