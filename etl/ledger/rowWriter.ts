/** In charge of turning scanned rows into rows of binary COPY: plain rows straight from their bytes, all others by the row mapper. */
import type { KnownDecimal } from '../mapping/amountText.ts';
import type { BoundColumn, BoundMapping, SliceParts } from '../mapping/bound.ts';
import { nameCollector, type NamedCode, type Names } from '../mapping/nameCollector.ts';
import type { RowFault } from '../mapping/rowFault.ts';
import { rowMapper, type MappedRow, type RowMapper } from '../mapping/rowMapper.ts';
import { AmountCell } from './amountCell.ts';
import { copyField, type CopyType } from './copyField.ts';
import { MemoCell } from './memoCell.ts';
import { MonthCell } from './monthCell.ts';
import type { RowOutput } from './rowOutput.ts';
import type { RowScanner } from './rowScanner.ts';
import { SliceFinder } from './sliceFinder.ts';
import { SliceTally } from './sliceTally.ts';
import { TextCell } from './textCell.ts';

/** A piece of a row, in the order of the ledger's columns. */
type Piece =
  | { readonly kind: 'constant'; readonly bytes: Uint8Array }
  | { readonly kind: 'memo'; readonly cell: MemoCell; readonly run: number }
  | { readonly kind: 'text'; readonly cell: TextCell }
  | { readonly kind: 'amount'; readonly cell: AmountCell }
  | { readonly kind: 'month'; readonly cell: MonthCell };

/** More than all fields of a row that are not copied from it. */
const SLACK = 16_384;

export interface Numbering {
  /** The batch of a slice, as a number; asked once per slice. */
  readonly batchOf: (parts: SliceParts) => number;
}

/** A row that was not taken. `slice` is the batch where it is known. */
export interface Refused {
  readonly fault: RowFault | 'control-character';
  readonly batch: number | null;
}

export class RowWriter {
  /** Per batch: what was read of it. */
  readonly tallies = new Map<number, SliceTally>();
  private readonly memos: readonly MemoCell[];
  private readonly texts: readonly TextCell[];
  private readonly sums: readonly AmountCell[];
  private readonly named: readonly MemoCell[];
  private readonly pieces: readonly Piece[];
  private readonly month: MonthCell | null;
  private readonly slices: SliceFinder;
  private readonly names: Names[] = [];
  private readonly collect: ReturnType<typeof nameCollector>;
  private readonly mapper: RowMapper;
  private readonly mapped: MappedRow;
  private readonly comment: Uint8Array | null;
  /** Whether a row without any text is none of the ledger. */
  private readonly hasTexts: boolean;
  /** Per place in `names`: the batch whose names they are. */
  private readonly batches: number[] = [];
  /** Per slice: where its names are, what every row of it begins with, and its tally. */
  private readonly places: number[] = [];
  private readonly heads: Buffer[] = [];
  private readonly ofSlice: SliceTally[] = [];

  constructor(
    private readonly bound: BoundMapping,
    private readonly types: readonly CopyType[],
    private readonly numbering: Numbering,
  ) {
    const known: KnownDecimal = { sign: bound.decimal };
    this.mapper = rowMapper(bound, known);
    this.mapped = this.mapper.row();
    this.comment = bound.comment === null ? null : Buffer.from(bound.comment);
    this.slices = new SliceFinder(bound);
    this.hasTexts = bound.columns.some(
      ({ at, type, fallback }) => at !== -1 && type === 'text' && fallback === null,
    );
    const stated = bound.columns.filter(({ at }) => at !== -1);
    this.sums = stated.filter(({ type }) => type === 'fen').map((column) => new AmountCell(column, bound, known)); // prettier-ignore
    const parents = new Set(stated.flatMap(({ name }) => name?.parents ?? []));
    const isText = (column: BoundColumn) => TextCell.suits(column) && !parents.has(column.put);
    this.texts = stated.filter(isText).map((column) => new TextCell(column));
    this.memos = stated
      .filter((column) => column.type !== 'fen' && !isText(column))
      .map((column) => new MemoCell(column, bound, known, types));
    this.named = this.memos.filter(({ column }) => column.name !== null);
    this.month = MonthCell.of(bound, this.memos);
    this.pieces = this.arrange();
    this.collect = nameCollector(bound, this.names);
  }

