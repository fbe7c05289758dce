/** In charge of naming where the figures of a view come from, in one line. */
import type { LoadedSlice } from '#contract/answers';
import type { Members } from './members.ts';

/** Titles of the sources of these slices, each once, at most three; a source without a title is called by its key. */
export function sourceLine(slices: readonly LoadedSlice[], titles: Members): string {
  const names = [...new Set(slices.map(({ source }) => titles.get(source)?.zh ?? source))];
  const first = names.slice(0, 3).join('；');
  return names.length > 3 ? `${first} …（${names.length}）` : first;
}
