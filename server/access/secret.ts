/** In charge of secrets: making them, and the hash by which the database knows them. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, safe in an address and in a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256; enough for a secret that nobody can guess. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a text could be one of our secrets at all, before the database is asked. */
export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
