/** In charge of who makes a request. */
import type { Role } from '#contract/answers';

export interface Principal {
  /** Name of the user, or label of the token. */
  readonly name: string;
  readonly role: Role;
  /** The region whose figures, with those below it, may be seen; null for all. */
  readonly region: string | null;
  /** The unit whose own records alone may be seen; null for all. */
  readonly unit: string | null;
  readonly by: 'session' | 'token';
}

/** Two principals with the same scope get the same answers. */
export function scopeOf({ role, region, unit }: Principal): string {
  return JSON.stringify([role, region, unit]);
}
