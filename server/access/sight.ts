/** In charge of how far a principal sees who was paid: organisations by role, persons only where the role may and the request asks. */
import { refusal } from '#contract/problem';
import type { Sight } from '../query/payments/masks.ts';
import type { Principal } from './principal.ts';
import { demand, may } from './rights.ts';

/** Reads `unmask`. Refuses who asks for names of persons and may not see them. */
export function sightOf(principal: Principal, unmask: string | null): Sight {
  if (unmask !== null && unmask !== 'true' && unmask !== 'false')
    throw refusal('bad-value', ['unmask', unmask, 'true | false'], 'unmask');
  if (unmask === 'true') demand(principal, 'unmask');
  return { organisations: may(principal, 'seePayees'), persons: unmask === 'true' };
}
