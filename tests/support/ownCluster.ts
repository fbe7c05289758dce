/** In charge of data folders for tests of the PostgreSQL that the program carries; what they held is removed. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostmaster, stopPostmaster } from '../../etl/cluster/postmaster.ts';

export interface OwnFolder {
  readonly dataFolder: string;
  /** Folder of the cluster; it need not exist yet. */
  cluster(): string;
  /** Process of the server, or null. */
  server(): number | null;
  remove(): Promise<void>;
}

export function ownFolder(suffix = ''): OwnFolder {
  const dataFolder = mkdtempSync(join(tmpdir(), `mingzhang-own-${suffix}`));
  const place = () => {
    const file = join(dataFolder, 'place');
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : dataFolder;
  };
  const cluster = () => join(place(), 'postgres');
  return {
    dataFolder,
    cluster,
    server: () => findPostmaster(cluster())?.pid ?? null,
    remove: async () => {
      await stopPostmaster(cluster());
      rmSync(place(), { recursive: true, force: true });
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
