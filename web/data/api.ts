/** In charge of asking the server for JSON, and of turning every failure into one `Problem` that a page can show. */
import type { Problem } from '#contract/answers';

/** The server (or the way to it) said no. `problem.detail` is the sentence to show. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.name = 'Refused';
    this.problem = problem;
  }
}

/** `status` 0: nothing was answered at all; `code` tells why. The page supplies the words. */
function silent(code: 'unreachable' | 'unreadable', cause: unknown): Refused {
  const problem = { type: 'about:blank', title: code, status: 0, code, detail: code };
  return new Refused(problem, { cause });
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;
}

async function body(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw silent('unreadable', cause);
  }
}

/**
 * Asks for JSON at an address of our own server.
 * Throws `Refused` with the server's problem, or with code `unreachable` / `unreadable`; an abort is passed on as it is.
 */
export async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = new Headers(init.headers);
  headers.set('accept', 'application/json');
  headers.set('accept-language', document.documentElement.lang || 'zh-CN');
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw silent('unreachable', cause);
  }
  if (response.status === 204) return null;
  const answer = await body(response);
  if (response.ok) return answer;
  if (isProblem(answer)) throw new Refused(answer);
  throw silent('unreadable', new Error(`HTTP ${response.status}`));
}

/** Asks for a file of the given media type. Throws `Refused` like `ask`. */
export async function askFile(path: string, accept: string): Promise<Blob> {
  const headers = { accept, 'accept-language': document.documentElement.lang || 'zh-CN' };
  let response: Response;
  try {
    response = await fetch(path, { headers, credentials: 'same-origin' });
  } catch (cause) {
    throw silent('unreachable', cause);
  }
  if (response.ok) return response.blob();
  const answer = await body(response);
  if (isProblem(answer)) throw new Refused(answer);
  throw silent('unreadable', new Error(`HTTP ${response.status}`));
}

/** The address of a path with filters; absent ones are left out, several values of one name are alternatives. */
export function address(
  path: string,
  filters: Readonly<Record<string, string | number | readonly string[] | null | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'object') {
      if (value.length > 0) query.set(name, value.join(','));
    } else {
      query.set(name, String(value));
    }
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
