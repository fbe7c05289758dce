/** In charge of reconciling the unpublished batches of a load: runs sql/checks, words the results and keeps them. */
import type pg from 'pg';
import type { CheckReport } from '#contract/loadAnswers';
import type { Bilingual } from '#model/bilingual';
import { fen, toDecimalText } from '#model/fen';
import { checks, SEVERITIES, type CheckFile, type CheckStatus } from '../checks.ts';
import { bind } from './bind.ts';
import { fill } from './sentence.ts';
import { measureTerm } from './terms.ts';

/** The common shape that every check's select returns. */
interface CheckRow {
  readonly batch_id: number | null;
  readonly table_no: number | null;
  readonly region_code: string | null;
  readonly measure: string | null;
  readonly subject: string;
  readonly expected: bigint | null;
  readonly found: bigint | null;
  readonly tolerance: bigint | null;
  /** Unit in which the table prints, for the sentence. */
  readonly unit: string | null;
  readonly status: CheckStatus;
  /** How many identities a `passed` or `rounding` row stands for. */
  readonly identities: number;
  readonly cells: CheckReport['cells'];
  readonly params: Readonly<Record<string, unknown>>;
}

/** One result with the table it is about (its number within the load; null where it is about the file). */
export interface CheckResult extends CheckReport {
  readonly tableNo: number | null;
  readonly identities: number;
  /** A failure that keeps the file from being published. */
  readonly blocks: boolean;
}

/**
 * Runs every check on a load whose rows are stored and not yet published, against the newest version where a check compares with it,
 * and fills `check_results`. Passed identities are counted, one result per table and measure.
 */
export async function runChecks(
  client: pg.PoolClient,
  loadId: number,
  files: readonly CheckFile[] = checks(),
): Promise<CheckResult[]> {
  const { rows: versions } = await client.query<{ version: number }>(
    'select max(version) as version from versions',
  );
  const version = versions[0]?.version ?? 0;
  const results: WordedRow[] = [];
  await client.query(PLAN_FOR_UNKNOWN_SIZES);
  try {
    const ledgers = await ledgersOf(client, loadId, version);
    for (const { header, sql } of files) {
      const bound = bind(sql, { load: loadId, version, ...ledgers });
      const { rows } = await client.query<CheckRow>(bound.text, [...bound.values]);
      for (const row of rows) results.push({ row, result: word(header, row) });
    }
  } catch (problem) {
    await client.query(PLAN_AS_EVER).catch(() => undefined); // an aborted transaction takes the settings back itself
    throw problem;
  }
  await client.query(PLAN_AS_EVER);
  await keep(client, loadId, results);
  return results.map(({ result }) => result);
}

interface Ledgers extends Readonly<Record<string, readonly number[]>> {
  readonly mine: readonly number[];
  readonly known: readonly number[];
  readonly replaced: readonly number[];
}

/**
 * The ledgers that checks compare: `mine` are the batches of the load, `replaced` the current ones that these take the place of,
 * `known` are `mine` and all other current ones of the same regions. As numbers, so that only their partitions are read.
 */
