/** In charge of how a list of payments is found and whether its total can be told in time: one look at how often its words occur. */
import type { PoolClient } from 'pg';
import { asksPercentiles } from './percentiles.ts';
import { compile } from '../compile.ts';
import { ledgerRows } from '../ledger/rows.ts';
import { batchesOf, totalSql, type Dates, type ListQuestion, type Way } from './list.ts';
import { datesSql, wordsSql } from './outlookSql.ts';

/** Rows fetched one by one at most, and places merely sorted. */
const MOST_FETCHED = 50_000;
const MOST_SORTED = 300_000;
/** Rows of the batches that are counted without any help. */
const MOST_COUNTED = 400_000;

interface Word {
  readonly term: string;
  readonly purposes: bigint;
  readonly payees: bigint;
  readonly purposeAmount: bigint | null;
  readonly filled: boolean;
  /** ISO dates between which all of its rows lie; null where payees bear it too. */
  readonly first: string | null;
  readonly last: string | null;
}

export interface Total {
  readonly count: number;
  /** Fen. */
  readonly amount: bigint;
}

/** How to go, and the total where that is known by the way. */
export interface Outlook {
  readonly way: Way;
  readonly total: () => Promise<Total | null>;
}

/** Decides how a list is read. */
export async function lookOut(client: PoolClient, question: ListQuestion): Promise<Outlook> {
  if (question.terms.length === 0) {
    const way: Way = { along: 'index', dates: await datesOf(client, question) };
    return { way, total: () => totalWithoutWords(client, question) };
  }
  const { rows: words } = await client.query<Word>(wordsSql(question));
  const frequency = ({ purposes, payees }: Word) => Number(purposes + payees);
  const [rarest] = words.toSorted((one, other) => frequency(one) - frequency(other));
  if (rarest === undefined || !rarest.filled) {
    const way: Way = { along: 'index', dates: await datesOf(client, question) };
    return { way, total: () => counted(client, question, way, rowsIn(question)) };
  }
  const rows = frequency(rarest);
  const narrowed = question.terms.length > 1 || isNarrowed(question);
  const sorted = question.order.by === 'date' && !narrowed && rarest.payees <= MOST_FETCHED;
  const few = rows <= (sorted ? MOST_SORTED : MOST_FETCHED);
  const named = rarest.payees > 0n;
  const texts: Way = { along: 'texts', term: rarest.term, named, alone: !narrowed };
  const { first, last } = rarest;
  const own = first === null || last === null ? null : ([first, last] as const);
  return {
    way: few
      ? texts
      : { along: 'index', dates: overlap(question, own, await datesOf(client, question)) },
    total: async () => {
      const { purposes, payees, purposeAmount } = rarest;
      if (!narrowed && payees === 0n && purposeAmount !== null) {
        const count = Number(purposes);
        return { count, amount: purposeAmount };
      }
      return rows > MOST_FETCHED ? null : counted(client, question, texts, rows);
    },
  };
}

async function datesOf(client: PoolClient, question: ListQuestion): Promise<Dates | null> {
  const sql = question.order.by === 'date' ? datesSql(question) : null;
  if (sql === null) return null;
  const { rows } = await client.query<{
    batch: number;
    first: string | null;
    last: string | null;
  }>(sql);
  return new Map(
    rows.map(({ batch, first, last }) => [
      batch,
      first === null || last === null ? null : ([first, last] as const),
    ]),
  );
}

/** The dates of a word's rows, where they are known, hold those of every batch back. */
function overlap(
  question: ListQuestion,
  own: readonly [string, string] | null,
  dates: Dates | null,
): Dates | null {
  if (own === null) return dates;
  const [first, last] = own;
  return new Map(
    batchesOf(question).flatMap(({ batch: { batch } }) => {
      const within = dates === null ? own : dates.get(batch);
      if (within === undefined) return [];
      const [from, to] = within ?? own;
      return [[batch, [from > first ? from : first, to < last ? to : last] as const]];
    }),
  );
}

/** Whether anything but words holds rows of the batches back. */
function isNarrowed({ plan, only, least, most }: ListQuestion): boolean {
  const months = batchesOf({ plan, only }).some((weight) => weight.months !== null);
  return (
    plan.unit !== null ||
    plan.lineFilters.length > 0 ||
    months ||
    only !== null ||
    least !== null ||
    most !== null
  );
}

/** Rows of the batches of a list, whatever holds them back. */
function rowsIn(question: ListQuestion): number {
  return batchesOf(question).reduce((sum, { batch }) => {
    const rows = Number(batch.control['rows'] ?? 0);
    return sum + (Number.isFinite(rows) ? rows : 0);
  }, 0);
}

/** From a roll-up where one tells, else from the rows where they are few or an index leads to them. */
async function totalWithoutWords(
  client: PoolClient,
  question: ListQuestion,
): Promise<Total | null> {
  const { plan, only, least, most } = question;
  const part = plan.ledger;
  if (part === null) return { count: 0, amount: 0n };
  if (only === null && least === null && most === null) {
    const { table } = ledgerRows({ ...plan, by: [] }, part, ['lines', 'amount']);
    if (table.rollup !== null && !asksPercentiles(plan)) {
      const { rows } = await client.query<{ count: bigint | null; amount: bigint | null }>(
        compile({ ...plan, by: [], order: [], limit: null }),
      );
      return { count: Number(rows[0]?.count ?? 0), amount: rows[0]?.amount ?? 0n };
    }
  }
  const indexed =
    only !== null || plan.lineFilters.some(({ name }) => name === 'project' || name === 'payee');
  return counted(client, question, { along: 'index', dates: null }, indexed ? 0 : rowsIn(question));
}

async function counted(
  client: PoolClient,
  question: ListQuestion,
  way: Way,
  rows: number,
): Promise<Total | null> {
  if (rows > MOST_COUNTED) return null;
  const answer = await client.query<{ count: bigint; amount: bigint }>(totalSql(question, way));
  const [total] = answer.rows;
  return total === undefined ? null : { count: Number(total.count), amount: total.amount };
}
