/** In charge of reading one table of text to its end: bytes in, blocks of rows out, and what was not taken. */
import { reject, type Reject } from '#model/reject';
import { rejectOf } from '../mapping/rowFault.ts';
import { EncodingFault, LineDecoder } from './lineDecoder.ts';
import type { Numbers } from './numbers.ts';
import { BLOCK_BYTES, RowOutput } from './rowOutput.ts';
import { RowScanner, ScanFault } from './rowScanner.ts';
import { RowWriter, type Refused } from './rowWriter.ts';
import type { FromThread, TableRead, TableTask } from './threadTalk.ts';

/** So many of the rows that were not taken are kept; beyond a limit that is larger the file is not read on. */
const KEPT_REJECTS = 1000;

type Rows = Extract<FromThread, { kind: 'rows' }>;

/** Where blocks come from and go to. */
export interface Outlet {
  take(): Promise<ArrayBuffer>;
  rows(message: Rows): void;
}

export class TableReader {
  private readonly scanner: RowScanner;
  private readonly decoder: LineDecoder;
  private readonly writer: RowWriter;
  private readonly offset: number;
  private output: RowOutput | null = null;
  private rows = 0;
  private rejected = 0;
  private readonly rejects: Reject[] = [];
  private read_ = 0;

  constructor(
    private readonly task: TableTask,
    private readonly numbers: Numbers,
    private readonly outlet: Outlet,
  ) {
    this.scanner = new RowScanner(task.delimiter.charCodeAt(0));
    this.decoder = new LineDecoder(task.encoding);
    this.offset = numbers.offset(task);
    this.writer = new RowWriter(task.bound, task.types, {
      batchOf: (parts) => numbers.batchOf(task, parts),
    });
    this.scanner.unhashed.fill(1);
    for (const at of this.writer.hashed) this.scanner.unhashed[at] = 0;
  }

  /** Reads everything; the reasons why nothing of the file is taken, none where all is well. @throws Refusal */
  async read(
    open: (onRead: (bytes: number) => void) => Promise<AsyncIterable<Buffer>>,
  ): Promise<readonly Reject[]> {
    const source = await open((bytes) => (this.read_ += bytes));
    try {
      for await (const chunk of source) {
        if (!(await this.take(this.decoder.push(chunk), false))) return this.rejects;
      }
      if (!(await this.take(this.decoder.end(), true))) return this.rejects;
    } catch (cause) {
      const found = this.faultOf(cause);
      if (found === null) throw cause;
      return [found];
    }
    this.flush();
    this.numbers.keep(this.task, this.writer, this.offset + this.scanner.row);
    return this.rejected > this.task.bound.rejects ? this.rejects : [];
  }

  result(): TableRead {
    return {
      no: this.task.no,
      encoding: this.decoder.encoding,
      lines: this.scanner.row,
      offset: this.offset,
      rows: this.rows,
      rejected: this.rejected,
      rejects: this.rejects,
      stated: this.writer.stated(),
    };
  }

  /** Reads the rows of these lines; false where it makes no sense to read on. */
  private async take(lines: Buffer, last: boolean): Promise<boolean> {
    const { scanner, task } = this;
    const rest = scanner.rest();
    scanner.feed(rest.length === 0 ? lines : Buffer.concat([rest, lines]));
    while (scanner.next(last)) {
      if (scanner.row <= task.bound.skip) continue;
      const need = this.writer.need(scanner);
      let { output } = this;
      if (output?.hasRoomFor(need) !== true) {
        this.flush();
        output = await this.block(need);
        this.output = output;
      }
      const refused = this.writer.write(scanner, this.offset + scanner.row, output);
      if (refused === null) output.rows++;
      else if (!this.refuse(refused)) return false;
    }
    return true;
  }

  private async block(need: number): Promise<RowOutput> {
    const buffer = await this.outlet.take();
    return new RowOutput(need > BLOCK_BYTES ? new ArrayBuffer(need) : buffer);
  }

  private flush(): void {
    const { output, task } = this;
    if (output === null) return;
    this.rows += output.rows;
    const { bytes, at, rows } = output;
    const buffer = bytes.buffer as ArrayBuffer;
    this.outlet.rows({ kind: 'rows', table: task.no, buffer, length: at, rows, read: this.read_ });
    this.read_ = 0;
    this.output = null;
  }

  /** Notes a row that was not taken; false where nothing behind it is to be read. */
  private refuse({ fault }: Refused): boolean {
    const { path, bound } = this.task;
    const { row } = this.scanner;
    if (fault === 'control-character') this.note(reject('encoding', {}, { path, row }));
    else if (fault.kind === 'skip' || fault.kind === 'total') return true;
    else this.note(rejectOf(fault, path, row));
    if (fault !== 'control-character' && fault.kind === 'fatal') return false;
    return this.rejected <= Math.max(bound.rejects, KEPT_REJECTS);
  }

  private note(found: Reject): void {
    this.rejected++;
    if (this.rejects.length < KEPT_REJECTS) this.rejects.push(found);
  }

  /** The reject of a fault that ends the reading; null where it is our own. */
  private faultOf(cause: unknown): Reject | null {
    const { path } = this.task;
    if (cause instanceof EncodingFault) {
      const row = this.scanner.row + cause.line + 1;
      return cause.kind === 'mixed'
        ? reject('encoding-mixed', {}, { path, row })
        : reject('encoding', {}, { path, row });
    }
    if (!(cause instanceof ScanFault)) return null;
    return reject('quote-open', {}, { path, row: cause.row });
  }
}
