/** In charge of small ledgers put into a database by hand, as a load leaves them: rows, roll-ups, names, batches, version. */
import type { Database } from '#database';
import { CUBES } from '#contract/cubes';
import { addSource } from './facts.ts';

/** A cell of a row; amounts as whole fen in bigint. */
export type Cell = string | number | bigint | boolean | null;
export type LedgerLine = Readonly<Record<string, Cell>>;

export interface LedgerBatchFacts {
  readonly dataset?: string;
  readonly region?: string;
  readonly scope?: string;
  readonly year?: number;
  readonly month?: number;
  readonly book?: string | null;
  readonly flow?: string | null;
  readonly stage?: string;
  readonly source?: string;
  readonly currency?: string;
  readonly amounts?: 'toDate' | 'month';
  readonly reportedOn?: string | null;
  readonly complete?: boolean;
  /** Names of codes: `unit 101001` → name, or name and parent. */
  readonly names?: Readonly<
    Record<string, string | readonly [name: string, parent: string | null]>
  >;
  /** Totals that the file itself states, fen. */
  readonly stated?: Readonly<Record<string, bigint>>;
  /** Columns of the ledger; what is left out is null. */
  readonly lines: readonly LedgerLine[];
}

export const LEDGER_SHA = 'b'.repeat(64);
/** Rows of one statement. */
const CHUNK = 5000;

/** Loads batches of ledgers and publishes them as the next version, beside what the newest holds. */
export async function publishLedger(
  database: Database,
  batches: readonly LedgerBatchFacts[],
  options: { readonly replaces?: readonly number[]; readonly at?: string } = {},
): Promise<{ readonly version: number; readonly batches: readonly number[] }> {
  const { owner } = database;
  await addSource(database, 'system', 'upload', 1);
  await owner.query(
    `insert into files (sha256, name, size, bytes) values ($1, 'system.csv', 1, '') on conflict do nothing`,
    [LEDGER_SHA],
  );
  const load = await owner.query<{ load_id: number }>(
    `insert into loads (status, path, sha256, loaded_by) values ('published', 'system.csv', $1, 'tests') returning load_id`,
    [LEDGER_SHA],
  );
  const loadId = load.rows[0]?.load_id ?? 0;
  const blocks = new Map<string, number>();
  const ids: number[] = [];
  const datasets = new Set(batches.map(({ dataset }) => dataset ?? 'execution'));
  for (const dataset of datasets) {
    const { rows } = await owner.query<{ first: number }>('select leaves.open($1) as first', [
      ledgerOf(dataset).table,
    ]);
    blocks.set(dataset, rows[0]?.first ?? 0);
  }
  const next = new Map(blocks);
  for (const batch of batches) {
    const dataset = batch.dataset ?? 'execution';
    const id = next.get(dataset) ?? 0;
    next.set(dataset, id + 1);
    await insertBatch(database, loadId, id, batch, blocks.get(dataset) ?? 0);
    ids.push(id);
  }
  for (const [dataset, first] of blocks) {
    await owner.query('select leaves.attach($1, $2)', [ledgerOf(dataset).table, first]);
  }
  const made = await owner.query<{ version: number }>(
    `insert into versions (version, published_by, kind, load_id, published_at)
     select max(version) + 1, 'tests', 'load', $1, coalesce($2::timestamptz, now()) from versions returning version`,
    [loadId, options.at ?? null],
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

function ledgerOf(dataset: string) {
  const ledger = CUBES.get(dataset)?.ledger;
  if (ledger === undefined) throw new Error(`${dataset} has no ledger`);
  return ledger;
}

async function insertBatch(
  { owner }: Database,
  loadId: number,
  id: number,
  batch: LedgerBatchFacts,
  first: number,
): Promise<void> {
  const dataset = batch.dataset ?? 'execution';
  const ledger = ledgerOf(dataset);
  const [region, year, month] = [batch.region ?? '990101', batch.year ?? 2025, batch.month ?? 12];
  const fens = Object.entries(ledger.columns).flatMap(([name, { type }]) =>
    type === 'fen' ? [name] : [],
  );
  const total = (column: string) =>
    batch.lines.reduce(
      (sum, line) => sum + (typeof line[column] === 'bigint' ? line[column] : 0n),
      0n,
    );
  const control = {
    rows: batch.lines.length,
    ...Object.fromEntries(
      fens
        .filter((name) => batch.lines.some((line) => typeof line[name] === 'bigint'))
        .map((name) => [name, String(total(name))]),
    ),
    ...(batch.stated === undefined
      ? {}
      : {
          stated: Object.fromEntries(
            Object.entries(batch.stated).map(([name, value]) => [name, String(value)]),
          ),
        }),
  };
  await owner.query(
    `insert into batches (batch_id, load_id, sha256, layout, layout_version, dataset, region_code, scope, year, period, month, book, flow,
       stage, source, part, currency, reported_on, lines, figures, complete, published_at, form, amounts, control)
     overriding system value
     values ($1, $2, $3, 'system', 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'ledger', $14, $15, $16, $16, $17, now(), 'ledger', $18, $19)`,
    [
      id, loadId, LEDGER_SHA, dataset, region, batch.scope ?? 'own', year, `${year}-${String(month).padStart(2, '0')}`, month,
      batch.book === undefined ? 'general' : batch.book, batch.flow === undefined ? 'expenditure' : batch.flow,
      batch.stage ?? 'flash', batch.source ?? 'system', batch.currency ?? 'CNY', batch.reportedOn ?? null, batch.lines.length,
      batch.complete ?? true, batch.amounts ?? 'toDate', JSON.stringify(control),
    ], // prettier-ignore
  );
  const columns = Object.keys(ledger.columns);
  for (let at = 0; at < batch.lines.length; at += CHUNK) {
    const rows = batch.lines.slice(at, at + CHUNK).map((line, index) => ({
      batch_id: id,
      region_code: region,
      line_no: at + index + 1,
      ...Object.fromEntries(columns.map((name) => [name, jsonOf(line[name] ?? defaultOf(name))])),
    }));
    await owner.query(
      `insert into leaves.${ledger.table}_${first} select * from jsonb_populate_recordset(null::${ledger.table}, $1)`,
      [JSON.stringify(rows)],
    );
  }
  for (const { table, columns: grouped, sums } of ledger.rollups) {
    await owner.query(
      `insert into ${table} (batch_id, region_code, ${[...Object.keys(grouped), ...Object.keys(sums)].join(', ')})
       select batch_id, region_code, ${[...Object.values(grouped), ...Object.values(sums)].join(', ')}
       from leaves.${ledger.table}_${first} f where batch_id = $1
       group by batch_id, region_code, ${Object.values(grouped).join(', ')}`,
      [id],
    );
  }
  for (const [key, named] of Object.entries(batch.names ?? {})) {
    const [scheme = '', code = ''] = key.split(' ');
    const [name, parent] = typeof named === 'string' ? [named, null] : named;
    await owner.query(
      'insert into names (batch_id, region_code, scheme, code, name, parent) values ($1, $2, $3, $4, $5, $6)',
      [id, region, scheme, code, name, parent],
    );
  }
}

function jsonOf(cell: Cell): string | number | boolean | null {
  return typeof cell === 'bigint' ? String(cell) : cell;
}

function defaultOf(column: string): Cell {
  return column === 'refund' ? false : null;
}
