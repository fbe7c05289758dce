/** In charge of the files that this reader is handing in: one after the other, each with its progress, its end and its second try. */
import type { LoadProgress } from '#contract/loadAnswers';
import type { Bilingual } from '#model/bilingual';
import { Refused } from './api.ts';
import { cancelLoad, ended, follow, missing, send, wantsMapping, type Declared } from './loads.ts';

/** `queued` and `sending` are ours; then the server's own words. */
export type UploadPhase = 'queued' | 'sending' | LoadProgress['status'];

export class Upload {
  readonly file: File;
  phase: UploadPhase = $state('queued');
  /** Share of the present step, 0–1; null where it cannot be known. */
  share: number | null = $state(null);
  progress: LoadProgress | null = $state.raw(null);
  /** Why it never became a load. */
  problem: Refused | null = $state.raw(null);
  reconnecting = $state(false);
  declared: Declared = $state.raw({});
  /** Text of the mapping that a person made for it. */
  mapping: string | null = $state.raw(null);
  id: string | null = $state(null);
  abort: AbortController | null = null;
  stop: (() => void) | null = null;

  constructor(file: File) {
    this.file = file;
  }

  get done(): boolean {
    if (this.problem !== null) return true;
    return this.phase !== 'queued' && this.phase !== 'sending' && ended(this.phase);
  }

  /** One sentence of the server; null before it has said any. */
  get message(): Bilingual | null {
    return this.progress?.message ?? null;
  }

  /** Fields to be filled in before it is sent again. */
  get asksFor(): readonly (keyof Declared)[] {
    return this.progress === null ? [] : missing(this.progress);
  }

  /** Its table is not known: a mapping may help. */
  get wantsMapping(): boolean {
    return this.progress !== null && wantsMapping(this.progress);
  }
}

export class Uploads {
  all: readonly Upload[] = $state.raw([]);
  readonly #onEnd: (progress: LoadProgress) => void;

  /** `onEnd` hears of every load that ended, to read versions and slices anew. */
  constructor(onEnd: (progress: LoadProgress) => void) {
    this.#onEnd = onEnd;
  }

  add(files: Iterable<File>): void {
    this.all = [...this.all, ...[...files].map((file) => new Upload(file))];
    void this.#next();
  }

  /** A file with a mapping of its own. */
  addMapped(file: File, mapping: string): void {
    const upload = new Upload(file);
    upload.mapping = mapping;
    this.all = [...this.all, upload];
    void this.#next();
  }

  /** The same file once more, with what the person has filled in, or with a mapping. */
  again(upload: Upload, declared: Declared, mapping: string | null = upload.mapping): void {
    upload.declared = declared;
    upload.mapping = mapping;
    upload.phase = 'queued';
    upload.progress = null;
    upload.problem = null;
    upload.share = null;
    void this.#next();
  }

  async cancel(upload: Upload): Promise<void> {
    if (upload.phase === 'queued') upload.phase = 'cancelled';
    else if (upload.phase === 'sending') upload.abort?.abort();
    else if (upload.id !== null) await this.#stop(upload.id);
  }

  async #stop(id: string): Promise<void> {
    try {
      await cancelLoad(id);
    } catch (error) {
      // It ended in the meantime; the stream tells how.
      if (!(error instanceof Refused)) throw error;
    }
  }

  dismiss(upload: Upload): void {
    this.all = this.all.filter((one) => one !== upload);
  }

  /** Stops listening; loads go on at the server. */
  leave(): void {
    for (const upload of this.all) upload.stop?.();
  }

  /** One at a time and in the order given: later files may correct earlier ones. */
  async #next(): Promise<void> {
    if (this.all.some((one) => !one.done && one.phase !== 'queued')) return;
    const upload = this.all.find((one) => one.phase === 'queued');
    if (upload === undefined) return;
    upload.phase = 'sending';
    upload.abort = new AbortController();
    try {
      const { signal } = upload.abort;
      upload.id = await send(
        upload.file,
        upload.declared,
        (share) => (upload.share = share),
        signal,
        upload.mapping,
      );
      upload.phase = 'waiting';
      upload.share = null;
      this.#follow(upload, upload.id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.problem.code === 'cancelled') upload.phase = 'cancelled';
      else upload.problem = error;
      void this.#next();
    }
  }

  #follow(upload: Upload, id: string): void {
    upload.stop = follow(
      id,
      (progress) => {
        upload.progress = progress;
        upload.phase = progress.status;
        upload.share = progress.share;
        upload.reconnecting = false;
        if (!ended(progress.status)) return;
        this.#onEnd(progress);
        void this.#next();
      },
      (state) => (upload.reconnecting = state === 'reconnecting' && !upload.done),
    );
  }
}
