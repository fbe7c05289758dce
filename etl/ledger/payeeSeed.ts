/** In charge of the seed of the numbers that stand for payees: one for all loads of a database, known to nobody else. */
import { createHash } from 'node:crypto';
import type { Database } from '#database';
import { secret } from '../roles.ts';

/** A whole number below 2^32. */
export async function payeeSeed({ owner }: Database): Promise<number> {
  return createHash('sha256')
    .update(await secret(owner, 'payees'))
    .digest()
    .readUInt32BE(0);
}
