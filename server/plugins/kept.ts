/** In charge of answers kept for the next reader with the same question: a validator names version, question, viewer and build, so what was sent under it once stays good. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';

declare module 'fastify' {
  interface FastifyInstance {
    kept: LRUCache<string, KeptAnswer>;
  }
  interface FastifyReply {
    /** What is sent instead of making the answer anew. */
    kept: KeptAnswer | null;
  }
}

interface KeptAnswer {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Bytes kept in all, and of one answer; the answers asked for longest ago go first. */
const MOST = 64 * 2 ** 20;
const MOST_OF_ONE = MOST / 16;
/** What an answer says of its form. */
const HEADERS = ['content-type', 'content-disposition', 'vary'];

/** Keeps every whole answer that bears a validator; `isKnown` finds it there. */
export function keepAnswers(app: FastifyInstance): void {
  const kept = new LRUCache<string, KeptAnswer>({
    maxSize: MOST,
    maxEntrySize: MOST_OF_ONE,
    sizeCalculation: ({ body }) => body.length + 1,
  });
  app.decorate('kept', kept);
  app.decorateReply('kept', null);
  app.addHook('onSend', (_, reply, payload, done) => {
    if (reply.kept !== null) {
      done(null, reply.kept.body);
      return;
    }
    const etag = reply.getHeader('etag');
    const whole = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (typeof etag === 'string' && whole && reply.statusCode === 200)
      kept.set(etag, { body: Buffer.from(payload), headers: formOf(reply) });
    done(null, payload);
  });
}

function formOf(reply: FastifyReply): Readonly<Record<string, string>> {
  return Object.fromEntries(
    HEADERS.flatMap((name) => {
      const value = reply.getHeader(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
