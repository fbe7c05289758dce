/** In charge of naming where the figures of a view come from, in one line. */
import type { LoadedSlice } from '#contract/answers';
import type { BatchRow } from '#contract/loadAnswers';
import type { Members } from './members.ts';

const MOST = 3;

/** Titles of the sources of these slices, an upload also by its file; each once, at most three. */
export function sourceLine(
  slices: readonly LoadedSlice[],
  batches: readonly BatchRow[],
  titles: Members,
): string {
  const names = slices.flatMap(({ source, sourceKind, region, year }) => {
    const title = titles.get(source)?.zh ?? source;
    if (sourceKind !== 'upload') return [title];
    const files = batches.filter(
      ({ slice }) => slice.source === source && slice.region === region && slice.year === year,
    );
    return [...new Set(files.map(({ file }) => file))].map((file) => `${title} ${file}`);
  });
  const once = [...new Set(names)];
  const first = once.slice(0, MOST).join('；');
  return once.length > MOST ? `${first} …（${once.length}）` : first;
}
