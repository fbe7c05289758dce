/** In charge of the thread that reads rows, as the program sees it: a stream of blocks and results that can be stopped. */
import { Worker } from 'node:worker_threads';
import address from './rowThread.ts?thread';
import type { FromThread, ThreadTask, ToThread } from './threadTalk.ts';

/** Memory that the thread may use beside its blocks; what it remembers is bounded and far below. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/**
 * Starts the thread and gives what it says, in order. A block must be given back with `giveBack` once its rows are on their way,
 * else the thread waits. Leaving the loop ends the thread.
 */
export class RowFeed implements AsyncIterable<FromThread> {
  private readonly worker: Worker;
  private readonly messages: FromThread[] = [];
  private ended = false;
  private problem: Error | null = null;
  private wake: (() => void) | null = null;

  constructor(
    task: ThreadTask,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.worker = new Worker(address, { workerData: task, resourceLimits: MEMORY });
    this.worker.on('message', (message: FromThread) => {
      this.messages.push(message);
      this.wake?.();
    });
    this.worker.on('error', (problem: Error) => {
      this.problem = problem;
      this.wake?.();
    });
    this.worker.on('exit', () => {
      this.ended = true;
      this.wake?.();
    });
    signal?.addEventListener('abort', this.stop);
  }

  giveBack(buffer: ArrayBuffer): void {
    const message: ToThread = { kind: 'more', buffer };
    this.worker.postMessage(message, [buffer]);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FromThread> {
    try {
      for (;;) {
        const message = this.messages.shift();
        if (message !== undefined) yield message;
        else if (this.problem !== null) throw this.problem;
        else if (this.ended) return;
        else await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      this.signal?.removeEventListener('abort', this.stop);
      await this.worker.terminate();
    }
  }

  private readonly stop = () => {
    void this.worker.terminate();
  };
}
