/** In charge of a column of free text: its bytes go as they are, without blanks at their ends. */
import type { BoundColumn } from '../mapping/bound.ts';
import { trimmed } from '../mapping/fieldText.ts';
import type { RowOutput } from './rowOutput.ts';
import type { RowScanner } from './rowScanner.ts';

export class TextCell {
  readonly put: number;
  private readonly at: number;
  private bytes: Uint8Array = new Uint8Array(0);
  private from = 0;
  private to = 0;

  constructor(readonly column: BoundColumn) {
    this.put = column.put;
    this.at = column.at;
  }

  /** Whether the text of a column is its field and nothing is done to it. */
  static suits({
    type,
    words,
    byName,
    levels,
    join,
    pad,
    take,
    lookup,
    fallback,
    name,
  }: BoundColumn): boolean {
    return (
      type === 'text' && words === null && !byName && levels === null && join.length === 0 &&
      pad === 0 && take === null && lookup === null && fallback === null && name === null
    ); // prettier-ignore
  }

  /** Reads the field of this row; false where it is blank and must not be. */
  take(scanner: RowScanner): boolean {
    this.bytes = scanner.bytes;
    this.from = scanner.starts[this.at] ?? 0;
    this.to = scanner.ends[this.at] ?? 0;
    if (this.from < this.to && mayBeBlank(this.bytes, this.from, this.to)) {
      this.bytes = Buffer.from(trimmed(scanner.text(this.at)));
      this.from = 0;
      this.to = this.bytes.length;
    }
    return this.from < this.to || !this.column.required;
  }

  get filled(): boolean {
    return this.from < this.to;
  }

  get length(): number {
    return this.to - this.from;
  }

  write(output: RowOutput): void {
    output.putText(this.bytes, this.from, this.to);
  }
}

/** Whether a text may begin or end with a blank of any script; says so too often rather than too seldom. */
function mayBeBlank(bytes: Uint8Array, from: number, to: number): boolean {
  if (isBlankLead(bytes, from)) return true;
  const last = bytes[to - 1] ?? 0;
  if (last < 0x80) return last <= 32;
  let lead = to - 1;
  while (lead > from && ((bytes[lead] ?? 0) & 0xc0) === 0x80) lead--;
  return isBlankLead(bytes, lead);
}

function isBlankLead(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at] ?? 0;
  if (lead <= 32) return true;
  if (lead < 0xc2) return false;
  const next = bytes[at + 1] ?? 0;
  switch (lead) {
    case 0xc2:
      return next === 0xa0;
    case 0xe1:
    case 0xe2:
      return true;
    case 0xe3:
      return next === 0x80 && bytes[at + 2] === 0x80;
    case 0xef:
      return next === 0xbb;
    default:
      return false;
  }
}
