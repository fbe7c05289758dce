/** In charge of the versions: which batches each holds, and what a rollback would change. */
import type { BatchRow, VersionRow } from '#contract/loadAnswers';
import { ask } from './api.ts';

/** Newest first. */
export async function readVersions(signal?: AbortSignal): Promise<readonly VersionRow[]> {
  const answer = (await ask('/api/versions', signal ? { signal } : {})) as {
    readonly versions: readonly VersionRow[];
  };
  return answer.versions;
}

/** Publishes a new version with the batches of `version`; answers the number of the new one. */
export async function rollBack(version: number): Promise<number> {
  const answer = (await ask(`/api/versions/${version}/rollback`, { method: 'POST' })) as {
    readonly version: number;
  };
  return answer.version;
}

/** What would no longer count, and what would count again, if `target` became current. */
export interface RollbackEffect {
  readonly leaving: readonly BatchRow[];
  readonly returning: readonly BatchRow[];
}

/** Compares the batches of the current version with those of `target`; null where either is unknown. */
export function rollbackEffect(
  versions: readonly VersionRow[],
  target: number,
): RollbackEffect | null {
  const now = versions.find((version) => version.current);
  const then = versions.find((version) => version.version === target);
  if (now === undefined || then === undefined) return null;
  const kept = new Set(then.batches.map((batch) => batch.batch));
  const had = new Set(now.batches.map((batch) => batch.batch));
  return {
    leaving: now.batches.filter((batch) => !kept.has(batch.batch)),
    returning: then.batches.filter((batch) => !had.has(batch.batch)),
  };
}

/** Batches of one file, with what they add up to: what a reader recognises as "that file". */
export interface FileGroup {
  readonly file: string;
  readonly sha256: string;
  readonly batches: readonly BatchRow[];
  readonly rows: number;
  readonly complete: boolean;
  readonly datasets: readonly string[];
  readonly years: readonly number[];
  readonly regions: readonly string[];
}

/** Groups batches by the bytes they came from, in the order met. */
export function byFile(batches: readonly BatchRow[]): readonly FileGroup[] {
  const groups = new Map<string, BatchRow[]>();
  for (const batch of batches) {
    const group = groups.get(batch.sha256);
    if (group === undefined) groups.set(batch.sha256, [batch]);
    else group.push(batch);
  }
  const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
  return [...groups].map(([sha256, group]) => ({
    file: group[0]?.file ?? sha256,
    sha256,
    batches: group,
    rows: group.reduce((sum, batch) => sum + batch.rows, 0),
    complete: group.every((batch) => batch.complete),
    datasets: distinct(group.map((batch) => batch.slice.dataset)),
    years: distinct(group.map((batch) => batch.slice.year)).sort((a, b) => a - b),
    regions: distinct(group.map((batch) => batch.slice.region)),
  }));
}
