/** In charge of whether the bytes of a ledger file are published already, before a row of it is read. */
import type pg from 'pg';
import { reject, type Reject } from '#model/reject';
import type { PlannedTable } from './plan.ts';

interface CurrentRow {
  readonly layout: string;
  readonly layout_version: number;
  readonly region_code: string;
  readonly scope: string;
  readonly year: number;
  readonly month: number;
  readonly book: string | null;
  readonly flow: string | null;
  readonly source: string;
  readonly since: number;
}

/** `current`: nothing to do. `elsewhere`: published as something else (DQ-18). */
export type LedgerIdentity =
  { readonly kind: 'new' | 'current' } | { readonly kind: 'elsewhere'; readonly reject: Reject };

/**
 * The same bytes, read by the same mappings, say the same of whatever their rows state. So only what was said from outside can
 * differ: region, year, month and the like where no column holds them, and the source.
 */
export async function identifyLedger(
  client: pg.ClientBase,
  version: number,
  file: { readonly path: string; readonly sha256: string; readonly source: string },
  tables: readonly PlannedTable[],
): Promise<LedgerIdentity> {
  const { rows } = await client.query<CurrentRow>(
    `select b.layout, b.layout_version, b.region_code, b.scope, b.year, b.month, b.book, b.flow, b.source,
       (select min(w.version) from version_batches w where w.batch_id = b.batch_id) as since
     from batches b join version_batches v on v.batch_id = b.batch_id and v.version = $1
     where b.sha256 = $2 and b.form = 'ledger' order by b.batch_id`,
    [version, file.sha256],
  );
  const tableOf = (row: CurrentRow) =>
    tables.find(
      ({ mapping }) => mapping.mapping === row.layout && mapping.version === row.layout_version,
    );
  const mine = rows.filter((row) => tableOf(row) !== undefined);
  for (const row of mine) {
    const fixed = tables
      .filter(({ mapping }) => mapping.mapping === row.layout)
      .map(({ bound }) => bound.fixed);
    const fits = fixed.some(
      (parts) =>
        (parts.region === undefined || parts.region === row.region_code) &&
        (parts.scope === undefined || parts.scope === row.scope) &&
        (parts.year === undefined || parts.year === row.year) &&
        (parts.month === undefined || parts.month === null || parts.month === row.month) &&
        (parts.book === undefined || parts.book === row.book) &&
        (parts.flow === undefined || parts.flow === row.flow),
    );
    if (fits && row.source === file.source) continue;
    const [parts = {}] = fixed;
    const now = {
      ...row,
      ...withoutAbsent(parts),
      region_code: parts.region ?? row.region_code,
      source: file.source,
    };
    return {
      kind: 'elsewhere',
      reject: reject(
        'already-published',
        { version: row.since, published: words(row), declared: words(now) },
        { path: file.path },
      ),
    };
  }
  const covered = tables.every(({ mapping }) =>
    mine.some(({ layout }) => layout === mapping.mapping),
  );
  return { kind: mine.length > 0 && covered ? 'current' : 'new' };
}

function withoutAbsent({ year, month }: PlannedTable['bound']['fixed']) {
  return {
    ...(year === undefined ? {} : { year }),
    ...(month === undefined || month === null ? {} : { month }),
  };
}

function words({
  region_code,
  year,
  month,
  source,
}: Pick<CurrentRow, 'region_code' | 'year' | 'month' | 'source'>) {
  return {
    zh: `地区 ${region_code}、${String(year)} 年度（至 ${String(month)} 月）、来源 ${source}`,
    en: `region ${region_code}, year ${String(year)} (to month ${String(month)}), source ${source}`,
  };
}
