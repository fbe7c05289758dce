/** In charge of what happened in each month: cumulative amounts as reported become differences, exact in every plane. */
import { compared, joined, postings, sortedBy } from './countingSort.ts';
import type { Cube, CubeDimension, CubeMeasure } from './cube.ts';

/**
 * The same cube with `stocks` (to date) as amounts of each month alone, its rows sorted by time, then by everything else.
 * A month that is missing is part of the next one there is. A line that vanishes takes back what it stood at, so that
 * sums up to any month equal what that month's report states.
 */
export function flowsOf(cube: Cube, time: string, stocks: readonly string[]): Cube {
  const clock = cube.dimensions[time];
  if (clock === undefined) throw new RangeError(`the cube has no dimension ${time}`);
  const sorted = sortedCube(cube, time, chronological(clock));
  const inTime = sorted.dimensions[time] ?? clock;
  const others = Object.entries(sorted.dimensions).filter(([name]) => name !== time);
  const { before, vanished } = followed(inTime, others.map(([, dimension]) => dimension)); // prettier-ignore
  const [length, all] = [cube.length, cube.length + vanished.length];
  const extended = (codes: Uint32Array, later: 0 | 1): Uint32Array => {
    if (vanished.length === 0) return codes;
    const longer = new Uint32Array(all);
    longer.set(codes);
    for (const [at, row] of vanished.entries()) longer[length + at] = (codes[row] ?? 0) + later;
    return longer;
  };
  const measure = ({ planes, present }: CubeMeasure, kind: 'stock' | 'as it is'): CubeMeasure => ({
    planes: planes.map((plane) => {
      if (kind === 'as it is' && vanished.length === 0) return plane;
      const changed = new Float64Array(all);
      changed.set(plane);
      if (kind === 'as it is') return changed;
      for (let row = 0; row < length; row++) {
        const earlier = before[row] ?? -1;
        if (earlier >= 0) changed[row] = (changed[row] ?? 0) - (plane[earlier] ?? 0);
      }
      for (const [at, row] of vanished.entries()) changed[length + at] = -(plane[row] ?? 0);
      return changed;
    }),
    present: presence(present, length, kind === 'stock' ? vanished : vanished.map(() => -1)),
  });
  return {
    version: cube.version,
    length: all,
    dimensions: Object.fromEntries(
      Object.entries(sorted.dimensions).map(([name, { codes, words }]) => [
        name,
        { codes: extended(codes, name === time ? 1 : 0), words },
      ]),
    ),
    measures: Object.fromEntries(
      Object.entries(sorted.measures).map(([name, one]) => [
        name,
        measure(one, stocks.includes(name) ? 'stock' : 'as it is'),
      ]),
    ),
  };
}

/** The rows in the order of time and then of the other dimensions, so that a brush over months runs along memory. */
function sortedCube(cube: Cube, time: string, inTime: CubeDimension): Cube {
  const others = Object.entries(cube.dimensions).filter(([name]) => name !== time);
  const order = sortedBy([inTime, ...others.map(([, dimension]) => dimension)], cube.length);
  if (order === null) return { ...cube, dimensions: { ...cube.dimensions, [time]: inTime } };
  const codesInOrder = ({ codes, words }: CubeDimension): CubeDimension => {
    const moved = new Uint32Array(cube.length);
    for (let at = 0; at < moved.length; at++) moved[at] = codes[order[at] ?? 0] ?? 0;
    return { codes: moved, words };
  };
  const planeInOrder = (plane: Float64Array): Float64Array => {
    const moved = new Float64Array(cube.length);
    for (let at = 0; at < moved.length; at++) moved[at] = plane[order[at] ?? 0] ?? 0;
    return moved;
  };
  const presentInOrder = (present: Uint8Array): Uint8Array => {
    const moved = new Uint8Array(cube.length);
    for (let at = 0; at < moved.length; at++) moved[at] = present[order[at] ?? 0] ?? 0;
    return moved;
  };
  return {
    version: cube.version,
    length: cube.length,
    dimensions: Object.fromEntries([
      [time, codesInOrder(inTime)] as const,
      ...others.map(([name, dimension]) => [name, codesInOrder(dimension)] as const),
    ]),
    measures: Object.fromEntries(
      Object.entries(cube.measures).map(([name, { planes, present }]) => [
        name,
        {
          planes: planes.map(planeInOrder),
          present: present === null ? null : presentInOrder(present),
        },
      ]),
    ),
  };
}

/** The dimension with its words in numeric order, so that codes count the months there are. */
function chronological({ codes, words }: CubeDimension): CubeDimension {
  const sorted = words
    .map((word, code) => ({ word, code }))
    .toSorted((left, right) => Number(left.word) - Number(right.word));
  const place = new Uint32Array(words.length);
  for (const [at, { code }] of sorted.entries()) place[code] = at;
  const placed = new Uint32Array(codes.length);
  for (let row = 0; row < placed.length; row++) placed[row] = place[codes[row] ?? 0] ?? 0;
  return { codes: placed, words: sorted.map(({ word }) => word) };
}

/** For each row the row of the same line one month earlier (−1: none), and the rows whose line is gone a month later. Both months are sorted alike, so they are walked side by side. */
function followed(
  time: CubeDimension,
  others: readonly CubeDimension[],
): { readonly before: Int32Array; readonly vanished: readonly number[] } {
  const { starts } = postings(time);
  const before = new Int32Array(time.codes.length).fill(-1);
  const vanished: number[] = [];
  const keys = joined(others, 2 ** 32);
  for (let month = 1; month < time.words.length; month++) {
    const [left, right] = [starts[month] ?? 0, starts[month + 1] ?? 0];
    let earlier = starts[month - 1] ?? 0;
    let row = left;
    while (earlier < left) {
      const order = row < right ? compared(keys, earlier, row) : -1;
      if (order < 0) vanished.push(earlier++);
      else if (order > 0) row++;
      else before[row++] = earlier++;
    }
  }
  return { before, vanished };
}

/** `vanished`: rows whose presence the appended rows take over; −1 for absent. */
function presence(
  present: Uint8Array | null,
  length: number,
  vanished: readonly number[],
): Uint8Array | null {
  if (present === null && vanished.every((row) => row >= 0)) return null;
  const all = new Uint8Array(length + vanished.length);
  if (present === null) all.fill(1, 0, length);
  else all.set(present);
  for (const [at, row] of vanished.entries())
    all[length + at] = row < 0 ? 0 : (present?.[row] ?? 1);
  return all;
}
