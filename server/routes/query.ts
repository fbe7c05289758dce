/** In charge of `GET /api/query/:cube`. */
import type { FastifyInstance } from 'fastify';
import { fromSearch } from '#contract/address';
import { principalOf } from '../access/authenticate.ts';
import { languageOf } from '../plugins/language.ts';
import { ARROW, CSV, JSON_TYPE, mediaTypeOf, XLSX, type MediaType } from '../plugins/mediaType.ts';
import { ask } from '../query/answer.ts';
import { askedFor, deliver, type Form } from '../query/deliver.ts';
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
}
