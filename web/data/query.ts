/** In charge of asking for figures: a question becomes an address, the Arrow answer typed columns; what is unchanged is not sent again. */
import { tableFromIPC } from '@uwdata/flechette';
import { toUrl } from '#contract/address';
import type { Disagreement, Problem } from '#contract/answers';
import type { Question } from '#contract/question';
import { Answer, type Cell } from './answer.ts';
import { Refused } from './api.ts';
import { readCube, type Cube } from './cube.ts';

const ARROW = 'application/vnd.apache.arrow.stream';
/** Answers that are kept with their tags, and how many: of small ones as many as an hour of clicking brings, of cubes few. */
interface Kept<T> {
  readonly most: number;
  readonly byPath: Map<string, { readonly etag: string; readonly answer: T }>;
}
const answers: Kept<Answer> = { most: 200, byPath: new Map() };
const cubes: Kept<Cube> = { most: 6, byPath: new Map() };

/** Reads an Arrow stream; amounts are `Int64` fen. */
export function decode(bytes: Uint8Array): Answer {
  const table = tableFromIPC(bytes, { useBigInt: true });
  const { metadata } = table.schema;
  return new Answer(
    Number(metadata?.get('version') ?? Number.NaN),
    table.names.map((name, at) => [name, [...(table.getChildAt(at) as Iterable<Cell>)]] as const),
    JSON.parse(metadata?.get('disagreements') ?? '[]') as Disagreement[],
  );
}

function silent(code: 'unreachable' | 'unreadable', status: number, cause: unknown): Refused {
  return new Refused({ type: 'about:blank', title: code, status, code, detail: code }, { cause });
}

async function refusal(response: Response): Promise<Refused> {
  try {
    const problem = (await response.json()) as Partial<Problem>;
    const { type = 'about:blank', title = '', status = response.status } = problem;
    const { code = 'unreadable', detail = code } = problem;
    return new Refused({ type, title, status, code, detail });
  } catch (cause) {
    return silent('unreadable', response.status, cause);
  }
}

/** Asks. Throws `Refused` with the server's sentence, or with `unreachable` / `unreadable`; an abort is passed on as it is. */
export function query(question: Question, signal?: AbortSignal): Promise<Answer> {
  return asked(question, decode, answers, signal);
}

/** Asks for a cube as typed arrays. Throws as `query` does. */
export function queryCube(question: Question, signal?: AbortSignal): Promise<Cube> {
  return asked(question, readCube, cubes, signal);
}

async function asked<T>(
  question: Question,
  read: (bytes: Uint8Array) => T,
  kept: Kept<T>,
  signal?: AbortSignal,
): Promise<T> {
  const path = toUrl(question);
  const known = kept.byPath.get(path);
  const headers = new Headers({
    accept: ARROW,
    'accept-language': document.documentElement.lang || 'zh-CN',
  });
  if (known !== undefined) headers.set('if-none-match', known.etag);
  let response: Response;
  let answer: T;
  try {
    const init: RequestInit = { headers, credentials: 'same-origin', cache: 'no-store' };
    response = await fetch(path, signal === undefined ? init : { ...init, signal });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw silent('unreachable', 0, cause);
  }
  if (response.status === 304 && known !== undefined) return known.answer;
  if (!response.ok) throw await refusal(response);
  try {
    answer = read(new Uint8Array(await response.arrayBuffer()));
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw silent('unreadable', response.status, cause);
  }
  const etag = response.headers.get('etag');
  if (etag !== null) remember(kept, path, etag, answer);
  return answer;
}

function remember<T>({ most, byPath }: Kept<T>, path: string, etag: string, answer: T): void {
  byPath.delete(path);
  byPath.set(path, { etag, answer });
  const oldest = byPath.keys().next();
  if (byPath.size > most && oldest.done !== true) byPath.delete(oldest.value);
}
