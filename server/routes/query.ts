/** In charge of `GET /api/query/:cube`. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fromSearch } from '#contract/address';
import { ALERT_CUBE } from '#contract/alertCube';
import type { Question } from '#contract/question';
import { principalOf } from '../access/authenticate.ts';
import { languageOf } from '../plugins/language.ts';
import { ARROW, CSV, JSON_TYPE, mediaTypeOf, XLSX, type MediaType } from '../plugins/mediaType.ts';
import { standOf } from '../cases/alertRows.ts';
import { alertBatches, deliverAlerts, readAlertQuestion } from '../cases/alertCube.ts';
import { ask } from '../query/answer.ts';
import { askedFor, deliver, type Form } from '../query/deliver.ts';
import { openReader, versionAt } from '../query/reader.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { searchOf } from './search.ts';
import { sendChunks } from './sendChunks.ts';

const FORMS: Readonly<Record<MediaType, Form>> = {
  [ARROW]: 'arrow',
  [CSV]: 'csv',
  [JSON_TYPE]: 'json',
  [XLSX]: 'xlsx',
};
const CONTENT_TYPES: Readonly<Record<Form, string>> = {
  arrow: ARROW,
  csv: `${CSV}; charset=utf-8`,
  json: `${JSON_TYPE}; charset=utf-8`,
  xlsx: XLSX,
};

export function addQuery(app: FastifyInstance, { database, build }: House): void {
  app.get<{ Params: { cube: string } }>('/api/query/:cube', async (request, reply) => {
    const form = FORMS[mediaTypeOf(request.headers.accept)];
    const language = languageOf(request);
    const question = fromSearch(request.params.cube, searchOf(request));
    if (question.cube === ALERT_CUBE) return answerAlerts(request, reply, question, form);
    const asked = await ask(database, principalOf(request), askedFor(question, form));
    const normal = { ...question, where: Object.entries(question.where).sort(), asOf: null };
    void reply.header('mingzhang-version', asked.version);
    if (
      isKnown(
        request,
        reply,
        build,
        asked.version,
        normal,
        form,
        form === 'csv' || form === 'xlsx' ? language : null,
      )
    ) {
      await asked.close();
      return reply.send();
    }
    void reply.header('content-type', CONTENT_TYPES[form]);
    if (form === 'csv' || form === 'xlsx') {
      void reply.header(
        'content-disposition',
        `attachment; filename="mingzhang-${question.cube}-v${asked.version}.${form}"`,
      );
      void reply.header('vary', 'Accept, Authorization, Cookie, Accept-Language');
    }
    const chunks = deliver(asked, question, form, language);
    return sendChunks(reply, chunks, () => {
      asked.stopwatch.lap('rows');
      void reply.header('server-timing', asked.stopwatch.header());
    });
  });

  /** The cube of alerts rests on results and cases, not on batches. */
  const answerAlerts = async (
    request: FastifyRequest,
    reply: FastifyReply,
    question: Question,
    form: Form,
  ) => {
    const asked = readAlertQuestion(question);
    const principal = principalOf(request);
    const reader = await openReader(database, principal);
    try {
      const version = await versionAt(reader.client, question.asOf ?? null);
      const stand = await standOf(reader.client);
      void reply.header('mingzhang-version', version);
      const normal = { ...question, where: Object.entries(question.where).sort(), asOf: null };
      if (isKnown(request, reply, build, version, normal, form, stand)) {
        await reader.close();
        return await reply.send();
      }
      void reply.header('content-type', CONTENT_TYPES[form]);
      const batches = alertBatches(reader, asked, version, principal.unit);
      const chunks = deliverAlerts(batches, asked, version, form, languageOf(request));
      return await sendChunks(reply, chunks, () => undefined);
    } catch (problem) {
      await reader.close(true);
      throw problem;
    }
  };
}
