/** In charge of the bytes of handed-in files: small ones in the database, big ones beside it under their hash. */
import { constants } from 'node:fs';
import {
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { errorCode } from '../errorCode.ts';

/** Larger ones do not go into the database. */
export const LARGEST_IN_DATABASE = 16 * 1_048_576;
/** A file that no load has claimed after a day is what a killed load left. */
const ABANDONED_MS = 86_400_000;

/** Keeps a big file, by its path or its bytes, in `folder`; the same bytes once. Written under another name first, so that what bears the hash is whole. */
export async function keepBeside(
  folder: string,
  sha256: string,
  from: string | Uint8Array,
): Promise<void> {
  const place = join(folder, sha256);
  if (await isThere(place)) return;
  await mkdir(folder, { recursive: true });
  const made = `${place}.${randomUUID()}.part`;
  try {
    if (typeof from === 'string') await copyFile(from, made, constants.COPYFILE_FICLONE);
    else await writeFile(made, from);
    const file = await open(made, 'r+');
    await file.sync();
    await file.close();
    await rename(made, place);
    const directory = await open(folder);
    await directory.sync();
    await directory.close();
  } catch (problem) {
    await rm(made, { force: true });
    throw problem;
  }
}

/** The bytes of a kept file, from wherever they are; null where the hash is not known. */
export async function keptBytes(
  client: pg.ClientBase | pg.Pool,
  folder: string,
  sha256: string,
): Promise<Buffer | null> {
  const { rows } = await client.query<{ bytes: Buffer | null }>('select bytes from files where sha256 = $1', [sha256]); // prettier-ignore
  const [row] = rows;
  if (row === undefined) return null;
  return row.bytes ?? (await readFile(join(folder, sha256)));
}

/** Removes what killed loads left in the folder: pieces, and files that no load has registered. */
export async function sweepBeside(client: pg.ClientBase | pg.Pool, folder: string): Promise<void> {
  const names = await readdir(folder).catch((problem: unknown) => {
    if (errorCode(problem) === 'ENOENT') return [];
    throw problem;
  });
  if (names.length === 0) return;
  const { rows } = await client.query<{ sha256: string }>('select sha256 from files where sha256 = any ($1)', [names]); // prettier-ignore
  const known = new Set(rows.map(({ sha256 }) => sha256));
  for (const name of names) {
    if (known.has(name)) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(join(folder, name), { force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (problem) {
    if (errorCode(problem) === 'ENOENT') return false;
    throw problem;
  }
}
