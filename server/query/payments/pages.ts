/** In charge of the pages of a list of payments: opened once, at one version, read page by page. */
import type { Database } from '#database';
import type { PaymentRow } from '#contract/ledgerAnswers';
import { planFor } from '../answer.ts';
import { openReader, versionAt, type Reader, type Viewer } from '../reader.ts';
import { readRequest } from '../request.ts';
import { plan as planQuestion } from '../plan.ts';
import { Stopwatch } from '../stopwatch.ts';
import type { Place } from './cursor.ts';
import { listSql, type ListQuestion } from './list.ts';
import type { PaymentsRequest } from './request.ts';
import { paymentOf, placeOf, type StoredPayment } from './row.ts';
import { lookOut, type Outlook, type Total } from './way.ts';

export interface Page {
  readonly rows: readonly PaymentRow[];
  /** Where the next page begins; null after the last. */
  readonly next: Place | null;
}

export interface PaymentList {
  readonly version: number;
  readonly stopwatch: Stopwatch;
  /** The rows after a place, `take` at most. */
  page(after: Place | null, take: number): Promise<Page>;
  /** Count and amount of everything that the filters leave; null where counting would take too long. */
  total(): Promise<Total | null>;
  close(broken?: boolean): Promise<void>;
}

/** Opens a list for a viewer, at the version of the cursor where there is one; planned when the first page is asked for. The caller closes it. */
export async function openPayments(
  database: Database,
  viewer: Viewer,
  { question, cursor, ...asked }: PaymentsRequest,
): Promise<PaymentList> {
  const stopwatch = new Stopwatch();
  const request = readRequest(question);
  planQuestion(request, { version: 0, contested: false }, viewer);
  const reader = await openReader(database, viewer);
  try {
    const asOf = cursor === null ? (question.asOf ?? null) : String(cursor.version);
    const version = await versionAt(reader.client, asOf);
    stopwatch.lap('version');
    let planned: Promise<ListQuestion> | null = null;
    const listed = () =>
      (planned ??= planFor(reader, request, version, viewer).then((plan) => {
        stopwatch.lap('plan');
        return { ...asked, plan };
      }));
    return listOf(reader, version, listed, stopwatch);
  } catch (problem) {
    await reader.close(true);
    throw problem;
  }
}

function listOf(
  reader: Reader,
  version: number,
  listed: () => Promise<ListQuestion>,
  stopwatch: Stopwatch,
): PaymentList {
  const { client } = reader;
  let outlook: Promise<Outlook> | null = null;
  const look = () => (outlook ??= listed().then((question) => lookOut(client, question)));
  return {
    version,
    stopwatch,
    page: async (after, take) => {
      const { way } = await look();
      stopwatch.lap('words');
      const question = await listed();
      const { rows } = await client.query<StoredPayment>(listSql(question, way, after, take + 1));
      stopwatch.lap('rows');
      const shown = rows.slice(0, take);
      const last = shown.at(-1);
      return {
        rows: shown.map((row) => paymentOf(row, question.sight)),
        next: rows.length > take && last !== undefined ? placeOf(last, question.order) : null,
      };
    },
    total: async () => {
      const total = await (await look()).total();
      stopwatch.lap('total');
      return total;
    },
    close: (broken) => reader.close(broken),
  };
}
