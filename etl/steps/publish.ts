/** In charge of making a new version out of the newest one and a load's batches, in one short transaction. */
import type pg from 'pg';
import type { ChangedFigure } from '#contract/loadAnswers';
import { changes, disagreements, identical, type BatchPair } from './compare.ts';
import { discard } from './discard.ts';
import { ledgerChanges, type LedgerChanges } from './ledgerChanges.ts';
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
  /** What differs in ledgers; null where none was superseded, or where they are too long to be compared on the way. */
  readonly ledgers: LedgerChanges | null;
}

/** Rows of ledgers, both sides together, that are compared while others wait to publish. */
const MOST_COMPARED = 50_000;
/** The largest differences that are told. */
const MOST_TOLD = 20;

/** A batch of the load next to a current one. */
interface Meeting {
  readonly dataset: string;
  readonly before: number;
  readonly after: number;
  readonly form: 'printed' | 'ledger';
}

/**
 * The same slice and part; the source is compared by the caller. A ledger whose rows bear their own months is stated month by month, or
 * as the year so far, which of the same date (or none) is the same statement whichever month its last row has. The year so far takes the
 * place of single months before it; a load of single months that of a year whose months it all holds.
 */
const SAME_SLICE = `
  c.dataset = n.dataset and c.form = n.form and c.region_code = n.region_code and c.scope = n.scope and c.year = n.year
  and case when n.form = 'printed' or n.dataset not in ('payments', 'movements') then c.period = n.period and c.month = n.month
    when c.amounts = 'month' then c.month = n.month or n.amounts = 'toDate' and c.month < n.month
    when n.amounts = 'toDate' then c.month = n.month or c.reported_on is not distinct from n.reported_on
    else not exists (
      (select month from payments_by_unit where batch_id = c.batch_id
       union select month from movements where batch_id = c.batch_id and region_code = c.region_code)
      except select m.month from batches m
      where m.load_id = n.load_id and m.book is not distinct from n.book
        and (m.dataset, m.region_code, m.scope, m.year, m.stage) = (n.dataset, n.region_code, n.scope, n.year, n.stage)) end
  and c.stage = n.stage and c.book is not distinct from n.book and c.flow is not distinct from n.flow
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
  // a ledger takes the place of its slice as it is; whether rows of printed tables differ is looked at
  const printed = meetings.filter(({ form }) => form === 'printed');
  const same = await identical(client, printed);
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
      ledgers: null,
    };
  }
  const withdrawn = outdated.filter(
    ({ before }) => !replaced.some((pair) => pair.before === before),
  );
  const differing = await changes(client, [...replaced, ...withdrawn].filter(isPrinted));
  const others = await disagreements(
    client,
    (await meet(client, loadId, newest, 'c.source <> n.source')).filter(isPrinted),
  );
  const ledgers = await compareLedgers(
    client,
    [...replaced, ...withdrawn].filter((pair) => !isPrinted(pair)),
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
    ledgers,
  };
}

function isPrinted({ form }: { readonly form: Meeting['form'] }): boolean {
  return form === 'printed';
}

async function compareLedgers(
  client: pg.ClientBase,
  pairs: readonly BatchPair[],
): Promise<LedgerChanges | null> {
  if (pairs.length === 0) return null;
  const { rows } = await client.query<{ lines: number }>(
    'select sum(lines)::float8 as lines from batches where batch_id = any ($1)',
    [pairs.flatMap(({ before, after }) => [before, after])],
  );
  return (rows[0]?.lines ?? 0) > MOST_COMPARED ? null : ledgerChanges(client, pairs, MOST_TOLD);
}

async function meet(
  client: pg.ClientBase,
  loadId: number,
  version: number,
  sources: string,
): Promise<readonly Meeting[]> {
  const { rows } = await client.query<Meeting>(
    `select n.dataset, c.batch_id as before, n.batch_id as after, n.form
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
): Promise<readonly (BatchPair & Pick<Meeting, 'before' | 'form'>)[]> {
  const { rows } = await client.query<Pick<Meeting, 'dataset' | 'before' | 'form'>>(
    `select c.dataset, c.batch_id as before, c.form
     from (select distinct sha256, layout, layout_version from batches where load_id = $1 and published_at is null) n
     join batches c on (c.sha256, c.layout) = (n.sha256, n.layout) and c.layout_version < n.layout_version
     join version_batches v on v.batch_id = c.batch_id and v.version = $2`,
    [loadId, version],
  );
  return rows.map((row) => ({ ...row, after: null }));
}
