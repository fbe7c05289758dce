/** In charge of the statistics of the loop: found → verified → answered → problem → rectified → closed, with ages and overdue, by unit. */
import type { LoopStatistics } from '#contract/alertAnswers';
import { address, ask } from './api.ts';

export type LoopStep = LoopStatistics['steps'][number]['step'];
export type LoopUnit = LoopStatistics['units'][number];

/** Throws `Refused`. */
export async function readLoop(
  where: Readonly<Record<string, string | number | null>>,
  signal?: AbortSignal,
): Promise<LoopStatistics> {
  return (await ask(address('/api/flags/loop', where), signal ? { signal } : {})) as LoopStatistics;
}
