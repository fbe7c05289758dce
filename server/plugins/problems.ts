/** In charge of every failure of a request: what was wrong with the question is told, what was wrong with us is logged. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, Refusal, refusal } from '#contract/problem';
import { STATEMENT_SECONDS } from '../query/reader.ts';
import { languageOf } from './language.ts';

/** The one error handler, and the answer to addresses that do not exist. */
export function tellProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refused = error instanceof Refusal ? error : (ofFramework(error) ?? ofDatabase(error));
    if (refused !== null) return send(request, reply, refused);
    request.log.error({ err: error }, 'request failed');
    return send(request, reply, refusal('internal', [request.id]));
  });
}

/** Answers a refusal as `application/problem+json` in the reader's language. */
export function send(request: FastifyRequest, reply: FastifyReply, refused: Refusal): FastifyReply {
  if (refused.status === 401) void reply.header('www-authenticate', 'Bearer');
  const language = languageOf(request);
  return reply
    .status(refused.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemOf(refused, language)));
}

/** What Fastify and its plugins refuse by themselves. */
function ofFramework(error: FastifyError): Refusal | null {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusal('too-large', ['1 MB', '请求', 'request']);
    case 'FST_REQ_FILE_TOO_LARGE':
    case 'FST_FILES_LIMIT':
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return refusal('too-large', ['64 MB × 20', '上传的内容', 'upload']);
    default: {
      const status = error.statusCode;
      return status !== undefined && status >= 400 && status < 500
        ? refusal('bad-request', [error.code])
        : null;
    }
  }
}

const QUERY_CANCELED = '57014';
const UNREPRESENTABLE = ['22021', '22P05', '22007', '22008', '22003'];

/** What PostgreSQL refuses: a statement that took too long, and values it cannot hold. */
function ofDatabase(error: FastifyError): Refusal | null {
  if (error.code === QUERY_CANCELED) return refusal('timeout', [String(STATEMENT_SECONDS)]);
  return UNREPRESENTABLE.includes(error.code)
    ? refusal('bad-request', [`PostgreSQL ${error.code}`])
    : null;
}
