/** In charge of xlsx and xlsm workbooks: values by the library, hidden rows and columns, indents and formula marks by our own pass. */
import { LAST_COLUMN, LAST_ROW, parseArea, parseCell } from '#model/cell';
import type { Merge, Sheet } from '#model/reading';
import { Grid } from './grid.ts';
import { LIMITS } from './limits.ts';
import { pack } from './pack.ts';
import { detail, refuse, type Refusal } from './refusal.ts';
import { countsFrom1904, cellsOf, parseWorkbook, toCell } from './sheetjs.ts';
import type { Parts } from './unzip.ts';
import { attribute, isTrue, tags, xmlText } from './xml.ts';

/** What the library does not tell about a sheet. */
interface Marks {
  readonly merges: Merge[];
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: Set<number>;
  /** Cells by `key` that stem from a formula. */
  readonly formulas: Set<number>;
  /** Indents above 0 by `key`. */
  readonly indents: Map<number, number>;
  /** The rows alone, which is all that the library gets to see of the sheet. */
  readonly rows: string;
}

interface Listed {
  /** Position among all sheets of the workbook, charts included. */
  readonly index: number;
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** Parts that hold no cells, or that lead out of the file. */
const UNREAD =
  /^(?:docProps|customXml)\/|^xl\/(?:media|drawings|embeddings|externalLinks|printerSettings|ctrlProps|activeX|charts|chartsheets|dialogsheets|macrosheets|pivot\w*|queries|connections|tables|threadedComments|comments|persons|theme|model|slicers?|slicerCaches|worksheets)\b|calcChain|\.(?!xml$|rels$)\w+$/iu;

/** The sheets of a workbook whose parts have been expanded. Charts, macros and links to other files are left unread. */
export function readXlsx(parts: Parts): Sheet[] {
  const workbookPart = findWorkbook(parts);
  const listed = listSheets(parts, workbookPart);
  const checked = new Map<string, Uint8Array>();
  for (const [name, bytes] of parts) {
    if (UNREAD.test(name)) continue;
    xmlText(name, bytes);
    checked.set(name, bytes);
  }
  const indents = indentsOf(parts);
  const budget = { cells: LIMITS.cells };
  const marks = new Map<number, Marks>();
  for (const { part, index } of listed) {
    const mark = marksOf(textOf(parts, part), indents, budget);
    marks.set(index, mark);
    checked.set(part, Buffer.from(mark.rows, 'utf8'));
  }
  const workbook = parseWorkbook('xlsx', pack(checked), {
    cellFormula: false,
    sheets: listed.map(({ index }) => index),
  });
  const from1904 = countsFrom1904(workbook);
  return listed.map(({ name, hidden, index }): Sheet => {
    const mark = marks.get(index);
    const grid = new Grid();
    for (const { row, column, source } of cellsOf(workbook, workbook.SheetNames[index] ?? name)) {
      const at = key(row, column);
      const cell = toCell(
        source,
        from1904,
        mark?.indents.get(at) ?? 0,
        mark?.formulas.has(at) ?? false,
      );
      if (cell !== null) grid.put(row, column, cell);
    }
    return grid.sheet({
      name,
      hidden,
      merges: mark?.merges ?? [],
      hiddenRows: mark?.hiddenRows ?? [],
      hiddenColumns: mark?.hiddenColumns ?? [],
    });
  });
}

/** Whether the expanded parts are those of an xlsx workbook (and not of a document, a presentation or a plain archive). */
export function isXlsx(parts: Parts): boolean {
  return parts.has('[Content_Types].xml') && parts.has('xl/workbook.xml');
}

function findWorkbook(parts: Parts): string {
  if (parts.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw damaged('xl/workbook.xml');
}

/** The worksheets in the order of the workbook; chart and dialog sheets hold no cells and are left out. */
function listSheets(parts: Parts, workbookPart: string): Listed[] {
  const targets = new Map<string, { part: string; type: string }>();
  for (const tag of tags(textOf(parts, 'xl/_rels/workbook.xml.rels'), ['Relationship'])) {
    const target = attribute(tag, 'Target') ?? '';
    targets.set(attribute(tag, 'Id') ?? '', {
      part: target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//u, '')}`,
      type: attribute(tag, 'Type') ?? '',
    });
  }
  const listed: Listed[] = [];
  const names = new Set<string>();
  let index = 0;
  for (const tag of tags(textOf(parts, workbookPart), ['sheet'])) {
    if (tag.closing) continue;
    const name = attribute(tag, 'name') ?? '';
    const target = targets.get(attribute(tag, 'id') ?? '');
    if (names.has(name) || target === undefined) throw damaged(name);
    names.add(name);
    if (target.type.endsWith('/worksheet')) {
      if (!parts.has(target.part)) throw damaged(target.part);
      listed.push({
        index,
        name,
        hidden: (attribute(tag, 'state') ?? 'visible') !== 'visible',
        part: target.part,
      });
    }
    if (++index > LIMITS.sheets) {
      throw refuse(
        'too-many-cells',
        detail(
          `工作表超过 ${String(LIMITS.sheets)} 张`,
          `more than ${String(LIMITS.sheets)} sheets`,
        ),
      );
    }
  }
  return listed;
}

/** Indent by cell style (`s="12"`). */
function indentsOf(parts: Parts): number[] {
  const part = 'xl/styles.xml';
  const indents: number[] = [];
  if (!parts.has(part)) return indents;
  let inside = false;
  for (const tag of tags(textOf(parts, part), ['numFmt', 'cellXfs', 'xf', 'alignment'])) {
    if (tag.name === 'numFmt' && (attribute(tag, 'formatCode')?.length ?? 0) > LIMITS.formatLength)
      throw damaged(part);
    if (tag.name === 'cellXfs') inside = !tag.closing && !tag.selfClosing;
    if (!inside || tag.closing) continue;
    if (tag.name === 'xf') indents.push(0);
    if (tag.name === 'alignment' && indents.length > 0)
      indents[indents.length - 1] = Number(attribute(tag, 'indent') ?? '0') || 0;
  }
  return indents;
}

/** One pass over a sheet's tags; also counts its cells against the budget of the workbook. */
function marksOf(xml: string, indents: readonly number[], budget: { cells: number }): Marks {
  const marks = {
    merges: [] as Merge[],
    hiddenRows: new Set<number>(),
    hiddenColumns: new Set<number>(),
    formulas: new Set<number>(),
    indents: new Map<number, number>(),
  };
  let from = -1;
  let to = -1;
  let row = -1;
  let column = -1;
  for (const tag of tags(xml, ['c', 'f', 'row', 'col', 'mergeCell', 'sheetData'])) {
    if (tag.name === 'sheetData') {
      if (tag.closing) to = tag.start;
      else if (tag.selfClosing) from = to = tag.end;
      else from = tag.end;
    }
    if (tag.closing) continue;
    switch (tag.name) {
      case 'col': {
        if (!isTrue(attribute(tag, 'hidden')) && Number(attribute(tag, 'width') ?? '1') !== 0)
          break;
        const last = Math.min(Number(attribute(tag, 'max') ?? '0') - 1, LAST_COLUMN);
        for (let c = Math.max(0, Number(attribute(tag, 'min') ?? '1') - 1); c <= last; c++)
          marks.hiddenColumns.add(c);
        break;
      }
      case 'row':
        row = Number(attribute(tag, 'r') ?? row + 2) - 1;
        column = -1;
        if (!Number.isInteger(row) || row < 0 || row > LAST_ROW)
          throw damaged(`row ${String(row + 1)}`);
        if (isTrue(attribute(tag, 'hidden')) || Number(attribute(tag, 'ht') ?? '1') === 0)
          marks.hiddenRows.add(row);
        break;
      case 'c': {
        if (--budget.cells < 0) throw tooManyCells();
        const address = attribute(tag, 'r');
        const place = address === undefined ? { row, column: column + 1 } : parseCell(address);
        if (place === null || place.row !== row || place.column > LAST_COLUMN)
          throw damaged(address ?? '');
        column = place.column;
        const indent = indents[Number(attribute(tag, 's') ?? '0')] ?? 0;
        if (indent > 0) marks.indents.set(key(row, column), indent);
        break;
      }
      case 'f':
        marks.formulas.add(key(row, column));
        break;
      case 'mergeCell': {
        const area = parseArea(attribute(tag, 'ref') ?? '');
        if (area !== null) marks.merges.push(area);
      }
    }
  }
  if (from === -1 || to === -1) throw damaged('sheetData');
  return { ...marks, rows: `<worksheet><sheetData>${xml.slice(from, to)}</sheetData></worksheet>` };
}

function key(row: number, column: number): number {
  return row * (LAST_COLUMN + 1) + column;
}

function textOf(parts: Parts, part: string): string {
  const bytes = parts.get(part);
  if (bytes === undefined) throw damaged(part);
  return xmlText(part, bytes);
}

function damaged(what: string): Refusal {
  return refuse(
    'file-truncated',
    detail(`部件“${what}”缺失或有误`, `the part “${what}” is missing or wrong`),
  );
}

function tooManyCells(): Refusal {
  return refuse(
    'too-many-cells',
    detail(`单元格超过 ${String(LIMITS.cells)} 个`, `more than ${String(LIMITS.cells)} cells`),
  );
}
