/** In charge of OpenDocument spreadsheets: values by the library, hidden rows, columns and sheets by our own pass. */
import { LAST_COLUMN, LAST_ROW } from '#model/cell';
import type { Sheet } from '#model/reading';
import { Grid } from './grid.ts';
import { LIMITS } from './limits.ts';
import { pack } from './pack.ts';
import { detail, refuse, type Refusal } from './refusal.ts';
import { cellsOf, countsFrom1904, parseWorkbook, toCell } from './sheetjs.ts';
import type { Parts } from './unzip.ts';
import { attribute, tags, xmlText, type Tag } from './xml.ts';

interface Hidden {
  readonly sheet: boolean;
  readonly rows: Set<number>;
  readonly columns: Set<number>;
}

const KEPT = ['mimetype', 'META-INF/manifest.xml', 'styles.xml', 'content.xml'] as const;

export function isOds(parts: Parts): boolean {
  const type = parts.get('mimetype');
  const says = type === undefined ? '' : Buffer.from(type).toString('latin1');
  return (
    parts.has('content.xml') && says.startsWith('application/vnd.oasis.opendocument.spreadsheet')
  );
}

export function readOds(parts: Parts): Sheet[] {
  const kept = new Map<string, Uint8Array>();
  for (const name of KEPT) {
    const bytes = parts.get(name);
    if (bytes === undefined) continue;
    if (name.endsWith('.xml')) {
      const text = xmlText(name, bytes);
      if (name.startsWith('META-INF') && /encryption-data/u.test(text))
        throw refuse('archive-encrypted', {});
    }
    kept.set(name, bytes);
  }
  if (!kept.has('META-INF/manifest.xml'))
    kept.set('META-INF/manifest.xml', Buffer.from('<manifest/>'));
  const content = parts.get('content.xml') ?? new Uint8Array();
  const hidden = hiddenOf(xmlText('content.xml', content));
  const workbook = parseWorkbook(pack(kept), { cellFormula: true });
  const from1904 = countsFrom1904(workbook);
  return workbook.SheetNames.map((name, index): Sheet => {
    const grid = new Grid();
    for (const { row, column, source } of cellsOf(workbook, name)) {
      const cell = toCell(source, from1904, 0, source.f !== undefined);
      if (cell !== null) grid.put(row, column, cell);
    }
    return grid.sheet({
      name,
      hidden: hidden[index]?.sheet ?? false,
      merges: (workbook.Sheets[name]?.['!merges'] ?? []).map(({ s, e }) => ({
        top: s.r,
        left: s.c,
        bottom: e.r,
        right: e.c,
      })),
      hiddenRows: hidden[index]?.rows ?? [],
      hiddenColumns: hidden[index]?.columns ?? [],
    });
  });
}

/**
 * Hidden sheets, rows and columns in document order. Also counts the cells that repetition would make before the library makes
 * them: one cell may claim to stand a thousand million times.
 */
function hiddenOf(xml: string): Hidden[] {
  const hiddenStyles = new Set<string>();
  const sheets: Hidden[] = [];
  let style = '';
  let current: Hidden | undefined;
  let row = 0;
  let column = 0;
  let rowRepeat = 1;
  let budget: number = LIMITS.cells;
  for (const tag of tags(xml, [
    'style',
    'table-properties',
    'table',
    'table-column',
    'table-row',
    'table-cell',
  ])) {
    switch (tag.name) {
      case 'style':
        if (!tag.closing) style = attribute(tag, 'name') ?? '';
        break;
      case 'table-properties':
        if (attribute(tag, 'display') === 'false') hiddenStyles.add(style);
        break;
      case 'table':
        if (tag.closing || tag.selfClosing) break;
        current = {
          sheet: hiddenStyles.has(attribute(tag, 'style-name') ?? ''),
          rows: new Set(),
          columns: new Set(),
        };
        if (sheets.push(current) > LIMITS.sheets) throw tooMuch();
        row = column = 0;
        break;
      case 'table-column': {
        if (tag.closing) break;
        const repeat = repeated(tag, 'number-columns-repeated');
        mark(current?.columns, tag, column, repeat, LAST_COLUMN);
        column += repeat;
        break;
      }
      case 'table-row':
        if (!tag.closing) {
          rowRepeat = repeated(tag, 'number-rows-repeated');
          mark(current?.rows, tag, row, rowRepeat, LAST_ROW);
        }
        if (tag.closing || tag.selfClosing) row += rowRepeat;
        break;
      case 'table-cell':
        // An empty cell may repeat to the edge of the sheet; it is the filled ones that cost.
        if (tag.closing || (tag.selfClosing && attribute(tag, 'value-type') === undefined)) break;
        budget -= repeated(tag, 'number-columns-repeated') * rowRepeat;
        if (budget < 0) throw tooMuch();
    }
  }
  return sheets;
}

function repeated(tag: Tag, name: string): number {
  const count = Number(attribute(tag, name) ?? '1');
  return Number.isInteger(count) && count > 0 ? count : 1;
}

function mark(
  hidden: Set<number> | undefined,
  tag: Tag,
  from: number,
  repeat: number,
  last: number,
): void {
  const visibility = attribute(tag, 'visibility');
  if (hidden === undefined || (visibility !== 'collapse' && visibility !== 'filter')) return;
  for (let index = from; index < from + repeat && index <= last; index++) hidden.add(index);
}

function tooMuch(): Refusal {
  return refuse(
    'too-many-cells',
    detail(`单元格超过 ${String(LIMITS.cells)} 个`, `more than ${String(LIMITS.cells)} cells`),
  );
}
