/** In charge of the parameters of a request's address. */
import type { FastifyRequest } from 'fastify';
import { readLimit } from '#contract/address';
import { refusal } from '#contract/problem';

export function searchOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://localhost').searchParams;
}

/** Alternatives of a list parameter; null where it is absent. */
export function listOf(search: URLSearchParams, name: string): string[] | null {
  const values = search
    .getAll(name)
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '');
  return values.length === 0 ? null : values;
}

/** Refuses parameters that a route does not know. */
export function demandKnown(search: URLSearchParams, known: readonly string[]): void {
  for (const name of search.keys()) {
    if (!known.includes(name)) throw refusal('unknown-parameter', [name, known.join(', ')], name);
  }
}

export interface PageRequest {
  readonly limit: number;
  readonly offset: number;
}

/** `limit` (`usual` unless given, at most 1000) and `after` (the `next` of the page before). */
export function pageOf(search: URLSearchParams, usual = 200): PageRequest {
  const after = search.get('after');
  if (after !== null && !/^[0-9]{1,9}$/.test(after))
    throw refusal('bad-value', ['after', after, 'next'], 'after');
  const limit = search.get('limit');
  return {
    limit: limit === null ? usual : Math.min(readLimit(limit), 1000),
    offset: Number(after ?? 0),
  };
}

/** `limit` of a list that goes on by cursor: `usual` unless given, at most 1000. */
export function takeOf(search: URLSearchParams, usual = 200): number {
  const limit = search.get('limit');
  return limit === null ? usual : Math.min(readLimit(limit), 1000);
}
