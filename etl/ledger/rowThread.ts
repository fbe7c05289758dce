/** In charge of the thread that reads rows: it unpacks, decodes, splits and maps, and hands over blocks that COPY takes as they are. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { Refusal } from '../readers/refusal.ts';
import { BLOCK_BYTES } from './rowOutput.ts';
import { membersOf, type Members } from './members.ts';
import { Numbers } from './numbers.ts';
import { TableReader } from './tableReader.ts';
import type { FromThread, TableTask, ThreadTask, ToThread } from './threadTalk.ts';

/** Blocks that may be on their way at once. */
const BLOCKS = 6;

/** Buffers go to the program full and come back empty; who has none waits. */
class Blocks {
  private readonly free: ArrayBuffer[] = Array.from(
    { length: BLOCKS },
    () => new ArrayBuffer(BLOCK_BYTES),
  );
  private waiting: ((buffer: ArrayBuffer) => void) | null = null;

  constructor(port: MessagePort) {
    port.on('message', ({ buffer }: ToThread) => {
      const { waiting } = this;
      this.waiting = null;
      if (waiting === null) this.free.push(buffer);
      else waiting(buffer);
    });
  }

  take(): Promise<ArrayBuffer> {
    const buffer = this.free.pop();
    return buffer === undefined
      ? new Promise((resolve) => (this.waiting = resolve))
      : Promise.resolve(buffer);
  }
}

async function readAll({ place, tables }: ThreadTask, port: MessagePort): Promise<void> {
  const say = (message: FromThread, transfer: readonly ArrayBuffer[] = []) => {
    port.postMessage(message, [...transfer]);
  };
  const blocks = new Blocks(port);
  const numbers = new Numbers();
  const members = await membersOf(place);
  let path = '';
  try {
    for (const task of tables) {
      ({ path } = task);
      const reader = new TableReader(task, numbers, {
        take: () => blocks.take(),
        rows: (message) => {
          say(message, [message.buffer]);
        },
      });
      const refused = await reader.read((onRead) => open(task, members, onRead));
      if (refused.length > 0) {
        say({ kind: 'refused', rejects: refused });
        return;
      }
      say({ kind: 'table', table: reader.result() });
    }
    say({ kind: 'done', slices: numbers.slices() });
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    say({ kind: 'refused', rejects: [cause.at(path)] });
  } finally {
    members.close();
    port.close();
  }
}

async function open(
  { source }: TableTask,
  { members }: Members,
  onRead: (bytes: number) => void,
): Promise<AsyncIterable<Buffer>> {
  if ('text' in source) return inMemory(source.text);
  const member = members.find(({ name }) => name === source.member);
  if (member === undefined) throw new Error(`the file has no member ${source.member ?? ''}`);
  return member.open(onRead);
}

async function* inMemory(text: Uint8Array): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(text.buffer, text.byteOffset, text.byteLength));
}

if (parentPort === null) throw new Error('this is a thread');
await readAll(workerData as ThreadTask, parentPort);
