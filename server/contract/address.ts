/** In charge of how a question is written in an address: `toUrl` and `fromUrl` are each other's inverse. */
import { refusal } from './problem.ts';
import type { Question } from './question.ts';

/** Names in the address that are not dimensions. */
export const RESERVED = [
  'measures',
  'by',
  'from',
  'to',
  'asOf',
  'reportedBy',
  'order',
  'limit',
] as const;
type Reserved = (typeof RESERVED)[number];

/** The largest number of rows that may be asked for. */
export const MAX_LIMIT = 1_000_000;

/** `/api/query/execution?measures=executed&by=function.class&region=530700&…` */
export function toUrl(question: Question, route = 'query'): string {
  const parameters = toSearch(question);
  const query = parameters.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return `/api/${route}/${encodeURIComponent(question.cube)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** Reads a question from an address written by `toUrl` or by hand. Throws a `Refusal` for what cannot be read. */
export function fromUrl(url: string): Question {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  return fromSearch(decodeURIComponent(pathname.split('/').at(-1) ?? ''), searchParams);
}

function toSearch(question: Question): [string, string][] {
  const { measures, by, where, from, to, asOf, reportedBy, order, limit } = question;
  const lists: [string, readonly (string | null)[]][] = [
    ['measures', measures],
    ['by', by],
    ...Object.entries(where).map(([name, values]): [string, readonly (string | null)[]] => [
      name,
      values,
    ]),
    ['order', order ?? []],
  ];
  const single: Partial<Record<Reserved, string | undefined>> = {
    from,
    to,
    asOf,
    reportedBy,
    limit: limit?.toString(),
  };
  return [
    ...lists
      .filter(([, values]) => values.length > 0)
      .map(([name, values]): [string, string] => [name, writeList(values)]),
    ...Object.entries(single).filter((pair): pair is [string, string] => pair[1] !== undefined),
  ];
}

/** Reads a question from the parameters of an address. */
export function fromSearch(cube: string, search: URLSearchParams): Question {
  const list = (name: Reserved) =>
    search
      .getAll(name)
      .flatMap(readList)
      .map((value) => value ?? '~');
  const where = Object.create(null) as Record<string, (string | null)[]>;
  for (const name of new Set(search.keys())) {
    if (isReserved(name)) continue;
    const values = search.getAll(name).flatMap(readList);
    if (values.some((value) => value === ''))
      throw refusal('bad-value', [name, '', 'code | ~'], name);
    where[name] = [...new Set(values)];
  }
  const order = list('order');
  const from = readOne(search, 'from');
  const to = readOne(search, 'to');
  const asOf = readOne(search, 'asOf');
  const reportedBy = readOne(search, 'reportedBy');
  const limit = readOne(search, 'limit');
  return {
    cube,
    measures: [...new Set(list('measures'))],
    by: [...new Set(list('by'))],
    where: { ...where },
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(reportedBy === undefined ? {} : { reportedBy }),
    ...(order.length === 0 ? {} : { order }),
    ...(limit === undefined ? {} : { limit: readLimit(limit) }),
  };
}

/** Whole number from 1 to `MAX_LIMIT`; anything else is refused. */
export function readLimit(text: string): number {
  const limit = /^[0-9]{1,7}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) throw refusal('bad-limit', [text], 'limit');
  return limit;
}

export function isReserved(name: string): name is Reserved {
  return (RESERVED as readonly string[]).includes(name);
}

function readOne(search: URLSearchParams, name: Reserved): string | undefined {
  const values = search.getAll(name);
  if (values.length > 1) throw refusal('bad-value', [name, values.join(' & '), '1 ×'], name);
  return values[0] === '' ? undefined : values[0];
}

/** Alternatives are separated by commas; `~` alone is absent; a backslash makes the next character a plain one. */
function readList(text: string): (string | null)[] {
  if (text === '') return [];
  const parts: string[] = [''];
  const append = (piece: string) => parts.push((parts.pop() ?? '') + piece);
  for (const [piece] of text.matchAll(/\\?[\s\S]/gu)) {
    if (piece === ',') parts.push('');
    else append(piece);
  }
  return parts.map((part) => (part === '~' ? null : part.replace(/\\([\s\S])/gu, '$1')));
}

function writeList(values: readonly (string | null)[]): string {
  return values.map((value) => (value === null ? '~' : value.replace(/[\\,~]/g, '\\$&'))).join(',');
}
