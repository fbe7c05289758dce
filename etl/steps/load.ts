/** In charge of loading: each file atomically, each into a version of its own, whatever happens on the way. */
import { setTimeout as pause } from 'node:timers/promises';
import type { FileReport, LoadProgress, LoadReport } from '#contract/loadAnswers';
import type { Database } from '#database';
import type { Bilingual } from '#model/bilingual';
import type { Note, SourceReading } from '#model/reading';
import type { Declared } from '../layouts/layout.ts';
import { finishLeaves } from '../ledger/finishLeaves.ts';
import { abandon } from './discard.ts';
import { runRules } from './flag.ts';
import { loadFile, type FileInput } from './loadFile.ts';
import { Progress } from './progress.ts';
import { isCancellation, withSession } from './session.ts';

export interface LoadRequest {
  readonly inputs: readonly FileInput[];
  /** Fills what a file does not say; where it contradicts the file, the file is refused. */
  readonly declared: Declared;
  /** How the files are to be read: the text of a mapping document, and its name for messages. */
  readonly mapping?: { readonly path: string; readonly text: string };
  /** Where the figures come from, when that is no hand-over: simulated data. */
  readonly source?: SourceReading;
  /** Who loads. */
  readonly by: string;
  /** `later`: the caller runs the rules once, after the last of several loads; until then the versions have no alerts. */
  readonly rules?: 'now' | 'later';
  /** Does everything, reports, and changes nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** How often a load that failed tries to take back what it wrote, while PostgreSQL starts again. */
const PATIENCE = 8;
const PAUSE_MS = 500;

/**
 * Loads the files in order. Each is published whole or not at all, in a version of its own; one that is refused does not keep
 * the others back. What is wrong with a file is in the report; only what is wrong with us is thrown.
 */
export async function load(database: Database, request: LoadRequest): Promise<LoadReport> {
  const files: FileReport[] = [];
  for (const input of request.inputs) files.push(await loadOne(database, input, request));
  return together(files);
}

async function loadOne(
  database: Database,
  input: FileInput,
  request: LoadRequest,
): Promise<FileReport> {
  const { declared, by, dryRun = false, signal, onProgress } = request;
  const opening = { path: input.path, declared, by, dryRun, signal };
  const progress = new Progress(input.path, by, onProgress);
  try {
    const file = await withSession(database, opening, async (session) => {
      progress.loadId = session.loadId;
      session.goOn();
      return loadFile(database, session, input, request, progress);
    });
    // the connection is given back before what follows asks for its own: as many loads as connections must not wait for one another
    const followed = file.status === 'published' ? await followUp(database, file, request) : file;
    await finish(database, progress, followed);
    return followed;
  } catch (problem) {
    if (progress.loadId === null) throw problem;
    const status = isCancellation(problem, signal) ? 'cancelled' : 'failed';
    await abandonPatiently(database, progress.loadId, status);
    progress.end(status, null);
    if (status === 'failed') throw problem;
    return {
      path: input.path,
      sha256: '',
      status,
      version: null,
      rejects: [],
      notes: [],
      tables: [],
    };
  }
}

/** Tries again while the database comes back; what it then still does not take is removed after the next start. */
async function abandonPatiently(
  database: Database,
  loadId: number,
  status: 'cancelled' | 'failed',
): Promise<void> {
  for (let left = PATIENCE; left > 0; left--) {
    try {
      await abandon(database, loadId, status);
      return;
    } catch {
      if (left > 1) await pause(PAUSE_MS);
    }
  }
}

/** Writes the report where `GET /api/loads` finds it, and says the last word. */
async function finish(database: Database, progress: Progress, file: FileReport): Promise<void> {
  const report = together([file]);
  const status = file.status === 'dry-run' ? 'unchanged' : file.status;
  await database.loader.query(
    `update loads set status = $2, finished_at = now(), report = $3 where load_id = $1`,
    [progress.loadId, status, JSON.stringify(report)],
  );
  progress.end(status, report, sentence(file));
}

/** What follows a publication, indexes and rules; if it cannot, that is said, and the figures stay published. */
async function followUp(
  database: Database,
  file: FileReport,
  { rules, signal }: LoadRequest,
): Promise<FileReport> {
  const notes: Note[] = [];
  await finishLeaves(database, signal).catch((problem: unknown) => {
    notes.push(unfinished('indexes-failed', { zh: '索引未能建成', en: 'its indexes could not be built' }, problem)); // prettier-ignore
  });
  if (rules !== 'later' && typeof file.version === 'number')
    await runRules(database, file.version).catch((problem: unknown) => {
      notes.push(unfinished('rules-failed', { zh: '预警规则未能运行', en: 'the rules could not run' }, problem)); // prettier-ignore
    });
  return { ...file, notes: [...file.notes, ...notes] };
}

function unfinished(code: string, what: Bilingual, problem: unknown): Note {
  const reason = problem instanceof Error ? problem.message : String(problem);
  const message: Bilingual = {
    zh: `数据已发布，但${what.zh}（${reason}）；下次启动或装入时会再试，请管理员检查。`,
    en: `The data are published, but ${what.en} (${reason}); the next start or load tries again, and an administrator should look.`,
  };
  return { code, message, cells: [] };
}

function together(files: readonly FileReport[]): LoadReport {
  const versions = files.flatMap(({ version }) =>
    version === null || version === undefined ? [] : [version],
  );
  return { version: versions.at(-1) ?? null, files };
}

/** What became of the file, in one sentence, where there is more to say than its status. */
function sentence({ status, version, rejects, tables }: FileReport): Bilingual | undefined {
  const [first] = rejects;
  if (status === 'refused' && first !== undefined) return first.message;
  if (status === 'dry-run') {
    return { zh: '检查完毕，未作任何改变', en: 'Checked; nothing was changed' };
  }
  if (status !== 'published') return undefined;
  const loaded = tables.filter(({ accepted }) => accepted > 0).length;
  return {
    zh: `已发布为版本 ${String(version)}：${String(tables.length)} 张表中 ${String(loaded)} 张已加载。`,
    en: `Published as version ${String(version)}: ${String(loaded)} of ${String(tables.length)} tables were loaded.`,
  };
}
