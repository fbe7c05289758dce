/** In charge of handing files in: upload, progress as it happens, cancelling, and asking again with what was missing. */
import type { LoadProgress } from '#contract/loadAnswers';
import type { RejectCode } from '#model/reject';
import { ask, Refused } from './api.ts';

/** What a person says about a file when the file does not say it itself. */
export interface Declared {
  readonly region?: string;
  readonly scope?: string;
  readonly year?: string;
  readonly month?: string;
}

export type LoadStatus = LoadProgress['status'];

const ENDED: ReadonlySet<LoadStatus> = new Set([
  'published',
  'unchanged',
  'refused',
  'cancelled',
  'failed',
]);

/** Whether nothing more will happen to this load. */
export function ended(status: LoadStatus): boolean {
  return ENDED.has(status);
}

/**
 * Sends one file, with the text of a mapping where a person made one. `onSent` hears the share of bytes sent, 0–1. Answers the id of the load.
 * Throws `Refused` (also with code `unreachable` when the connection is cut).
 */
export function send(
  file: File,
  declared: Declared,
  onSent: (share: number) => void,
  signal: AbortSignal,
  mapping: string | null = null,
): Promise<string> {
  const form = new FormData();
  if (mapping !== null) form.append('mapping', mapping);
  for (const [name, value] of Object.entries(declared)) form.append(name, String(value));
  form.append('file', file, file.name);
  // fetch tells nothing about bytes on their way; XMLHttpRequest does.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const refuse = (code: string) => {
      const detail = code;
      reject(
        new Refused({ type: 'about:blank', title: code, status: request.status, code, detail }),
      );
    };
    request.open('POST', '/api/loads');
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', document.documentElement.lang || 'zh-CN');
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    };
    request.onerror = () => {
      refuse('unreachable');
    };
    request.onabort = () => {
      refuse('cancelled');
    };
    request.onload = () => {
      const answer = request.response as { readonly id?: string; readonly code?: string } | null;
      if (request.status === 202 && answer?.id !== undefined) resolve(answer.id);
      else if (answer?.code !== undefined) reject(new Refused(answer as Refused['problem']));
      else refuse('unreadable');
    };
    signal.addEventListener('abort', () => {
      request.abort();
    });
    request.send(form);
  });
}

/**
 * Follows a load until it ends. The browser reconnects by itself; while it does, `onState('reconnecting')` is called.
 * Answers a function that stops listening.
 */
export function follow(
  id: string,
  onProgress: (progress: LoadProgress) => void,
  onState: (state: 'connected' | 'reconnecting') => void,
): () => void {
  const events = new EventSource(`/api/loads/${id}/events`);
  events.onopen = () => {
    onState('connected');
  };
  events.onerror = () => {
    onState('reconnecting');
    // A stream that is closed for good (the server has restarted) is read once more as a plain answer.
    if (events.readyState === EventSource.CLOSED) {
      readLoad(id).then(onProgress, () => undefined);
    }
  };
  events.addEventListener('progress', (event) => {
    const progress = JSON.parse((event as MessageEvent<string>).data) as LoadProgress;
    onProgress(progress);
    if (ended(progress.status)) events.close();
  });
  return () => {
    events.close();
  };
}

/** One load with its report, once it has one. */
export async function readLoad(id: string, signal?: AbortSignal): Promise<LoadProgress> {
  return (await ask(`/api/loads/${id}`, signal ? { signal } : {})) as LoadProgress;
}

/** Every load, newest first. */
export async function readLoads(signal?: AbortSignal): Promise<readonly LoadProgress[]> {
  const answer = (await ask('/api/loads', signal ? { signal } : {})) as {
    readonly loads: readonly LoadProgress[];
  };
  return answer.loads;
}

export async function cancelLoad(id: string): Promise<void> {
  await ask(`/api/loads/${id}`, { method: 'DELETE' });
}

const ASKED_BY: Readonly<Partial<Record<RejectCode, keyof Declared>>> = {
  'region-missing': 'region',
  'year-missing': 'year',
  'month-missing': 'month',
};

/** Refusals of a file whose table is not known: a person may say what its columns mean. */
const UNKNOWN: ReadonlySet<string> = new Set<RejectCode>([
  'no-table',
  'header-unknown',
  'title-unknown',
]);

/** Whether a mapping may help: the file was refused because its table is not known. */
export function wantsMapping({ status, report }: LoadProgress): boolean {
  if (status !== 'refused') return false;
  return (report?.files ?? []).some((file) =>
    [...file.rejects, ...file.tables.flatMap((table) => table.rejects)].some(({ code }) =>
      UNKNOWN.has(code),
    ),
  );
}

/** What a refused load asks the person for: the fields that the file does not say and a person may. */
export function missing(progress: LoadProgress): readonly (keyof Declared)[] {
  if (progress.status !== 'refused') return [];
  const rejects = (progress.report?.files ?? []).flatMap((file) => [
    ...file.rejects,
    ...file.tables.flatMap((table) => table.rejects),
  ]);
  const fields = new Set<keyof Declared>();
  for (const { code } of rejects) {
    const field = (ASKED_BY as Readonly<Record<string, keyof Declared | undefined>>)[code];
    if (field !== undefined) fields.add(field);
  }
  // Who has to name the region of a file is the only one who can say which level of it the file is about.
  if (fields.has('region')) fields.add('scope');
  return (['region', 'scope', 'year', 'month'] as const).filter((field) => fields.has(field));
}
