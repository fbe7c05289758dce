/** In charge of calling the spreadsheet library and of turning its cells into ours. */
import {
  read,
  type CellObject,
  type DenseWorkSheet,
  type ParsingOptions,
  type WorkBook,
} from '@e965/xlsx';
import { runInNewContext } from 'node:vm';
import type { Cell } from '#model/reading';
import { LIMITS } from './limits.ts';
import { detail, refuse, type Refusal } from './refusal.ts';

/**
 * Reads a workbook without ever evaluating a formula; every failure of the library means a damaged or protected file.
 * It runs under a time limit that grows with the file.
 */
export function parseWorkbook(
  format: 'xls' | 'xlsx',
  bytes: Uint8Array,
  options: ParsingOptions,
): WorkBook {
  const timeout = LIMITS.parseSeconds[format](bytes.length) * 1000;
  const work = (): WorkBook =>
    read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellHTML: false,
      cellText: true,
      cellDates: false,
      ...options,
    });
  try {
    return runInNewContext('work()', { work }, { timeout }) as WorkBook;
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw /password|encrypt/iu.test(words) ? refuse('archive-encrypted', {}) : unparsed();
  }
}

function unparsed(): Refusal {
  return refuse('file-truncated', detail('表格内容无法解析', 'its tables cannot be parsed'));
}

/** Every cell that the library made, in order; the gaps of its sparse arrays cost nothing. */
export function* cellsOf(
  workbook: WorkBook,
  name: string,
): Generator<{ row: number; column: number; source: CellObject }> {
  const sheet = workbook.Sheets[name] as Partial<DenseWorkSheet> | undefined;
  // The library drops a sheet that it cannot parse without a word.
  if (sheet === undefined) throw unparsed();
  const rows = sheet['!data'] ?? [];
  for (const row of Object.keys(rows).map(Number)) {
    const cells = rows[row] ?? [];
    for (const column of Object.keys(cells).map(Number)) {
      const source = cells[column];
      if (source !== undefined) yield { row, column, source };
    }
  }
}

/** Whether dates count from 1904 in this workbook. */
export function countsFrom1904(workbook: WorkBook): boolean {
  return workbook.Workbook?.WBProps?.date1904 === true;
}

/** Our cell, or null where nothing is stored (a blank that only bears a style, an empty text). */
export function toCell(
  source: CellObject,
  from1904: boolean,
  indent: number,
  formula: boolean,
): Cell | null {
  const { v: value, w: shown } = source;
  if (source.t === 'z' || value === undefined)
    return source.t === 'e' && shown !== undefined ? errorCell(shown, indent, formula) : null;
  switch (source.t) {
    case 'e':
      return errorCell(shown ?? '#VALUE!', indent, formula);
    case 'b':
      return {
        value: value === true,
        kind: 'boolean',
        text: shown ?? String(value).toUpperCase(),
        indent,
        formula,
      };
    case 'n': {
      if (typeof value !== 'number' || !Number.isFinite(value))
        return errorCell(String(value), indent, formula);
      const date = isDateFormat(source.z) ? isoDate(value, from1904) : null;
      if (date !== null) return { value: date, kind: 'date', text: shown ?? date, indent, formula };
      return { value, kind: 'number', text: shown ?? String(value), indent, formula };
    }
    default: {
      const text = String(value);
      return text === '' ? null : { value: text, kind: 'text', text, indent, formula };
    }
  }
}

function errorCell(text: string, indent: number, formula: boolean): Cell {
  return { value: text, kind: 'error', text, indent, formula };
}

/** Whether a number format shows a date or a time: letters of dates outside quotation, escapes and brackets. */
export function isDateFormat(format: string | number | undefined): boolean {
  if (typeof format !== 'string' || /^general$/iu.test(format)) return false;
  const bare = format
    .replace(/"[^"]*"|\\.|_.|\*./gu, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '');
  return /[ymdhs]|上午|AM\/PM/iu.test(bare) && !/[#?]|E[+-]/u.test(bare);
}

/** `2026-01-15`, with `T08:30:00` where the serial number has a part of a day; null outside of 1900–9999. */
export function isoDate(serial: number, from1904: boolean): string | null {
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  if (days < 1 || days >= 2_958_466) return null;
  const seconds = Math.round(days * 86_400);
  const text = new Date((seconds - 25_569 * 86_400) * 1000).toISOString();
  return seconds % 86_400 === 0 ? text.slice(0, 10) : text.slice(0, 19);
}
