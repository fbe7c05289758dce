/** In charge of the first rows of a file of any kind, or of the first part of one, to propose and preview a mapping. */
import { constants, createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse/sync';
import type { Mapping } from '#model/mapping';
import { reject, type Reject } from '#model/reject';
import { sheetText } from '../ledger/sheetText.ts';
import { detectDelimiter } from '../readers/csv.ts';
import { decode, wideEncoding } from '../readers/encoding.ts';
import { read } from '../readers/read.ts';
import { sniff } from '../readers/sniff.ts';

export interface Sample {
  readonly rows: readonly (readonly string[])[];
  /** `utf-8`, `gb18030` …; the kind of file where it is a workbook. */
  readonly encoding: string;
  /** Null for a workbook. */
  readonly delimiter: string | null;
}

/** More than a person looks at, and enough to tell the forms of values. */
const ROWS = 1000;
const BYTES = 1_048_576;

/** Reads as much as a look needs. A file that was cut off at its end is read as far as it goes. */
export async function sampleOf(
  path: string,
  bytes: Uint8Array,
  file: Mapping['file'] = {},
): Promise<Sample | { readonly rejects: readonly Reject[] }> {
  const { kind } = sniff(bytes);
  if (kind === 'gzip') return sampleOf(path.replace(/\.gz$/iu, ''), await firstOfGzip(bytes), file);
  if (kind === 'text') return textSample(path, bytes, file);
  const { workbooks, rejects } = await read(path, bytes);
  const [book] = workbooks;
  const sheets = book?.sheets ?? [];
  const sheet =
    sheets.find(({ name }) => name === file.sheet) ??
    sheets.find(({ rows }) => rows > 1) ??
    sheets[0];
  if (book === undefined || sheet === undefined) {
    return { rejects: rejects.length > 0 ? rejects : [reject('no-table', {}, { path })] };
  }
  return { rows: sheetText(sheet, ROWS).rows, encoding: book.format, delimiter: null };
}

function textSample(
  path: string,
  bytes: Uint8Array,
  { encoding = 'auto', delimiter = 'auto' }: NonNullable<Mapping['file']>,
): Sample | { readonly rejects: readonly Reject[] } {
  const decoded = decodeStart(bytes.subarray(0, BYTES), encoding);
  if (decoded === null) return { rejects: [reject('encoding', {}, { path })] };
  const sign = delimiter === 'auto' ? detectDelimiter(decoded.text) : delimiter;
  return { rows: recordsOf(decoded.text, sign), encoding: decoded.encoding, delimiter: sign };
}

/** A quotation mark that is not closed within the first part may be closed behind it: then lines are read one by one. */
function recordsOf(text: string, delimiter: string): string[][] {
  const options = { delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, to: ROWS } as const; // prettier-ignore
  try {
    return parse(text, options);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    return parse(text, { ...options, quote: false });
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): { text: string; encoding: string } | null {
  const label = encoding === 'latin1' ? 'windows-1252' : encoding;
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}

/** The encoding is told from whole lines, since the last character may be cut in two; then as much as there is is read. */
function decodeStart(bytes: Uint8Array, said: string): { text: string; encoding: string } | null {
  const end =
    wideEncoding(bytes) === null ? bytes.lastIndexOf(0x0a) + 1 : bytes.length - (bytes.length % 2);
  const lines = end === 0 ? bytes : bytes.subarray(0, end);
  const found = said === 'auto' ? decode(lines) : decodeAs(lines, said);
  return found === null ? null : (decodeAs(bytes, found.encoding) ?? found);
}

/** The first megabyte of what a gzip file holds, also where its end is missing. */
async function firstOfGzip(bytes: Uint8Array): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = Readable.from([bytes]).pipe(createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }));
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= BYTES) break;
    }
  } catch {
    // what came out before the damage is shown; loading the file will say what is wrong with it
  }
  return Buffer.concat(chunks);
}
