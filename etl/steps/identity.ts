/** In charge of whether the very same bytes are published already, as the same slices or as others. */
import type pg from 'pg';
import { reject, type Reject } from '#model/reject';
import type { Slice } from '#model/slice';
import { sliceKey } from './slices.ts';
import type { StagedBatch } from './staged.ts';

/** `current`: nothing to do; `elsewhere`: published as something else (DQ-18); `new`: to be loaded. */
export type Identity =
  | { readonly kind: 'new' }
  | { readonly kind: 'current' }
  | { readonly kind: 'elsewhere'; readonly reject: Reject };

interface CurrentRow extends Omit<Slice, 'region'> {
  readonly region_code: string;
  readonly part: string | null;
  readonly month: number;
  readonly since: number;
}

/**
 * The identity of a load is its bytes, slices and layout version, looked up in a version: what was rolled back is not current,
 * so the same file publishes again. Bytes that an older version of the layout read are to be loaded anew.
 */
export async function identify(
  client: pg.ClientBase,
  version: number,
  file: { readonly path: string; readonly sha256: string },
  batches: readonly StagedBatch[],
): Promise<Identity> {
  const { rows } = await client.query<CurrentRow>(
    `select b.dataset, b.region_code, b.scope, b.year, b.period, b.month, b.book, b.flow, b.stage, b.source, b.part,
            (select min(w.version) from version_batches w where w.batch_id = b.batch_id) as since
     from batches b join version_batches v on v.batch_id = b.batch_id and v.version = $1
     where b.sha256 = $2
       and exists (select from unnest($3::text[], $4::int[]) as l (name, version)
                   where l.name = b.layout and l.version = b.layout_version)
     order by b.batch_id`,
    [
      version,
      file.sha256,
      batches.map(({ layout }) => layout.name),
      batches.map(({ layout }) => layout.version),
    ],
  );
  const [first] = rows;
  if (first === undefined) return { kind: 'new' };
  const wanted = new Set(batches.map(({ slice, part, month }) => sliceKey(slice, part, month)));
  const current = new Set(
    rows.map((row) => sliceKey({ ...row, region: row.region_code }, row.part, row.month)),
  );
  const foreign = rows.find(
    (row) => !wanted.has(sliceKey({ ...row, region: row.region_code }, row.part, row.month)),
  );
  const [mine] = batches;
  if (foreign !== undefined && mine !== undefined) {
    return {
      kind: 'elsewhere',
      reject: reject(
        'already-published',
        {
          version: foreign.since,
          published: words({ ...foreign, region: foreign.region_code }, foreign.month),
          declared: words(mine.slice, mine.month),
        },
        { path: file.path },
      ),
    };
  }
  return [...wanted].every((key) => current.has(key)) ? { kind: 'current' } : { kind: 'new' };
}

const SCOPES = {
  all: { zh: '含下级', en: 'lower levels included' },
  own: { zh: '本级', en: 'own level' },
  unstated: { zh: '口径未说明', en: 'scope unstated' },
} as const;

function words({ region, scope, year, source }: Slice, month: number) {
  return {
    zh: `地区 ${region}、${String(year)} 年度（至 ${String(month)} 月）、${SCOPES[scope].zh}、来源 ${source}`,
    en: `region ${region}, year ${String(year)} (to month ${String(month)}), ${SCOPES[scope].en}, source ${source}`,
  };
}
