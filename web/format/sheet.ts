/** In charge of a table that leaves the page: exactly what is shown, amounts exact in 元, with unit, as-of, source and what is hidden. */
import type { Fen } from '#model/fen';
import { magnitude } from './amount.ts';

export type SheetCell =
  | { readonly kind: 'text'; readonly text: string | null }
  /** Fen; written in 元. */
  | { readonly kind: 'amount'; readonly fen: Fen | null }
  /** An amount as the page shows it (`1,234.56`, `−0.24`), rounded there so that parts add to their total. */
  | { readonly kind: 'shown'; readonly text: string | null }
  /** 0–1; written as a percentage. */
  | { readonly kind: 'ratio'; readonly ratio: number | null };

export interface Sheet {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Region, scope, as-of, version, source, meaning of marks: one line each. */
  readonly notes: readonly string[];
}

export const textCell = (text: string | null): SheetCell => ({ kind: 'text', text });
export const amountCell = (fen: Fen | null): SheetCell => ({ kind: 'amount', fen });
export const shownCell = (text: string | null): SheetCell => ({ kind: 'shown', text });
export const ratioCell = (ratio: number | null): SheetCell => ({ kind: 'ratio', ratio });

/** `1496620000.00`: 元 as exact decimal text. */
function yuanText(fen: Fen): string {
  const digits = magnitude(fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

// A cell that begins like a formula would be run by a spreadsheet program.
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?%?$/.test(text) ? `'${text}` : text;
}

/** `1234.56`, `-0.24`: what a page shows, as a number that programs read. */
function plainNumber(text: string): string {
  return text.replace(/[,+]/g, '').replace('−', '-');
}

function cellText(cell: SheetCell): string {
  if (cell.kind === 'text') return safe(cell.text ?? '');
  if (cell.kind === 'shown') return cell.text === null ? '' : plainNumber(cell.text);
  if (cell.kind === 'amount') return cell.fen === null ? '' : yuanText(cell.fen);
  return cell.ratio === null ? '' : `${(cell.ratio * 100).toFixed(2)}%`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180 with a byte order mark, so that Excel reads the Chinese. */
export function csvOf({ title, columns, rows, notes }: Sheet): string {
  const lines = [
    [title],
    columns,
    ...rows.map((row) => row.map(cellText)),
    ...notes.map((note) => [safe(note)]),
  ];
  return `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** Amounts as numbers with two decimals (a cell holds 15 digits: up to 9.99 trillion 元 exactly). */
export async function xlsxOf({ title, columns, rows, notes }: Sheet): Promise<Blob> {
  const { default: write } = await import('write-excel-file/universal');
  const strong = { fontWeight: 'bold' } as const;
  const body = rows.map((row) =>
    row.map((cell) => {
      if (cell.kind === 'text') return { value: cell.text ?? '', type: String };
      if (cell.kind === 'shown') {
        if (cell.text === null) return null;
        const decimals = plainNumber(cell.text).split('.')[1]?.length ?? 0;
        const format = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
        return { value: Number(plainNumber(cell.text)), type: Number, format };
      }
      if (cell.kind === 'amount') {
        return cell.fen === null
          ? null
          : { value: Number(yuanText(cell.fen)), type: Number, format: '#,##0.00' };
      }
      return cell.ratio === null ? null : { value: cell.ratio, type: Number, format: '0.00%' };
    }),
  );
  const data = [
    [{ value: title, type: String, ...strong }],
    columns.map((column) => ({ value: column, type: String, ...strong, wrap: true })),
    ...body,
    ...notes.map((note) => [{ value: note, type: String }]),
  ];
  const widths = columns.map((_, at) => ({ width: at === 1 ? 36 : 20 }));
  return write(data, { columns: widths }).toBlob();
}
