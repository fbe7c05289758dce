/** In charge of `GET /api/projects`: the projects of a region's ledger as they stood at a month, page by page. */
import type { FastifyInstance } from 'fastify';
import { fromSearch } from '#contract/address';
import type { ProjectPage } from '#contract/ledgerAnswers';
import { Refusal, refusal } from '#contract/problem';
import { principalOf } from '../access/authenticate.ts';
import { planFor } from '../query/answer.ts';
import { questionMark, readCursor, writeCursor } from '../query/payments/cursor.ts';
import { plan as planQuestion } from '../query/plan.ts';
import { PROJECT_ORDERS, readProjects } from '../query/projectList.ts';
import { openReader, versionAt } from '../query/reader.ts';
import { readRequest, type Order } from '../query/request.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { searchOf, takeOf } from './search.ts';

export function addProjects(app: FastifyInstance, { database, build }: House): void {
  app.get('/api/projects', async (request, reply) => {
    const search = searchOf(request);
    const text = search.get('cursor');
    const order = readOrder(search.get('order') ?? '-budget');
    const take = takeOf(search);
    for (const name of ['cursor', 'limit', 'order', 'measures', 'by']) search.delete(name);
    const principal = principalOf(request);
    const { where, from, to, asOf, reportedBy } = fromSearch('projects', search);
    const asked = [Object.entries(where).sort(), from, to, reportedBy, order];
    const mark = questionMark([asked, asOf, principal.role, principal.region, principal.unit]);
    // A version never changes, so the number of rows passed is a place in it.
    const cursor = text === null ? null : readCursor(text, mark, { by: 'date', descending: false });
    const question = readRequest({
      cube: 'projects',
      measures: ['budget', 'executed'],
      by: ['region', 'year', 'scope', 'book'],
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
      if (isKnown(request, reply, build, 'projects', version, asked, take, text)) {
        await reader.close();
        return await reply.send();
      }
      const plan = await planFor(reader, question, version, principal);
      const offset = cursor?.place.line ?? 0;
      const { rows, total } = await readProjects(reader.client, plan, order, offset, take);
      await reader.close();
      const passed = offset + rows.length;
      const place = { key: null, batch: 0, line: passed };
      const next =
        rows.length > 0 && passed < total.count ? writeCursor({ version, place }, mark) : null;
      const page: ProjectPage = { version, rows, next, total };
      return await reply.send(page);
    } catch (problem) {
      // Printed lists of projects are kept apart by their kind; here only ledgers are listed.
      const unlisted = problem instanceof Refusal && problem.field === 'breakdown';
      await reader.close(!unlisted);
      if (!unlisted) throw problem;
      const version = Number(reply.getHeader('mingzhang-version'));
      const total = { count: 0, budget: null, executed: null };
      const empty: ProjectPage = { version, rows: [], next: null, total };
      return reply.send(empty);
    }
  });
}

function readOrder(text: string): Order {
  const descending = text.startsWith('-');
  const name = descending ? text.slice(1) : text;
  if (!(PROJECT_ORDERS as readonly string[]).includes(name))
    throw refusal('bad-order', [text, PROJECT_ORDERS.join(', ')], 'order');
  return { name, descending };
}
