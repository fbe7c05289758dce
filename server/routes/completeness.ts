/** In charge of `GET /api/completeness`: the wall of what has arrived for a region and year. */
import type { FastifyInstance } from 'fastify';
import { refusal } from '#contract/problem';
import { principalOf } from '../access/authenticate.ts';
import { completenessOf } from '../cases/completeness.ts';
import { reading, versionAt } from '../query/reader.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { demandKnown, searchOf } from './search.ts';

export function addCompleteness(app: FastifyInstance, { database, build }: House): void {
  app.get('/api/completeness', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, ['region', 'year', 'asOf']);
    const region = search.get('region') ?? '';
    const year = search.get('year') ?? '';
    if (region === '') throw refusal('bad-value', ['region', region, '530700'], 'region');
    if (!/^(?:19|20)\d{2}$/u.test(year)) throw refusal('bad-value', ['year', year, '2025'], 'year');
    return reading(database, principalOf(request), async (client) => {
      const version = await versionAt(client, search.get('asOf'));
      void reply.header('mingzhang-version', version);
      if (isKnown(request, reply, build, 'completeness', version, region, year))
        return reply.send();
      return completenessOf(client, version, region, Number(year));
    });
  });
}
