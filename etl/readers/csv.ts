/** In charge of delimited text: encoding and delimiter are detected, every value stays the text it is. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Cell, Sheet } from '#model/reading';
import { decode } from './encoding.ts';
import { LIMITS } from './limits.ts';
import { detail, refuse, type Refusal } from './refusal.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const NONE: ReadonlySet<number> = new Set();

/** One sheet named after the file. A record is a row, also when a quoted value runs over several lines. */
export function readCsv(name: string, bytes: Uint8Array): Sheet {
  const decoded = decode(bytes);
  if (decoded === null) throw refuse('encoding', {});
  const records = parseRecords(decoded.text);
  while (records.at(-1)?.every((value) => value === '') === true) records.pop();
  if (records.length === 0) throw refuse('empty-file', {});
  const columns = records.reduce((most, record) => Math.max(most, record.length), 0);
  return {
    name,
    hidden: false,
    rows: records.length,
    columns,
    merges: [],
    hiddenRows: NONE,
    hiddenColumns: NONE,
    cell: (row, column): Cell | undefined => {
      const value = records[row]?.[column];
      if (value === undefined || value === '') return undefined;
      return { value, kind: 'text', text: value, indent: 0, formula: false };
    },
  };
}

function parseRecords(text: string): string[][] {
  let cells = 0;
  try {
    return parse(text, {
      on_record: (record: string[]) => {
        cells += record.length;
        if (cells > LIMITS.cells) throw tooManyCells();
        return record;
      },
      delimiter: detectDelimiter(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = String(cause.lines);
    throw refuse(
      'file-truncated',
      detail(`第 ${line} 行引号不成对`, `a quotation mark near line ${line} is never closed`),
    );
  }
}

function tooManyCells(): Refusal {
  const limit = String(LIMITS.cells);
  return refuse('too-many-cells', detail(`单元格超过 ${limit} 个`, `more than ${limit} cells`));
}

/** The delimiter that splits the first lines most often and most evenly; quoted text does not count. */
export function detectDelimiter(text: string): string {
  const lines = text
    .slice(0, 65_536)
    .replace(/"(?:[^"]|"")*"/gu, '""')
    .split(/\r\n|\r|\n/u)
    .filter((line) => line.trim() !== '')
    .slice(0, 100);
  let best: string = DELIMITERS[0];
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const most = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
    const first = counts[0] ?? 0;
    const even =
      counts.filter((count) => count === first && count > 0).length / Math.max(1, counts.length);
    const score = even * 1000 + most;
    if (most > 0 && score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}
