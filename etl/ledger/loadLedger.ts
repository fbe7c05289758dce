/** In charge of the way of a file that a mapping reads: rows stream into a leaf, what is computed from them follows, checks, publication. */
import { readFile, stat } from 'node:fs/promises';
import type { FileReport } from '#contract/loadAnswers';
import type { Database } from '#database';
import type { SourceReading } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import type { Declared } from '../layouts/layout.ts';
import { runChecks, type CheckResult } from '../steps/check.ts';
import { discard } from '../steps/discard.ts';

import type { Progress } from '../steps/progress.ts';
import { publish } from '../steps/publish.ts';
import { keepFile, UPLOAD } from '../steps/register.ts';
import type { Session } from '../steps/session.ts';
import { newestVersion } from '../steps/versions.ts';
import type { FilledLeaf } from './afterCopy.ts';
import { copyLedger } from './copyLedger.ts';
import { repeatedRows } from './duplicates.ts';
import { keepBeside, LARGEST_IN_DATABASE } from './keptFiles.ts';
import { ledgerReport, type LedgerOutcome } from './ledgerReport.ts';
import { openLeaves, type OpenLeaf } from './openLeaves.ts';
import type { LedgerFile } from './plan.ts';
import { registerLedger, registerSource } from './registerLedger.ts';
import { identifyLedger } from './sameLedger.ts';
import { settle } from './settle.ts';

export interface LedgerRequest {
  readonly declared: Declared;
  /** Described by the caller where the data are not an upload. */
  readonly source: SourceReading | null;
  readonly by: string;
}

type Draft = { -readonly [Key in keyof LedgerOutcome]: LedgerOutcome[Key] };

/** Loads the file and reports on it; whatever is wrong with it is in the report, and then nothing was changed. */
export async function loadLedger(
  database: Database,
  session: Session,
  file: LedgerFile,
  request: LedgerRequest,
  progress: Progress,
): Promise<FileReport> {
  const { path, sha256, plan } = file;
  const { client } = session;
  const draft: Draft = {
    path, sha256, status: 'refused', version: null, planned: plan.tables, tables: [], slices: [], rejects: plan.rejects, notes: plan.notes,
    checks: [], publication: null,
  }; // prettier-ignore
  if (plan.rejects.length > 0) return ledgerReport(draft);
  const source = request.source?.source ?? request.declared.source ?? UPLOAD;
  const newest = await newestVersion(client);
  const identity = await identifyLedger(client, newest, { path, sha256, source }, plan.tables);
  if (identity.kind === 'elsewhere') {
    const { code, message } = identity.reject;
    const note = { code: code === 'already-published' ? 'DQ-18' : code, message, cells: [] };
    return ledgerReport({ ...draft, rejects: [identity.reject], notes: [...draft.notes, note] });
  }
  if (identity.kind === 'current' && !session.dryRun)
    return ledgerReport({ ...draft, status: 'unchanged', version: newest });

  session.goOn();
  const filled = await fill(
    database,
    session,
    file,
    { ...request, sourceKey: source },
    progress,
    draft,
  );
  if (filled === null) return ledgerReport(draft);
  progress.at('checking', 0);
  await settle(database, session, filled, (share) => {
    progress.at('checking', share);
  });
  session.goOn();
  return ledgerReport(await conclude(session, filled, request.by, progress, draft));
}

