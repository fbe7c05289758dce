/** In charge of bearer tokens: made once, shown once, kept as a hash. */
import type { Database } from '#database';
import type { Role } from '#contract/answers';
import type { Principal } from './principal.ts';
import { hashOf, isSecret, newSecret } from './secret.ts';

export interface TokenRequest {
  readonly role: Role;
  readonly region?: string;
  readonly unit?: string;
  /** Who or what it is for. */
  readonly label?: string;
}

type Pools = Pick<Database, 'access'>;

/** Makes a token and returns it; it is never readable again. */
export async function createToken(
  { access }: Pools,
  { role, region, unit, label }: TokenRequest,
): Promise<string> {
  const token = newSecret();
  await access.query(
    'insert into access.tokens (hash, label, role, region_code, unit) values ($1, $2, $3, $4, $5)',
    [hashOf(token), label ?? `token ${role}`, role, region ?? null, unit ?? null],
  );
  return token;
}

/** Who a token stands for; null when it is none of ours, expired or revoked. */
export async function principalOfToken(
  { access }: Pools,
  token: string,
): Promise<Principal | null> {
  if (!isSecret(token)) return null;
  const { rows } = await access.query<Omit<Principal, 'by'>>(
    `select label as name, role, region_code as region, unit from access.tokens
     where hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
    [hashOf(token)],
  );
  const [found] = rows;
  return found === undefined ? null : { ...found, by: 'token' };
}
