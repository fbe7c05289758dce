/** In charge of pouring the blocks of the thread into a leaf: binary COPY, only as fast as the database takes it. */
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import { COPY_END, COPY_HEADER } from './copyField.ts';

/** What is smaller may lie in the buffers of the socket when it counts as written; it goes there as a copy. */
const SMALL = 262_144;

/** One COPY into a leaf that was made in the same transaction. */
export class CopyBlocks {
  private failure: Error | null = null;
  private onFailure: ((problem: Error) => void) | null = null;
  private readonly stream: ReturnType<typeof from>;

  /** `leaf` and `columns` are names of our own. */
  constructor(client: pg.ClientBase, leaf: string, columns: readonly string[]) {
    this.stream = client.query(
      from(`copy ${leaf} (${columns.join(', ')}) from stdin (format binary, freeze)`),
    );
    this.stream.on('error', (problem: Error) => {
      this.failure = problem;
      this.onFailure?.(problem);
    });
    this.stream.write(COPY_HEADER);
  }

  /** Resolves when the block is on its way and its bytes are free. @throws what the database says */
  write(block: Buffer): Promise<void> {
    return this.unlessFailed((done) => {
      this.stream.write(block.length < SMALL ? Buffer.from(block) : block, () => {
        done();
      });
    });
  }

  /** How many rows the database has taken. @throws what it says of them */
  async end(): Promise<number> {
    await this.unlessFailed((done) => {
      this.stream.once('finish', done);
      this.stream.end(COPY_END);
    });
    return this.stream.rowCount;
  }

  /** Breaks off; the transaction can only be rolled back then. */
  async fail(): Promise<void> {
    if (this.failure !== null) return;
    await new Promise<void>((resolve) => {
      this.stream.once('close', resolve);
      this.stream.destroy();
    });
  }

  private unlessFailed(work: (done: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.failure !== null) {
        reject(this.failure);
        return;
      }
      this.onFailure = reject;
      work(() => {
        this.onFailure = null;
        resolve();
      });
    });
  }
}
