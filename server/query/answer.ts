/** In charge of the way of a question: request → version → plan → statement → rows, with the time each stage took. */
import { to as copyTo } from 'pg-copy-streams';
import type { Database } from '#database';
import type { Disagreement } from '#contract/answers';
import type { Question } from '#contract/question';
import type { ColumnBatch } from '../arrow/columns.ts';
import { decode } from '../arrow/decode.ts';
import { decodeCells } from '../arrow/cells.ts';
import { sortRows } from '../arrow/sortRows.ts';
import { contestedSql } from './batchSlice.ts';
import { compile, compileDisagreements } from './compile.ts';
import { sliceOf } from './figures.ts';
import { batchesFor } from './ledger/batches.ts';
import { settleCells } from './ledger/cells.ts';
import { isWithin, spanOf } from './ledger/choice.ts';
import { ledgerDisagreements } from './ledger/disagreements.ts';
import { isMergedLater, isSortedLater } from './ledger/later.ts';
import { isContested } from './ledger/standing.ts';
import { settleLeaders } from './payments/leaders.ts';
import { settlePercentiles } from './payments/percentiles.ts';
import { plan, type Plan } from './plan.ts';
import { openReader, versionAt, type Reader, type Viewer } from './reader.ts';
import { readRequest, type Request } from './request.ts';
import { Stopwatch } from './stopwatch.ts';

/** A question whose version is known and whose answer has not been asked for yet. */
export interface Asked {
  readonly version: number;
  readonly request: Request;
  readonly stopwatch: Stopwatch;
  readonly reader: Reader;
  /** Plans and runs; the caller reads `batches` to their end or returns them early. */
  run(): Promise<Answer>;
  /** Leaves without an answer. */
  close(): Promise<void>;
}

export interface Answer {
  readonly plan: Plan;
  readonly sql: string;
  readonly disagreements: readonly Disagreement[];
  /** For what else has to be asked before the rows are read. */
  readonly reader: Reader;
  readonly batches: AsyncGenerator<ColumnBatch>;
}

/** Reads a question and finds its version. */
export async function ask(database: Database, viewer: Viewer, question: Question): Promise<Asked> {
  const stopwatch = new Stopwatch();
  const request = readRequest(question);
  // Whatever can be refused without a look at the data is refused before it.
  plan(request, { version: 0, contested: false }, viewer);
  stopwatch.lap('request');
  const reader = await openReader(database, viewer);
  try {
    const version = await versionAt(reader.client, request.asOf);
    stopwatch.lap('version');
    return {
      version,
      request,
      stopwatch,
      reader,
      run: () => run(reader, request, version, viewer, stopwatch),
      close: () => reader.close(),
    };
  } catch (problem) {
    await reader.close(true);
    throw problem;
  }
}

/** The plan of a request at a version, after one look at whether sources contradict each other. */
export async function planFor(
  reader: Reader,
  request: Request,
  version: number,
  viewer: Viewer,
): Promise<Plan> {
  const blind = plan(request, { version, contested: false }, viewer);
  if (request.dataset.ledger !== undefined)
    return planAmong(reader, request, version, viewer, blind);
  const { rows } = await reader.client.query<{ contested: boolean }>(contestedSql(sliceOf(blind)));
  return plan(request, { version, contested: rows[0]?.contested ?? false }, viewer);
}

/** The plan of a request that printed tables and a ledger may answer: what there is of both is looked at once. */
async function planAmong(
  reader: Reader,
  request: Request,
  version: number,
  viewer: Viewer,
  { dataset, batchFilters, from, to, reportedBy }: Plan,
): Promise<Plan> {
  const filters = batchFilters;
  const question = { dataset, version, filters, from, to, reportedBy };
  const batches = await batchesFor(reader, viewer, question);
  const span = spanOf(request, batchFilters);
  const contested = isContested(batches.filter((batch) => isWithin(batch, span)));
  const { client } = reader;
  const planned = plan(request, { version, contested, batches }, viewer);
  const settled = await settleLeaders(client, await settlePercentiles(client, planned));
  return settleCells(client, settled);
}

async function run(
  reader: Reader,
  request: Request,
  version: number,
  viewer: Viewer,
  stopwatch: Stopwatch,
): Promise<Answer> {
  try {
    const planned = await planFor(reader, request, version, viewer);
    stopwatch.lap('plan');
    const disagreements = await disagreementsOf(reader, planned);
    const sql = compile(planned);
    stopwatch.lap('compile');
    return { plan: planned, sql, disagreements, reader, batches: rowsOf(reader, planned, sql) };
  } catch (problem) {
    await reader.close(true);
    throw problem;
  }
}

async function disagreementsOf(reader: Reader, planned: Plan): Promise<readonly Disagreement[]> {
  const apart = planned.by.some(({ name }) => name === 'source');
  if (apart) return [];
  const ofLedger = await ledgerDisagreements(reader.client, planned);
  const noneStated = planned.dataset.form !== 'figures' || planned.printed?.length === 0;
  if (!planned.contested || noneStated) return ofLedger;
  const { rows } = await reader.client.query<Disagreement>(compileDisagreements(planned));
  return [...rows, ...ofLedger];
}

/** Streams the rows; the connection goes back when they have been read, and is closed when they were left. */
async function* rowsOf(reader: Reader, plan: Plan, sql: string): AsyncGenerator<ColumnBatch> {
  const { fields } = plan;
  let finished = false;
  try {
    const { cells } = plan;
    const read = cells?.sql ?? sql;
    const copy: AsyncIterable<Buffer> = reader.client.query(
      copyTo(`copy (\n${read}\n) to stdout (format binary)`),
    );
    const rows =
      cells === undefined ? decode(copy, fields) : decodeCells(copy, fields, cells.packed);
    const merges = plan.ledger !== null && isMergedLater(plan, plan.ledger);
    yield* isSortedLater(plan) ? sortRows(rows, fields, plan.by.length, merges) : rows;
    finished = true;
  } finally {
    await reader.close(!finished);
  }
}
