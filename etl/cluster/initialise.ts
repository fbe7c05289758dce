/** In charge of a new cluster's files: complete or not there at all. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, lchown, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { grow } from './growing.ts';
import type { Programs } from './programs.ts';
import { initialisingUser, isRoot, servingUser, type User } from './user.ts';

/** Name of the superuser of a cluster of our own. */
export const SUPERUSER = 'mingzhang';

/** What lies in the folder of a cluster. */
export const layout = (folder: string) => ({
  data: join(folder, 'data'),
  sockets: join(folder, 'socket'),
  secret: join(folder, 'secret.json'),
  log: join(folder, 'postgres.log'),
});

/** Makes the cluster in `folder`; when another process was quicker, its cluster stands. Not `durable`: without waiting for the disk. */
export async function initialise(
  programs: Programs,
  folder: string,
  durable = true,
): Promise<void> {
  await grow(folder, async (growing) => {
    const { data, sockets, secret } = layout(growing);
    const password = randomBytes(24).toString('base64url');
    const passwordFile = join(growing, 'password');
    await mkdir(sockets, { mode: 0o700 });
    await mkdir(data, { mode: 0o700 });
    await writeFile(secret, JSON.stringify({ password }), { mode: 0o600 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    const users = isRoot()
      ? { first: initialisingUser(), then: await servingUser(data, sockets) }
      : null;
    if (users !== null) {
      await chmod(growing, 0o711);
      for (const path of [data, passwordFile]) await chown(path, users.first.uid, users.first.gid);
    }
    await promisify(execFile)(
      join(programs.folder, 'bin', 'initdb'),
      [
        `--pgdata=${data}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      {
        cwd: '/',
        env: { LC_ALL: 'C' },
        ...(users === null ? {} : { uid: users.first.uid, gid: users.first.gid }),
      },
    );
    await rm(passwordFile);
    if (users !== null) for (const path of [data, sockets]) await giveAll(path, users.then);
  });
}

async function giveAll(folder: string, { uid, gid }: User): Promise<void> {
  await lchown(folder, uid, gid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await giveAll(path, { uid, gid });
    else await lchown(path, uid, gid);
  }
}
