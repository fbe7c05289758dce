/** In charge of the encoding of delimited text that streams by: whole lines come out in UTF-8, and one encoding holds for the whole file. */
import { isAscii, isUtf8 } from 'node:buffer';
import { wideEncoding, type Encoding } from '../readers/encoding.ts';

export type EncodingAsked = Encoding | 'auto';

const LF = 0x0a;
/** Text of one line in Chinese that happens to be valid in UTF-8 has fewer such bytes than this. */
const TELLING_BYTES = 12;
/** A line longer than this is no line of a table. */
const LONGEST_LINE = 4_194_304;

/** Bytes that are not of the file's encoding. `line` counts from 0 within the bytes that were given last. */
export class EncodingFault extends Error {
  constructor(
    readonly kind: 'mixed' | 'unknown' | 'line-too-long',
    readonly line: number,
  ) {
    super(`${kind} encoding`);
  }
}

/**
 * Decodes blocks in order. `auto` begins as UTF-8; at the first bytes beyond ASCII it is settled whether it is UTF-8, else GB18030 if
 * that is plausible, else Latin-1. From then on bytes of another encoding are a fault.
 */
export class LineDecoder {
  /** What the text turned out to be; `auto` as long as it is all ASCII. */
  encoding: EncodingAsked;
  private tail: Buffer = Buffer.alloc(0);
  private isFirst = true;
  private wide: TextDecoder | null = null;
  private strict: TextDecoder | null = null;

  constructor(asked: EncodingAsked) {
    this.encoding = asked;
  }

  /** The whole lines that these bytes complete, in UTF-8; what is left is kept. @throws EncodingFault */
  push(chunk: Buffer): Buffer {
    let bytes = this.isFirst ? this.begin(chunk) : chunk;
    if (this.wide !== null) bytes = Buffer.from(this.widened(bytes, true));
    const end = bytes.lastIndexOf(LF) + 1;
    if (end === 0) {
      this.tail = Buffer.concat([this.tail, bytes]);
      if (this.tail.length > LONGEST_LINE) throw new EncodingFault('line-too-long', 0);
      return Buffer.alloc(0);
    }
    const lines = bytes.subarray(0, end);
    const whole = this.tail.length === 0 ? lines : Buffer.concat([this.tail, lines]);
    this.tail = Buffer.from(bytes.subarray(end));
    return this.decode(whole);
  }

  /** The last line, which no line feed ends. @throws EncodingFault */
  end(): Buffer {
    const rest = this.wide === null ? '' : this.widened(Buffer.alloc(0), false);
    const whole = Buffer.concat([this.tail, Buffer.from(rest)]);
    this.tail = Buffer.alloc(0);
    return this.decode(whole);
  }

  private begin(chunk: Buffer): Buffer {
    this.isFirst = false;
    const [one, two, three] = chunk;
    if (
      one === 0xef &&
      two === 0xbb &&
      three === 0xbf &&
      (this.encoding === 'auto' || this.encoding === 'utf-8')
    ) {
      this.encoding = 'utf-8';
      return chunk.subarray(3);
    }
    if (this.encoding === 'auto') {
      if (one === 0xff && two === 0xfe) this.encoding = 'utf-16le';
      else if (one === 0xfe && two === 0xff) this.encoding = 'utf-16be';
      else this.encoding = wideEncoding(chunk) ?? 'auto';
    }
    if (this.encoding === 'utf-16le' || this.encoding === 'utf-16be')
      this.wide = new TextDecoder(this.encoding, { fatal: true });
    return chunk;
  }

  private widened(bytes: Buffer, more: boolean): string {
    try {
      return this.wide?.decode(bytes, { stream: more }) ?? '';
    } catch {
      throw new EncodingFault('unknown', 0);
    }
  }

  private decode(lines: Buffer): Buffer {
    if (this.wide !== null) return lines;
    if (this.encoding === 'auto') {
      if (isAscii(lines)) return lines;
      this.encoding = isUtf8(lines) ? 'utf-8' : otherThanUtf8(lines);
    }
    if (this.encoding === 'utf-8') {
      if (!isUtf8(lines))
        throw new EncodingFault(
          'mixed',
          lineThat(lines, (line) => !isUtf8(line)),
        );
      return lines;
    }
    return this.strictly(lines, this.encoding);
  }

  private strictly(lines: Buffer, encoding: Encoding): Buffer {
    if (isAscii(lines)) return lines;
    this.strict ??= new TextDecoder(encoding, { fatal: true });
    const strict = this.strict;
    const foreign = lineThat(lines, isTellingUtf8);
    if (foreign !== -1) throw new EncodingFault('mixed', foreign);
    const text = decoded(strict, lines);
    if (text === null)
      throw new EncodingFault(
        'mixed',
        lineThat(lines, (line) => decoded(strict, line) === null),
      );
    return Buffer.from(text);
  }
}

/** GB18030 where the bytes pair up as Chinese text does, else Latin-1, in which any byte is a letter; but the first telling line decides. */
function otherThanUtf8(lines: Buffer): Encoding {
  const telling = lineThat(lines, isTellingUtf8);
  const foreign = lineThat(lines, (line) => !isUtf8(line));
  if (telling !== -1 && telling < foreign) return 'utf-8';
  const text = decoded(new TextDecoder('gb18030', { fatal: true }), lines);
  if (text !== null && looksChinese(lines)) return 'gb18030';
  const latin = decoded(new TextDecoder('windows-1252', { fatal: true }), lines);
  if (latin === null) throw new EncodingFault('unknown', foreign);
  return 'windows-1252';
}

/** Strict text without the control characters that only a wrong encoding yields; null where it is none. */
function decoded(strict: TextDecoder, bytes: Buffer): string | null {
  try {
    const text = strict.decode(bytes);
    return /[\x80-\x9f]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Accented letters decode as rare characters of GB18030, whose second byte is mostly a letter; in real text it hardly ever is. */
function looksChinese(bytes: Buffer): boolean {
  let common = 0;
  let rare = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x81) continue;
    const trail = bytes[at + 1] ?? 0;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe) common++;
    else rare++;
    at++;
  }
  return common > 0 && common >= 4 * rare;
}

function isTellingUtf8(line: Buffer): boolean {
  if (!isUtf8(line) || isAscii(line)) return false;
  let telling = 0;
  for (const byte of line) if (byte >= 0x80) telling++;
  return telling >= TELLING_BYTES;
}

/** Number of the first line for which this holds, from 0; −1 where there is none. */
function lineThat(lines: Buffer, holds: (line: Buffer) => boolean): number {
  let number = 0;
  for (let from = 0; from < lines.length; number++) {
    const found = lines.indexOf(LF, from);
    const to = found === -1 ? lines.length : found + 1;
    if (holds(lines.subarray(from, to))) return number;
    from = to;
  }
  return -1;
}
