/** In charge of what one version states differently from another. */
import type { ChangedFigure } from '#contract/answers';
import type { Database } from '#database';
import { changes } from './compare.ts';
import { demandVersion } from './versions.ts';

interface PairRow {
  readonly dataset: string;
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * The figures that count and differ between two versions, the largest difference first.
 * @throws Obstacle `version-unknown`
 */
export async function diff(
  database: Database,
  from: number,
  to: number,
): Promise<readonly ChangedFigure[]> {
  const client = await database.loader.connect();
  try {
    for (const version of [from, to]) await demandVersion(client, version);
    const { rows } = await client.query<PairRow>(
      `with o as (select b.* from batches b join version_batches v using (batch_id) where v.version = $1),
            n as (select b.* from batches b join version_batches v using (batch_id) where v.version = $2),
            key as (select batch_id, concat_ws('|', dataset, region_code, scope, year, period, month, coalesce(book, ''),
                      coalesce(flow, ''), stage, source, coalesce(part, '')) as slice from batches)
       select coalesce(n.dataset, o.dataset) as dataset, o.batch_id as before, n.batch_id as after
       from (o join key ok using (batch_id)) full join (n join key nk using (batch_id)) on nk.slice = ok.slice
       where o.batch_id is distinct from n.batch_id
       order by 2, 3`,
      [from, to],
    );
    return await changes(client, rows);
  } finally {
    client.release();
  }
}
