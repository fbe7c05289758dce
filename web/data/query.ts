/** In charge of asking for figures: a question becomes an address, the Arrow answer typed columns; what is unchanged is not sent again. */
import { tableFromIPC } from '@uwdata/flechette';
import { toUrl } from '#contract/address';
import type { Disagreement, Problem } from '#contract/answers';
import type { Question } from '#contract/question';
import { Answer, type Cell } from './answer.ts';
import { Refused } from './api.ts';

const ARROW = 'application/vnd.apache.arrow.stream';
/** How many answers are kept; an hour of clicking stays below. */
const KEPT = 200;
const kept = new Map<string, { readonly etag: string; readonly answer: Answer }>();

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
export async function query(question: Question, signal?: AbortSignal): Promise<Answer> {
  const path = toUrl(question);
  const known = kept.get(path);
  const headers = new Headers({
    accept: ARROW,
    'accept-language': document.documentElement.lang || 'zh-CN',
  });
  if (known !== undefined) headers.set('if-none-match', known.etag);
  let response: Response;
  let answer: Answer;
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
    answer = decode(new Uint8Array(await response.arrayBuffer()));
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw silent('unreadable', response.status, cause);
  }
  remember(path, response.headers.get('etag'), answer);
  return answer;
}

function remember(path: string, etag: string | null, answer: Answer): void {
  if (etag === null) return;
  kept.delete(path);
  kept.set(path, { etag, answer });
  const oldest = kept.keys().next();
  if (kept.size > KEPT && oldest.done !== true) kept.delete(oldest.value);
}
