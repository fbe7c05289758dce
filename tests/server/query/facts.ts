/** In charge of small facts put into a database by hand, so that each test of the query line says what it reads. */
import type { Database } from '#database';

export interface BatchFacts {
  readonly dataset?: string;
  readonly region?: string;
  readonly scope?: string;
  readonly year?: number;
  readonly period?: string;
  readonly month?: number;
  readonly book?: string | null;
  readonly flow?: string | null;
  readonly stage?: string;
  readonly source?: string;
  readonly part?: string | null;
  readonly currency?: string;
  readonly reportedOn?: string | null;
  readonly lines: readonly LineFacts[];
}

/** One stored figure; amounts in 万元. */
export interface LineFacts {
  readonly item: string;
  readonly name?: string;
  readonly role?: string;
  readonly level?: number;
  /** Levels for which the figure is read: `[from, to]`. */
  readonly covers?: readonly [number, number];
  readonly cut?: string;
  readonly measure?: string;
  readonly stage?: string;
  readonly stated?: number;
  readonly printed?: boolean;
  readonly underGrand?: boolean;
  readonly wan: number | null;
  readonly cell?: string;
}

const SHA = 'a'.repeat(64);

/** Registers a source; the smaller rank wins within a kind. */
export async function addSource(
  database: Database,
  source: string,
  kind: string,
  rank: number,
): Promise<void> {
  await database.owner.query(
    `insert into sources (source, kind, rank, title) values ($1, $2, $3, $1) on conflict do nothing`,
    [source, kind, rank],
  );
}

/** Loads batches of `execution` and publishes them as the next version, beside what the newest holds. */
export async function publish(
  database: Database,
  batches: readonly BatchFacts[],
  options: {
    readonly kind?: string;
    readonly replaces?: readonly number[];
    readonly at?: string;
  } = {},
): Promise<{ readonly version: number; readonly batches: readonly number[] }> {
  const { owner } = database;
  await addSource(database, 'workbook', 'upload', 1);
  await owner.query(
    `insert into files (sha256, name, size, bytes) values ($1, 'workbook.xlsx', 1, '') on conflict do nothing`,
    [SHA],
  );
  const load = await owner.query<{ load_id: number }>(
    `insert into loads (status, path, sha256, loaded_by) values ('published', 'workbook.xlsx', $1, 'tests') returning load_id`,
    [SHA],
  );
  const loadId = load.rows[0]?.load_id ?? 0;
  await owner.query(
    `insert into load_tables (load_id, table_no, sheet, range, number, title, layout, dataset, amount_unit, rows, accepted)
     values ($1, 1, '02', 'A1:F99', '表二', '一般公共预算支出执行情况表', 'cn-public-tables', 'execution', 'wan', 9, 9)`,
    [loadId],
  );
  const ids: number[] = [];
  for (const batch of batches) ids.push(await insertBatch(database, loadId, batch));
  const made = await owner.query<{ version: number }>(
    `insert into versions (version, published_by, kind, load_id, published_at)
     select max(version) + 1, 'tests', $1, $2, coalesce($3::timestamptz, now()) from versions returning version`,
    [options.kind ?? 'load', loadId, options.at ?? null],
  );
  const version = made.rows[0]?.version ?? 0;
  await owner.query(
    `insert into version_batches (version, batch_id)
     select $1, batch_id from version_batches where version = $1 - 1 and batch_id <> all ($3)
     union select $1, unnest($2::integer[])`,
    [version, ids, options.replaces ?? []],
  );
  return { version, batches: ids };
}

async function insertBatch(database: Database, loadId: number, batch: BatchFacts): Promise<number> {
  const region = batch.region ?? '530700';
  const stage = batch.stage ?? 'flash';
  const { rows } = await database.owner.query<{ batch_id: number }>(
    `insert into batches (load_id, sha256, layout, layout_version, dataset, region_code, scope, year, period, month, book, flow,
       stage, source, part, currency, reported_on, lines, figures, published_at)
     values ($1, $2, 'cn-public-tables', 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, now()) returning batch_id`,
    [
      loadId, SHA, batch.dataset ?? 'execution', region, batch.scope ?? 'all', batch.year ?? 2025, batch.period ?? 'FY',
      batch.month ?? (stage === 'accounts' ? 13 : 12), batch.book === undefined ? 'general' : batch.book,
      batch.flow === undefined ? 'expenditure' : batch.flow, stage, batch.source ?? 'workbook', batch.part ?? 'function',
      batch.currency ?? 'CNY', batch.reportedOn ?? null, batch.lines.length,
    ], // prettier-ignore
  );
  const id = rows[0]?.batch_id ?? 0;
  for (const [index, line] of batch.lines.entries())
    await insertLine(database, id, region, index + 1, stage, line);
  return id;
}

const BUDGETS = ['original', 'final', 'hidden.final'];

async function insertLine(
  database: Database,
  id: number,
  region: string,
  no: number,
  stage: string,
  line: LineFacts,
): Promise<void> {
  const measure = line.measure ?? 'executed';
  const level = line.level ?? (/^\d+$/.test(line.item) ? (line.item.length - 1) / 2 : 0);
  const role = line.role ?? (line.item === 'total' || line.item === 'grand' ? line.item : 'main');
  const at = (depth: number) => (depth < level ? line.item.slice(0, 1 + depth * 2) : line.item);
  const own = BUDGETS.includes(measure)
    ? stage === 'draft'
      ? 'draft'
      : 'approved'
    : measure === 'prior'
      ? 'accounts'
      : stage;
  const [from, to] = line.covers ?? [level, level];
  await database.owner.query(
    `insert into execution values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null, null, null,
       $13, $14, $15, $16, $17, $18, $19, $20, null, 1, $3, $21, $22, 0)`,
    [
      id, region, no, line.cut ?? 'function', line.item, line.name ?? line.item, role, level, at(1), at(2), at(3), at(4),
      measure, line.stage ?? own, line.stated ?? 1, from, to, line.underGrand ?? false, line.printed ?? true,
      line.wan === null ? null : BigInt(Math.round(line.wan * 1_000_000)), line.cell ?? `D${no}`, String(line.wan ?? ''),
    ], // prettier-ignore
  );
}
