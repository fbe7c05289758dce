/** In charge of reading what a list of payments is asked for: filters as of the cube, and words, amounts, order and place of its own. */
import { fromSearch } from '#contract/address';
import { refusal } from '#contract/problem';
import type { Question } from '#contract/question';
import { readPaymentId, type PaymentId } from './id.ts';
import type { Sight } from './masks.ts';
import { questionMark, readCursor, type Cursor, type RowOrder } from './cursor.ts';
import { readTerms } from './terms.ts';

export const MOST_ROWS = 1000;
const USUAL_ROWS = 200;
const ORDERS = ['-date', 'date', '-amount', 'amount'];

export interface PaymentsRequest {
  /** The cube's question that has the same filters, by region and year. */
  readonly question: Question;
  readonly terms: readonly string[];
  /** The one payment that is asked for; null: all that the filters leave. */
  readonly only: PaymentId | null;
  readonly sight: Sight;
  /** Fen. */
  readonly least: bigint | null;
  readonly most: bigint | null;
  readonly order: RowOrder;
  readonly limit: number;
  readonly cursor: Cursor | null;
  /** What every cursor of this list carries. */
  readonly mark: string;
  /** Names of the parameters that hold rows back, for the access log. */
  readonly filtered: readonly string[];
}

const OWN = ['payment', 'text', 'least', 'most', 'order', 'limit', 'cursor', 'unmask'] as const;

/**
 * Reads the parameters of `GET /api/payments`. `scope` says who asks: a cursor is no good to anybody else.
 * Throws a `Refusal` that names what is wrong.
 */
export function readPaymentsRequest(
  search: URLSearchParams,
  sight: Sight,
  scope: string,
): PaymentsRequest {
  const own = Object.fromEntries(OWN.map((name) => [name, one(search, name)]));
  const rest = new URLSearchParams([...search].filter(([name]) => !isOwn(name)));
  for (const name of ['measures', 'by']) {
    if (rest.has(name)) throw refusal('unknown-parameter', [name, OWN.join(', ')], name);
  }
  const { where, from, to, asOf, reportedBy } = fromSearch('payments', rest);
  const terms = readTerms(own['text'] ?? null);
  const id = own['payment'] ?? null;
  const only = id === null ? null : readPaymentId(id);
  const least = readAmount('least', own['least'] ?? null);
  const most = readAmount('most', own['most'] ?? null);
  const order = readOrder(own['order'] ?? '-date');
  const mark = questionMark([
    Object.entries(where).sort(),
    from, to, asOf, reportedBy, only, terms, String(least), String(most), order,
    sight, scope,
  ]); // prettier-ignore
  const cursor = own['cursor'] ?? null;
  const question: Question = {
    cube: 'payments',
    measures: ['amount', 'count'],
    by: ['region', 'year'],
    where,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(reportedBy === undefined ? {} : { reportedBy }),
  };
  return {
    question,
    terms,
    only,
    sight,
    least,
    most,
    order,
    limit: readRows(own['limit'] ?? null),
    cursor: cursor === null ? null : readCursor(cursor, mark, order),
    mark,
    filtered: [...new Set(search.keys())].filter(
      (name) => !['order', 'limit', 'cursor', 'unmask'].includes(name),
    ),
  };
}

function isOwn(name: string): boolean {
  return (OWN as readonly string[]).includes(name);
}

function one(search: URLSearchParams, name: string): string | null {
  const values = search.getAll(name);
  if (values.length > 1) throw refusal('bad-value', [name, values.join(' & '), '1 ×'], name);
  return values[0] === undefined || values[0].trim() === '' ? null : values[0];
}

/** Currency units with at most two decimals → fen. */
function readAmount(name: string, text: string | null): bigint | null {
  if (text === null) return null;
  const match = /^(-?)([0-9]{1,15})(?:\.([0-9]{1,2}))?$/.exec(text.trim());
  if (match === null) throw refusal('bad-value', [name, text, '12000.50'], name);
  const [, sign, whole = '0', part = ''] = match;
  const fen = BigInt(whole + part.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}

function readOrder(text: string): RowOrder {
  if (!ORDERS.includes(text))
    throw refusal('bad-value', ['order', text, ORDERS.join(' | ')], 'order');
  return { by: text.endsWith('date') ? 'date' : 'amount', descending: text.startsWith('-') };
}

function readRows(text: string | null): number {
  if (text === null) return USUAL_ROWS;
  const limit = /^[0-9]{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MOST_ROWS) throw refusal('bad-value', ['limit', text, `1–${MOST_ROWS}`], 'limit'); // prettier-ignore
  return limit;
}
