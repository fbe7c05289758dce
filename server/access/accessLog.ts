/** In charge of the record of who did what: sign-ins, loads, rollbacks, names of persons that were looked at. */
import type { Database } from '#database';
import type { Principal } from './principal.ts';

export type Action =
  | 'sign-in'
  | 'sign-out'
  | 'load'
  | 'cancel'
  | 'rollback'
  | 'unmask'
  | 'alert'
  | 'attachment'
  | 'rules';

export async function record(
  { access }: Pick<Database, 'access'>,
  { name, role }: Pick<Principal, 'name' | 'role'>,
  action: Action,
  subject: string | null,
): Promise<void> {
  await access.query(
    'insert into access.log (actor, role, action, subject) values ($1, $2, $3, $4)',
    [name, role, action, subject],
  );
}