  /** Fields whose hash the writer asks the scanner for. */
  get hashed(): readonly number[] {
    return [...this.memos.map(({ at }) => at), ...this.slices.fields];
  }

  /** Writes the row that the scanner has found; says why where it does not. `line` is its number in the ledger. */
  write(scanner: RowScanner, line: number, output: RowOutput): Refused | null {
    const slice = this.read(scanner);
    if (slice === -1) return this.writeMapped(scanner, line, output);
    const tally = this.ofSlice[slice];
    const head = this.heads[slice];
    if (tally === undefined || head === undefined) throw new Error('a slice without a batch');
    output.put(head);
    output.putInt4(line);
    for (const piece of this.pieces) {
      switch (piece.kind) {
        case 'constant':
          output.put(piece.bytes);
          break;
        case 'memo':
          piece.cell.write(piece.run, output);
          break;
        default:
          piece.cell.write(output);
      }
    }
    this.add(tally);
    return null;
  }

  /** Names of the columns of amounts, in the order of the tallies' sums. */
  get amounts(): readonly string[] {
    return this.sums.map(({ column }) => column.field);
  }

  /** Bytes that the row may need, at most. */
  need(scanner: RowScanner): number {
    return scanner.at - scanner.begin + SLACK;
  }

  /** Names of the codes of a batch: scheme → code → name. */
  namesOf(batch: number): Names {
    return this.names[this.batches.indexOf(batch)] ?? new Map<string, Map<string, NamedCode>>();
  }

  stated(): Readonly<Record<string, bigint>> | null {
    return this.mapper.stated();
  }

  /** Reads all cells; the slice of the row, or −1 where anything is not plain. */
  private read(scanner: RowScanner): number {
    if (scanner.width !== this.bound.width || scanner.hasControls || this.isComment(scanner))
      return -1;
    const slice = this.slices.find(scanner);
    if (slice === -1) return -1;
    if (this.heads[slice] === undefined) this.open(slice);
    let filled = false;
    for (const cell of this.memos) {
      if (!cell.take(scanner)) return -1;
      filled ||= cell.filled;
    }
    for (const cell of this.texts) {
      if (!cell.take(scanner)) return -1;
      filled ||= cell.filled;
    }
    if (!filled && this.hasTexts) return -1;
    for (const cell of this.sums) if (!cell.take(scanner)) return -1;
    if (this.month !== null && !this.month.take(this.slices.parts[slice])) return -1;
    const place = this.places[slice] ?? 0;
    for (const cell of this.named) {
      if (cell.hasName(place)) continue;
      const { nameAt } = cell;
      if (nameAt === -1 || scanner.starts[nameAt] !== scanner.ends[nameAt]) {
        this.name(scanner, place);
        break;
      }
    }
    return slice;
  }

  private isComment({ bytes, starts }: RowScanner): boolean {
    const { comment } = this;
    const from = starts[0] ?? 0;
    return comment?.every((byte, index) => bytes[from + index] === byte) ?? false;
  }

  private add(tally: SliceTally): void {
    tally.rows++;
    for (let index = 0; index < this.sums.length; index++) {
      const cell = this.sums[index];
      if (cell === undefined) continue;
      if (cell.large !== null) tally.addLarge(index, cell.large);
      else if (cell.value !== null) tally.add(index, cell.value);
    }
    if (this.month !== null) tally.months |= 1 << this.month.value;
  }

  /** Gathers the names of this row, and remembers which codes have theirs. */
  private name(scanner: RowScanner, place: number): void {
    const unnamed = this.named.filter((cell) => !cell.hasName(place));
    const fields: string[] = [];
    for (const { nameAt } of unnamed) if (nameAt !== -1) fields[nameAt] = scanner.text(nameAt);
    const values: (string | null)[] = [];
    for (const { puts, texts } of this.memos) {
      puts.forEach((put, index) => (values[put] = texts[index] ?? null));
    }
    this.collect(fields, values, place);
    for (const cell of unnamed) {
      const code = values[cell.column.put] ?? null;
      const known = this.names[place]?.get(cell.column.name?.scheme ?? '');
      // what no field names is named by the mapping alone: now or never
      if (code === null || cell.nameAt === -1 || known?.has(code) === true) cell.setNamed(place);
    }
  }

