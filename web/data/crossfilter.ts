/** In charge of filtering a cube by all its dimensions at once: each group of sums sees the filters of the others and changes by what changed. */
import { postings, type Postings } from './countingSort.ts';
import type { Cube, CubeDimension } from './cube.ts';
import {
  addThrough,
  LiveGroup,
  passing,
  tally,
  type Clocked,
  type Group,
  type Tally,
  type MonthWindow,
} from './crossfilterGroup.ts';

export interface CrossfilterOptions {
  /** The dimension of time, its codes in order; null for a cube of one month. */
  readonly time: string | null;
  readonly clocks: Readonly<Record<string, Clocked>>;
}

interface Axis {
  readonly dimension: CubeDimension;
  /** 1 for each code that is let through. */
  selected: Uint8Array;
}

/** A dimension whose filter holds rows back: every one but time. */
interface Holding extends Axis {
  readonly postings: Postings;
  /** The bit of `#blocked` that this axis sets. */
  readonly bit: number;
}

/** The filter through which the fewest rows reach a group; without an axis all of them do. */
interface Narrowest {
  readonly axis: Holding | null;
  readonly selected: Uint8Array;
  readonly rows: number;
}

/** What a group that has time among its own dimensions reads, as does any group of a cube without time. */
const WHOLE: MonthWindow = { size: 1, flow: [0], stock: [0] };

export class Crossfilter {
  readonly cube: Cube;
  readonly #options: CrossfilterOptions;
  readonly #axes: ReadonlyMap<string, Holding>;
  /** Time holds no row back: groups keep their sums month by month and read those that are let through. */
  readonly #time: (Axis & { readonly window: MonthWindow }) | null;
  /** Per row one bit for each filter that holds it back. */
  readonly #blocked: Uint8Array;
  readonly #groups: LiveGroup[] = [];
  /** Rows under work; kept, so that a choice allocates nothing. */
  readonly #rows: Uint32Array;
  readonly #taken: Uint32Array;

