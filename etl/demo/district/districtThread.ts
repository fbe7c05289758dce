/** In charge of making the district beside the program: a year is made when the one before is taken. */
import { parentPort, workerData } from 'node:worker_threads';
import { districtArchives, type DistrictFile } from './district.ts';
import type { Scale } from './tree.ts';

/** What the thread says: an archive, or that there is no more. */
export type DistrictMessage = DistrictFile | 'done';

const archives = districtArchives(workerData as Scale);

parentPort?.on('message', () => {
  const next = archives.next();
  if (next.done === true) parentPort?.postMessage('done');
  else parentPort?.postMessage(next.value, [next.value.bytes.buffer]);
});
