/** In charge of putting the rows of a large answer in the order of their codes: by number of the word, which is far cheaper than comparing texts row by row. */
import { BATCH_ROWS, columnOf, INITIAL_ROWS } from './columns.ts';
import type { AmountColumn, Column, ColumnBatch } from './columns.ts';
import type { WireField } from './field.ts';

const BATCH_BITS = Math.log2(BATCH_ROWS);

/**
 * Sorts by the first `keys` columns (codes by their bytes, numbers by value, absent ones last) and hands the rows out in batches.
 * With `merge` rows with equal keys become one, whose amounts are the sums of theirs; absent amounts count for nothing.
 */
export async function* sortRows(
  batches: AsyncIterable<ColumnBatch>,
  fields: readonly WireField[],
  keys: number,
  merge = false,
): AsyncGenerator<ColumnBatch> {
  const collected: ColumnBatch[] = [];
  for await (const batch of batches) collected.push(batch);
  const rows = collected.reduce((sum, batch) => sum + batch.rows, 0);
  const ranks = joined(
    Array.from({ length: keys }, (_, index) => ranksOf(collected, rows, index)),
    Math.max(FEW_PLACES, rows * 2),
  );
  if (isInOrder(ranks, rows, merge)) {
    yield* collected;
    return;
  }
  const order = orderOf(ranks, rows);
  const starts = merge ? startsOf(order, ranks) : null;
  const count = starts === null ? rows : starts.length - 1;
  const sources = fields.map((_, index) => collected.map((batch) => batch.columns[index]));
  for (let from = 0; from < count; from += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, count - from);
    const picked = new Uint32Array(length);
    for (let at = 0; at < length; at++)
      picked[at] = order[starts === null ? from + at : (starts[from + at] ?? 0)] ?? 0;
    const columns = fields.map((field, index) => {
      const column = columnOf(field, collected[0]?.columns[index]);
      for (let room = INITIAL_ROWS; room < length;) {
        room = Math.min(room * 4, BATCH_ROWS);
        column.grow(room);
      }
      const own = sources[index] ?? [];
      if (column.kind === 'amount' && starts !== null && count < rows) {
        addUp(own, order, starts.subarray(from, from + length + 1), column);
      } else pick(own, picked, column);
      return column;
    });
    yield { rows: length, columns };
  }
}

interface Ranks {
  readonly of: Uint32Array;
  readonly count: number;
}

/** Places that are counted quickly, however few the rows. */
const FEW_PLACES = 65_536;

/** Neighbouring keys as one, as long as it has at most so many values: each key is another pass over all rows. */
function joined(ranks: readonly Ranks[], most: number): readonly Ranks[] {
  const made: Ranks[] = [];
  for (const next of ranks) {
    const last = made.at(-1);
    if (last === undefined || last.count * next.count > most) {
      made.push(next);
      continue;
    }
    const { of } = last;
    for (let row = 0; row < of.length; row++)
      of[row] = (of[row] ?? 0) * next.count + (next.of[row] ?? 0);
    made[made.length - 1] = { of, count: last.count * next.count };
  }
  return made;
}

/** Whether the rows came in their order already, with `apart` no two of them with equal keys. */
function isInOrder(ranks: readonly Ranks[], rows: number, apart: boolean): boolean {
  for (let row = 1; row < rows; row++) {
    let difference = 0;
    for (const { of } of ranks) {
      difference = (of[row] ?? 0) - (of[row - 1] ?? 0);
      if (difference !== 0) break;
    }
    if (difference < 0 || (apart && difference === 0)) return false;
  }
  return true;
}

