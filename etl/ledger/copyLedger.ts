/** In charge of bringing thread and database together: blocks of rows go into their leaves as fast as both can. */
import type { Reject } from '#model/reject';
import { Cancelled, type Session } from '../steps/session.ts';
import type { Progress } from '../steps/progress.ts';
import { CopyBlocks } from './copyBlocks.ts';
import { leafName } from './leaf.ts';
import type { LedgerFile } from './plan.ts';
import type { OpenLeaf } from './openLeaves.ts';
import { RowFeed } from './rowFeed.ts';
import type { SliceRead, TableRead } from './threadTalk.ts';

export interface Copied {
  readonly tables: readonly TableRead[];
  readonly slices: readonly SliceRead[];
  /** Why nothing of the file is taken; then the transaction is of no use any more. */
  readonly rejects: readonly Reject[];
}

/** Reads the tables of the plan into the leaves. `size` are the bytes of the file, for the share done. */
export async function copyLedger(
  session: Session,
  { path, place, plan }: LedgerFile,
  leaves: readonly OpenLeaf[],
  size: number,
  progress: Progress,
): Promise<Copied> {
  const tables: TableRead[] = [];
  const leafOf = (no: number): OpenLeaf => {
    const dataset = plan.tables.find((table) => table.no === no)?.bound.dataset;
    const leaf = leaves.find((open) => open.dataset === dataset);
    if (leaf === undefined) throw new Error(`table ${String(no)} has no leaf`);
    return leaf;
  };
  const feed = new RowFeed(
    {
      place,
      tables: plan.tables.map(({ no, path: own, source, encoding, delimiter, bound }) => {
        const { types, first } = leafOf(no);
        return { no, path: own, source, encoding, delimiter, bound, types, first };
      }),
    },
    session.signal,
  );
  let copy: CopyBlocks | null = null;
  let [rows, bytes, taken] = [0, 0, 0];
  try {
    for await (const message of feed) {
      session.goOn();
      switch (message.kind) {
        case 'rows': {
          const leaf = leafOf(message.table);
          copy ??= new CopyBlocks(session.client, leafName(leaf.ledger.table, leaf.first), [
            'batch_id', 'region_code', 'line_no', ...Object.keys(leaf.ledger.columns),
          ]); // prettier-ignore
          await copy.write(Buffer.from(message.buffer, 0, message.length));
          feed.giveBack(message.buffer);
          rows += message.rows;
          bytes += message.read;
          progress.rows(rows, size === 0 ? null : Math.min(1, bytes / size));
          break;
        }
        case 'table':
          taken += (await copy?.end()) ?? 0;
          copy = null;
          tables.push(message.table);
          break;
        case 'refused':
          await copy?.fail();
          copy = null;
          return { tables, slices: [], rejects: message.rejects };
        case 'done':
          if (taken !== rows)
            throw new Error(`the database took ${String(taken)} of ${String(rows)} rows`);
          return { tables, slices: message.slices, rejects: [] };
      }
    }
    // a thread that was stopped says nothing more; whatever ends here, a copy under way must be broken off first
    if (session.signal?.aborted === true) throw new Cancelled();
    throw new Error(`the thread that reads ${path} ended without a result`);
  } catch (problem) {
    await copy?.fail();
    throw problem;
  }
}
