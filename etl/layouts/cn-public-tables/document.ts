/** In charge of what cover and contents say of the whole file: region, publisher, date, draft or not, and the list of tables. */
import type { Workbook } from '#model/reading';
import { compact } from '#model/text';
import { gridOf, type Grid } from './grid.ts';
import { tableNumberOf } from './locate.ts';
import { regionNameOf } from './title.ts';
import { DRAFT, splitTitle } from './words.ts';

export interface DocumentReading {
  /** 丽江市财政局, as printed. */
  readonly publisher: string | null;
  readonly regionName: string | null;
  /** `2026-01-15`; the day is 01 where only a month is printed. */
  readonly reportedOn: string | null;
  /** The year whose budget is called 草案 on the cover or in the contents (0 where no year is named); null where none is. */
  readonly draftYear: number | null;
  /** Sheets that say one of these things: cover and contents. */
  readonly sheets: ReadonlySet<string>;
  /** Title in the contents by table number (`表四十七`). */
  readonly contents: ReadonlyMap<string, string>;
}

/** Reads the sheets that hold no table (`withoutTables`): cover and contents. */
export function readDocument(withoutTables: readonly Grid[]): DocumentReading {
  let publisher: string | null = null;
  let regionName: string | null = null;
  let reportedOn: string | null = null;
  let draftYear: number | null = null;
  const sheets = new Set<string>();
  const contents = new Map<string, string>();
  for (const grid of withoutTables) {
    for (let row = 0; row < grid.rows; row += 1) {
      for (let column = 0; column < grid.columns; column += 1) {
        const cell = grid.cell(row, column);
        if (cell === undefined || cell.kind === 'number') continue;
        const text = grid.word(row, column);
        const maker = /^(.{2,30}?财政(?:局|厅|部))(?:编制|制)?$/u.exec(text)?.[1];
        if (maker !== undefined) {
          publisher ??= maker;
          regionName ??= maker.replace(/财政.$/u, '');
        }
        if (DRAFT.test(text)) draftYear ??= draftYearOf(text);
        reportedOn ??= cell.kind === 'date' ? String(cell.value).slice(0, 10) : dateOf(text);
        const entry = contentsEntry(text);
        if (entry !== null && !contents.has(entry.number)) contents.set(entry.number, entry.title);
        if (entry !== null || maker !== undefined || DRAFT.test(text)) sheets.add(grid.sheet.name);
      }
    }
  }
  regionName ??= mostFrequent([...contents.values()].map(regionNameOf));
  return {
    publisher,
    regionName: regionName === '' ? null : regionName,
    reportedOn,
    draftYear,
    sheets,
    contents,
  };
}

/** The grids of the workbook's sheets, made once. */
export function gridsOf(workbook: Workbook): Grid[] {
  return workbook.sheets.map(gridOf);
}

/** The name that occurs most often; null when there is none. */
export function mostFrequent(names: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** `表一、2025年…情况表……1` → number and title; null for anything else. */
function contentsEntry(text: string): { number: string; title: string } | null {
  const number = tableNumberOf(text);
  if (number === null) return null;
  const title = splitTitle(compact(text)).title.replace(/[.…·]*\d*$/u, '');
  return title.length > 4 ? { number, title } : null;
}

/** Of 2025年…执行情况和2026年…预算（草案） the year nearest before 草案: 2026. */
export function draftYearOf(text: string): number {
  const before = text.slice(0, text.search(DRAFT));
  return Number([...before.matchAll(/(\d{4})年/gu)].at(-1)?.[1] ?? 0);
}

/** 2026年1月15日 or 二〇二六年一月, of which only the former is read. */
function dateOf(text: string): string | null {
  const match = /^(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?$/u.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = '1'] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
