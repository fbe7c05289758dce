/** In charge of loading: each file atomically, each into a version of its own, whatever happens on the way. */
import type { FileReport, LoadProgress, LoadReport } from '#contract/answers';
import type { Database } from '#database';
import type { Bilingual } from '#model/bilingual';
import type { Declared } from '../layouts/layout.ts';
import { discard } from './discard.ts';
import { runRules } from './flag.ts';
import { loadFile, type FileInput } from './loadFile.ts';
import { Progress } from './progress.ts';
import { isCancellation, withSession, type Session } from './session.ts';

export interface LoadRequest {
  readonly inputs: readonly FileInput[];
  /** Fills what a file does not say; where it contradicts the file, the file is refused. */
  readonly declared: Declared;
  /** Who loads. */
  readonly by: string;
  /** Does everything, reports, and changes nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/**
 * Loads the files in order. Each is published whole or not at all, in a version of its own; one that is refused does not keep
 * the others back. What is wrong with a file is in the report; only what is wrong with us is thrown.
 */
export async function load(database: Database, request: LoadRequest): Promise<LoadReport> {
  const files: FileReport[] = [];
  for (const input of request.inputs) files.push(await loadOne(database, input, request));
  return together(files);
}

async function loadOne(database: Database, input: FileInput, request: LoadRequest): Promise<FileReport> {
  const { declared, by, dryRun = false, signal, onProgress } = request;
  const opening = { path: input.path, declared, by, dryRun, signal };
  return withSession(database, opening, async (session) => {
    const progress = new Progress(session.loadId, input.path, by, onProgress);
    try {
      session.goOn();
      const file = await loadFile(session, input, declared, by, progress, signal);
      const flagged = file.status === 'published' ? await withFlags(database, file) : file;
      const report = together([flagged]);
      const status = flagged.status === 'dry-run' ? 'unchanged' : flagged.status;
      await session.finish(status, report);
      progress.end(status, report, sentence(flagged));
      return flagged;
    } catch (problem) {
      await takeBack(session);
      const cancelled = isCancellation(problem, signal);
      await session.finish(cancelled ? 'cancelled' : 'failed', null);
      progress.end(cancelled ? 'cancelled' : 'failed', null);
      if (!cancelled) throw problem;
      return cancelledReport(input);
    }
  });
}

/** Removes what was stored; in a dry run everything is taken back anyway. */
async function takeBack({ client, loadId, dryRun }: Session): Promise<void> {
  if (dryRun) return;
  await client.query('rollback');
  await discard(client, loadId);
}

/** The rules run on the published version; if they cannot, that is said, and the figures stay published. */
async function withFlags(database: Database, file: FileReport): Promise<FileReport> {
  if (file.version === null || file.version === undefined) return file;
  try {
    await runRules(database, file.version);
    return file;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    const message: Bilingual = {
      zh: `数据已发布，但预警规则未能运行（${reason}），请管理员检查后重新运行。`,
      en: `The data are published, but the rules could not run (${reason}); an administrator should look and run them again.`,
    };
    return { ...file, notes: [...file.notes, { code: 'rules-failed', message, cells: [] }] };
  }
}

function together(files: readonly FileReport[]): LoadReport {
  const versions = files.flatMap(({ version }) => (version === null || version === undefined ? [] : [version]));
  return { version: versions.at(-1) ?? null, files };
}

function cancelledReport({ path }: FileInput): FileReport {
  return { path, sha256: '', status: 'cancelled', version: null, rejects: [], notes: [], tables: [] };
}

/** What became of the file, in one sentence. */
function sentence({ status, version, rejects, tables }: FileReport): Bilingual | undefined {
  const [first] = rejects;
  if (status === 'refused' && first !== undefined) return first.message;
  if (status !== 'published') return undefined;
  const loaded = tables.filter(({ accepted }) => accepted > 0).length;
  return {
    zh: `已发布为版本 ${String(version)}：${String(tables.length)} 张表中 ${String(loaded)} 张已加载。`,
    en: `Published as version ${String(version)}: ${String(loaded)} of ${String(tables.length)} tables were loaded.`,
  };
}
