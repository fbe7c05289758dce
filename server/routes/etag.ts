/** In charge of the validators of answers: the same version, question, form, viewer and build have the same bytes. */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { principalOf } from '../access/authenticate.ts';
import { scopeOf } from '../access/principal.ts';

/**
 * Sets the validator and the cache rules of an answer; true when it need not be made: the reader has it already (304 is then set),
 * or it was made before and is sent as it was.
 */
export function isKnown(
  request: FastifyRequest,
  reply: FastifyReply,
  build: string,
  ...parts: readonly unknown[]
): boolean {
  const hash = createHash('sha256')
    .update(JSON.stringify([build, scopeOf(principalOf(request)), ...parts]))
    .digest('base64url')
    .slice(0, 32);
  const etag = `"${hash}"`;
  void reply
    .header('etag', etag)
    .header('cache-control', 'private, no-cache')
    .header('vary', 'Accept, Authorization, Cookie');
  const known = (request.headers['if-none-match'] ?? '')
    .split(',')
    .map((text) => text.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) {
    void reply.status(304);
    return true;
  }
  reply.kept = request.server.kept.get(etag) ?? null;
  if (reply.kept !== null) void reply.headers(reply.kept.headers);
  return reply.kept !== null;
}
