/** In charge of the registry rows of a load: its file, sources, regions, tables and unpublished batches. */
import type pg from 'pg';
import type { FileReading } from '#model/reading';
import { levelOfRegion, parentOfRegion, parseRegionCode } from '#model/region';
import { reject, type Reject } from '#model/reject';
import type { Declared } from '../layouts/layout.ts';
import type { Staging } from './stage.ts';
import type { StagedBatch } from './staged.ts';

/** What a batch is registered with, beside its slice. */
export interface LoadIdentity {
  readonly loadId: number;
  readonly path: string;
  readonly sha256: string;
  /** Key of the file itself in `sources`. */
  readonly source: string;
}

/** Keeps the bytes by their hash; the same bytes once. */
export async function keepFile(
  client: pg.ClientBase,
  { loadId, path, sha256 }: LoadIdentity,
  bytes: Uint8Array,
): Promise<void> {
  await client.query(
    `insert into files (sha256, name, size, bytes) values ($1, $2, $3, $4) on conflict (sha256) do nothing`,
    [
      sha256,
      path.replace(/^.*[/\\]/u, ''),
      bytes.byteLength,
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    ],
  );
  await client.query('update loads set sha256 = $2 where load_id = $1', [loadId, sha256]);
}

/** The sources that the batches name: those the file cites, and the file itself. */
export async function registerSources(
  client: pg.ClientBase,
  readings: readonly FileReading[],
  { source }: LoadIdentity,
): Promise<void> {
  const cited = readings.flatMap(({ sources = [] }) => sources);
  const own = {
    source,
    kind: 'upload',
    grade: null,
    rank: 0,
    title: source === UPLOAD ? '报送文件' : source,
    url: null,
    linkable: false,
    dated: null,
  };
  await client.query(
    `insert into sources (source, kind, grade, rank, title, url, linkable, dated)
     select source, kind, grade, rank, title, url, linkable, dated
     from jsonb_to_recordset($1) as s (source text, kind text, grade text, rank smallint, title text, url text, linkable boolean, dated text)
     on conflict (source) do nothing`,
    [JSON.stringify([own, ...cited].toSorted((a, b) => (a.source < b.source ? -1 : 1)))], // one order for all: no deadlock
  );
}

/** A declared source that is the key of published or simulated figures is not the name of a hand-over. */
export async function takenSource(
  client: pg.ClientBase,
  path: string,
  { source }: Declared,
): Promise<Reject | null> {
  if (source === undefined) return null;
  const { rows } = await client.query<{ title: string }>(
    `select title from sources where source = $1 and kind <> 'upload'`,
    [source],
  );
  const [other] = rows;
  if (other === undefined) return null;
  return reject(
    'declared-otherwise',
    { what: { zh: '来源', en: 'source' }, declared: source, found: other.title },
    { path },
  );
}

/** The source of a file when the person who loads names none: the hand-over itself. */
export const UPLOAD = 'upload';

/** Regions the reference does not hold: by the name the file gives, placed by the shape of the code. */
export async function registerRegions(
  client: pg.ClientBase,
  readings: readonly FileReading[],
  batches: readonly StagedBatch[],
): Promise<void> {
  const named = new Map<string, { name: string; parent: string | null; level: number }>();
  const add = (text: string, name: string) => {
    const code = parseRegionCode(text);
    if (code === null || named.has(code)) return;
    named.set(code, { name, parent: parentOfRegion(code), level: levelOfRegion(code) });
  };
  for (const { regions = [], region, regionName } of readings) {
    for (const { code, parent, name, level } of regions) named.set(code, { name, parent, level });
    if (region !== null) add(region, regionName ?? region);
  }
  for (const { slice } of batches)
    add(slice.region, slice.region.split('~').at(-1) ?? slice.region);
  await client.query(
    `insert into regions (region_code, parent, name_zh, level)
     select code, parent, name, level
     from jsonb_to_recordset($1) as r (code text, parent text, name text, level smallint)
     on conflict (region_code) do nothing`,
    [
      JSON.stringify(
        [...named]
          .map(([code, region]) => ({ code, ...region }))
          .toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      ),
    ],
  );
}

/** Every table of the file, loaded or not. */
export async function registerTables(
  client: pg.ClientBase,
  { loadId }: LoadIdentity,
  { tables, accepted }: Staging,
): Promise<void> {
  const rows = tables.map(({ no, table }) => ({
    no,
    sheet: table.sheet,
    range: table.range,
    number: table.number,
    title: table.title,
    layout: table.layout,
    dataset: table.dataset,
    unit: table.amountUnit,
    rows: table.lines.length,
    accepted: accepted.get(no) ?? 0,
    reason: table.reason,
    notes: table.notes,
  }));
  await client.query(
    `insert into load_tables (load_id, table_no, sheet, range, number, title, layout, dataset, amount_unit, rows, accepted, reason, notes)
     select $1, no, sheet, range, number, title, layout, dataset, unit, rows, accepted, reason, notes
     from jsonb_to_recordset($2) as t (no smallint, sheet text, range text, number text, title text, layout text, dataset text,
       unit text, rows integer, accepted integer, reason jsonb, notes jsonb)`,
    [loadId, JSON.stringify(rows)],
  );
}

/** Registers the batches, unpublished, and returns their ids in the same order. */
export async function registerBatches(
  client: pg.ClientBase,
  { loadId, sha256 }: LoadIdentity,
  batches: readonly StagedBatch[],
): Promise<readonly number[]> {
  const rows = batches.map(
    ({ slice, part, month, reportedOn, layout, currency, lines, rows: figures }) => ({
      ...slice,
      layout: layout.name,
      layout_version: layout.version,
      part,
      month,
      reported_on: reportedOn,
      currency,
      lines,
      figures: figures.length,
    }),
  );
  const { rows: made } = await client.query<{ batch_id: number }>(
    `insert into batches (load_id, sha256, layout, layout_version, dataset, region_code, scope, year, period, month, book, flow,
       stage, source, part, currency, reported_on, lines, figures)
     select $1, $2, layout, layout_version, dataset, region, scope, year, period, month, book, flow, stage, source, part, currency,
       reported_on, lines, figures
     from rows from (jsonb_to_recordset($3) as (layout text, layout_version integer, dataset text, region text, scope text, year smallint, period text, month smallint,
       book text, flow text, stage text, source text, part text, currency text, reported_on date, lines integer, figures integer))
       with ordinality as b (layout, layout_version, dataset, region, scope, year, period, month, book, flow, stage, source, part, currency, reported_on,
       lines, figures, place)
     order by place
     returning batch_id`,
    [loadId, sha256, JSON.stringify(rows)],
  );
  return made.map(({ batch_id }) => batch_id).toSorted((a, b) => a - b);
}
