/** In charge of the command `user`: who may sign in. */
import type { Outcome, Shell } from '#commands';
import { Obstacle } from '#model/obstacle';
import { createSignInLink } from '../access/signInLinks.ts';
import { parseRegion, parseRole } from './who.ts';

export interface UserFlags {
  readonly role: string;
  readonly region?: string;
  readonly unit?: string;
}

interface UserRow {
  readonly name: string;
  readonly role: string;
  readonly region: string | null;
  readonly unit: string | null;
  readonly since: string;
  readonly disabled: boolean;
}

/** Makes the user, or changes one of this name, and prints the path of a one-time link alone on the last line. */
export async function createUser(
  shell: Shell,
  name: string,
  { role, region, unit }: UserFlags,
): Promise<Outcome> {
  if (name.trim() === '')
    throw new Obstacle('bad-name', { zh: '请给出用户的姓名。', en: 'Give the name of the user.' });
  const request = {
    name: name.trim(),
    role: parseRole(role),
    ...(region === undefined ? {} : { region: parseRegion(region) }),
    ...(unit === undefined ? {} : { unit }),
  };
  const database = await shell.open();
  const path = await createSignInLink(database, request);
  await database.access.query('update access.users set disabled_at = null where name = $1', [
    request.name,
  ]);
  shell.note(
    '登录链接 24 小时内可用一次，接在服务地址之后。 The sign-in link is good once within 24 hours; put it after the address of the server.',
  );
  shell.line(path);
  return 0;
}

export async function listUsers(shell: Shell): Promise<Outcome> {
  const { access } = await shell.open();
  const { rows } = await access.query<UserRow>(
    `select name, role, region_code as region, unit, to_char(created_at, 'YYYY-MM-DD') as since, disabled_at is not null as disabled
     from access.users order by name`,
  );
  for (const { name, role, region, unit, since, disabled } of rows) {
    shell.line(
      [name, role, region ?? '*', unit ?? '*', since, disabled ? '停用 disabled' : '']
        .join('\t')
        .trimEnd(),
    );
  }
  return 0;
}

/** The user cannot sign in any more, and what they had open is closed. */
export async function disableUser(shell: Shell, name: string): Promise<Outcome> {
  const { access } = await shell.open();
  const { rows } = await access.query<{ user_id: number }>(
    'update access.users set disabled_at = coalesce(disabled_at, now()) where name = $1 returning user_id',
    [name],
  );
  const [user] = rows;
  if (user === undefined)
    throw new Obstacle('unknown-user', {
      zh: `没有用户“${name}”；用 mingzhang user list 查看。`,
      en: `There is no user “${name}”; see: mingzhang user list`,
    });
  await access.query('delete from access.sessions where user_id = $1', [user.user_id]);
  shell.line(`已停用 disabled: ${name}`);
  return 0;
}
