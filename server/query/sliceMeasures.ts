/** In charge of which measures each batch holds: batches never change, so each is looked at once. */
import type { PoolClient } from 'pg';
import { CUBES } from '#contract/cubes';

export class SliceMeasures {
  readonly #known = new Map<number, readonly string[]>();

  /** The measures of batches that the client may see. */
  async of(
    client: PoolClient,
    batches: readonly number[],
  ): Promise<ReadonlyMap<number, readonly string[]>> {
    const unknown = batches.filter((batch) => !this.#known.has(batch));
    if (unknown.length > 0) {
      const tables = [...CUBES.values()].filter(({ form }) => form !== 'ledger');
      const parts = tables.map(({ table, form }) =>
        form === 'records'
          ? `select distinct batch_id, 'count' as measure from ${table} where batch_id = any ($1)`
          : `select distinct batch_id, measure from ${table} where batch_id = any ($1) and stated = 1`,
      );
      const { rows } = await client.query<{ batch_id: number; measures: string[] }>(
        `select batch_id, array_agg(measure order by measure) as measures from (${parts.join(' union all ')}) m group by batch_id`,
        [unknown],
      );
      for (const { batch_id: batch, measures } of rows) this.#known.set(batch, measures);
    }
    return this.#known;
  }
}
