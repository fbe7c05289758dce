/** In charge of the registry rows of a load of ledgers: its tables, unpublished batches, names and places. */
import type pg from 'pg';
import { levelOfRegion, parentOfRegion, parseRegionCode } from '#model/region';
import type { SourceReading } from '#model/reading';
import { lastDayOf } from '../steps/period.ts';
import { UPLOAD, type LoadIdentity } from '../steps/register.ts';
import { datasetOf } from '../steps/leafColumns.ts';
import type { PlannedTable } from './plan.ts';
import type { SliceRead, TableRead } from './threadTalk.ts';

/** What a load has read: its tables as planned, what became of each, and the slices. */
export interface LedgerRead {
  readonly planned: readonly PlannedTable[];
  readonly tables: readonly TableRead[];
  readonly slices: readonly SliceRead[];
}

/** Every code that stands for a whole year in a slice without months. */
const WHOLE_YEAR = 12;

/** The month that a slice has reached. */
export function monthReached({ parts, lastMonth }: SliceRead): number {
  return parts.month ?? (lastMonth === 0 ? WHOLE_YEAR : lastMonth);
}

export async function registerLedger(
  client: pg.ClientBase,
  identity: LoadIdentity & { readonly reported: string | null },
  read: LedgerRead,
): Promise<void> {
  await registerPlaces(client, read);
  await registerTables(client, identity, read);
  await registerBatches(client, identity, read);
  await registerNames(client, read.slices);
}

/** The source of the file: as the caller describes it, else the hand-over under its name. */
export async function registerSource(
  client: pg.ClientBase,
  source: string,
  reading: SourceReading | null,
): Promise<void> {
  const { kind, grade, rank, title, url, linkable, dated } = reading ?? {
    kind: 'upload', grade: null, rank: 0, title: source === UPLOAD ? '报送文件' : source, url: null, linkable: false, dated: null,
  }; // prettier-ignore
  await client.query(
    `insert into sources (source, kind, grade, rank, title, url, linkable, dated) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (source) do nothing`,
    [source, kind, grade, rank, title, url, linkable, dated],
  );
}

/** Places that the reference does not hold: under the name that the mapping gives, else under their code. */
async function registerPlaces(
  client: pg.ClientBase,
  { planned, slices }: LedgerRead,
): Promise<void> {
  const places = new Map<string, { zh: string; en: string | null }>();
  for (const { parts, table } of slices) {
    if (places.has(parts.region)) continue;
    const name = planned.find(({ no }) => no === table)?.bound.regionName;
    places.set(
      parts.region,
      name ?? { zh: parts.region.split('~').at(-1) ?? parts.region, en: null },
    );
  }
  for (const [text, { zh, en }] of [...places].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const code = parseRegionCode(text);
    if (code === null) continue;
    await client.query(
      `insert into regions (region_code, parent, name_zh, name_en, level) values ($1, $2, $3, $4, $5) on conflict (region_code) do nothing`,
      [code, parentOfRegion(code), zh, en, levelOfRegion(code)],
    );
  }
}

async function registerTables(
  client: pg.ClientBase,
  { loadId }: LoadIdentity,
  { planned, tables }: LedgerRead,
): Promise<void> {
  const rows = planned.map(({ no, sheet, mapping, bound }) => {
    const read = tables.find((table) => table.no === no);
    return {
      no,
      sheet,
      range: `1:${String(read?.lines ?? 0)}`,
      title: mapping.title.zh,
      layout: mapping.mapping,
      dataset: bound.dataset,
      unit: mapping.amounts?.unit ?? null,
      rows: (read?.rows ?? 0) + (read?.rejected ?? 0),
      accepted: read?.rows ?? 0,
      rejected: read?.rejected ?? 0,
      line_offset: read?.offset ?? 0,
      line_count: read?.lines ?? 0,
      stated: texts(read?.stated ?? null),
    };
  });
  await client.query(
    `insert into load_tables (load_id, table_no, sheet, range, title, layout, dataset, amount_unit, rows, accepted, rejected, line_offset, line_count, stated)
     select $1, no, sheet, range, title, layout, dataset, unit, rows, accepted, rejected, line_offset, line_count, stated
     from jsonb_to_recordset($2) as t (no smallint, sheet text, range text, title text, layout text, dataset text, unit text,
       rows integer, accepted integer, rejected integer, line_offset integer, line_count integer, stated jsonb)`,
    [loadId, JSON.stringify(rows)],
  );
}

