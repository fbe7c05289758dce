/** In charge of OpenDocument spreadsheets, which are read here: the spreadsheet library loses leading blanks and hidden rows of this format. */
import { LAST_COLUMN, LAST_ROW } from '#model/cell';
import type { Cell, Merge, Sheet } from '#model/reading';
import { Grid } from './grid.ts';
import { LIMITS } from './limits.ts';
import { marginsOf } from './odsStyles.ts';
import { detail, refuse, type Refusal } from './refusal.ts';
import type { Parts } from './unzip.ts';
import { attribute, tags, unescape, xmlText, type Tag } from './xml.ts';

/** What may stand inside a table and is not a part of its cells. */
const ASIDE = ['annotation', 'shapes', 'frame', 'tracked-changes', 'dde-links'];
const READ = [
  'style',
  'table-properties',
  'table',
  'table-column',
  'table-row',
  'table-cell',
  'covered-table-cell',
  'p',
  ...ASIDE,
];

export function isOds(parts: Parts): boolean {
  const type = parts.get('mimetype');
  const says = type === undefined ? '' : Buffer.from(type).toString('latin1');
  return (
    parts.has('content.xml') && says.startsWith('application/vnd.oasis.opendocument.spreadsheet')
  );
}

export function readOds(parts: Parts): Sheet[] {
  const manifest = textOf(parts, 'META-INF/manifest.xml');
  if (manifest.includes('encryption-data')) throw refuse('archive-encrypted', {});
  const content = textOf(parts, 'content.xml');
  const indents = new Map([...marginsOf(textOf(parts, 'styles.xml')), ...marginsOf(content)]);
  const tables = new Tables(content, indents);
  for (const tag of tags(content, READ)) tables.take(tag);
  return tables.finish();
}

/** Takes the tags of a document one by one and gives its sheets. */
class Tables {
  private readonly sheets: Sheet[] = [];
  private readonly hiddenStyles = new Set<string>();
  private style = '';
  private aside = 0;
  private depth = 0;
  private budget: number = LIMITS.cells;

  private table: Tag | null = null;
  private grid = new Grid();
  private merges: Merge[] = [];
  private hiddenRows = new Set<number>();
  private hiddenColumns = new Set<number>();
  /** Style that a column gives to cells without one, by its first column. */
  private columnStyles: { from: number; style: string }[] = [];
  private row = 0;
  private rowRepeat = 1;
  private column = 0;
  private cell: Tag | null = null;
  private paragraphs: string[] = [];
  private paragraph: Tag | null = null;

  constructor(
    private readonly xml: string,
    private readonly indents: ReadonlyMap<string, number>,
  ) {}

  take(tag: Tag): void {
    if (ASIDE.includes(tag.name)) {
      if (!tag.selfClosing) this.aside += tag.closing ? -1 : 1;
      return;
    }
    if (this.aside > 0) return;
    switch (tag.name) {
      case 'style':
        if (!tag.closing) this.style = attribute(tag, 'name') ?? '';
        return;
      case 'table-properties':
        if (attribute(tag, 'display') === 'false') this.hiddenStyles.add(this.style);
        return;
      case 'table':
        this.takeTable(tag);
        return;
      case 'table-column':
        if (!tag.closing) this.takeColumn(tag);
        return;
      case 'table-row':
        this.takeRow(tag);
        return;
      case 'p':
        this.takeParagraph(tag);
        return;
      default:
        this.takeCell(tag);
    }
  }

  finish(): Sheet[] {
    if (this.table !== null || this.sheets.length === 0) throw damaged();
    return this.sheets;
  }

  private takeTable(tag: Tag): void {
    if (tag.selfClosing) return;
    this.depth += tag.closing ? -1 : 1;
    if (!tag.closing && this.depth === 1) {
      if (this.sheets.length >= LIMITS.sheets) throw tooMuch();
      this.table = tag;
      this.grid = new Grid();
      this.merges = [];
      this.hiddenRows = new Set();
      this.hiddenColumns = new Set();
      this.columnStyles = [];
      this.row = this.column = 0;
    } else if (tag.closing && this.depth === 0 && this.table !== null) {
      this.sheets.push(
        this.grid.sheet({
          name: attribute(this.table, 'name') ?? '',
          hidden: this.hiddenStyles.has(attribute(this.table, 'style-name') ?? ''),
          merges: this.merges,
          hiddenRows: this.hiddenRows,
          hiddenColumns: this.hiddenColumns,
        }),
      );
      this.table = null;
    }
  }

  private takeColumn(tag: Tag): void {
    const repeat = repeated(tag, 'number-columns-repeated');
    hide(this.hiddenColumns, tag, this.column, repeat, LAST_COLUMN);
    this.columnStyles.push({
      from: this.column,
      style: attribute(tag, 'default-cell-style-name') ?? '',
    });
    this.column += repeat;
  }

