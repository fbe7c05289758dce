/** In charge of `GET /api/versions` and of rolling back. */
import type { FastifyInstance } from 'fastify';
import type { BatchRow, VersionRow } from '#contract/loadAnswers';
import { refusal } from '#contract/problem';
import { rollback } from '#rollback';
import { record } from '../access/accessLog.ts';
import { principalOf } from '../access/authenticate.ts';
import { demand } from '../access/rights.ts';
import { reading, versionAt } from '../query/reader.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { demandKnown, pageOf, searchOf } from './search.ts';

interface StoredVersion {
  readonly version: number;
  readonly published_at: Date;
  readonly published_by: string;
  readonly kind: VersionRow['kind'];
  readonly rolled_back_to: number | null;
  readonly batches: readonly number[];
  readonly before: readonly number[];
}

export function addVersions(app: FastifyInstance, { database, build }: House): void {
  app.get('/api/versions', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, ['limit', 'after']);
    // Each version lists all its batches, so a page holds few.
    const { limit, offset } = pageOf(search, 20);
    return reading(database, principalOf(request), async (client) => {
      const newest = await versionAt(client, null);
      void reply.header('mingzhang-version', newest);
      if (isKnown(request, reply, build, 'versions', newest, limit, offset)) return reply.send();
      // The sub-queries go through `batches`, so that row-level security decides which of them are seen.
      const { rows: versions } = await client.query<StoredVersion>(
        `select w.version, w.published_at, w.published_by, w.kind, w.rolled_back_to,
           array(select b.batch_id from version_batches v join batches b using (batch_id) where v.version = w.version order by 1) as batches,
           array(select v.batch_id from version_batches v where v.version = w.version - 1) as before
         from versions w order by w.version desc limit $1 offset $2`,
        [limit + 1, offset],
      );
      const shown = versions.slice(0, limit);
      const { rows: batches } = await client.query<Omit<BatchRow, 'added'>>(
        `select b.batch_id as batch, f.name as file, b.sha256, b.figures as rows, b.complete,
           json_build_object('dataset', b.dataset, 'region', b.region_code, 'scope', b.scope, 'year', b.year, 'period', b.period,
             'book', b.book, 'flow', b.flow, 'stage', b.stage, 'source', b.source) as slice
         from batches b join files f on f.sha256 = b.sha256 where b.batch_id = any ($1)`,
        [[...new Set(shown.flatMap((version) => version.batches))]],
      );
      const byId = new Map(batches.map((batch) => [batch.batch, batch]));
      return {
        versions: shown.map((stored) => versionOf(stored, byId, newest)),
        next: versions.length > limit ? String(offset + limit) : null,
      };
    });
  });

  app.post<{ Params: { version: string } }>(
    '/api/versions/:version/rollback',
    async (request, reply) => {
      const principal = principalOf(request);
      demand(principal, 'rollback');
      const { version: text } = request.params;
      if (!/^[0-9]{1,9}$/.test(text))
        throw refusal('bad-value', ['version', text, '12'], 'version');
      // Refuses a version that does not exist before anything is done.
      await reading(database, principal, (client) => versionAt(client, text));
      const version = await rollback(database, Number(text), principal.name);
      await record(database, principal, 'rollback', text);
      void reply.header('mingzhang-version', version);
      return { version };
    },
  );
}

function versionOf(
  stored: StoredVersion,
  byId: ReadonlyMap<number, Omit<BatchRow, 'added'>>,
  newest: number,
): VersionRow {
  const before = new Set(stored.before);
  return {
    version: stored.version,
    publishedAt: stored.published_at.toISOString(),
    publishedBy: stored.published_by,
    kind: stored.kind,
    rolledBackTo: stored.rolled_back_to,
    current: stored.version === newest,
    batches: stored.batches.flatMap((id) => {
      const batch = byId.get(id);
      return batch === undefined ? [] : [{ ...batch, added: !before.has(id) }];
    }),
  };
}
