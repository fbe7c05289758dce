/** In charge of the operating-system user under whom PostgreSQL runs, since it refuses to run as root. */
import { existsSync, readFileSync } from 'node:fs';
import { chown, stat } from 'node:fs/promises';
import { Obstacle } from '#model/obstacle';

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** First number beyond the accounts that systems hand out by themselves. */
const FIRST_FREE = 64_000;

/** Whether this process must hand PostgreSQL to another user. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

interface Account extends User {
  readonly name: string;
}

function accounts(): readonly Account[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({
      name,
      uid: Number.parseInt(uid, 10),
      gid: Number.parseInt(gid, 10),
    }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);
}

/** A user with an account, which `initdb` asks for: `nobody` by preference. @throws Obstacle where there is none. */
export function initialisingUser(): User {
  const known = accounts();
  const found = known.find(({ name }) => name === 'nobody') ?? known[0];
  if (found !== undefined) return found;
  throw new Obstacle('no-user', {
    zh: 'PostgreSQL 不能以 root 运行，而本机没有其他用户。请以普通用户启动，或用 DATABASE_URL 指定一个服务器。',
    en: 'PostgreSQL does not run as root and this machine has no other user. Start as an ordinary user, or name a server in DATABASE_URL.',
  });
}

/**
 * The user who owns the data and runs the server: who owns `data` already, else a number that no account uses,
 * else (in a container that maps few numbers) the initialising user. `probe` is a file of ours to try it on.
 */
export async function servingUser(data: string, probe: string): Promise<User> {
  if (existsSync(data)) {
    const { uid, gid } = await stat(data);
    if (uid !== 0) return { uid, gid };
  }
  const taken = new Set(accounts().flatMap(({ uid, gid }) => [uid, gid]));
  let free = FIRST_FREE;
  while (taken.has(free)) free += 1;
  try {
    await chown(probe, free, free);
    return { uid: free, gid: free };
  } catch {
    return initialisingUser();
  }
}
