/** In charge of one file's way from bytes to a version: read, recognise, stage, copy, check, publish. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { FileReport } from '#contract/loadAnswers';
import type { Database } from '#database';
import type { FileReading, Note, SourceReading } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import type { Declared } from '../layouts/layout.ts';
import { recognise } from '../layouts/recognise.ts';
import { hashFile } from '../ledger/hashFile.ts';
import { loadLedger } from '../ledger/loadLedger.ts';
import { payeeSeed } from '../ledger/payeeSeed.ts';
import { planText, planWorkbooks } from '../ledger/plan.ts';
import { readMapping } from '../mapping/readMapping.ts';
import { LIMITS } from '../readers/limits.ts';
import { read, type Read } from '../readers/read.ts';
import { runChecks, type CheckResult } from './check.ts';
import { copyRows } from './copyRows.ts';
import { contradictions, unreadableDeclaration } from './declared.ts';
import { discard } from './discard.ts';
import { identify } from './identity.ts';
import type { Progress } from './progress.ts';
import { publish } from './publish.ts';
import {
  keepFile, registerBatches, registerRegions, registerSources, registerTables, takenSource, UPLOAD,
} from './register.ts'; // prettier-ignore
import { fileReport, type Outcome } from './report.ts';
import type { Session } from './session.ts';
import { stage, type Staging } from './stage.ts';
import type { StagedBatch } from './staged.ts';
import { newestVersion } from './versions.ts';

/** A file as handed in: its name, and its bytes in memory or on disk. */
export type FileInput =
  | { readonly path: string; readonly bytes: Uint8Array }
  | { readonly path: string; readonly file: string };

/** What the caller says of a file. */
export interface FileRequest {
  readonly declared: Declared;
  readonly mapping?: { readonly path: string; readonly text: string };
  readonly source?: SourceReading;
  readonly by: string;
}

/** What has become of a file so far; the report is written from it. */
type Draft = { -readonly [Key in keyof Outcome]: Outcome[Key] };

/**
 * Loads one file and reports on it; whatever is wrong with the file is in the report, and then nothing was changed.
 * A file that a mapping knows goes the way of ledgers; all others are printed tables. A version is made only here, in `publish`.
 */
export async function loadFile(
  database: Database,
  session: Session,
  input: FileInput,
  request: FileRequest,
  progress: Progress,
): Promise<FileReport> {
  const { path } = input;
  const { declared, mapping, by } = request;
  progress.at('reading');
  const unreadable = unreadableDeclaration(path, declared);
  const document = mapping === undefined ? null : readMapping(mapping.text, mapping.path);
  const place = 'file' in input ? { file: input.file } : { bytes: input.bytes };
  const sha256 = await hashOf(input, session);
  const draft: Draft = {
    path, sha256, status: 'refused', version: null, readings: [], rejects: [], notes: [], accepted: new Map(), checks: [], publication: null,
  }; // prettier-ignore
  const wrong = [
    ...unreadable,
    ...(document !== null && 'rejects' in document ? document.rejects : []),
  ];
  if (wrong.length > 0) return fileReport({ ...draft, rejects: wrong });
  const asked = {
    path,
    declared,
    mapping: document !== null && 'mapping' in document ? document.mapping : null,
    seed: await payeeSeed(database),
  };
  let plan = await planText(place, asked);
  let contents: Read = { workbooks: [], rejects: [] };
  if (plan === null) {
    const bytes = await wholeOf(input);
    contents = bytes === null ? tooLarge(path) : await read(path, bytes);
    plan = planWorkbooks(contents.workbooks, asked);
  }
  session.goOn();
  if (plan === null) {
    const bytes = (await wholeOf(input)) ?? new Uint8Array(0);
    return loadPrinted(session, { path, bytes }, contents, { declared, by }, draft, progress);
  }
  const named =
    request.source === undefined ? await takenSource(session.client, path, declared) : null;
  if (named !== null) return fileReport({ ...draft, rejects: [named] });
  const source = request.source ?? null;
  return loadLedger(
    database,
    session,
    { path, place, sha256, plan },
    { declared, source, by },
    progress,
  );
}

async function hashOf(input: FileInput, session: Session): Promise<string> {
  if ('bytes' in input) return createHash('sha256').update(input.bytes).digest('hex');
  const { sha256 } = await hashFile(input.file, () => {
    session.goOn();
  });
  return sha256;
}

/** The bytes of a file that is no ledger; null for more than its readers take. */
async function wholeOf(input: FileInput): Promise<Uint8Array | null> {
  if ('bytes' in input) return input.bytes;
  const { size } = await stat(input.file);
  return size > LIMITS.fileBytes ? null : readFile(input.file);
}

function tooLarge(path: string): Read {
  return {
    workbooks: [],
    rejects: [
      reject('file-too-large', { bytes: LIMITS.fileBytes + 1, limit: LIMITS.fileBytes }, { path }),
    ],
  };
}

