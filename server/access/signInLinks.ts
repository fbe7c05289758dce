/** In charge of one-time sign-in links: made by an administrator, spent at the first click. */
import type { Database } from '#database';
import type { Role } from '#contract/answers';
import { refusal } from '#contract/problem';
import { hashOf, isSecret, newSecret } from './secret.ts';
import { openSession } from './sessions.ts';

export interface LinkRequest {
  /** Name of the user, made when there is none of this name. */
  readonly name: string;
  readonly role: Role;
  readonly region?: string;
  readonly unit?: string;
  /** Hours for which the link is good. */
  readonly hours?: number;
}

type Pools = Pick<Database, 'access'>;

/** Makes a link and returns its path, `/sign-in/…`; only its hash is kept. */
export async function createSignInLink({ access }: Pools, request: LinkRequest): Promise<string> {
  const secret = newSecret();
  const { rows } = await access.query<{ user_id: number }>(
    `insert into access.users (name, role, region_code, unit) values ($1, $2, $3, $4)
     on conflict (name) do update set role = excluded.role, region_code = excluded.region_code, unit = excluded.unit
     returning user_id`,
    [request.name, request.role, request.region ?? null, request.unit ?? null],
  );
  await access.query(
    `insert into access.links (hash, user_id, expires_at) values ($1, $2, now() + make_interval(hours => $3))`,
    [hashOf(secret), rows[0]?.user_id, request.hours ?? 24],
  );
  return `/sign-in/${secret}`;
}

/** Spends a link and opens a session; returns the session's secret. Refuses a link that is spent, expired or unknown. */
export async function redeem(database: Pools, secret: string): Promise<string> {
  const { rows } = isSecret(secret)
    ? await database.access.query<{ user_id: number }>(
        `update access.links l set used_at = now() from access.users u
         where l.hash = $1 and l.used_at is null and l.expires_at > now() and u.user_id = l.user_id and u.disabled_at is null
         returning l.user_id`,
        [hashOf(secret)],
      )
    : { rows: [] };
  const [link] = rows;
  if (link === undefined) throw refusal('link-spent', []);
  return openSession(database, link.user_id);
}
