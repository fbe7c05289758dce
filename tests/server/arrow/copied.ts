/** In charge of the bytes that PostgreSQL copies out, for the tests of what reads them. */
import { to as copyTo } from 'pg-copy-streams';
import type { Database } from '#database';

/** The bytes of a statement in binary form, as they come or cut anew into pieces of a size. */
export async function* copiedFrom(
  { reader }: Database,
  sql: string,
  size?: number,
): AsyncGenerator<Buffer> {
  const client = await reader.connect();
  try {
    const chunks: Buffer[] = [];
    const copy: AsyncIterable<Buffer> = client.query(copyTo(`copy (${sql}) to stdout (format binary)`)); // prettier-ignore
    for await (const chunk of copy) chunks.push(chunk);
    const whole = Buffer.concat(chunks);
    if (size === undefined) yield* chunks;
    else for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
  } finally {
    client.release();
  }
}