/** The way of printed tables. */
async function loadPrinted(
  session: Session,
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
  contents: Read,
  { declared, by }: FileRequest,
  draft: Draft,
  progress: Progress,
): Promise<FileReport> {
  const { sha256 } = draft;
  const staging = understand(session, path, contents, declared, draft);
  if (staging === null) return fileReport(draft);
  const taken = await takenSource(session.client, path, declared);
  if (taken !== null) return fileReport({ ...draft, rejects: [taken] });

  const newest = await newestVersion(session.client);
  const contradicting = contradictions(path, draft.readings, declared);
  const said = contradicting.length === 0 ? staging.batches : asDeclared(staging.batches, declared);
  const identity = await identify(session.client, newest, { path, sha256 }, said);
  if (contradicting.length > 0 || identity.kind === 'elsewhere') {
    const twice = identity.kind === 'elsewhere' ? [identity.reject] : [];
    return fileReport({
      ...draft,
      rejects: [...contradicting, ...twice],
      notes: [...draft.notes, ...twice.map(duplicateNote)],
    });
  }
  if (identity.kind === 'current' && !session.dryRun) {
    return fileReport({ ...draft, status: 'unchanged', version: newest });
  }

  session.goOn();
  progress.at('checking', 0);
  const source = declared.source ?? UPLOAD;
  await store(session, { path, bytes, sha256, source }, draft.readings, staging, progress);
  session.goOn();
  draft.checks = await runChecks(session.client, session.loadId);
  const blocking = draft.checks.filter(({ blocks }) => blocks);
  if (blocking.length > 0) {
    await discard(session.client, session.loadId);
    return fileReport({ ...draft, rejects: blocking.map(blocked) });
  }
  session.goOn();
  progress.at('publishing');
  const publication = await inTransaction(session, () =>
    publish(session.client, session.loadId, by),
  );
  const unchanged = publication.status === 'unchanged';
  return fileReport({
    ...draft,
    status: session.dryRun ? 'dry-run' : publication.status,
    version: session.dryRun ? null : publication.version,
    accepted: unchanged && !session.dryRun ? new Map() : staging.accepted,
    publication,
  });
}

/** Everything before the database: null when the file is refused, with the reasons in the draft. */
function understand(
  session: Session,
  path: string,
  { workbooks, rejects }: Read,
  declared: Declared,
  draft: Draft,
): Staging | null {
  const refuse = (rejects: readonly Reject[]): null => {
    draft.rejects = rejects;
    return null;
  };
  if (workbooks.length === 0) return refuse(rejects);
  session.goOn();
  const readings: FileReading[] = [];
  const notes: Note[] = rejects.map(({ code, message }) => ({ code, message, cells: [] }));
  for (const workbook of workbooks) {
    const reading = recognise(workbook, declared);
    if (reading !== null) readings.push(reading);
    else {
      const { code, message } = reject('no-table', {}, { path: workbook.path });
      notes.push({ code, message, cells: [] });
    }
    session.goOn();
  }
  draft.readings = readings;
  draft.notes = notes;
  const found = readings.flatMap((reading) => [
    ...reading.rejects,
    ...reading.tables.flatMap((table) => table.rejects),
  ]);
  if (found.length > 0) return refuse(found);
  if (!readings.some(({ tables }) => tables.length > 0))
    return refuse([reject('no-table', {}, { path })]);
  const staging = stage(readings, declared, declared.source ?? UPLOAD);
  if (staging.rejects.length > 0) return refuse(staging.rejects);
  if (staging.batches.length === 0) return refuse([reject('no-table', {}, { path })]);
  return staging;
}

/** Registers the load and copies its rows, under batches that no version holds yet. */
async function store(
  session: Session,
  file: {
    readonly path: string;
    readonly bytes: Uint8Array;
    readonly sha256: string;
    readonly source: string;
  },
  readings: readonly FileReading[],
  staging: Staging,
  progress: Progress,
): Promise<void> {
  const { client, loadId, signal } = session;
  const identity = { loadId, path: file.path, sha256: file.sha256, source: file.source };
  const ids = await inTransaction(session, async () => {
    await client.query(`update loads set status = 'checking' where load_id = $1`, [loadId]);
    await keepFile(client, identity, file.bytes);
    await registerSources(client, readings, identity);
    await registerRegions(client, readings, staging.batches);
    await registerTables(client, identity, staging);
    return registerBatches(client, identity, staging.batches);
  });
  const total = staging.batches.reduce((sum, { rows }) => sum + rows.length, 0);
  let copied = 0;
  await copyRows(client, staging.batches, ids, signal, (rows) => {
    copied += rows;
    progress.at('checking', copied / total / 2);
  });
}

/** A transaction of its own, except in a dry run, which is one as a whole. */
async function inTransaction<Result>(
  { client, dryRun }: Session,
  work: () => Promise<Result>,
): Promise<Result> {
  if (dryRun) return work();
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (problem) {
    await client.query('rollback');
    throw problem;
  }
}

/** What the batches would be if the declaration overruled the file: to say where the same bytes are published already. */
function asDeclared(
  batches: readonly StagedBatch[],
  { region, scope, year }: Declared,
): StagedBatch[] {
  return batches.map(({ slice, ...batch }) => ({
    ...batch,
    slice: {
      ...slice,
      region: region ?? slice.region,
      scope: scope ?? slice.scope,
      year: year ?? slice.year,
    },
  }));
}

function duplicateNote({ message }: Reject): Note {
  return { code: 'DQ-18', message, cells: [] };
}

function blocked({ id, explanation, cells }: CheckResult): Reject {
  const [first] = cells;
  return reject(
    'check-failed',
    { check: id, explanation },
    {
      sheet: first?.sheet ?? null,
      cell: first?.cell ?? null,
      value: first?.text ?? null,
    },
  );
}
