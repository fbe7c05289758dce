/** In charge of small ledgers put straight into the database, with their roll-ups, for the examples of rules and checks. */
import { randomBytes } from 'node:crypto';
import { CUBES } from '#contract/cubes';
import type { Database } from '#database';
import type { Ledger } from '#model/ledger';
import { registers } from '../../etl/mapping/targets.ts';
import { only, publishLoad } from './facts.ts';

/** Amounts in 万元 where the column holds money, anything else as it is. */
export type RowFact = Readonly<Record<string, string | number | boolean | null>>;

export interface LedgerFacts {
  /** Any ledger: execution unless said. A register has neither book nor flow unless said. */
  readonly dataset?: string;
  readonly region?: string;
  readonly scope?: 'all' | 'own' | 'unstated';
  readonly year?: number;
  /** 12 unless said. */
  readonly month?: number;
  readonly book?: string;
  readonly flow?: 'revenue' | 'expenditure' | null;
  readonly source?: string;
  readonly kind?: 'upload' | 'published' | 'simulated';
  readonly amounts?: 'toDate' | 'month';
  readonly reported?: string;
  readonly rows: readonly RowFact[];
  /** Units, projects …: scheme → code → name. */
  readonly names?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const LEDGERS: ReadonlyMap<string, Ledger> = new Map(
  [...CUBES].flatMap(([name, { ledger }]) => (ledger === undefined ? [] : [[name, ledger]])),
);

/** Stores everything as one unpublished load and returns its number. */
export async function storeLedgers(
  database: Database,
  ledgers: readonly LedgerFacts[],
): Promise<number> {
  const { owner } = database;
  const sha256 = randomBytes(32).toString('hex');
  await owner.query(`insert into files (sha256, name, size, bytes) values ($1, 'a.csv', 0, '')`, [
    sha256,
  ]);
  const { load_id: load } = await only<{ load_id: number }>(
    database,
    `insert into loads (status, path, sha256, loaded_by) values ('checking', 'a.csv', $1, 'tests') returning load_id`,
    [sha256],
  );
  for (const facts of ledgers) await storeLedger(database, load, sha256, facts);
  return load;
}

/** Stores and publishes, beside what the newest version holds: a batch takes the place of that of its slice and month. */
export async function addLedgers(
  database: Database,
  ledgers: readonly LedgerFacts[],
): Promise<number> {
  const load = await storeLedgers(database, ledgers);
  const version = await publishLoad(database, load);
  await database.owner.query(
    `insert into version_batches
     select $1::int, v.batch_id from version_batches v join batches c using (batch_id)
     where v.version = $1::int - 1 and not exists (
       select from batches n where n.load_id = $2
         and (n.dataset, n.region_code, n.year, n.period, n.source, n.book, n.flow) is not distinct from (c.dataset, c.region_code, c.year, c.period, c.source, c.book, c.flow))`,
    [version, load],
  );
  return version;
}

/** A version that holds nothing, so that examples in one database know nothing of each other. */
export async function emptyVersion({ owner }: Database): Promise<void> {
  await owner.query(
    `insert into versions (version, published_by, kind) select max(version) + 1, 'tests', 'removal' from versions`,
  );
}

async function storeLedger(
  { owner }: Database,
  load: number,
  sha256: string,
  facts: LedgerFacts,
): Promise<void> {
  const {
    dataset = 'execution',
    region = '530700',
    scope = 'own',
    year = 2025,
    month = 12,
  } = facts;
  const { source = 'ledger', kind = 'upload', amounts = 'toDate' } = facts;
  const whole = dataset === 'codes' || registers.has(dataset);
  const { book = whole ? null : 'general', flow = whole ? null : 'expenditure' } = facts;
  const ledger = LEDGERS.get(dataset);
  if (ledger === undefined) throw new Error(dataset);
  await owner.query(
    'insert into sources (source, kind, rank, title) values ($1, $2, 0, $1) on conflict do nothing',
    [source, kind],
  );
  const { rows } = await owner.query<{ batch: number }>('select leaves.open($1) as batch', [
    ledger.table,
  ]);
  const batch = rows[0]?.batch ?? 0;
  const period = `${String(year)}-${String(month).padStart(2, '0')}`;
  await owner.query(
    `insert into batches (batch_id, load_id, sha256, layout, layout_version, dataset, region_code, scope, year, period, month, book, flow, stage, source, part,
       lines, figures, form, amounts, reported_on)
     overriding system value values ($1, $2, $3, 'facts', 1, $4, $5, $6, $7, $8, $9, $10, $11, 'flash', $12, 'ledger', $13, $13, 'ledger', $14, $15)`,
    [
      batch, load, sha256, dataset, region, scope, year, period, month, book, flow, source,
      facts.rows.length, amounts, facts.reported ?? null,
    ], // prettier-ignore
  );
  const columns = Object.entries(ledger.columns);
  for (const [index, row] of facts.rows.entries()) {
    const values = columns.map(([name, { type }]) => {
      const value = row[name] ?? (name === 'refund' ? false : name === 'month' ? month : null);
      return type === 'fen' && typeof value === 'number'
        ? BigInt(Math.round(value * 1_000_000))
        : value;
    });
    await owner.query(
      `insert into leaves.${ledger.table}_${String(batch)} (batch_id, region_code, line_no, ${columns.map(([name]) => name).join(', ')})
       values ($1, $2, $3, ${columns.map((_, at) => `$${String(at + 4)}`).join(', ')})`,
      [batch, region, index + 1, ...values],
    );
  }
  await owner.query('select leaves.attach($1, $2)', [ledger.table, batch]);
  for (const { table, columns: kept, sums } of ledger.rollups) {
    const parts = { ...kept, ...sums };
    await owner.query(
      `insert into ${table} (batch_id, region_code, ${Object.keys(parts).join(', ')})
       select f.batch_id, f.region_code, ${Object.values(parts).join(', ')}
       from ${ledger.table} f where f.batch_id = $1
       group by f.batch_id, f.region_code, ${Object.values(kept).join(', ')}`,
      [batch],
    );
  }
  for (const [scheme, named] of Object.entries(facts.names ?? {})) {
    for (const [code, name] of Object.entries(named)) {
      await owner.query(
        'insert into names (batch_id, region_code, scheme, code, name) values ($1, $2, $3, $4, $5)',
        [batch, region, scheme, code, name],
      );
    }
  }
}
