/** In charge of sessions: opened by a link, found by the cookie's secret, ended by signing out or by time. */
import type { Database } from '#database';
import type { Principal } from './principal.ts';
import { hashOf, isSecret, newSecret } from './secret.ts';

type Pools = Pick<Database, 'access'>;

/** Hours without a request after which a session ends; and days after which it ends in any case. */
const IDLE_HOURS = 12;
const LONGEST_DAYS = 7;

/** Opens a session and returns its secret; only the hash is kept. */
export async function openSession({ access }: Pools, userId: number): Promise<string> {
  const secret = newSecret();
  await access.query(
    `insert into access.sessions (hash, user_id, expires_at) values ($1, $2, now() + make_interval(hours => $3))`,
    [hashOf(secret), userId, IDLE_HOURS],
  );
  return secret;
}

/** Who a session belongs to; null when it is none of ours or has ended. Being used prolongs it. */
export async function principalOfSession(
  { access }: Pools,
  secret: string,
): Promise<Principal | null> {
  if (!isSecret(secret)) return null;
  const hash = hashOf(secret);
  const { rows } = await access.query<Omit<Principal, 'by'> & { stale: boolean }>(
    `select u.name, u.role, u.region_code as region, u.unit, s.seen_at < now() - interval '5 minutes' as stale
     from access.sessions s join access.users u on u.user_id = s.user_id
     where s.hash = $1 and s.expires_at > now() and u.disabled_at is null`,
    [hash],
  );
  const [found] = rows;
  if (found === undefined) return null;
  if (found.stale) {
    await access.query(
      `update access.sessions set seen_at = now(),
         expires_at = least(now() + make_interval(hours => $2), created_at + make_interval(days => $3))
       where hash = $1`,
      [hash, IDLE_HOURS, LONGEST_DAYS],
    );
  }
  const { name, role, region, unit } = found;
  return { name, role, region, unit, by: 'session' };
}

export async function closeSession({ access }: Pools, secret: string): Promise<void> {
  await access.query('delete from access.sessions where hash = $1', [hashOf(secret)]);
}
