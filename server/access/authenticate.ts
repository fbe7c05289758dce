/** In charge of the door: who makes a request, and that nobody enters without a sign-in or from another site. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '#database';
import { refusal } from '#contract/problem';
import type { Principal } from './principal.ts';
import { principalOfSession } from './sessions.ts';
import { principalOfToken } from './tokens.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** An interface that answers without a sign-in. */
    readonly open?: boolean;
  }
}

const COOKIE = 'mingzhang_session';
const principals = new WeakMap<FastifyRequest, Principal>();

/** Demands a sign-in for every address under `/api` that does not say `open`, existing or not. */
export function guard(app: FastifyInstance, database: Database): void {
  app.addHook('onRequest', async (request) => {
    refuseOtherSites(request);
    const { url, config } = request.routeOptions;
    if (config.open === true || !(url ?? request.url).startsWith('/api')) return;
    const principal = await identify(database, request);
    if (principal === null) throw refusal('not-signed-in', []);
    principals.set(request, principal);
  });
}

/** Who makes this request; only for routes that are not open. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (principal === undefined) throw new Error('a route that is open has no principal');
  return principal;
}

async function identify(database: Database, request: FastifyRequest): Promise<Principal | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer ([^\s]+)$/i.exec(authorization)?.[1];
    return token === undefined ? null : principalOfToken(database, token);
  }
  const secret = sessionSecret(request);
  return secret === null ? null : principalOfSession(database, secret);
}

/** The secret in the session cookie; null without a cookie that we signed. */
export function sessionSecret(request: FastifyRequest): string | null {
  const cookie = request.cookies[COOKIE];
  if (cookie === undefined) return null;
  const { valid, value } = request.unsignCookie(cookie);
  return valid ? value : null;
}

export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
): void {
  void reply.setCookie(COOKIE, secret, { ...cookieOptions(request), maxAge: 7 * 24 * 3600 });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(COOKIE, cookieOptions(request));
}

function cookieOptions(request: FastifyRequest) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    signed: true,
    secure: request.protocol === 'https',
  } as const;
}

const HARMLESS = ['GET', 'HEAD', 'OPTIONS'];

/** A browser says where a request comes from; a write from elsewhere is refused. Programs with a token say nothing. */
function refuseOtherSites({ method, headers, host, protocol }: FastifyRequest): void {
  if (HARMLESS.includes(method)) return;
  const site = headers['sec-fetch-site'];
  const origin = headers.origin;
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && origin !== `${protocol}://${host}`);
  if (foreign) throw refusal('cross-site', []);
}
