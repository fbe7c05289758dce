/** In charge of asking a thread for the district, year by year, so that whoever waits for pages is not kept. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import thread from './district/districtThread.ts?thread';
import type { DistrictFile } from './district/district.ts';
import type { DistrictMessage } from './district/districtThread.ts';
import type { Scale } from './district/tree.ts';

/** The archives in order of years; the next one is made while the last one is worked with. */
export async function* makeDistrict(scale: Scale): AsyncGenerator<DistrictFile> {
  const worker = new Worker(thread, { workerData: scale });
  const ask = (): Promise<DistrictMessage> => {
    const answer = once(worker, 'message').then(([message]) => message as DistrictMessage);
    worker.postMessage('next');
    return answer;
  };
  try {
    let coming = ask();
    for (;;) {
      const archive = await coming;
      if (archive === 'done') return;
      coming = ask();
      // an end by the caller leaves this answer unheard
      coming.catch(() => undefined);
      yield archive;
    }
  } finally {
    await worker.terminate();
  }
}
