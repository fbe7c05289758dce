/** In charge of `GET /api/movements`: the ledger of budget movements, oldest first, page by page. */
import type { FastifyInstance } from 'fastify';
import { fromSearch } from '#contract/address';
import type { MovementPage } from '#contract/ledgerAnswers';
import { principalOf } from '../access/authenticate.ts';
import { planFor } from '../query/answer.ts';
import { readMovements } from '../query/movements.ts';
import { questionMark, readCursor, writeCursor } from '../query/payments/cursor.ts';
import { plan as planQuestion } from '../query/plan.ts';
import { openReader, versionAt } from '../query/reader.ts';
import { readRequest } from '../query/request.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { searchOf, takeOf } from './search.ts';

export function addMovements(app: FastifyInstance, { database, build }: House): void {
  app.get('/api/movements', async (request, reply) => {
    const search = searchOf(request);
    const text = search.get('cursor');
    const take = takeOf(search);
    for (const name of ['cursor', 'limit', 'measures', 'by', 'order']) search.delete(name);
    const principal = principalOf(request);
    const { where, from, to, asOf, reportedBy } = fromSearch('movements', search);
    const asked = [Object.entries(where).sort(), from, to, reportedBy];
    const mark = questionMark([asked, asOf, principal.role, principal.region, principal.unit]);
    const cursor = text === null ? null : readCursor(text, mark, { by: 'date', descending: false });
    // Every region, year and book that the filters leave: a list adds nothing up.
    const by = ['region', 'year', 'book'];
    const question = readRequest({
      cube: 'movements',
      measures: ['amount'],
      by,
      where,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(reportedBy === undefined ? {} : { reportedBy }),
    });
    planQuestion(question, { version: 0, contested: false }, principal);
    const reader = await openReader(database, principal);
    try {
      const when = cursor === null ? (asOf ?? null) : String(cursor.version);
      const version = await versionAt(reader.client, when);
      void reply.header('mingzhang-version', version);
      if (isKnown(request, reply, build, 'movements', version, asked, take, text)) {
        await reader.close();
        return await reply.send();
      }
      const plan = await planFor(reader, question, version, principal);
      const found = await readMovements(reader.client, plan, cursor?.place ?? null, take);
      await reader.close();
      const page: MovementPage = {
        version,
        rows: found.rows,
        next: found.next === null ? null : writeCursor({ version, place: found.next }, mark),
      };
      return await reply.send(page);
    } catch (problem) {
      await reader.close(true);
      throw problem;
    }
  });
}
