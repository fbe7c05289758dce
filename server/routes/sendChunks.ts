/** In charge of sending an answer that comes in pieces: whole where it is short, streamed where it is long, never half without a sign. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * Sends a short answer whole, a long one as it comes. What fails before the first byte is a Problem; what fails later
 * destroys the socket, so that no reader takes a part for the whole.
 */
export async function sendChunks(
  reply: FastifyReply,
  chunks: AsyncGenerator<Uint8Array | string>,
  ready: () => void,
): Promise<FastifyReply> {
  const first = await chunks.next();
  const second = first.done === true ? first : await chunks.next();
  const third = second.done === true ? second : await chunks.next();
  ready();
  const begun = [first, second, third].flatMap((part) =>
    part.done === true ? [] : [Buffer.from(part.value)],
  );
  if (third.done === true) return reply.send(Buffer.concat(begun));
  return reply.send(Readable.from(continued(begun, chunks), { objectMode: false }));
}

async function* continued(
  begun: readonly Buffer[],
  rest: AsyncGenerator<Uint8Array | string>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* begun;
    for await (const chunk of rest) yield Buffer.from(chunk);
  } finally {
    await rest.return(undefined);
  }
}