  private open(slice: number): void {
    const parts = this.slices.parts[slice];
    if (parts === undefined) throw new Error('a slice without parts');
    const batch = this.numbering.batchOf(parts);
    this.places[slice] = this.placeOf(batch);
    this.heads[slice] = this.head(batch, parts);
    this.ofSlice[slice] = this.tallyOf(batch);
  }

  private head(batch: number, { region }: SliceParts): Buffer {
    const count = Buffer.allocUnsafe(2);
    count.writeInt16BE(this.bound.fields.length + 3);
    return Buffer.concat([count, copyField('int4', String(batch)), copyField('text', region)]);
  }

  private placeOf(batch: number): number {
    const known = this.batches.indexOf(batch);
    return known === -1 ? this.batches.push(batch) - 1 : known;
  }

  private tallyOf(batch: number): SliceTally {
    let tally = this.tallies.get(batch);
    if (tally === undefined) this.tallies.set(batch, (tally = new SliceTally(this.sums.length)));
    return tally;
  }

  /** The long way: whatever is not plain, and all that is wrong. */
  private writeMapped(scanner: RowScanner, line: number, output: RowOutput): Refused | null {
    const { mapped, mapper } = this;
    const refuse = (
      fault: Refused['fault'],
      slice: number | null,
      amount: string | null,
    ): Refused => {
      const parts = slice === null ? undefined : mapper.slices[slice];
      const batch = parts === undefined ? null : this.numbering.batchOf(parts);
      if (batch !== null) {
        const tally = this.tallyOf(batch);
        tally.rejected++;
        tally.rejectedAmount += BigInt(amount ?? '0');
      }
      return { fault, batch };
    };
    if (scanner.hasControls) return refuse('control-character', null, null);
    const fields = scanner.texts();
    const fault = mapper.map(fields, mapped);
    if (fault !== null) {
      if (fault.kind !== 'reject') return { fault, batch: null };
      return refuse(fault, fault.slice, fault.amount);
    }
    const parts = mapper.slices[mapped.slice];
    if (parts === undefined) throw new Error('a row without a slice');
    const batch = this.numbering.batchOf(parts);
    output.put(this.head(batch, parts));
    output.putInt4(line);
    mapped.values.forEach((value, put) => {
      output.put(copyField(this.types[put] ?? 'text', value));
    });
    this.collect(fields, mapped.values, this.placeOf(batch));
    const tally = this.tallyOf(batch);
    tally.rows++;
    this.sums.forEach(({ put }, index) => {
      const digits = mapped.values[put] ?? null;
      if (digits !== null) tally.addLarge(index, BigInt(digits));
    });
    const month = mapped.values[this.bound.fields.indexOf('month')] ?? null;
    if (month !== null) tally.months |= 1 << Number(month);
    return null;
  }

  /** The pieces of a row in the order of the columns; what no field states is the same in all rows. */
  private arrange(): Piece[] {
    const pieces: Piece[] = [];
    const { values } = this.mapper.row();
    let constant: Buffer[] = [];
    const flush = () => {
      if (constant.length > 0) pieces.push({ kind: 'constant', bytes: Buffer.concat(constant) });
      constant = [];
    };
    for (let put = 0; put < this.bound.fields.length;) {
      const piece = this.pieceAt(put);
      if (piece === null) {
        constant.push(copyField(this.types[put] ?? 'text', values[put] ?? null));
        put++;
        continue;
      }
      flush();
      pieces.push(piece);
      put += piece.kind === 'memo' ? (piece.cell.runs[piece.run]?.length ?? 1) : 1;
    }
    flush();
    return pieces;
  }

  private pieceAt(put: number): Piece | null {
    if (this.month?.put === put) return { kind: 'month', cell: this.month };
    for (const cell of this.memos) {
      const run = cell.runs.findIndex(([first]) => first === put);
      if (run !== -1) return { kind: 'memo', cell, run };
    }
    const text = this.texts.find((cell) => cell.put === put);
    if (text !== undefined) return { kind: 'text', cell: text };
    const amount = this.sums.find((cell) => cell.put === put);
    return amount === undefined ? null : { kind: 'amount', cell: amount };
  }
}
