/** In charge of sending an answer that comes in pieces: whole where it is short, streamed where it is long, never half without a sign. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Bytes up to which an answer is short. */
const SHORT = 256 * 1024;

/**
 * Sends a short answer whole, a long one as it comes. What fails before the first byte is a Problem; what fails later
 * destroys the socket, so that no reader takes a part for the whole.
 */
export async function sendChunks(
  reply: FastifyReply,
  chunks: AsyncGenerator<Uint8Array | string>,
  ready: () => void,
): Promise<FastifyReply> {
  const begun: Buffer[] = [];
  let size = 0;
  for (let next = await chunks.next(); ; next = await chunks.next()) {
    if (next.done === true) {
      ready();
      return reply.send(Buffer.concat(begun));
    }
    const chunk = bytesOf(next.value);
    begun.push(chunk);
    size += chunk.length;
    if (size > SHORT) break;
  }
  ready();
  return reply.send(Readable.from(continued(begun, chunks), { objectMode: false }));
}

async function* continued(
  begun: readonly Buffer[],
  rest: AsyncGenerator<Uint8Array | string>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* begun;
    for await (const chunk of rest) yield bytesOf(chunk);
  } finally {
    await rest.return(undefined);
  }
}

/** Bytes as they lie, not copied. */
function bytesOf(chunk: Uint8Array | string): Buffer {
  return typeof chunk === 'string'
    ? Buffer.from(chunk)
    : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