  private takeRow(tag: Tag): void {
    if (!tag.closing) {
      this.rowRepeat = repeated(tag, 'number-rows-repeated');
      this.column = 0;
      hide(this.hiddenRows, tag, this.row, this.rowRepeat, LAST_ROW);
    }
    if (tag.closing || tag.selfClosing) this.row += this.rowRepeat;
  }

  private takeParagraph(tag: Tag): void {
    if (this.cell === null) return;
    if (tag.selfClosing) this.paragraphs.push('');
    else if (!tag.closing) this.paragraph = tag;
    else if (this.paragraph !== null) {
      this.paragraphs.push(printed(this.xml.slice(this.paragraph.end, tag.start)));
      this.paragraph = null;
    }
  }

  private takeCell(tag: Tag): void {
    if (!tag.closing) {
      this.cell = tag;
      this.paragraphs = [];
    }
    if (this.cell === null || !(tag.closing || tag.selfClosing)) return;
    const repeat = repeated(this.cell, 'number-columns-repeated');
    this.put(this.cell, repeat);
    this.column += repeat;
    this.cell = null;
  }

  private put(tag: Tag, repeat: number): void {
    const { row, column, rowRepeat } = this;
    const tall = repeated(tag, 'number-rows-spanned');
    const wide = repeated(tag, 'number-columns-spanned');
    if (tall * wide > 1) {
      this.merges.push({
        top: row,
        left: column,
        bottom: Math.min(row + tall - 1, LAST_ROW),
        right: Math.min(column + wide - 1, LAST_COLUMN),
      });
    }
    const style =
      attribute(tag, 'style-name') ??
      this.columnStyles.findLast(({ from }) => from <= column)?.style ??
      '';
    const cell = cellOf(tag, this.paragraphs.join('\n'), this.indents.get(style) ?? 0);
    if (cell === null) return;
    // One filled cell may claim to stand a thousand million times.
    this.budget -= repeat * rowRepeat;
    if (this.budget < 0) throw tooMuch();
    if (row + rowRepeat - 1 > LAST_ROW || column + repeat - 1 > LAST_COLUMN) throw damaged();
    for (let r = row; r < row + rowRepeat; r++) {
      for (let c = column; c < column + repeat; c++) this.grid.put(r, c, cell);
    }
  }
}

function cellOf(tag: Tag, text: string, indent: number): Cell | null {
  const formula = attribute(tag, 'formula') !== undefined;
  if (attribute(tag, 'calcext:value-type') === 'error') {
    return { value: text, kind: 'error', text, indent, formula };
  }
  switch (attribute(tag, 'office:value-type')) {
    case 'float':
    case 'percentage':
    case 'currency': {
      const value = Number(attribute(tag, 'office:value') ?? 'NaN');
      return Number.isFinite(value)
        ? { value, kind: 'number', text, indent, formula }
        : { value: text, kind: 'error', text, indent, formula };
    }
    case 'date': {
      const value = (attribute(tag, 'date-value') ?? text).replace(/T00:00:00(?:\.0+)?$/u, '');
      return { value, kind: 'date', text, indent, formula };
    }
    case 'boolean':
      return {
        value: attribute(tag, 'boolean-value') === 'true',
        kind: 'boolean',
        text,
        indent,
        formula,
      };
    default: {
      const value = attribute(tag, 'string-value') ?? text;
      return value === '' ? null : { value, kind: 'text', text: value, indent, formula };
    }
  }
}

/** The content of a paragraph as it is printed: runs of blanks count once, written-out blanks as often as they say. */
function printed(xml: string): string {
  const text = xml
    .replace(/[ \t\r\n]+/gu, ' ')
    .replace(/^ | $/gu, '')
    .replace(/<text:s(?:\s[^<>]*)?\/>/gu, (tag) => {
      const count = Number(/\btext:c="(\d{1,3})"/u.exec(tag)?.[1] ?? '1');
      return ' '.repeat(count);
    })
    .replace(/<text:tab(?:\s[^<>]*)?\/>/gu, '\t')
    .replace(/<text:line-break\s*\/>/gu, '\n')
    .replace(/<[^<>]*>/gu, '');
  return unescape(text);
}

function repeated(tag: Tag, name: string): number {
  const count = Number(attribute(tag, name) ?? '1');
  return Number.isInteger(count) && count > 0 ? count : 1;
}

function hide(hidden: Set<number>, tag: Tag, from: number, repeat: number, last: number): void {
  const visibility = attribute(tag, 'visibility');
  if (visibility !== 'collapse' && visibility !== 'filter') return;
  for (let index = from; index < from + repeat && index <= last; index++) hidden.add(index);
}

function textOf(parts: Parts, part: string): string {
  const bytes = parts.get(part);
  return bytes === undefined ? '' : xmlText(part, bytes);
}

function damaged(): Refusal {
  return refuse('file-truncated', detail('表格内容无法解析', 'its tables cannot be parsed'));
}

function tooMuch(): Refusal {
  const limit = String(LIMITS.cells);
  return refuse('too-many-cells', detail(`单元格超过 ${limit} 个`, `more than ${limit} cells`));
}
