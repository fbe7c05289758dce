/** In charge of what a published leaf gets for quick reading: indexes, and the words by which its rows are found (`leaf_finishings`). */
import type { Database } from '#database';

/** Statements that run at once: as many as the smallest machine has cores. */
const AT_ONCE = 2;

/**
 * Does what published leaves still lack, one statement after another, each for good. What another process is at is left to it.
 * After a signal no further statement is begun; the next call goes on from there.
 * @throws what a failing statement says; those before it stand
 */
export async function finishLeaves(
  { loader }: Pick<Database, 'loader'>,
  signal?: AbortSignal,
): Promise<void> {
  const { rows } = await loader.query<{ parent: string; first: number; name: string }>(
    'select parent, first, name from leaves.unfinished()',
  );
  const waiting = rows.values();
  const work = async () => {
    for (const { parent, first, name } of waiting) {
      if (signal?.aborted === true) return;
      await loader.query('select leaves.finish($1, $2, $3)', [parent, first, name]);
    }
  };
  // nothing is at work any more when the caller hears of a failure
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}
