/** In charge of uploads: taking them in, telling how far they are and how they ended, and stopping them. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import type { PoolClient } from 'pg';
import type { LoadProgress, LoadReport } from '#contract/loadAnswers';
import { refusal } from '#contract/problem';
import { record } from '../access/accessLog.ts';
import { principalOf } from '../access/authenticate.ts';
import type { Principal } from '../access/principal.ts';
import { demand } from '../access/rights.ts';
import { reading } from '../query/reader.ts';
import { EventStreams } from './eventStreams.ts';
import type { House } from './house.ts';
import { ENDED, LOAD_WORDS, type LoadStatus } from './loadWords.ts';
import { demandKnown, pageOf, searchOf } from './search.ts';
import { readUpload } from './upload.ts';

interface StoredLoad {
  readonly id: string;
  readonly path: string;
  readonly status: LoadStatus;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly by: string;
  readonly version: number | null;
  readonly report: LoadReport | null;
}

export async function addLoads(app: FastifyInstance, { database, loads }: House): Promise<void> {
  await app.register(multipart);
  const streams = new EventStreams();
  app.addHook('preClose', (done) => {
    streams.close();
    done();
  });

  app.post('/api/loads', async (request, reply) => {
    const principal = principalOf(request);
    demand(principal, 'load');
    const upload = await readUpload(request, database.files);
    const id = await loads.add({ ...upload, by: principal.name });
    await record(database, principal, 'load', upload.inputs.map(({ path }) => path).join(', '));
    return reply.status(202).header('location', `/api/loads/${id}`).send({ id });
  });

  app.get('/api/loads', async (request) => {
    const principal = principalOf(request);
    demand(principal, 'seeLoads');
    const search = searchOf(request);
    demandKnown(search, ['limit', 'after']);
    const { limit, offset } = pageOf(search);
    const stored = await reading(database, principal, (client) =>
      readLoads(client, principal, { limit: limit + 1, offset }),
    );
    const rows = stored.slice(0, limit).map((row): LoadProgress => {
      const progress = progressOf({ ...row, report: null }, row.report);
      return { ...progress, id: loads.announced(row.id) ?? row.id };
    });
    const waiting = principal.region === null && offset === 0 ? loads.waiting() : [];
    return {
      loads: [...waiting, ...rows],
      next: stored.length > limit ? String(offset + limit) : null,
    };
  });

  /** The last word on a load: of the queue while it is remembered, else of the database. */
  const find = async (principal: Principal, id: string): Promise<LoadProgress> => {
    const [stored] = /^[0-9]{1,9}$/.test(id)
      ? await reading(database, principal, (client) =>
          readLoads(client, principal, { limit: 1, offset: 0, id: Number(id) }),
        )
      : [];
    const limited = principal.region !== null || principal.unit !== null;
    const queued = limited && stored === undefined ? undefined : loads.find(id);
    if (queued !== undefined) return queued;
    if (stored === undefined) throw refusal('unknown-load', [id], 'id');
    return progressOf(stored, stored.report);
  };

  app.get<{ Params: { id: string } }>('/api/loads/:id', async (request) => {
    const principal = principalOf(request);
    demand(principal, 'seeLoads');
    return find(principal, request.params.id);
  });

  app.delete<{ Params: { id: string } }>('/api/loads/:id', async (request, reply) => {
    const principal = principalOf(request);
    demand(principal, 'load');
    const { id } = request.params;
    const { status } = await find(principal, id);
    if (ENDED.has(status) || !loads.cancel(id)) throw refusal('load-ended', [id], 'id');
    await record(database, principal, 'cancel', id);
    return reply.status(204).send();
  });

  app.get<{ Params: { id: string } }>('/api/loads/:id/events', async (request, reply) => {
    const principal = principalOf(request);
    demand(principal, 'seeLoads');
    const { id } = request.params;
    const last = await find(principal, id);
    const stream = streams.open(reply);
    if (loads.find(id) !== undefined) {
      stream.onClose(
        loads.listen(id, (progress) => {
          stream.tell('progress', progress);
          if (ENDED.has(progress.status)) stream.end();
        }),
      );
      return reply;
    }
    // A load that another process runs: the database is asked again until it has ended.
    stream.tell('progress', last);
    if (ENDED.has(last.status)) stream.end();
    else {
      const again = setInterval(() => {
        find(principal, id).then(
          (progress) => {
            stream.tell('progress', progress);
            if (ENDED.has(progress.status)) stream.end();
          },
          () => {
            stream.end();
          },
        );
      }, 1000);
      stream.onClose(() => {
        clearInterval(again);
      });
    }
    return reply;
  });
}

async function readLoads(
  client: PoolClient,
  { name, region }: Principal,
  { limit, offset, id }: { readonly limit: number; readonly offset: number; readonly id?: number },
): Promise<readonly StoredLoad[]> {
  const { rows } = await client.query<StoredLoad>(
    `select load_id::text as id, path, status, started_at, finished_at, loaded_by as by, (report->>'version')::integer as version, report
     from loads
     where ($1::integer is null or load_id = $1) and ($2::text is null or loaded_by = $3 or access.sees_load(load_id))
     order by load_id desc limit $4 offset $5`,
    [id ?? null, region, name, limit, offset],
  );
  return rows;
}

function progressOf(stored: StoredLoad, told: LoadReport | null): LoadProgress {
  const { id, path, status, by, version, report } = stored;
  const rejects = (told?.files ?? []).flatMap((file) => [
    ...file.rejects,
    ...file.tables.flatMap((table) => table.rejects),
  ]);
  return {
    id, path, status, by, version, report,
    share: ENDED.has(status) ? 1 : null,
    startedAt: stored.started_at.toISOString(),
    finishedAt: stored.finished_at?.toISOString() ?? null,
    message: status === 'refused' ? (rejects[0]?.message ?? LOAD_WORDS.refused) : LOAD_WORDS[status],
  }; // prettier-ignore
}
