/** In charge of making the district beside the program: a year is made when the one before is taken. */
import { parentPort, workerData } from 'node:worker_threads';
import { districtArchives } from './district.ts';
import type { Scale } from './tree.ts';

/** What the thread says: an archive, or that there is no more. */
export type DistrictMessage = { readonly path: string; readonly bytes: Uint8Array } | 'done';

const archives = districtArchives(workerData as Scale);

parentPort?.on('message', () => {
  const next = archives.next();
  parentPort?.postMessage(next.done === true ? 'done' : next.value);
});
