/** In charge of where the data of our own PostgreSQL lie. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isRoot } from './user.ts';

const FOR_ROOT = '/var/lib/mingzhang';

/**
 * The folder of the data: the data folder itself; for root a folder where the user under whom PostgreSQL runs may look,
 * which the file `place` in the data folder names. Whoever removes or moves the data folder so removes or moves the database.
 */
export function placeFor(dataFolder: string): string {
  const folder = resolve(dataFolder);
  if (!isRoot()) return folder;
  const file = join(folder, 'place');
  const known = read(file);
  if (known !== null) return known;
  mkdirSync(folder, { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${join(FOR_ROOT, randomBytes(8).toString('hex'))}\n`);
  try {
    // A link is made whole or not at all: of two first processes one wins, and both read its word.
    linkSync(mine, file);
  } catch {
    if (read(file) === null) throw new Error(`${file} could not be written`);
  } finally {
    rmSync(mine);
  }
  return read(file) ?? folder;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