/** The numbers of the rows in their order: counted into place by one key after another, the last key first. */
function orderOf(ranks: readonly Ranks[], rows: number): Uint32Array {
  let order = Uint32Array.from({ length: rows }, (_, row) => row);
  let next = new Uint32Array(rows);
  for (const { of, count } of ranks.toReversed()) {
    const places = new Uint32Array(count + 1);
    for (let row = 0; row < rows; row++) {
      const after = (of[row] ?? 0) + 1;
      places[after] = (places[after] ?? 0) + 1;
    }
    for (let rank = 1; rank <= count; rank++)
      places[rank] = (places[rank] ?? 0) + (places[rank - 1] ?? 0);
    for (let at = 0; at < rows; at++) {
      const row = order[at] ?? 0;
      const rank = of[row] ?? 0;
      const place = places[rank] ?? 0;
      next[place] = row;
      places[rank] = place + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Where each run of equal keys begins in the order, and where the last one ends. */
function startsOf(order: Uint32Array, ranks: readonly Ranks[]): Uint32Array {
  const starts = new Uint32Array(order.length + 1);
  let runs = 0;
  for (let at = 0; at < order.length; at++) {
    const [row, before] = [order[at] ?? 0, order[at - 1] ?? 0];
    if (at === 0 || ranks.some(({ of }) => of[row] !== of[before])) starts[runs++] = at;
  }
  starts[runs] = order.length;
  return starts.subarray(0, runs + 1);
}

const HALF = 2 ** 32;

/** Fills a column with the sums of runs: halves are added by themselves, exactly for runs of up to two million rows. */
function addUp(
  sources: readonly (Column | undefined)[],
  order: Uint32Array,
  starts: Uint32Array,
  target: AmountColumn,
): void {
  for (let at = 0; at + 1 < starts.length; at++) {
    let [low, high, found] = [0, 0, false];
    for (let next = starts[at] ?? 0; next < (starts[at + 1] ?? 0); next++) {
      const row = order[next] ?? 0;
      const source = sources[row >>> BATCH_BITS];
      const place = row & (BATCH_ROWS - 1);
      if (source?.kind !== 'amount' || !source.validity.has(place)) continue;
      found = true;
      low += (source.halves[place * 2] ?? 0) >>> 0;
      high += source.halves[place * 2 + 1] ?? 0;
    }
    if (!found) {
      target.validity.nulls += 1;
      continue;
    }
    target.validity.set(at);
    target.halves[at * 2] = low % HALF;
    target.halves[at * 2 + 1] = high + Math.floor(low / HALF);
  }
}

/** Of each row the place of its value among the values of a column; absent ones come last. */
function ranksOf(batches: readonly ColumnBatch[], rows: number, index: number): Ranks {
  const places = placesOf(batches, index);
  const count = places.size + 1;
  const of = new Uint32Array(rows);
  let at = 0;
  for (const { rows: own, columns } of batches) {
    const column = columns[index];
    if (column?.kind !== 'code' && column?.kind !== 'integer') continue;
    const { data, validity } = column;
    const whole = validity.nulls === 0;
    for (let row = 0; row < own; row++, at++)
      of[at] =
        whole || validity.has(row)
          ? (places.of[(data[row] ?? 0) - places.least] ?? 0)
          : places.size;
  }
  return { of, count };
}

/** The place of each value that occurs, by its distance from the least. */
function placesOf(
  batches: readonly ColumnBatch[],
  index: number,
): { readonly of: Uint32Array; readonly least: number; readonly size: number } {
  const columns = batches.map((batch) => batch.columns[index]);
  const last = columns.at(-1);
  const sorted =
    last?.kind === 'code'
      ? byBytes(last.dictionary.words)
      : [
          ...new Set(
            columns.flatMap((column) => {
              if (column?.kind !== 'integer') throw new TypeError('rows are sorted by codes and numbers'); // prettier-ignore
              return [...new Set(column.data)];
            }),
          ),
        ].sort((one, other) => one - other);
  const least = last?.kind === 'code' ? 0 : (sorted[0] ?? 0);
  const greatest = sorted.reduce((most, value) => Math.max(most, value), least);
  const of = new Uint32Array(greatest - least + 1);
  sorted.forEach((value, place) => (of[value - least] = place));
  return { of, least, size: sorted.length };
}

/** Numbers of words in the order of their bytes, as PostgreSQL's collation "C" has them. */
function byBytes(words: readonly string[]): number[] {
  const bytes = words.map((word) => Buffer.from(word));
  return words
    .map((_, number) => number)
    .sort((one, other) =>
      Buffer.compare(bytes[one] ?? Buffer.alloc(0), bytes[other] ?? Buffer.alloc(0)),
    );
}

/** Fills a column with the picked rows. All batches but the last are full. */
function pick(sources: readonly (Column | undefined)[], picked: Uint32Array, target: Column): void {
  if (sources.every((source) => source?.validity.nulls === 0) && pickWhole(sources, picked, target))
    return;
  for (let at = 0; at < picked.length; at++) {
    const row = picked[at] ?? 0;
    const source = sources[row >>> BATCH_BITS];
    const place = row & (BATCH_ROWS - 1);
    if (source === undefined) continue;
    if (!source.validity.has(place)) {
      target.validity.nulls += 1;
      if (target.kind === 'quantity') target.offsets[at + 1] = target.offsets[at] ?? 0;
      continue;
    }
    target.validity.set(at);
    if (target.kind === 'amount') {
      if (source.kind !== 'amount') continue;
      target.halves[at * 2] = source.halves[place * 2] ?? 0;
      target.halves[at * 2 + 1] = source.halves[place * 2 + 1] ?? 0;
    } else if (target.kind === 'quantity') {
      if (source.kind !== 'quantity') continue;
      const [from = 0, to = 0] = [source.offsets[place], source.offsets[place + 1]];
      const start = target.offsets[at] ?? 0;
      target.growBytes(start + to - from);
      target.bytes.set(source.bytes.subarray(from, to), start);
      target.offsets[at + 1] = start + to - from;
    } else if (source.kind === target.kind) {
      target.data[at] = source.data[place] ?? 0;
    }
  }
}

/** The same where nothing is absent, value by value from buffer to buffer; false for texts, which are not of one length. */
function pickWhole(
  sources: readonly (Column | undefined)[],
  picked: Uint32Array,
  target: Column,
): boolean {
  if (target.kind === 'quantity') return false;
  if (target.kind === 'amount') {
    const from = sources.map((source) => (source?.kind === 'amount' ? source.halves : NOTHING));
    const to = target.halves;
    for (let at = 0; at < picked.length; at++) {
      const row = picked[at] ?? 0;
      const values = from[row >>> BATCH_BITS] ?? NOTHING;
      const place = (row & (BATCH_ROWS - 1)) * 2;
      to[at * 2] = values[place] ?? 0;
      to[at * 2 + 1] = values[place + 1] ?? 0;
    }
  } else {
    const from = sources.map((source) =>
      source !== undefined && 'data' in source && source.kind === target.kind
        ? source.data
        : NOTHING,
    );
    const to = target.data;
    for (let at = 0; at < picked.length; at++) {
      const row = picked[at] ?? 0;
      to[at] = from[row >>> BATCH_BITS]?.[row & (BATCH_ROWS - 1)] ?? 0;
    }
  }
  target.validity.bits.fill(255);
  return true;
}

const NOTHING = new Int32Array(0);
