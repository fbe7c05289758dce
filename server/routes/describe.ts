/** In charge of what the system says about itself: health, cubes, members, loaded slices, the interface's description. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Health, LoadedSlice } from '#contract/answers';
import { fromSearch } from '#contract/address';
import { CUBES, cubeOf, describeCubes } from '#contract/cubes';
import { refusal } from '#contract/problem';
import { principalOf } from '../access/authenticate.ts';
import { readMembers } from '../query/names.ts';
import { reading, versionAt } from '../query/reader.ts';
import { readWhere } from '../query/request.ts';
import { SliceMeasures } from '../query/sliceMeasures.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { Kept } from './kept.ts';
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

  const kept = new Kept();
  const send = async (reply: FastifyReply, make: () => Promise<unknown>) => {
    const answer = await kept.answer(String(reply.getHeader('etag')), make);
    return reply.type('application/json; charset=utf-8').send(answer);
  };

  app.get<{ Params: { dimension: string } }>('/api/members/:dimension', async (request, reply) => {
    const { dimension } = request.params;
    const search = searchOf(request);
    const cube = search.get('cube');
    const dataset = cubeWith(dimension, cube);
    search.delete('cube');
    const { where, asOf } = fromSearch(dataset.name, search);
    const filters = readWhere(dataset, where);
    return reading(database, principalOf(request), async (client) => {
      const version = await versionAt(client, asOf ?? null);
      void reply.header('mingzhang-version', version);
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
      return send(reply, async () => {
        const everywhere = cube === null;
        const asked = { dataset, dimension, version, filters, everywhere };
        return { version, members: await readMembers(client, asked) };
      });
    });
  });

  const measures = new SliceMeasures();
  app.get('/api/slices', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, ['asOf']);
    return reading(database, principalOf(request), async (client) => {
      const version = await versionAt(client, search.get('asOf'));
      void reply.header('mingzhang-version', version);
      if (isKnown(request, reply, build, 'slices', version)) return reply.send();
      return send(reply, async () => {
        const { rows } = await client.query<Omit<LoadedSlice, 'measures'> & { batches: number[] }>(
          SLICES,
          [version],
        );
        const known = await measures.of(
          client,
          rows.flatMap(({ batches }) => batches),
        );
        const slices = rows.map(({ batches, ...slice }): LoadedSlice => ({
          ...slice,
          measures: [...new Set(batches.flatMap((batch) => known.get(batch) ?? []))].sort(),
        }));
        return { version, slices };
      });
    });
  });
}

const SLICES = `
  select b.dataset, b.region_code as region, b.scope, b.year, b.month, b.period, b.book, b.flow, b.stage, b.source,
    s.kind as "sourceKind", bool_and(b.complete) as complete, max(b.reported_on)::text as "reportedOn",
    sum(b.figures)::integer as figures, array_agg(b.batch_id) as batches
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  join sources s on s.source = b.source
  where v.version = $1
  group by b.dataset, b.region_code, b.scope, b.year, b.month, b.period, b.book, b.flow, b.stage, b.source, s.kind
  order by b.dataset, b.region_code, b.year desc, b.month desc, b.scope, b.book, b.flow, b.stage, b.source`;

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
