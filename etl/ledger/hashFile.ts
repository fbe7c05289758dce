/** In charge of the hash of a file that is too large to be held. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const CHUNK = 1_048_576;

/** SHA-256 in hexadecimal digits, and the number of bytes. `goOn` is asked between the pieces and may throw. */
export async function hashFile(
  path: string,
  goOn: () => void,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256');
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, null);
      if (bytesRead === 0) return { sha256: hash.digest('hex'), size };
      hash.update(buffer.subarray(0, bytesRead));
      size += bytesRead;
      goOn();
    }
  } finally {
    await file.close();
  }
}
