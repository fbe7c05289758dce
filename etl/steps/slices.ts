/** In charge of sorting the lines of a file's tables into the slices they are about. */
import type { FileReading, Line, SourceReading, TableReading } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import type { Slice } from '#model/slice';
import type { Declared } from '../layouts/layout.ts';
import { datasetOf } from './leafColumns.ts';
import { lastDayOf, monthOf } from './period.ts';

export interface LayoutIdentity {
  readonly name: string;
  readonly version: number;
}

/** A table of a file with the number it bears within the load, from 1. */
export interface NumberedTable {
  readonly no: number;
  readonly table: TableReading;
  readonly reading: FileReading;
}

/** Lines of one table that belong to one slice, by their index in the table. */
export interface SliceTable {
  readonly no: number;
  readonly table: TableReading;
  readonly indexes: readonly number[];
}

/** Everything a file says of one slice (and one cut, breakdown or class of it). */
export interface SliceLines {
  readonly slice: Slice;
  readonly part: string | null;
  readonly month: number;
  readonly reportedOn: string | null;
  /** Who read it, which is part of the identity of what was read. */
  readonly layout: LayoutIdentity;
  readonly tables: readonly SliceTable[];
}

/** The tables of all workbooks of a file in order, numbered through. */
export function numberTables(readings: readonly FileReading[]): readonly NumberedTable[] {
  return readings
    .flatMap((reading) => reading.tables.map((table) => ({ table, reading })))
    .map((entry, index) => ({ no: index + 1, ...entry }));
}

/** Key of a slice and part, the same for every load: what a later batch supersedes. */
export function sliceKey(slice: Slice, part: string | null, month: number): string {
  return [
    slice.dataset, slice.region, slice.scope, slice.year, slice.period, month, slice.book ?? '', slice.flow ?? '',
    slice.stage, slice.source, part ?? '',
  ].join('|'); // prettier-ignore
}

/**
 * Lines with figures go to their slice; what neither the file nor the declaration says (region, year) is a reject.
 * `source` is the key under which the file's own statements are kept.
 */
export function intoSlices(
  tables: readonly NumberedTable[],
  declared: Declared,
  source: string,
): { readonly slices: readonly SliceLines[]; readonly rejects: readonly Reject[] } {
  const slices = new Map<string, SliceLines & { readonly tables: SliceTable[] }>();
  const rejects: Reject[] = [];
  for (const { no, table, reading } of tables) {
    if (table.dataset === null) continue;
    const region = reading.region ?? declared.region ?? null;
    const year = table.year ?? declared.year ?? null;
    const missing = lacking(table, region, year);
    if (missing.length > 0) {
      rejects.push(...missing);
      continue;
    }
    const dates = new Map(
      reading.sources?.map((entry: SourceReading) => [entry.source, entry.dated]),
    );
    const byKey = new Map<string, number[]>();
    table.lines.forEach((line, index) => {
      if (line.figures.length === 0 && datasetOf(table.dataset ?? '').form === 'figures') return;
      const slice: Slice = {
        dataset: table.dataset ?? '',
        region: line.region ?? region ?? '',
        scope: table.scope === 'unstated' ? (declared.scope ?? table.scope) : table.scope,
        year: year ?? 0,
        period: periodOf(table, declared, year),
        book: table.book,
        flow: table.flow,
        stage: table.stage,
        source,
        ...line.slice,
      };
      const part = partOf(table, line, slice);
      const month = monthOf(slice.period, slice.stage);
      const key = sliceKey(slice, part, month);
      if (!slices.has(key)) {
        const reportedOn = lastDayOf(
          line.reportedOn ??
            dates.get(slice.source) ??
            reading.reportedOn ??
            declared.reported ??
            null,
        );
        const layout = { name: reading.layout, version: reading.layoutVersion };
        slices.set(key, { slice, part, month, reportedOn, layout, tables: [] });
      }
      const list = byKey.get(key) ?? [];
      list.push(index);
      byKey.set(key, list);
    });
    for (const [key, indexes] of byKey) slices.get(key)?.tables.push({ no, table, indexes });
  }
  return { slices: [...slices.values()], rejects };
}

/** Cut, breakdown or class: ways of dividing the same money, each superseded for itself. */
function partOf(table: TableReading, line: Line, slice: Slice): string | null {
  switch (slice.dataset) {
    case 'execution':
      return line.dims['cut'] ?? table.cut ?? naturalCut(slice.flow);
    case 'transfers':
    case 'debt':
    case 'projects':
      return line.dims['breakdown'] ?? null;
    case 'assets':
      return line.dims['class'] ?? null;
    default:
      return null;
  }
}

/** The cut that a question without an item dimension reads. */
function naturalCut(flow: Slice['flow']): string {
  if (flow === 'revenue') return 'revenueItem';
  return flow === 'balance' ? 'balance' : 'function';
}

function periodOf(table: TableReading, declared: Declared, year: number | null): string {
  if (table.period !== 'FY' || declared.month === undefined || year === null) return table.period;
  return `${String(year)}-${String(declared.month).padStart(2, '0')}`;
}

function lacking(table: TableReading, region: string | null, year: number | null): Reject[] {
  const [cell = null] = table.range.split(':');
  const place = { sheet: table.sheet, cell };
  const bearing = table.lines.filter(({ figures }) => figures.length > 0);
  const rejects: Reject[] = [];
  if (region === null && bearing.some((line) => line.region === undefined)) {
    rejects.push(reject('region-missing', {}, place));
  }
  if (year === null && bearing.some((line) => line.slice?.year === undefined)) {
    rejects.push(reject('year-missing', {}, place));
  }
  return rejects;
}
