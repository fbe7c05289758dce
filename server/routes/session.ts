/** In charge of signing in and out, and of saying who is signed in. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '#contract/answers';
import { Refusal, refusal } from '#contract/problem';
import { record } from '../access/accessLog.ts';
import {
  clearSessionCookie,
  principalOf,
  sessionSecret,
  setSessionCookie,
} from '../access/authenticate.ts';
import { may } from '../access/rights.ts';
import { closeSession, principalOfSession } from '../access/sessions.ts';
import { redeem } from '../access/signInLinks.ts';
import { languageOf } from '../plugins/language.ts';
import type { House } from './house.ts';

export function addSession(app: FastifyInstance, { database }: House): void {
  // A look-ahead (HEAD) must not spend the link.
  app.get<{ Params: { secret: string } }>(
    '/sign-in/:secret',
    { config: { open: true }, exposeHeadRoute: false },
    async (request, reply) => {
      try {
        const secret = await redeem(database, request.params.secret);
        setSessionCookie(request, reply, secret);
        const principal = await principalOfSession(database, secret);
        if (principal !== null) await record(database, principal, 'sign-in', null);
        return await reply.header('referrer-policy', 'no-referrer').redirect('/', 303);
      } catch (problem) {
        if (!(problem instanceof Refusal) || !wantsPage(request)) throw problem;
        return await tellOnPage(request, reply, problem);
      }
    },
  );

  app.get('/api/session', (request): Session => {
    const principal = principalOf(request);
    const { name, role, region, unit } = principal;
    const [load, rollback, administer, unmask, setRules] = [
      may(principal, 'load'),
      may(principal, 'rollback'),
      may(principal, 'administer'),
      may(principal, 'unmask'),
      may(principal, 'setRules'),
    ];
    return { name, role, region, unit, may: { load, rollback, administer, unmask, setRules } };
  });

  const signOut = async (request: FastifyRequest, reply: FastifyReply) => {
    const secret = sessionSecret(request);
    if (secret === null) throw refusal('not-signed-in', []);
    await record(database, principalOf(request), 'sign-out', null);
    await closeSession(database, secret);
    clearSessionCookie(request, reply);
    return reply.status(204).send();
  };
  app.delete('/api/session', signOut);
  app.post('/api/sign-out', signOut);
}

function wantsPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true;
}

/** A person who clicks a spent link sees the sentence, not JSON. It holds nothing that came with the request. */
function tellOnPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, title, detail }: Refusal,
): FastifyReply {
  const language = languageOf(request);
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  return reply
    .status(status)
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>${title[language]}</title><h1>${title[language]}</h1><p>${detail[language]}</p></html>`,
    );
}