async function ledgersOf(client: pg.PoolClient, loadId: number, version: number): Promise<Ledgers> {
  const { rows } = await client.query<{ batch_id: number; mine: boolean; replaced: boolean }>(
    `select b.batch_id, b.load_id = $1 as mine, b.load_id <> $1 and exists (
         select from batches n
         where n.load_id = $1 and n.form = 'ledger'
           and (n.dataset, n.region_code, n.scope, n.year, n.period, n.month, n.stage, n.source) = (b.dataset, b.region_code, b.scope, b.year, b.period, b.month, b.stage, b.source)
           and n.book is not distinct from b.book and n.flow is not distinct from b.flow) as replaced
     from batches b
     where b.form = 'ledger' and (b.load_id = $1 or b.batch_id in (select v.batch_id from version_batches v where v.version = $2))
       and b.region_code in (select n.region_code from batches n where n.load_id = $1)
     order by b.batch_id`,
    [loadId, version],
  );
  const ids = (wanted: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(wanted).map(({ batch_id: id }) => id);
  return {
    mine: ids(({ mine }) => mine),
    known: ids(({ replaced }) => !replaced),
    replaced: ids(({ replaced }) => replaced),
  };
}

interface WordedRow {
  readonly row: CheckRow;
  readonly result: CheckResult;
}

/** The rows were stored a moment ago, so the planner knows nothing of them: it takes them for few and would loop over all, again and again. */
const PLAN_FOR_UNKNOWN_SIZES = `set jit = off; set enable_nestloop = off; set enable_sort = off`;
const PLAN_AS_EVER = `reset jit; reset enable_nestloop; reset enable_sort`;

function word(header: CheckFile['header'], row: CheckRow): CheckResult {
  const variant = row.params['variant'];
  const key = typeof variant === 'string' ? `${row.status}.${variant}` : row.status;
  const template = header.explanations[key];
  if (template === undefined) throw new Error(`${header.id} has no explanation for ${key}`);
  const amount = (value: bigint | null) => (value === null ? null : { fen: value, unit: row.unit });
  const explanation: Bilingual = fill(
    template,
    {
      subject: row.subject,
      measure: row.measure === null ? null : measureTerm(row.measure),
      count: { count: row.identities },
      expected: amount(row.expected),
      found: amount(row.found),
      tolerance: amount(row.tolerance),
      difference:
        row.expected === null || row.found === null
          ? null
          : { delta: row.found - row.expected, unit: row.unit },
      ...row.params,
    },
    {},
  );
  return {
    id: header.id,
    status: row.status,
    severity: severityOf(header, row),
    subject: row.subject,
    measure: row.measure,
    expected: text(row.expected),
    found: text(row.found),
    tolerance: text(row.tolerance),
    cells: row.cells,
    explanation,
    tableNo: row.table_no,
    identities: row.identities,
    blocks: header.blocks && row.status === 'failed',
  };
}

/** A row may say that its kind of failure is more or less serious than the check's usual one. */
function severityOf(header: CheckFile['header'], row: CheckRow): CheckReport['severity'] {
  if (row.status === 'undecided') return 'grey';
  if (row.status !== 'failed') return 'blue';
  return SEVERITIES.find((one) => one === row.params['severity']) ?? header.severity;
}

function text(amount: bigint | null): string | null {
  return amount === null ? null : toDecimalText(fen(amount));
}

async function keep(
  client: pg.PoolClient,
  loadId: number,
  results: readonly WordedRow[],
): Promise<void> {
  const rows = results.map(({ row, result }, index) => ({
    check_no: index + 1,
    check_id: result.id,
    status: result.status,
    severity: result.severity,
    blocks: result.blocks,
    batch_id: row.batch_id,
    region_code: row.region_code,
    measure: row.measure,
    subject: row.subject,
    expected: row.expected,
    found: row.found,
    tolerance: row.tolerance,
    cells: result.cells,
    explanation: result.explanation,
    table_no: row.table_no,
    identities: row.identities,
  }));
  await client.query('delete from check_results where load_id = $1', [loadId]);
  await client.query(
    `insert into check_results (load_id, check_no, check_id, status, severity, blocks, batch_id, region_code, measure, subject,
       expected, found, tolerance, cells, explanation, table_no, identities)
     select $1::integer, check_no, check_id, status, severity, blocks, batch_id, region_code, measure, subject,
       expected, found, tolerance, cells, explanation, table_no, identities
     from jsonb_to_recordset($2) as r (check_no integer, check_id text, status text, severity text, blocks boolean, batch_id integer,
       region_code text, measure text, subject text, expected bigint, found bigint, tolerance bigint, cells jsonb, explanation jsonb,
       table_no smallint, identities integer)`,
    [
      loadId,
      JSON.stringify(rows, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ],
  );
}
