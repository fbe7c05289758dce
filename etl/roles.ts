/** In charge of the roles in the database: the program works as roles that own nothing, each with a password of its own. */
import { createHmac, randomBytes, scryptSync } from 'node:crypto';
import pg from 'pg';
import { addressFor, connection, passwordIn, type Address } from './address.ts';
import { errorCode } from './errorCode.ts';
import { Obstacle } from '#model/obstacle';

export const ROLES = ['mingzhang_loader', 'mingzhang_reader', 'mingzhang_access'] as const;
export type RoleName = (typeof ROLES)[number];

const names = ROLES.join(', ');

/** Creates the roles that are missing and returns them. @throws Obstacle saying what to grant where that is not allowed. */
export async function createRoles(owner: pg.ClientBase): Promise<ReadonlySet<RoleName>> {
  const { rows } = await owner.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [ROLES],
  );
  const created = new Set<RoleName>();
  for (const role of ROLES) {
    if (rows.some(({ rolname }) => rolname === role)) continue;
    try {
      await owner.query(`create role ${role} login`);
      created.add(role);
    } catch (problem) {
      // Another process was quicker.
      if (errorCode(problem) === '42710' || errorCode(problem) === '23505') continue;
      throw errorCode(problem) === '42501' ? mayNot(await nameOf(owner), problem) : problem;
    }
  }
  return created;
}

/** What this user needs beyond roles: to make schemas and tables. @throws Obstacle saying what to grant. */
export async function demandRights(owner: pg.ClientBase): Promise<void> {
  const { rows } = await owner.query<{
    database: string;
    name: string;
    schemas: boolean;
    tables: boolean;
  }>(
    `select current_database() as database, current_user as name,
            has_database_privilege(current_database(), 'create') as schemas, has_schema_privilege('public', 'create') as tables`,
  );
  const [row] = rows;
  if (row === undefined || (row.schemas && row.tables)) return;
  const grant = `GRANT CREATE ON DATABASE "${row.database}" TO "${row.name}"; GRANT CREATE ON SCHEMA public TO "${row.name}";`;
  throw new Obstacle('may-not-create', {
    zh: `DATABASE_URL 的用户 ${row.name} 不能在数据库 ${row.database} 中建立表和模式。请由管理员执行：${grant}`,
    en: `The user ${row.name} of DATABASE_URL may not create schemas and tables in the database ${row.database}. Let an administrator run: ${grant}`,
  });
}

/**
 * The passwords of the roles, the same for every process that knows the owner's: roles belong to a whole server, so several
 * databases of one owner must agree on them. Where the owner needs no password in its address, from the secret kept in the database.
 */
export async function rolePasswords(
  owner: pg.ClientBase,
  address: Address,
): Promise<Readonly<Record<RoleName, string>>> {
  const root = scryptSync(
    passwordIn(address) ?? (await secret(owner, 'roles')),
    'mingzhang roles',
    32,
  );
  const of = (role: RoleName) => createHmac('sha256', root).update(role).digest('base64url');
  return {
    mingzhang_loader: of('mingzhang_loader'),
    mingzhang_reader: of('mingzhang_reader'),
    mingzhang_access: of('mingzhang_access'),
  };
}

/** A random secret of this database, made at its first use and never readable for the roles. */
export async function secret(owner: pg.ClientBase | pg.Pool, name: string): Promise<string> {
  await owner.query(
    'insert into access.secrets (name, value) values ($1, $2) on conflict do nothing',
    [name, randomBytes(32).toString('base64url')],
  );
  const { rows } = await owner.query<{ value: string }>(
    'select value from access.secrets where name = $1',
    [name],
  );
  if (rows[0] === undefined) throw new Error(`the secret ${name} was not kept`);
  return rows[0].value;
}

/** Sets the passwords where a role, `created` just now or not, does not have its own. @throws Obstacle saying what to grant where that is not allowed. */
export async function settlePasswords(
  owner: pg.ClientBase,
  address: Address,
  passwords: Readonly<Record<RoleName, string>>,
  created: ReadonlySet<RoleName>,
): Promise<void> {
  for (const role of ROLES) {
    if (!created.has(role) && (await maySignIn(addressFor(address, role, passwords[role]))))
      continue;
    try {
      await owner.query(
        `alter role ${role} login password ${owner.escapeLiteral(passwords[role])}`,
      );
    } catch (problem) {
      throw errorCode(problem) === '42501' ? mayNot(await nameOf(owner), problem) : problem;
    }
  }
}

async function maySignIn(address: Address): Promise<boolean> {
  const client = new pg.Client(connection(address, 'mingzhang'));
  try {
    await client.connect();
    return true;
  } catch (problem) {
    // 28P01 wrong password, 28000 no sign-in; without a password on record the server may also just say no.
    if (['28P01', '28000'].includes(errorCode(problem))) return false;
    throw problem;
  } finally {
    await client.end();
  }
}

async function nameOf(owner: pg.ClientBase): Promise<string> {
  const { rows } = await owner.query<{ name: string }>('select current_user as name');
  return rows[0]?.name ?? '?';
}

function mayNot(user: string, cause: unknown): Obstacle {
  const grant = `ALTER ROLE "${user}" CREATEROLE;`;
  const admin = ROLES.map((role) => `GRANT ${role} TO "${user}" WITH ADMIN OPTION;`).join(' ');
  return new Obstacle(
    'may-not-create-roles',
    {
      zh: `DATABASE_URL 的用户 ${user} 不能建立或管理角色 ${names}。请由管理员执行：${grant} 如果这些角色已由别的用户建立，再执行：${admin}`,
      en: `The user ${user} of DATABASE_URL may not create or manage the roles ${names}. Let an administrator run: ${grant} If another user made these roles, also: ${admin}`,
    },
    cause,
  );
}
