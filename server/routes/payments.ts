/** In charge of `GET /api/payments`: single payments page by page, and as a file. */
import type { FastifyInstance } from 'fastify';
import type { PaymentPage } from '#contract/ledgerAnswers';
import { record } from '../access/accessLog.ts';
import { principalOf } from '../access/authenticate.ts';
import { scopeOf, type Principal } from '../access/principal.ts';
import { sightOf } from '../access/sight.ts';
import { decimal } from '../arrow/text.ts';
import { languageOf } from '../plugins/language.ts';
import { CSV, JSON_TYPE, mediaTypeOf, XLSX } from '../plugins/mediaType.ts';
import { writeCursor } from '../query/payments/cursor.ts';
import { openPayments, type PaymentList } from '../query/payments/pages.ts';
import { readPaymentsRequest, type PaymentsRequest } from '../query/payments/request.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { FILES } from './paymentsFile.ts';
import { searchOf } from './search.ts';
import { sendChunks } from './sendChunks.ts';

export function addPayments(app: FastifyInstance, house: House): void {
  const { database, build } = house;
  app.get('/api/payments', async (request, reply) => {
    const form = mediaTypeOf(request.headers.accept ?? JSON_TYPE);
    const language = languageOf(request);
    const principal = principalOf(request);
    const search = searchOf(request);
    const asked = readPaymentsRequest(
      search,
      sightOf(principal, search.get('unmask')),
      scopeOf(principal),
    );
    const list = await openPayments(database, principal, asked);
    try {
      const { version } = list;
      void reply.header('mingzhang-version', version);
      if (asked.sight.persons) void reply.header('cache-control', 'private, no-store');
      else if (
        isKnown(request, reply, build, 'payments', version, asked.mark, form, language,
          asked.limit, asked.cursor)
      ) {
        await list.close();
        return await reply.send();
      } // prettier-ignore
      if (form !== CSV && form !== XLSX) {
        const page = await pageOf(list, asked);
        await list.close();
        if (asked.sight.persons) await note(house, principal, asked, page.rows.length);
        return await reply
          .header('server-timing', list.stopwatch.header())
          .type(`${JSON_TYPE}; charset=utf-8`)
          .send(page);
      }
      const kind = form === CSV ? 'csv' : 'xlsx';
      void reply
        .header('content-type', form === CSV ? `${CSV}; charset=utf-8` : XLSX)
        .header(
          'content-disposition',
          `attachment; filename="mingzhang-payments-v${version}.${kind}"`,
        )
        .header('vary', 'Accept, Authorization, Cookie, Accept-Language');
      const file = FILES[kind];
      const rows = (await list.total())?.count ?? file.most;
      if (asked.sight.persons) await note(house, principal, asked, Math.min(rows, file.most));
      return await sendChunks(reply, closing(list, file.write(list, language)), () => undefined);
    } catch (problem) {
      await list.close(true);
      throw problem;
    }
  });
}

async function pageOf(list: PaymentList, asked: PaymentsRequest): Promise<PaymentPage> {
  const { version } = list;
  const { rows, next } = await list.page(asked.cursor?.place ?? null, asked.limit);
  // The total of a list does not change from page to page; it is told once.
  const total = asked.cursor === null ? await list.total() : null;
  return {
    version,
    rows,
    next: next === null ? null : writeCursor({ version, place: next }, asked.mark),
    total: total === null ? null : { count: total.count, amount: decimal(total.amount) },
  };
}

/** Who looked at names of persons, in how many rows, held back by which parameters; not the names, nor what was looked for. */
async function note(
  { database }: House,
  principal: Principal,
  { filtered }: PaymentsRequest,
  rows: number,
): Promise<void> {
  const subject = JSON.stringify({ list: 'payments', rows, filters: filtered });
  await record(database, principal, 'unmask', subject);
}

/** Gives the connection back when the last piece has been taken, or the reader has left. */
async function* closing(
  list: PaymentList,
  chunks: AsyncGenerator<Uint8Array | string>,
): AsyncGenerator<Uint8Array | string> {
  let finished = false;
  try {
    yield* chunks;
    finished = true;
  } finally {
    await list.close(!finished);
  }
}
