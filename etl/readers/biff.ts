/** In charge of the record stream inside an xls: only records that hold cells reach the spreadsheet library, which goes round in circles on damaged formulas. */
import { detail, refuse, type Refusal } from './refusal.ts';

const BOF = 0x0809;
const BOUNDSHEET = 0x0085;
const XF = 0x00e0;
const MULRK = 0x00bd;
const FORMULAS = new Set([0x0006, 0x0206, 0x0406]);
/** Cells with one style: number, RK, shared and own text, rich text, boolean or error. */
const CELLS = new Set([0x0203, 0x027e, 0x00fd, 0x0204, 0x00d6, 0x0205, ...FORMULAS]);

/** What the library gets to see: structure, styles, texts, cells, hidden rows and columns, merges. */
const KEPT = new Set([
  ...CELLS,
  BOF,
  BOUNDSHEET,
  XF,
  MULRK,
  0x000a, // end of substream
  0x0022, // dates from 1904
  0x002f, // password
  0x003c, // continuation
  0x0042, // code page
  0x007d, // columns
  0x0081, // kind of sheet
  0x00e5, // merges
  0x00fc, // shared texts
  0x0200, // dimensions
  0x0207, // text of a formula
  0x0208, // rows
  0x041e, // number format
]);
/** A record that the library knows and passes over. */
const IGNORED = 0x0060;

/** What the library does not tell about the cells of a sheet, by `row * 256 + column`. */
export interface SheetMarks {
  readonly formulas: ReadonlySet<number>;
  readonly indents: ReadonlyMap<number, number>;
}

export interface CleanStream {
  readonly stream: Buffer;
  /** By the sheet's place among all sheets. */
  readonly sheets: readonly SheetMarks[];
}

/** The key of a cell in `SheetMarks`; an xls sheet has 256 columns. */
export function cellKey(row: number, column: number): number {
  return row * 256 + column;
}

/** A copy of the stream in which formulas are empty and all that holds no cell is passed over. */
export function cleanBiff(source: Buffer): CleanStream {
  const stream = Buffer.from(source);
  const starts: number[] = [];
  const styles: number[] = [];
  const marks = new Map<number, { formulas: Set<number>; indents: Map<number, number> }>();
  let sheet: { formulas: Set<number>; indents: Map<number, number> } | undefined;
  let depth = 0;
  let at = 0;

  const markCell = (row: number, column: number, style: number): void => {
    const indent = styles[style] ?? 0;
    if (indent > 0) sheet?.indents.set(cellKey(row, column), indent);
  };

  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    if (type === 0 && depth === 0) break;
    const from = at + 4;
    const next = from + length;
    if (next > stream.length) throw damaged();
    const need = (bytes: number): void => {
      if (length < bytes) throw damaged();
    };
    if (type === BOF) {
      if (depth++ === 0) {
        sheet = { formulas: new Set(), indents: new Map() };
        marks.set(at, sheet);
      }
    } else if (type === 0x000a) {
      depth--;
    } else if (type === BOUNDSHEET) {
      need(6);
      starts.push(stream.readUInt32LE(from));
    } else if (type === XF) {
      styles.push(length >= 20 ? stream.readUInt8(from + 8) & 0x0f : 0);
    } else if (type === MULRK) {
      need(12);
      const row = stream.readUInt16LE(from);
      const column = stream.readUInt16LE(from + 2);
      for (let index = 0; index * 6 + 12 <= length; index++) {
        markCell(row, column + index, stream.readUInt16LE(from + 4 + index * 6));
      }
    } else if (CELLS.has(type)) {
      need(6);
      const [row, column] = [stream.readUInt16LE(from), stream.readUInt16LE(from + 2)];
      markCell(row, column, stream.readUInt16LE(from + 4));
      if (FORMULAS.has(type)) {
        need(22);
        sheet?.formulas.add(cellKey(row, column));
        stream.writeUInt16LE(0, from + 20);
      }
    }
    if (!KEPT.has(type)) stream.writeUInt16LE(IGNORED, at);
    at = next;
  }
  if (depth !== 0 || marks.size === 0) throw damaged();
  const none: SheetMarks = { formulas: new Set(), indents: new Map() };
  const inOrder = [...new Set(starts)].sort((a, b) => a - b);
  return { stream, sheets: inOrder.map((start) => marks.get(start) ?? none) };
}

function damaged(): Refusal {
  return refuse('file-truncated', detail('表格记录不完整', 'its records are incomplete'));
}
