/** In charge of building small sheets by hand, so that each habit of official tables can be shown alone. */
import { parseArea } from '#model/cell';
import type { Cell, Sheet, Workbook } from '#model/reading';

/** What stands in one cell: a value alone, or with what differs from the usual. */
export type Content = string | number | null | Partial<Cell>;

export interface SheetOptions {
  readonly name?: string;
  readonly merges?: readonly string[];
  /** Counted from 1, as a spreadsheet shows them. */
  readonly hiddenRows?: readonly number[];
  /** Letters: `A`. */
  readonly hiddenColumns?: readonly string[];
  readonly hidden?: boolean;
}

/** A sheet from rows of contents; numbers are displayed with thousands separators. */
export function sheetOf(rows: readonly (readonly Content[])[], options: SheetOptions = {}): Sheet {
  const cells = rows.map((row) => row.map(toCell));
  return {
    name: options.name ?? '表',
    hidden: options.hidden ?? false,
    rows: rows.length,
    columns: Math.max(0, ...rows.map((row) => row.length)),
    cell: (row, column) => cells[row]?.[column],
    merges: (options.merges ?? []).flatMap((text) => parseArea(text) ?? []),
    hiddenRows: new Set((options.hiddenRows ?? []).map((row) => row - 1)),
    hiddenColumns: new Set(
      (options.hiddenColumns ?? []).flatMap((letters) => parseArea(`${letters}1`)?.left ?? []),
    ),
  };
}

/** A workbook of such sheets. */
export function workbookOf(...sheets: readonly Sheet[]): Workbook {
  return { path: '预算.xlsx', format: 'xlsx', sheets };
}

function toCell(content: Content): Cell | undefined {
  if (content === null || content === '') return undefined;
  if (typeof content === 'string')
    return { value: content, kind: 'text', text: content, indent: 0, formula: false };
  if (typeof content === 'number') {
    const text = content.toLocaleString('en-US', { maximumFractionDigits: 6 });
    return { value: content, kind: 'number', text, indent: 0, formula: false };
  }
  const base = toCell(typeof content.value === 'boolean' ? null : (content.value ?? null));
  return { value: null, kind: 'text', text: '', indent: 0, formula: false, ...base, ...content };
}
