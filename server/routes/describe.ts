/** In charge of what the system says about itself: health, cubes, members, loaded slices, the interface's description. */
import type { FastifyInstance } from 'fastify';
import type { Health } from '#contract/answers';
import { fromSearch } from '#contract/address';
import { CUBES, cubeOf, describeCubes } from '#contract/cubes';
import { refusal } from '#contract/problem';
import { record } from '../access/accessLog.ts';
import { principalOf } from '../access/authenticate.ts';
import { sightOf } from '../access/sight.ts';
import { readMembers } from '../query/names.ts';
import { readPayees } from '../query/payments/payees.ts';
import { reading, versionAt } from '../query/reader.ts';
import { readDate, readWhere } from '../query/request.ts';
import { SliceMeasures } from '../query/sliceMeasures.ts';
import { readSlices } from '../query/slices.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { describeInterface } from './openapi.ts';
import { demandKnown, searchOf } from './search.ts';

export function addDescriptions(app: FastifyInstance, { database, build }: House): void {
  app.get('/api/health', { config: { open: true } }, async (): Promise<Health> => {
    const { rows } = await database.reader.query<{ version: number }>(
      'select max(version) as version from versions',
    );
    return { status: 'ok', version: rows[0]?.version ?? 0 };
  });

  app.get('/api/openapi.json', async (request, reply) => {
    if (isKnown(request, reply, build, 'openapi')) return reply.send();
    return describeInterface(build);
  });

  app.get('/api/cubes', async (request, reply) => {
    if (isKnown(request, reply, build, 'cubes')) return reply.send();
    return { cubes: describeCubes() };
  });

  app.get<{ Params: { dimension: string } }>('/api/members/:dimension', async (request, reply) => {
    const { dimension } = request.params;
    const search = searchOf(request);
    const cube = search.get('cube');
    const dataset = cubeWith(dimension, cube);
    search.delete('cube');
    const principal = principalOf(request);
    const payees = dataset.name === 'payments' && dimension === 'payee';
    const sight = sightOf(principal, payees ? search.get('unmask') : null);
    if (payees) search.delete('unmask');
    const { where, asOf } = fromSearch(dataset.name, search);
    const filters = readWhere(dataset, where);
    return reading(database, principal, async (client) => {
      const version = await versionAt(client, asOf ?? null);
      void reply.header('mingzhang-version', version);
      const own = principal.unit !== null;
      if (sight.persons) {
        const members = await readPayees(client, { version, filters, sight, own });
        const subject = { list: 'payees', rows: members.length, filters: Object.keys(where) };
        await record(database, principal, 'unmask', JSON.stringify(subject));
        void reply.header('cache-control', 'private, no-store');
        return { version, members };
      }
      if (
        isKnown(
          request,
          reply,
          build,
          'members',
          dimension,
          cube,
          dataset.name,
          version,
          Object.entries(where).sort(),
        )
      )
        return reply.send();
      if (payees)
        return { version, members: await readPayees(client, { version, filters, sight, own }) };
      const everywhere = cube === null;
      const asked = { dataset, dimension, version, filters, everywhere, own };
      return { version, members: await readMembers(client, asked) };
    });
  });

  const measures = new SliceMeasures();
  app.get('/api/slices', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, ['asOf', 'reportedBy']);
    const date = search.get('reportedBy');
    const reportedBy = date === null ? null : readDate('reportedBy', date);
    return reading(database, principalOf(request), async (client) => {
      const version = await versionAt(client, search.get('asOf'));
      void reply.header('mingzhang-version', version);
      if (isKnown(request, reply, build, 'slices', version, reportedBy)) return reply.send();
      return { version, slices: await readSlices(client, { version, reportedBy }, measures) };
    });
  });
}

/** The cube asked for where it has the dimension, else the first that has it. */
function cubeWith(dimension: string, cube: string | null) {
  const asked = cube === null ? undefined : cubeOf(cube);
  const dataset = [asked, CUBES.get('execution'), ...CUBES.values()].find(
    (candidate) => candidate !== undefined && dimension in candidate.dimensions,
  );
  if (dataset === undefined)
    throw refusal('unknown-dimension', [dimension, cube ?? '*', 'GET /api/cubes'], 'dimension');
  return dataset;
}
