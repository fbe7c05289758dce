/** In charge of what was installed: the release of the program and the built pages beside it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Installation {
  readonly version: string;
  /** Folder of the built pages; absent when they were not built. */
  readonly webFolder?: string;
}

/** Looked up from where this code runs, built or not. */
export function installation(): Installation {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder)
    folder = dirname(folder);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const webFolder = join(folder, 'dist', 'web');
  return { version, ...(existsSync(join(webFolder, 'index.html')) ? { webFolder } : {}) };
}
