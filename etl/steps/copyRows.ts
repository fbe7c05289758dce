/** In charge of copying staged rows into the leaf tables, under batches that nobody reads yet. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { group } from 'd3-array';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import { copyLine } from './copyText.ts';
import { datasetOf } from './leafColumns.ts';
import type { StagedBatch } from './staged.ts';

const CHUNK = 65_536;

/** One COPY per dataset. `ids` are the batch ids in the order of `batches`; `onRows` hears how many rows were handed over. */
export async function copyRows(
  client: pg.PoolClient,
  batches: readonly StagedBatch[],
  ids: readonly number[],
  signal: AbortSignal | undefined,
  onRows: (rows: number) => void,
): Promise<void> {
  const byDataset = group(
    batches.map((batch, index) => ({ batch, id: ids[index] ?? 0 })),
    ({ batch }) => batch.slice.dataset,
  );
  for (const [name, entries] of byDataset) {
    const columns = entries[0]?.batch.columns ?? [];
    const stream = client.query(
      from(`copy ${datasetOf(name).leaf} (batch_id, ${columns.join(', ')}) from stdin`),
    );
    const source = Readable.from(chunks(entries, onRows), { objectMode: false });
    await pipeline(source, stream, signal === undefined ? {} : { signal });
  }
}

function* chunks(
  entries: readonly { readonly batch: StagedBatch; readonly id: number }[],
  onRows: (rows: number) => void,
): Generator<string> {
  let text = '';
  let rows = 0;
  for (const { batch, id } of entries) {
    for (const row of batch.rows) {
      text += `${String(id)}\t${copyLine(row)}`;
      rows += 1;
      if (text.length >= CHUNK) {
        yield text;
        onRows(rows);
        text = '';
        rows = 0;
      }
    }
  }
  if (text !== '') yield text;
  onRows(rows);
}