  /** Builds the index. Throws for a cube of more than eight dimensions beside time. */
  constructor(cube: Cube, options: CrossfilterOptions) {
    this.cube = cube;
    this.#options = options;
    this.#blocked = new Uint8Array(cube.length);
    // One place more: a row that is not kept is written and overwritten.
    this.#rows = new Uint32Array(cube.length + 1);
    this.#taken = new Uint32Array(cube.length + 1);
    const holding = Object.entries(cube.dimensions).filter(([name]) => name !== options.time);
    if (holding.length > 8) throw new RangeError('too many dimensions for one cube');
    this.#axes = new Map(
      holding.map(([name, dimension], at): [string, Holding] => [
        name,
        {
          dimension,
          postings: postings(dimension),
          selected: new Uint8Array(dimension.words.length).fill(1),
          bit: 1 << at,
        },
      ]),
    );
    this.#time = options.time === null ? null : timeOf(cube.dimensions[options.time]);
  }

  /** Codes of a dimension by word. */
  codeOf(dimension: string, word: string | null): number | null {
    const at = this.#axis(dimension).dimension.words.indexOf(word);
    return at < 0 ? null : at;
  }

  words(dimension: string): readonly (string | null)[] {
    return this.#axis(dimension).dimension.words;
  }

  /** Lets through the codes given, or all for null. Every group follows at once. */
  select(dimension: string, codes: Iterable<number> | null): void {
    const axis = this.#axis(dimension);
    const next = new Uint8Array(axis.selected.length).fill(codes === null ? 1 : 0);
    for (const code of codes ?? []) if (code < next.length) next[code] = 1;
    const holding = this.#axes.get(dimension);
    if (holding !== undefined) this.#change(dimension, holding, next);
    axis.selected = next;
    if (axis === this.#time) open(this.#time.window, next);
  }

  /** Sums of measures by dimensions. Its own dimensions' filters do not touch it. */
  group(by: readonly string[], measures: readonly string[]): Group {
    const axes = by.map((name) => this.#axis(name));
    const timed = this.#options.time !== null && !by.includes(this.#options.time);
    const time = timed ? this.#time : null;
    const length = axes.reduce(
      (all, { dimension }) => all * Math.max(1, dimension.words.length),
      time?.window.size ?? 1,
    );
    const tallies = new Map(
      measures.map((name): [string, Tally] => {
        const measure = this.cube.measures[name];
        if (measure === undefined) throw new RangeError(`the cube has no measure ${name}`);
        return [
          name,
          {
            measure,
            clock: this.#options.clocks[name] ?? 'flow',
            sums: measure.planes.map(() => new Float64Array(length)),
            present: new Int32Array(length),
          },
        ];
      }),
    );
    const group = new LiveGroup(
      by,
      axes.map(({ dimension }) => dimension),
      time?.dimension ?? null,
      time?.window ?? WHOLE,
      this.cube.length,
      tallies,
    );
    this.#groups.push(group);
    this.#recount(group);
    return group;
  }

  #axis(dimension: string): Axis {
    const axis =
      dimension === this.#options.time ? (this.#time ?? undefined) : this.#axes.get(dimension);
    if (axis === undefined) throw new RangeError(`the cube has no dimension ${dimension}`);
    return axis;
  }

  /** Filters that bear on a group. */
  #mask(group: LiveGroup): number {
    let mask = 0;
    for (const [name, { bit }] of this.#axes) if (!group.by.includes(name)) mask |= bit;
    return mask;
  }

  /** Changes the filter bit of the rows whose code changed, and every group that sees it. */
  #change(name: string, axis: Holding, after: Uint8Array): void {
    const lost = codesWhere(after, axis.selected);
    const won = codesWhere(axis.selected, after);
    if (lost.length === 0 && won.length === 0) return;
    const seen = this.#groups.filter((group) => !group.by.includes(name));
    const touched = rowsOf(axis.postings, lost) + rowsOf(axis.postings, won);
    // What changes by little is added and taken away; what changes by much is counted anew from its smallest filter.
    const anew = seen.filter((group) => {
      const { axis: held, rows } = this.#narrowest(group, name, after);
      return held === null || rows < touched;
    });
    const along = seen.filter((group) => !anew.includes(group));
    // What is lost goes while it is still let through, what is won comes once it is.
    this.#addCodes(along, axis, lost, -1);
    this.#mark(axis, after);
    this.#addCodes(along, axis, won, 1);
    axis.selected = after;
    for (const group of anew) this.#recount(group);
  }

  #addCodes(
    groups: readonly LiveGroup[],
    axis: Holding,
    codes: readonly number[],
    sign: 1 | -1,
  ): void {
    if (groups.length === 0) return;
    const count = this.#listed(axis, codes);
    for (const group of groups) this.#add(group, count, sign);
  }

  /** Sets the bit of the rows that a filter holds back: along memory once, whatever changed. */
  #mark({ dimension: { codes }, bit }: Holding, selected: Uint8Array): void {
    const blocked = this.#blocked;
    const keep = 255 & ~bit;
    const held = selected.map((one) => (one === 1 ? 0 : bit));
    for (let row = 0; row < blocked.length; row++)
      blocked[row] = ((blocked[row] ?? 0) & keep) | (held[codes[row] ?? 0] ?? 0);
  }

  /** Writes the rows of some codes into `#rows` and says how many there are. */
  #listed({ dimension, postings: { rows, starts } }: Holding, codes: readonly number[]): number {
    const listed = this.#rows;
    let count = 0;
    if (codes.length > 1 && rowsOf({ rows, starts }, codes) > rows.length / 8) {
      // Many rows of many codes: along memory once, rather than across it for each code.
      const wanted = new Uint8Array(dimension.words.length);
      for (const code of codes) wanted[code] = 1;
      const column = dimension.codes;
      for (let row = 0; row < column.length; row++) {
        listed[count] = row;
        count += wanted[column[row] ?? 0] ?? 0;
      }
      return count;
    }
    for (const code of codes) {
      const part = rows.subarray(starts[code] ?? 0, starts[code + 1] ?? 0);
      listed.set(part, count);
      count += part.length;
    }
    return count;
  }

  /** Adds or takes away the first `count` rows of `#rows`, as far as no filter holds them back. */
  #add(group: LiveGroup, count: number, sign: 1 | -1): void {
    const mask = this.#mask(group);
    const [listed, blocked, taken] = [this.#rows, this.#blocked, this.#taken];
    let through = -1;
    for (const one of group.tallies.values()) {
      const [[plane, second], [sum]] = [one.measure.planes, one.sums];
      const plain = second === undefined && one.measure.present === null;
      if (plain && plane !== undefined && sum !== undefined) {
        addThrough(sum, one.present, plane, group.buckets, listed, count, blocked, mask, sign);
        continue;
      }
      if (through < 0) through = passing(listed, count, blocked, mask, taken);
      tally(one, group.buckets, taken, through, sign);
    }
  }

  /** The filter that lets the fewest rows through to a group, and how many; `changing` as it will be. */
  #narrowest(group: LiveGroup, changing: string | null, after: Uint8Array | null): Narrowest {
    let best: Narrowest = { axis: null, selected: new Uint8Array(), rows: this.cube.length };
    for (const [name, axis] of this.#axes) {
      if (group.by.includes(name)) continue;
      const selected = name === changing && after !== null ? after : axis.selected;
      const rows = selectedRows(axis, selected);
      if (rows < best.rows) best = { axis, selected, rows };
    }
    return best;
  }

  #recount(group: LiveGroup): void {
    const { axis, selected } = this.#narrowest(group, null, null);
    if (axis === null && group.restore()) return;
    group.clear();
    const count =
      axis === null
        ? this.#everyRow()
        : this.#listed(
            axis,
            [...selected.keys()].filter((code) => selected[code] === 1),
          );
    this.#add(group, count, 1);
    if (axis === null) group.keep();
  }

  #everyRow(): number {
    for (let row = 0; row < this.cube.length; row++) this.#rows[row] = row;
    return this.cube.length;
  }
}

/** The axis of time with its window, all months open. */
function timeOf(
  dimension: CubeDimension | undefined,
): (Axis & { readonly window: MonthWindow }) | null {
  if (dimension === undefined) return null;
  const selected = new Uint8Array(dimension.words.length).fill(1);
  const window = { size: Math.max(1, dimension.words.length), flow: [], stock: [] };
  open(window, selected);
  return { dimension, selected, window };
}

/** Opens a window on the months let through: flows add over them, a stock is read at the last. */
function open(window: MonthWindow, selected: Uint8Array): void {
  window.flow = codesWhere(new Uint8Array(selected.length), selected);
  window.stock = window.flow.slice(-1);
}

/** Codes that are 0 in the one and 1 in the other. */
function codesWhere(zero: Uint8Array, one: Uint8Array): readonly number[] {
  const codes: number[] = [];
  for (let code = 0; code < one.length; code++)
    if (zero[code] === 0 && one[code] === 1) codes.push(code);
  return codes;
}

function rowsOf({ starts }: Postings, codes: readonly number[]): number {
  return codes.reduce((sum, code) => sum + (starts[code + 1] ?? 0) - (starts[code] ?? 0), 0);
}

function selectedRows({ postings: index }: Holding, selected: Uint8Array): number {
  let rows = 0;
  for (let code = 0; code < selected.length; code++)
    if (selected[code] === 1) rows += (index.starts[code + 1] ?? 0) - (index.starts[code] ?? 0);
  return rows;
}
