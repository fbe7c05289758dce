/** In charge of finding out, from its first rows, whether a file is read by a mapping, and by which. */
import { basename } from 'node:path';
import type { Bilingual } from '#model/bilingual';
import type { Mapping } from '#model/mapping';
import type { Note, Sheet, Workbook } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import type { Declared } from '../layouts/layout.ts';
import { bind, SAMPLE_ROWS } from '../mapping/bind.ts';
import { recogniseMapping } from '../mapping/builtIn.ts';
import type { BoundMapping } from '../mapping/bound.ts';
import { detectDelimiter } from '../readers/csv.ts';
import { Refusal } from '../readers/refusal.ts';
import { EncodingFault, LineDecoder, type EncodingAsked } from './lineDecoder.ts';
import { membersOf, type Member, type Place } from './members.ts';
import { RowScanner, ScanFault } from './rowScanner.ts';
import { sheetText } from './sheetText.ts';
import type { TableTask } from './threadTalk.ts';

/** A table that a mapping reads. */
export interface PlannedTable {
  readonly no: number;
  readonly path: string;
  /** Name of the sheet, or of the file without its ending. */
  readonly sheet: string;
  readonly mapping: Mapping;
  readonly bound: BoundMapping;
  readonly source: TableTask['source'];
  readonly encoding: EncodingAsked;
  readonly delimiter: string;
}

export interface Plan {
  readonly tables: readonly PlannedTable[];
  /** Why nothing of the file can be taken. */
  readonly rejects: readonly Reject[];
  readonly notes: readonly Note[];
}

/** A file that is read by its plan. */
export interface LedgerFile {
  readonly path: string;
  readonly place: Place;
  readonly sha256: string;
  readonly plan: Plan;
}

export interface Asked {
  readonly path: string;
  readonly declared: Declared;
  /** The person's own mapping; without it those that come with the program are tried. */
  readonly mapping: Mapping | null;
  readonly seed: number;
}

/** Bytes at the beginning of a table that are looked at, at most. */
const HEAD_BYTES = 4_194_304;
const TOP_ROWS = 20;

/** The plan for a file of delimited text, packed or not; null where no mapping knows it and it is to be read otherwise. */
export async function planText(place: Place, asked: Asked): Promise<Plan | null> {
  try {
    const { members, close } = await membersOf(place);
    try {
      if (!members.some(isText)) return null;
      return together(asked, await lookAt(members, asked));
    } finally {
      close();
    }
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    // what is no archive for us may be one for the readers of workbooks, which then say what is wrong
    return asked.mapping === null
      ? null
      : { tables: [], rejects: [cause.at(asked.path)], notes: [] };
  }
}

/** The plan for the sheets of workbooks; null as above. */
export function planWorkbooks(workbooks: readonly Workbook[], asked: Asked): Plan | null {
  const looks = workbooks.flatMap(({ path, sheets }) =>
    sheets.map((sheet) => lookAtSheet(path, sheet, asked)),
  );
  return together(asked, looks);
}

interface Look {
  readonly path: string;
  readonly sheet: string;
  readonly rows: readonly (readonly string[])[];
  readonly source: () => TableTask['source'];
  readonly encoding: EncodingAsked;
  readonly delimiter: string;
  readonly mapping: Mapping | null;
  readonly rejects: readonly Reject[];
}

function together(asked: Asked, looks: readonly Look[]): Plan | null {
  const known = looks.filter(({ mapping }) => mapping !== null);
  if (asked.mapping === null && known.length === 0) return null;
  const tables: PlannedTable[] = [];
  const rejects: Reject[] = [];
  const notes: Note[] = [];
  for (const look of looks) {
    const { path, sheet, mapping, rows, encoding, delimiter } = look;
    if (look.rejects.length > 0) {
      rejects.push(...look.rejects);
      continue;
    }
    if (mapping === null) {
      notes.push({ code: 'no-table', message: notMapped(path), cells: [] });
      continue;
    }
    const binding = bind(mapping, { path, rows, declared: asked.declared, seed: asked.seed });
    if ('rejects' in binding) rejects.push(...binding.rejects);
    else {
      tables.push({
        no: tables.length + 1, path, sheet, mapping, bound: binding.bound, source: look.source(), encoding, delimiter,
      }); // prettier-ignore
    }
  }
  if (tables.length === 0 && rejects.length === 0)
    rejects.push(reject('empty-file', {}, { path: asked.path }));
  return { tables, rejects, notes };
}

function notMapped(path: string): Bilingual {
  return {
    zh: `“${basename(path)}”没有可用的列映射，未加载。`,
    en: `No mapping knows “${basename(path)}”; it was not loaded.`,
  };
}

