/** In charge of making a new version out of the newest one and a load's batches, in one short transaction. */
import type pg from 'pg';
import type { ChangedFigure } from '#contract/answers';
import { changes, disagreements, identical, type BatchPair } from './compare.ts';
import { discard } from './discard.ts';
import { addVersion, lockVersions } from './versions.ts';

export interface Publication {
  /** The version that now holds the load's batches: a new one, or the newest when nothing differs. */
  readonly version: number;
  readonly status: 'published' | 'unchanged';
  /** Figures that were published before and differ now, the largest difference first. */
  readonly changes: readonly ChangedFigure[];
  /** Batches of the load that state what is published already, and were not taken again. */
  readonly kept: number;
  /** Batches that are no longer current. */
  readonly superseded: number;
  /** Figures that another source states differently; both stay. */
  readonly disagreements: number;
}

/** A batch of the load next to a current one. */
interface Meeting {
  readonly dataset: string;
  readonly before: number;
  readonly after: number;
}

/** The same slice and part; the source is compared by the caller. */
const SAME_SLICE = `
  c.dataset = n.dataset and c.region_code = n.region_code and c.scope = n.scope and c.year = n.year and c.period = n.period
  and c.month = n.month and c.stage = n.stage and c.book is not distinct from n.book and c.flow is not distinct from n.flow
  and c.part is not distinct from n.part`;

/**
 * Publishes the unpublished batches of a load. Runs inside the caller's transaction, which must be short: from here to its
 * commit other publications wait. A batch supersedes the current batch of the same slice and source; one that states exactly
 * what is current already is dropped, so that a correction touches only the slices it changes. Batches that an older version
 * of the same layout made of the same bytes are superseded too.
 */
export async function publish(
  client: pg.PoolClient,
  loadId: number,
  by: string,
): Promise<Publication> {
  await client.query(`update loads set status = 'publishing' where load_id = $1`, [loadId]);
  const newest = await lockVersions(client);
  const meetings = await meet(client, loadId, newest, 'c.source = n.source');
  const same = await identical(client, meetings);
  const keptIds = same.flatMap(({ after }) => (after === null ? [] : [after]));
  if (keptIds.length > 0) await discard(client, loadId, keptIds);
  const { rows } = await client.query<{ batch_id: number }>(
    'select batch_id from batches where load_id = $1 and published_at is null order by batch_id',
    [loadId],
  );
  const added = rows.map(({ batch_id }) => batch_id);
  const replaced = meetings.filter(({ after }) => !keptIds.includes(after));
  const staying = new Set(same.map(({ before }) => before));
  const outdated = (await outdatedBatches(client, loadId, newest)).filter(
    ({ before }) => !staying.has(before),
  );
  const gone = [
    ...new Set([...replaced.map(({ before }) => before), ...outdated.map(({ before }) => before)]),
  ];
  const kept = keptIds.length;
  if (added.length === 0 && gone.length === 0) {
    return {
      version: newest,
      status: 'unchanged',
      changes: [],
      kept,
      superseded: 0,
      disagreements: 0,
    };
  }
  const withdrawn = outdated.filter(
    ({ before }) => !replaced.some((pair) => pair.before === before),
  );
  const differing = await changes(client, [...replaced, ...withdrawn]);
  const others = await disagreements(
    client,
    await meet(client, loadId, newest, 'c.source <> n.source'),
  );
  const version = await addVersion(client, newest, { by, kind: 'load', loadId }, added, gone);
  await client.query('update batches set published_at = now() where batch_id = any ($1)', [added]);
  await client.query(
    `update loads set status = 'published', version = $2, finished_at = now() where load_id = $1`,
    [loadId, version],
  );
  return {
    version,
    status: 'published',
    changes: differing,
    kept,
    superseded: gone.length,
    disagreements: others,
  };
}

async function meet(
  client: pg.ClientBase,
  loadId: number,
  version: number,
  sources: string,
): Promise<readonly Meeting[]> {
  const { rows } = await client.query<Meeting>(
    `select n.dataset, c.batch_id as before, n.batch_id as after
     from batches n
     join batches c on ${SAME_SLICE} and ${sources}
     join version_batches v on v.batch_id = c.batch_id and v.version = $2
     where n.load_id = $1 and n.published_at is null
     order by n.batch_id, c.batch_id`,
    [loadId, version],
  );
  return rows;
}

/** Current batches that an older version of a layout made of this load's bytes, and that no new batch takes the place of. */
async function outdatedBatches(
  client: pg.ClientBase,
  loadId: number,
  version: number,
): Promise<readonly (BatchPair & { readonly before: number })[]> {
  const { rows } = await client.query<{ dataset: string; before: number }>(
    `select c.dataset, c.batch_id as before
     from batches c
     join version_batches v on v.batch_id = c.batch_id and v.version = $2
     where exists (select from batches n where n.load_id = $1 and n.published_at is null and n.sha256 = c.sha256
                   and n.layout = c.layout and n.layout_version > c.layout_version)`,
    [loadId, version],
  );
  return rows.map(({ dataset, before }) => ({ dataset, before, after: null }));
}