async function registerBatches(
  client: pg.ClientBase,
  { loadId, sha256, source, reported }: LoadIdentity & { readonly reported: string | null },
  read: LedgerRead,
): Promise<void> {
  const rows = read.slices.map((slice) => {
    const { batch, dataset, parts, sums } = slice;
    const planned = read.planned.find(({ no }) => no === slice.table);
    if (planned === undefined) throw new Error('a slice without a table');
    const { mapping, bound } = planned;
    const month = monthReached(slice);
    const { cumulative } = datasetOf(dataset).ledger ?? { cumulative: false };
    const byMonth = cumulative ? bound.amounts === 'month' : parts.month !== null;
    return {
      batch,
      layout: mapping.mapping,
      layout_version: mapping.version,
      dataset,
      region: parts.region,
      scope: parts.scope,
      year: parts.year,
      period: `${String(parts.year)}-${String(month).padStart(2, '0')}`,
      month,
      book: parts.book,
      flow: parts.flow,
      stage: bound.stage,
      // Tables of two classifications state different things, and neither takes the place of the other.
      part: String(mapping.constants?.['scheme'] ?? 'ledger'),
      currency: bound.currency,
      reported_on: lastDayOf(parts.reported ?? bound.reported ?? reported),
      rows: slice.rows,
      rejected: slice.rejected,
      rejected_amount: slice.rejected === 0 ? null : String(slice.rejectedAmount),
      amounts: byMonth ? 'month' : 'toDate',
      control: { rows: slice.rows, ...texts(sums), ...statedOf(slice, read) },
      mapping,
    };
  });
  await client.query(
    `insert into batches (batch_id, load_id, sha256, layout, layout_version, dataset, region_code, scope, year, period, month, book, flow,
       stage, source, part, currency, reported_on, lines, figures, form, rejected, complete, rejected_amount, amounts, control, mapping)
     overriding system value
     select batch, $1, $2, layout, layout_version, dataset, region, scope, year, period, month, book, flow,
       stage, $3, part, currency, reported_on, rows, rows, 'ledger', rejected, rejected = 0, rejected_amount, amounts, control, mapping
     from jsonb_to_recordset($4) as b (batch integer, layout text, layout_version integer, dataset text, region text, scope text, year smallint,
       period text, month smallint, book text, flow text, stage text, part text, currency text, reported_on date, rows integer, rejected integer,
       rejected_amount bigint, amounts text, control jsonb, mapping jsonb)`,
    [loadId, sha256, source, JSON.stringify(rows)],
  );
}

/** What the file gives as its total is a total of the slice where the file holds no other. */
function statedOf({ batch, table }: SliceRead, { tables, slices }: LedgerRead) {
  const stated = tables.find(({ no }) => no === table)?.stated ?? null;
  const isAlone = slices.every((other) => other.table !== table || other.batch === batch);
  return stated === null || !isAlone ? {} : { stated: texts(stated) };
}

function texts(
  sums: Readonly<Record<string, bigint>> | null,
): Readonly<Record<string, string>> | null {
  if (sums === null) return null;
  return Object.fromEntries(Object.entries(sums).map(([field, sum]) => [field, String(sum)]));
}

async function registerNames(client: pg.ClientBase, slices: readonly SliceRead[]): Promise<void> {
  const rows = slices.flatMap(({ batch, parts: { region }, names }) =>
    names.map(({ scheme, code, name, parent }) => ({ batch, region, scheme, code, name, parent })),
  );
  await client.query(
    `insert into names (batch_id, region_code, scheme, code, name, parent)
     select batch, region, scheme, code, name, parent
     from json_to_recordset($1) as n (batch integer, region text, scheme text, code text, name text, parent text)`,
    [JSON.stringify(rows)],
  );
}