async function lookAt(members: readonly Member[], asked: Asked): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (const member of members) {
    const path = member.name === null ? asked.path : `${asked.path}!${member.name}`;
    if (!isText(member)) {
      looks.push({ path, sheet: '', rows: [], source: () => ({ member: member.name }), encoding: 'auto', delimiter: ',', mapping: null, rejects: [] }); // prettier-ignore
      continue;
    }
    looks.push(await lookAtMember(member, path, asked));
  }
  return looks;
}

/** Whether a member is text by its name; a file that is no archive is text by its content. */
function isText({ name }: Member): boolean {
  return name === null || /\.(?:csv|txt|tsv)$/iu.test(name);
}

async function lookAtMember(member: Member, path: string, asked: Asked): Promise<Look> {
  const stated = asked.mapping?.file;
  const encoding = encodingOf(stated?.encoding);
  const base = {
    path, sheet: nameOf(member.name ?? path), source: () => ({ member: member.name }), encoding, mapping: asked.mapping,
  }; // prettier-ignore
  try {
    const { text, ended } = await headOf(member, encoding);
    const delimiter =
      stated?.delimiter === undefined || stated.delimiter === 'auto'
        ? detectDelimiter(text.toString('utf8'))
        : stated.delimiter;
    const rows = rowsOf(text, delimiter, ended);
    return { ...base, rows, delimiter, mapping: asked.mapping ?? known(rows), rejects: [] };
  } catch (cause) {
    const found = faultOf(cause, path);
    if (found === null) throw cause;
    const rejects = asked.mapping === null ? [] : [found];
    return { ...base, rows: [], delimiter: ',', rejects };
  }
}

/** The first whole lines of a table, in UTF-8. Where the encoding changes, whatever the bytes give: the reading says where. */
async function headOf(
  member: Member,
  encoding: EncodingAsked,
): Promise<{ readonly text: Buffer; readonly ended: boolean }> {
  const decoder = new LineDecoder(encoding);
  const raw: Buffer[] = [];
  const parts: Buffer[] = [];
  let [size, rows] = [0, 0];
  const stream = await member.open();
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      raw.push(chunk);
      const lines = decoder.push(chunk);
      parts.push(lines);
      size += lines.length;
      for (const byte of lines) if (byte === 0x0a) rows++;
      if (rows > SAMPLE_ROWS || size > HEAD_BYTES)
        return { text: Buffer.concat(parts), ended: false };
    }
    parts.push(decoder.end());
  } catch (cause) {
    if (!(cause instanceof EncodingFault) || cause.kind !== 'mixed') throw cause;
    const lenient = new TextDecoder(decoder.encoding === 'auto' ? 'utf-8' : decoder.encoding);
    return { text: Buffer.from(lenient.decode(Buffer.concat(raw))), ended: false };
  }
  return { text: Buffer.concat(parts), ended: true };
}

/** The rows at the beginning; a fault further down is said when the table is read. */
function rowsOf(text: Buffer, delimiter: string, ended: boolean): string[][] {
  const scanner = new RowScanner(delimiter.charCodeAt(0));
  scanner.feed(text);
  const rows: string[][] = [];
  try {
    while (rows.length < SAMPLE_ROWS && scanner.next(ended)) rows.push(scanner.texts());
  } catch (cause) {
    if (!(cause instanceof ScanFault) || rows.length === 0) throw cause;
  }
  return rows;
}

function known(rows: readonly (readonly string[])[]): Mapping | null {
  for (const row of rows.slice(0, TOP_ROWS)) {
    const mapping = recogniseMapping(row);
    if (mapping !== null) return mapping;
  }
  return null;
}

function lookAtSheet(path: string, sheet: Sheet, asked: Asked): Look {
  const wanted = asked.mapping?.file?.sheet;
  const mine = wanted === undefined || wanted === sheet.name;
  const rows = mine ? sheetText(sheet, SAMPLE_ROWS).rows : [];
  return {
    path: `${path}#${sheet.name}`,
    sheet: sheet.name,
    rows,
    source: () => ({ text: sheetText(sheet).text }),
    encoding: 'utf-8',
    delimiter: ',',
    mapping: !mine || rows.length === 0 ? null : (asked.mapping ?? known(rows)),
    rejects: [],
  };
}

function encodingOf(asked: NonNullable<Mapping['file']>['encoding']): EncodingAsked {
  return asked === 'latin1' ? 'windows-1252' : (asked ?? 'auto');
}

function faultOf(cause: unknown, path: string): Reject | null {
  if (cause instanceof Refusal) return cause.at(path);
  if (cause instanceof EncodingFault) return reject('encoding', {}, { path, row: cause.line + 1 });
  if (cause instanceof ScanFault) return reject('quote-open', {}, { path, row: cause.row });
  return null;
}

/** `dir/支付.csv.gz` → `支付`. */
function nameOf(path: string): string {
  const file = path.split(/[/!\\]/u).at(-1) ?? path;
  return file.replace(/\.gz$/iu, '').replace(/\.\w+$/u, '') || file;
}
