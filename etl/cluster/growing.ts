/** In charge of folders that appear whole or not at all, whichever process makes them and however it ends. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Lets `fill` make the folder under another name, and gives it its own at the end; when another process was quicker, its folder stands. */
export async function grow(
  folder: string,
  fill: (growing: string) => Promise<void>,
): Promise<void> {
  await sweep(folder);
  const growing = `${folder}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(growing, { recursive: true });
    await fill(growing);
    await rename(growing, folder);
  } catch (problem) {
    await rm(growing, { recursive: true, force: true });
    if (!existsSync(folder)) throw problem;
  }
}

/** Removes what processes left that were killed while they filled it. */
async function sweep(folder: string): Promise<void> {
  const names = await readdir(dirname(folder)).catch(() => []);
  for (const name of names) {
    const [, pid] = name.startsWith(`${basename(folder)}.`)
      ? (/\.(\d+)-[0-9a-f]{8}$/.exec(name) ?? [])
      : [];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (problem) {
    return problem instanceof Error && 'code' in problem && problem.code === 'EPERM';
  }
}
