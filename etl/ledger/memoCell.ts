/** In charge of a column whose fields come again and again: each distinct one is read once, and kept as the bytes that COPY takes. */
import type { KnownDecimal } from '../mapping/amountText.ts';
import type { BoundColumn, BoundMapping } from '../mapping/bound.ts';
import { columnReader, type ColumnReader } from '../mapping/columnReader.ts';
import { copyField, type CopyType } from './copyField.ts';
import { FieldMemo } from './fieldMemo.ts';
import type { RowOutput } from './rowOutput.ts';
import type { RowScanner } from './rowScanner.ts';

/** What a field was read as, beside its bytes. */
interface Reading {
  /** Per column of the cell: the value as text. */
  readonly texts: readonly (string | null)[];
  /** Where the second and further runs of columns begin in what is written, counted from its begin. */
  readonly turns: readonly number[];
}

export class MemoCell {
  /** Index of the field; the first where several are joined. */
  readonly at: number;
  /** Columns of the ledger that it fills, and the same in runs of neighbours. */
  readonly puts: readonly number[];
  readonly runs: readonly (readonly number[])[];
  /** Index of the field with the code's name; −1 where there is none. */
  readonly nameAt: number;
  /** Of the row that is read: number of its entry, and whether any of its texts is there. */
  private entry = 0;
  filled = false;
  private readonly memo = new FieldMemo();
  private readonly readings: Reading[] = [];
  private fills = new Uint8Array(256);
  /** Per place: which entries have the name of their code there. */
  private readonly named: Uint8Array[] = [];
  private readonly read: ColumnReader;
  private readonly isJoined: boolean;
  private readonly isText: boolean;

  constructor(
    readonly column: BoundColumn,
    bound: BoundMapping,
    known: KnownDecimal,
    private readonly types: readonly CopyType[],
  ) {
    this.at = column.at;
    this.isJoined = column.join.length > 0;
    this.isText = column.type === 'text' && column.fallback === null;
    this.puts = column.levels === null ? [column.put] : column.fills;
    this.runs = runsOf(this.puts);
    this.nameAt = column.name?.at ?? -1;
    this.read = columnReader(column, bound, known);
  }

  /** Reads the field of this row; false where something is wrong with it. */
  take(scanner: RowScanner): boolean {
    const { at, memo } = this;
    const from = scanner.starts[at] ?? 0;
    const to = scanner.ends[at] ?? 0;
    const hash = scanner.hashes[at] ?? 0;
    let entry = this.isJoined ? -1 : memo.find(scanner.bytes, from, to, hash);
    if (entry === -1) {
      entry = this.understand(scanner, from, to, hash);
      if (entry === -1) return false;
    }
    this.entry = entry;
    this.filled = this.fills[entry] === 1;
    return true;
  }

  /** Values of the row as texts, per column of the cell. */
  get texts(): readonly (string | null)[] {
    return this.readings[this.entry]?.texts ?? [];
  }

  /** Writes the fields of one run of columns. */
  write(run: number, output: RowOutput): void {
    const { memo, entry } = this;
    let from = memo.start(entry);
    let to = memo.end(entry);
    if (this.runs.length > 1) {
      const { turns = [] } = this.readings[entry] ?? {};
      const begin = from;
      to = begin + (turns[run] ?? to - begin);
      if (run > 0) from = begin + (turns[run - 1] ?? 0);
    }
    output.putBytes(memo.arena, from, to);
  }

  /** Whether the code of this row is known to have its name at a place. */
  hasName(place: number): boolean {
    return this.named[place]?.[this.entry] === 1;
  }

  setNamed(place: number): void {
    let named = this.named[place];
    if (named === undefined || this.entry >= named.length) {
      const grown = new Uint8Array(this.fills.length);
      if (named !== undefined) grown.set(named);
      this.named[place] = named = grown;
    }
    named[this.entry] = 1;
  }

  private understand(scanner: RowScanner, from: number, to: number, hash: number): number {
    const fields: string[] = [];
    for (const index of [this.at, ...this.column.join]) fields[index] = scanner.text(index);
    const values: (string | null)[] = [];
    if (this.read(fields, values) !== null) return -1;
    const texts = this.puts.map((put) => values[put] ?? null);
    const runs = this.runs.map((puts) =>
      Buffer.concat(puts.map((put) => copyField(this.types[put] ?? 'text', values[put] ?? null))),
    );
    let turn = 0;
    const turns = runs.map(({ length }) => (turn += length));
    const entry = this.memo.keep(scanner.bytes, from, to, hash, Buffer.concat(runs));
    if (entry >= this.fills.length) {
      const fills = new Uint8Array(4 * entry);
      fills.set(this.fills);
      this.fills = fills;
    }
    this.readings[entry] = { texts, turns };
    this.fills[entry] = this.isText && texts.some((text) => text !== null) ? 1 : 0;
    return entry;
  }
}

/** `[4, 5, 9]` → `[[4, 5], [9]]`. */
function runsOf(puts: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const put of puts) {
    const last = runs.at(-1);
    if (last?.at(-1) === put - 1) last.push(put);
    else runs.push([put]);
  }
  return runs;
}
