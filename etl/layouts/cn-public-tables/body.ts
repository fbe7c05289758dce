/** In charge of the lines of a table's body: label, code, indentation, and what stands there without being a line (footnotes, repeated headers). */
import { parseCode, type Scheme } from '#model/code';
import { formatCell } from '#model/cell';
import type { Note } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import { parseLabel, type Label } from '#model/text';
import type { Column } from './columns.ts';
import { COLUMN_NUMBERS, FOOTNOTE, LABEL, SIGNATURE } from './words.ts';
import type { Place } from './locate.ts';

/** A printed line before it is known what it hangs under. */
export interface BodyLine {
  /** Counted from 0. */
  readonly row: number;
  /** As stored. */
  readonly text: string;
  readonly label: Label;
  readonly code: string | null;
  /** Where the code stands; null where none is printed. */
  readonly codeCell: string | null;
  /** Leading blanks and alignment, in half-width characters. */
  readonly indent: number;
  /** What 序号 says (1, 2 …), null where the column is missing or holds words. */
  readonly ordinal: number | null;
  /** Words of the columns that explain a line (依据). */
  readonly basis: string | null;
}

export interface Body {
  readonly lines: readonly BodyLine[];
  readonly notes: readonly Note[];
  readonly rejects: readonly Reject[];
}

/** One step of alignment is drawn about as wide as three blanks. */
const INDENT_WIDTH = 3;

/** The lines of a table from below its header to its end. `scheme` is the classification of its codes. */
export function readBody(place: Place, columns: readonly Column[], scheme: Scheme): Body {
  const lines: BodyLine[] = [];
  const notes: Note[] = [];
  const rejects: Reject[] = [];
  const { grid } = place;
  const sheet = grid.sheet.name;
  const numbers = columns.filter(
    ({ meaning }) => meaning.kind === 'amount' || meaning.kind === 'ratio',
  );
  const codes = columns.filter(({ meaning }) => meaning.kind === 'code');
  const ordinals = columns.filter(({ meaning }) => meaning.kind === 'ordinal');
  const bases = columns.filter(({ meaning }) => meaning.kind === 'basis');
  let inFootnotes = false;
  for (let row = place.headerBottom + 1; row <= place.bodyBottom; row += 1) {
    if (place.repeated.has(row)) continue;
    const named = nameCell(place, ordinals, row);
    const filled = numbers.filter(({ index }) => grid.word(row, index) !== '');
    if (named === null) {
      const stated = filled.filter(({ index }) => isFigure(place, row, index));
      const zero = stated.every(({ index }) => Number(grid.cell(row, index)?.value) === 0);
      const cells = stated.map(({ index }) => formatCell(row, index));
      if (stated.length > 0 && zero) notes.push(unnamedZero(cells));
      else if (stated.length > 0) {
        rejects.push(
          reject('value-missing', { column: '项目' }, { sheet, cell: cells[0] ?? null }),
        );
      }
      continue;
    }
    const word = grid.word(row, named.column);
    if (
      COLUMN_NUMBERS.test(word) ||
      (LABEL.test(word) && filled.every(({ index }) => !grid.isNumber(row, index)))
    )
      continue;
    if (FOOTNOTE.test(word) || SIGNATURE.test(word) || (inFootnotes && filled.length === 0)) {
      inFootnotes = true;
      notes.push(
        footnote(String(grid.cell(row, named.column)?.value ?? ''), formatCell(row, named.column)),
      );
      continue;
    }
    const text = String(grid.cell(row, named.column)?.value ?? '');
    const parts = codes.map(({ index }) => codePart(place, row, index));
    const code = parseCode(scheme, ...parts);
    const codeIndex = codes.find((_, at) => parts[at] !== null)?.index;
    const codeCell = codeIndex === undefined ? null : formatCell(row, codeIndex);
    if (code === 'code-invalid')
      rejects.push(reject('code-invalid', {}, { sheet, cell: codeCell, value: parts.join('') }));
    const ordinal =
      ordinals
        .map(({ index }) => Number(grid.word(row, index) || Number.NaN))
        .find(Number.isInteger) ?? null;
    const basis = bases
      .map(({ index }) => String(grid.cell(row, index)?.value ?? '').trim())
      .filter((words) => words !== '');
    lines.push({
      row,
      text,
      label: parseLabel(text),
      code: code === 'code-invalid' ? null : (code?.code ?? null),
      codeCell,
      indent: leadingBlanks(text) + INDENT_WIDTH * (grid.cell(row, named.column)?.indent ?? 0),
      ordinal,
      basis: basis.length === 0 ? null : basis.join('\n'),
    });
  }
  return { lines, notes, rejects };
}

/** Whether a cell states a number at all: a dash or `…` does not. */
export function isFigure(place: Place, row: number, column: number): boolean {
  return !/^[-‐-―−─－—ー…./]*$/u.test(place.grid.word(row, column));
}

/** The label's cell; words that stand in the number column (合计 merged over 序号 and 项目) name the line as well. */
function nameCell(
  place: Place,
  ordinals: readonly Column[],
  row: number,
): { column: number } | null {
  const { grid } = place;
  const candidates = [
    ...place.labelColumns,
    ...ordinals.map(({ index }) => index).filter((index) => !/^\d+$/u.test(grid.word(row, index))),
  ];
  const column = candidates.find((index) => grid.word(row, index) !== '');
  return column === undefined ? null : { column };
}

function codePart(place: Place, row: number, index: number): string | number | null {
  const value = place.grid.cell(row, index)?.value ?? null;
  return typeof value === 'boolean' ? String(value) : value;
}

/** Blanks before the first word, full-width ones counted twice. */
function leadingBlanks(text: string): number {
  const blanks = /^[\s\u00a0\u3000]*/u.exec(text)?.[0] ?? '';
  return Array.from(blanks).reduce(
    (width, blank) => width + (blank === '\u3000' ? 2 : blank === '\t' ? 4 : 1),
    0,
  );
}

function unnamedZero(cells: readonly string[]): Note {
  return {
    code: 'unnamed-zero',
    message: {
      zh: `${cells.join('、')} 所在行没有名称，数值为 0，未读入。`,
      en: `The row of ${cells.join(', ')} has no name and holds only 0; it was not read.`,
    },
    cells,
  };
}

function footnote(text: string, cell: string): Note {
  const words = text.trim().replace(/\s+/gu, ' ');
  return {
    code: 'footnote',
    message: { zh: `表下说明：${words}`, en: `Footnote: ${words}` },
    cells: [cell],
  };
}
