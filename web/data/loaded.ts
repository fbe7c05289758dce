/** In charge of what is loaded in a version, and of how its regions are called. */
import type { LoadedSlice, Member } from '#contract/answers';
import { address, ask } from './api.ts';
import { membersByCode, type Members } from './members.ts';

export interface Loaded {
  /** The newest version, whichever is looked at. */
  readonly current: number;
  readonly slices: readonly LoadedSlice[];
  readonly regions: Members;
}

/** `asOf`: the version looked at; null for the newest. `reportedBy`: only what sources had reported by that day. Throws `Refused`. */
export async function readLoaded(asOf: number | null, reportedBy: string | null): Promise<Loaded> {
  const [health, { slices }, regions] = await Promise.all([
    ask('/api/health') as Promise<{ readonly version: number }>,
    ask(address('/api/slices', { asOf, reportedBy })) as Promise<{
      readonly slices: readonly LoadedSlice[];
    }>,
    readRegions(null, asOf),
  ]);
  return { current: health.version, slices, regions };
}

async function readRegions(cube: string | null, asOf: number | null): Promise<Members> {
  const answer = await ask(address('/api/members/region', { cube, asOf }));
  return membersByCode((answer as { readonly members: readonly Member[] }).members);
}

/** Names of the regions that have figures, but none of a budget; where they do not arrive, codes are shown. */
export async function readOtherRegions(
  { slices, regions }: Loaded,
  asOf: number | null,
): Promise<Members> {
  const unnamed = slices.filter(({ region }) => !regions.has(region));
  const cubes = [...new Set(unnamed.map(({ dataset }) => dataset))];
  const answers = await Promise.allSettled(cubes.map((cube) => readRegions(cube, asOf)));
  const found = answers.flatMap((answer) =>
    answer.status === 'fulfilled' ? [...answer.value] : [],
  );
  return new Map([...found, ...regions]);
}
