/** In charge of other sources that state a ledger's slices otherwise: counted per slice, from what each batch totals. */
import type { PoolClient } from 'pg';
import type { Disagreement } from '#contract/answers';
import type { Plan } from '../plan.ts';
import { summedNames } from './choice.ts';

/** The sources whose batches total otherwise than the batch that answers, each with in how many slices. */
export async function ledgerDisagreements(
  client: PoolClient,
  plan: Plan,
): Promise<readonly Disagreement[]> {
  const { ledger } = plan;
  if (ledger === null || ledger.rivals.length === 0) return [];
  const names = summedNames(plan).map((name) => ledger.ledger.increments?.[name] ?? name);
  const slices = new Map<string, number>();
  for (const { winner, loser } of ledger.rivals) {
    const differs = names.some((name) => {
      const [one, other] = [winner.control[name], loser.control[name]];
      return one !== undefined && other !== undefined && one !== other;
    });
    if (differs) slices.set(loser.source, (slices.get(loser.source) ?? 0) + 1);
  }
  if (slices.size === 0) return [];
  const { rows } = await client.query<{ source: string; title: string }>(
    'select source, title from sources where source = any ($1) order by source',
    [[...slices.keys()]],
  );
  return rows.map(({ source, title }) => ({ source, title, figures: slices.get(source) ?? 0 }));
}
