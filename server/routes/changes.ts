/** In charge of `GET /api/changes`: what one version states differently from another, as the viewer may see it. */
import type { FastifyInstance } from 'fastify';
import { changesBetween } from '#changes';
import type { ChangesAnswer } from '#contract/ledgerAnswers';
import { refusal } from '#contract/problem';
import { principalOf } from '../access/authenticate.ts';
import { reading, versionAt } from '../query/reader.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { demandKnown, pageOf, searchOf } from './search.ts';

export function addChanges(app: FastifyInstance, { database, build }: House): void {
  app.get('/api/changes', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, ['from', 'to', 'region', 'limit']);
    const { limit } = pageOf(search);
    const region = search.get('region');
    const principal = principalOf(request);
    return reading(database, principal, async (client) => {
      const to = await versionAt(client, search.get('to'));
      const text = search.get('from');
      if (text === null) throw refusal('bad-value', ['from', '', '1'], 'from');
      const from = await versionAt(client, text);
      void reply.header('mingzhang-version', to);
      if (isKnown(request, reply, build, 'changes', from, to, region ?? '', limit))
        return reply.send();
      const answer: ChangesAnswer = await changesBetween(client, {
        from,
        to,
        region,
        limit,
        place: 'table',
      });
      // Control totals of a whole slice are not for who may see one unit only.
      return principal.unit === null
        ? answer
        : { ...answer, rows: answer.rows.filter(({ lines }) => lines === undefined) };
    });
  });
}
