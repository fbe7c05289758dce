/** In charge of the log: what was asked and how long it took; no secret, no address of a person. */
import type { FastifyInstance, FastifyServerOptions } from 'fastify';

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;

/** Options for the logger: a request is its method and route, never its headers or its query. */
export function loggerOptions(level: string): LoggerOptions {
  return {
    level,
    redact: ['req.headers', 'headers', 'authorization', 'cookie', 'secret', 'token'],
    serializers: {
      req: ({ method, routeOptions }) => ({ method, route: routeOptions.url ?? '?' }),
      res: ({ statusCode }) => ({ statusCode }),
    },
  };
}

/** One line per answer. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    request.log.info(
      {
        method,
        route: routeOptions.url,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
}
