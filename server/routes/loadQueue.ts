/** In charge of the loads that were uploaded here: one at a time, each with its last word for whoever listens. */
import { randomUUID } from 'node:crypto';
import type { Database } from '#database';
import { load, type LoadRequest } from '#load';
import type { LoadProgress, LoadReport } from '#contract/loadAnswers';
import { refusal } from '#contract/problem';
import { ENDED, LOAD_WORDS } from './loadWords.ts';
import { removeUpload } from './upload.ts';

type Upload = Pick<LoadRequest, 'inputs' | 'declared' | 'by' | 'mapping'> & {
  readonly dryRun?: boolean;
};
type Listener = (progress: LoadProgress) => void;

interface Job {
  readonly id: string;
  /** Let go when the load has ended. */
  upload: Upload | null;
  readonly abort: AbortController;
  readonly listeners: Set<Listener>;
  /** Rows in `loads` that this upload has become, one per file. */
  readonly loads: string[];
  progress: LoadProgress;
}

/** Uploads that may wait, and how many ended ones are remembered. */
const MOST_WAITING = 20;
const REMEMBERED = 100;

export class LoadQueue {
  readonly #jobs = new Map<string, Job>();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    /** Hears of loads that failed through our own fault. */
    private readonly onFailure: (problem: unknown, id: string) => void,
  ) {}

  /** Takes an upload in and answers its id; its files are removed when it has ended. Refuses when too many wait. */
  async add(upload: Upload): Promise<string> {
    const waiting = [...this.#jobs.values()].filter((job) => job.upload !== null);
    if (waiting.length >= MOST_WAITING) {
      await removeUpload(upload.inputs);
      throw refusal('too-many', []);
    }
    const id = randomUUID();
    const path = upload.inputs.map((input) => input.path).join(', ');
    const progress: LoadProgress = {
      id, path, status: 'waiting', share: null, startedAt: new Date().toISOString(), finishedAt: null, version: null, by: upload.by,
      message: LOAD_WORDS.waiting, report: null,
    }; // prettier-ignore
    const job: Job = {
      id,
      upload,
      abort: new AbortController(),
      listeners: new Set(),
      loads: [],
      progress,
    };
    this.#jobs.set(id, job);
    this.#forget();
    this.#running = this.#running.then(() => this.#run(job));
    return id;
  }

  /** The last word on an upload, by its id or by the number of its load; undefined when it is not ours. */
  find(id: string): LoadProgress | undefined {
    return this.#job(id)?.progress;
  }

  /** Uploads that have no row in `loads` yet. */
  waiting(): readonly LoadProgress[] {
    return [...this.#jobs.values()]
      .filter(({ loads }) => loads.length === 0)
      .map(({ progress }) => progress)
      .reverse();
  }

  /** The id under which an upload was announced, by the number of its (last) load. */
  announced(load: string): string | undefined {
    return [...this.#jobs.values()].find(({ loads }) => loads.at(-1) === load)?.id;
  }

  /** Tells the last word and every later one; answers how to stop listening. */
  listen(id: string, listener: Listener): () => void {
    const job = this.#job(id);
    if (job === undefined) return () => undefined;
    listener(job.progress);
    job.listeners.add(listener);
    return () => job.listeners.delete(listener);
  }

  /** Stops an upload; false when it is not ours. Refuses when it has ended. */
  cancel(id: string): boolean {
    const job = this.#job(id);
    if (job === undefined) return false;
    if (ENDED.has(job.progress.status)) throw refusal('load-ended', [id]);
    job.abort.abort();
    if (job.progress.status === 'waiting') this.#end(job, 'cancelled', null);
    return true;
  }

  /** Stops everything, for the end of the program. */
  async close(): Promise<void> {
    for (const job of this.#jobs.values()) {
      job.abort.abort();
      if (job.progress.status === 'waiting') this.#end(job, 'cancelled', null);
    }
    await this.#running;
  }

  #job(id: string): Job | undefined {
    return this.#jobs.get(id) ?? [...this.#jobs.values()].find(({ loads }) => loads.includes(id));
  }

  async #run(job: Job): Promise<void> {
    const { upload } = job;
    if (upload === null) return; // cancelled while it waited
    let last: LoadProgress | null = null;
    const onProgress = (progress: LoadProgress) => {
      last = progress;
      if (!job.loads.includes(progress.id)) job.loads.push(progress.id);
      // One file's end is not the end of an upload of several.
      if (!ENDED.has(progress.status)) this.#tell(job, { ...progress, id: job.id });
    };
    try {
      const report = await load(this.database, { ...upload, signal: job.abort.signal, onProgress });
      this.#end(job, outcome(report), report, last);
    } catch (problem) {
      this.#end(job, 'failed', null);
      this.onFailure(problem, job.id);
    } finally {
      await removeUpload(upload.inputs).catch((problem: unknown) => {
        this.onFailure(problem, job.id);
      });
    }
  }

  #end(
    job: Job,
    status: LoadProgress['status'],
    report: LoadReport | null,
    last: LoadProgress | null = null,
  ): void {
    const message = last?.status === status ? last.message : LOAD_WORDS[status];
    const finishedAt = new Date().toISOString();
    this.#tell(job, {
      ...job.progress,
      status,
      share: 1,
      finishedAt,
      version: report?.version ?? null,
      message,
      report,
    });
    job.listeners.clear();
    if (last === null && job.loads.length === 0 && job.upload !== null)
      void removeUpload(job.upload.inputs).catch((problem: unknown) => {
        this.onFailure(problem, job.id);
      });
    job.upload = null;
  }

  #tell(job: Job, progress: LoadProgress): void {
    job.progress = { ...progress, path: job.progress.path };
    for (const listener of job.listeners) listener(job.progress);
  }

  /** The oldest of the ended uploads are forgotten; the database remembers them. */
  #forget(): void {
    const ended = [...this.#jobs.values()].filter(({ progress }) => ENDED.has(progress.status));
    for (const { id } of ended.slice(0, Math.max(0, ended.length - REMEMBERED)))
      this.#jobs.delete(id);
  }
}

/** What became of an upload of several files: published when anything was, else the first other end. */
function outcome({ files }: LoadReport): LoadProgress['status'] {
  const statuses = files.map(({ status }) => (status === 'dry-run' ? 'unchanged' : status));
  for (const status of ['published', 'cancelled', 'refused'] as const)
    if (statuses.includes(status)) return status;
  return 'unchanged';
}