/** Everything that is copied, in one transaction: a load that is killed meanwhile leaves nothing. Null when the file is refused. */
async function fill(
  database: Database,
  session: Session,
  file: LedgerFile,
  request: LedgerRequest & { readonly sourceKey: string },
  progress: Progress,
  draft: Draft,
): Promise<readonly FilledLeaf[] | null> {
  const { client, loadId, dryRun } = session;
  const kept = keepBytes(database, file, dryRun);
  kept.catch(() => undefined); // it is awaited below, where its failure is the load's
  if (!dryRun) await client.query('begin');
  let refused: readonly Reject[];
  let leaves: readonly OpenLeaf[] = [];
  try {
    leaves = await openLeaves(
      client,
      file.plan.tables.map(({ bound }) => bound.dataset),
    );
    const size = await sizeOf(file.place);
    const read = await copyLedger(session, file, leaves, size, progress);
    draft.tables = read.tables;
    draft.slices = read.slices;
    refused = read.rejects;
    for (const leaf of leaves) {
      if (refused.length === 0)
        refused = await repeatedRows(client, leaf, file.plan.tables, read.tables);
    }
    if (refused.length === 0 && read.slices.every(({ rows }) => rows === 0))
      refused = [reject('empty-file', {}, { path: file.path })];
    if (refused.length === 0) {
      session.goOn();
      const bytes = await kept;
      await client.query(
        `update loads set status = 'checking', rows_read = $2 where load_id = $1`,
        [loadId, read.slices.reduce((sum, { rows }) => sum + rows, 0)],
      );
      await registerFile(session, file, bytes);
      await registerSource(client, request.sourceKey, request.source);
      const identity = {
        loadId, path: file.path, sha256: file.sha256, source: request.sourceKey, reported: request.declared.reported ?? null,
      }; // prettier-ignore
      await registerLedger(client, identity, { planned: file.plan.tables, ...read });
    }
    if (!dryRun) await client.query(refused.length === 0 ? 'commit' : 'rollback');
  } catch (problem) {
    if (!dryRun) await client.query('rollback').catch(() => undefined); // the connection may be lost
    throw problem;
  }
  draft.rejects = refused;
  if (refused.length > 0) return null;
  return leaves.map(({ dataset, ledger, first }) => {
    const own = draft.slices.filter((slice) => slice.dataset === dataset);
    return {
      dataset, ledger, first, batches: own.map(({ batch }) => batch), rows: own.reduce((sum, { rows }) => sum + rows, 0),
    }; // prettier-ignore
  });
}

/** The bytes for the database, or null where they lie beside it. */
async function keepBytes(
  { files }: Database,
  { place, sha256 }: LedgerFile,
  dryRun: boolean,
): Promise<Uint8Array | null> {
  const from = 'bytes' in place ? place.bytes : place.file;
  if ((await sizeOf(place)) <= LARGEST_IN_DATABASE)
    return typeof from === 'string' ? readFile(from) : from;
  if (!dryRun) await keepBeside(files, sha256, from);
  return null;
}

async function sizeOf(place: LedgerFile['place']): Promise<number> {
  return 'bytes' in place ? place.bytes.length : (await stat(place.file)).size;
}

async function registerFile(
  { client, loadId }: Session,
  { path, place, sha256 }: LedgerFile,
  bytes: Uint8Array | null,
): Promise<void> {
  if (bytes !== null) {
    await keepFile(client, { loadId, path, sha256, source: '' }, bytes);
    return;
  }
  await client.query(
    `insert into files (sha256, name, size, bytes) values ($1, $2, $3, null) on conflict (sha256) do nothing`,
    [sha256, path.replace(/^.*[/\\]/u, ''), await sizeOf(place)],
  );
  await client.query('update loads set sha256 = $2 where load_id = $1', [loadId, sha256]);
}

/** Attaches the leaves, checks and publishes, all in one transaction: no leaf is ever a partition without being published. */
async function conclude(
  session: Session,
  filled: readonly FilledLeaf[],
  by: string,
  progress: Progress,
  draft: Draft,
): Promise<LedgerOutcome> {
  const { client, loadId, dryRun } = session;
  if (!dryRun) await client.query('begin');
  try {
    for (const { ledger, first } of filled.toSorted((a, b) =>
      a.ledger.table < b.ledger.table ? -1 : 1,
    ))
      await client.query('select leaves.attach($1, $2)', [ledger.table, first]);
    draft.checks = await runChecks(client, loadId);
    const blocking = draft.checks.filter(({ blocks }) => blocks);
    session.goOn();
    if (blocking.length === 0) {
      progress.at('publishing');
      draft.publication = await publish(client, loadId, by);
    }
    if (!dryRun) await client.query(blocking.length === 0 ? 'commit' : 'rollback');
    if (blocking.length > 0) {
      if (!dryRun) await discard(client, loadId);
      return { ...draft, rejects: blocking.map(blocked) };
    }
  } catch (problem) {
    if (!dryRun) await client.query('rollback').catch(() => undefined); // the connection may be lost
    throw problem;
  }
  const { publication } = draft;
  return {
    ...draft,
    status: dryRun ? 'dry-run' : (publication?.status ?? 'refused'),
    version: dryRun ? null : (publication?.version ?? null),
  };
}

function blocked({ id, explanation, cells }: CheckResult): Reject {
  const [first] = cells;
  return reject(
    'check-failed',
    { check: id, explanation },
    { sheet: first?.sheet ?? null, cell: first?.cell ?? null, value: first?.text ?? null },
  );
}
