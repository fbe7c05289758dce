/** In charge of binding a mapping to one file: its columns found in the header, its slice said, everything ready for a worker. */
import { SCHEMES, type Scheme } from '#model/code';
import type { Mapping } from '#model/mapping';
import { reject, type Reject } from '#model/reject';
import { STAGES, type Stage } from '#model/slice';
import type { Declared } from '../layouts/layout.ts';
import { decimalOf } from './amountText.ts';
import { ancestorsOf, codesByName } from './ancestors.ts';
import { bindSlice, type BoundSlice } from './bindSlice.ts';
import type { BoundColumn, BoundMapping, DecimalSign, RowMonth } from './bound.ts';
import { bindColumns, refuseAmountsTwice } from './bindColumns.ts';
import { ColumnFinder } from './columnFinder.ts';
import { constantOf } from './columnReader.ts';
import { findHeader, HeaderIndex, listOf, type Header } from './header.ts';
import { targetOf } from './targets.ts';

/** What is known of a table before its rows are read. */
export interface TableToBind {
  /** Of the file, or of the member of an archive (`a.zip!b.csv`). */
  readonly path: string;
  /** Its first rows as fields, header and whatever stands above it included: `SAMPLE_ROWS` of them, or all there are. */
  readonly rows: readonly (readonly string[])[];
  readonly declared: Declared;
  /** Seed of the keys of payees, a whole number below 2^32. */
  readonly seed: number;
}

/** Rows that `bind` wants to see: the decimal sign of amounts is told from them. */
export const SAMPLE_ROWS = 1000;

export type Binding = { readonly bound: BoundMapping } | { readonly rejects: readonly Reject[] };

/** Everything that is wrong is said at once; nothing is guessed. */
export function bind(mapping: Mapping, table: TableToBind): Binding {
  const { path, rows, declared } = table;
  const header = findHeader(mapping, rows);
  if (header === null) {
    const names = Object.values(mapping.columns)
      .flatMap(({ from }) => listOf(from).slice(0, 1))
      .slice(0, 6)
      .join(', ');
    const first = rows.find((row) => row.some((text) => text.trim() !== '')) ?? [];
    return {
      rejects: [
        reject(
          'column-missing',
          { field: mapping.mapping, names },
          { path, value: first.slice(0, 8).join(', ') },
        ),
      ],
    };
  }
  const width = widthOf(header, rows);
  const rejects: Reject[] = [];
  const finder = new ColumnFinder(new HeaderIndex(header.names, width), path, rejects);
  const slice = bindSlice(
    mapping,
    { path, declared },
    (place, source) => finder.text(place, source),
    rejects,
  );
  const flow = slice.fixed.flow ?? null;
  const columns = bindColumns(mapping, finder, flow);
  refuseAmountsTwice(columns, rejects);
  const rowMonth = rowMonthOf(mapping, columns, slice, path, rejects);
  const varying = monthsApart(slice.varying, columns, rowMonth, path, rejects);
  const decimal = decimalSign(mapping, columns, rows.slice(header.skip), path, rejects);
  if (rejects.length > 0) return { rejects };
  const { ledger } = targetOf(mapping.dataset);
  const constants = mapping.constants ?? {};
  const bound: BoundMapping = {
    mapping: mapping.mapping,
    version: mapping.version,
    dataset: mapping.dataset,
    skip: header.skip,
    width,
    header:
      header.found || header.names.length > 0 ? header.names.slice(0, width) : positions(width),
    comment: mapping.file?.comment ?? null,
    fields: Object.keys(ledger.columns),
    columns,
    fixed: withoutMonthOfRows(slice, rowMonth, declared),
    varying,
    declared: slice.declared,
    rowMonth,
    stage: stageOf(constants['stage']),
    currency: String(constants['currency'] ?? 'CNY'),
    reported: slice.reported,
    regionName: regionNameOf(constants),
    decimal,
    rounding: mapping.amounts?.rounding ?? 'refuse',
    amounts: mapping.amounts?.per ?? 'toDate',
    duplicates: mapping.duplicates ?? 'add',
    rejects: mapping.rejects ?? 0,
    ancestors: Object.fromEntries(
      levelsIn(columns).map((scheme) => [
        scheme,
        ancestorsOf(scheme, ledger.schemes[scheme]?.length ?? 0),
      ]),
    ),
    codes: Object.fromEntries(
      levelsIn(columns.filter(({ byName }) => byName)).map((scheme) => [
        scheme,
        codesByName(scheme, slice.fixed.year ?? null),
      ]),
    ),
    seed: table.seed,
  };
  const wrong = wrongConstants(bound);
  return wrong.length > 0 ? { rejects: wrong } : { bound };
}

/** Fields of a row: as many as the header names, blank names at its end left out; else as the first row of data has. */
function widthOf({ names, skip }: Header, rows: readonly (readonly string[])[]): number {
  if (names.length === 0) return rows[skip]?.length ?? 0;
  return names.findLastIndex((name) => name.trim() !== '') + 1;
}

function positions(width: number): string[] {
  return Array.from({ length: width }, (_, at) => String(at + 1));
}

/** Where the month of a row comes from; null where the rows of the ledger bear none. */
function rowMonthOf(
  mapping: Mapping,
  columns: readonly BoundColumn[],
  { fixed, varying }: BoundSlice,
  path: string,
  rejects: Reject[],
): RowMonth | null {
  if (!('month' in targetOf(mapping.dataset).ledger.columns)) return null;
  const month = columns.find(({ field }) => field === 'month');
  if (month !== undefined) return { from: 'column' };
  const date = columns.find(({ field, at }) => field === 'date' && at !== -1);
  if (date !== undefined && fixed.month === undefined) return { from: 'date', put: date.put };
  if (fixed.month === undefined && !varying.some(({ part }) => part === 'month')) {
    rejects.push(reject('month-missing', {}, { path }));
  }
  return { from: 'slice' };
}

/** Where a column dates what is reported, each month of a ledger of single records is a hand-over of its own. */
function monthsApart(
  varying: BoundSlice['varying'],
  columns: readonly BoundColumn[],
  rowMonth: RowMonth | null,
  path: string,
  rejects: Reject[],
): BoundSlice['varying'] {
  const parts = varying.map(({ part }) => part);
  if (rowMonth === null || rowMonth.from === 'slice' || !parts.includes('reported')) return varying;
  if (parts.includes('month')) return varying;
  const month = columns.find(({ field, at }) => field === 'month' && at !== -1);
  if (month === undefined) {
    rejects.push(reject('column-missing', { field: 'month', names: '会计期间' }, { path }));
    return varying;
  }
  const { at, join, label, pad, take, lookup, fallback } = month;
  return [...varying, { at, join, label, pad, take, lookup, fallback, part: 'month' }];
}

/** A file about the year stays one slice, unless the mapping or the person says that it is of one month. */
function withoutMonthOfRows(
  { fixed }: BoundSlice,
  rowMonth: RowMonth | null,
  declared: Declared,
): BoundSlice['fixed'] {
  if (rowMonth === null || rowMonth.from === 'slice' || declared.month !== undefined) return fixed;
  return Object.fromEntries(Object.entries(fixed).filter(([part]) => part !== 'month'));
}

function decimalSign(
  mapping: Mapping,
  columns: readonly BoundColumn[],
  rows: readonly (readonly string[])[],
  path: string,
  rejects: Reject[],
): DecimalSign {
  const said = mapping.amounts?.decimal ?? 'auto';
  if (said !== 'auto') return said;
  const places = columns.filter(({ type, at }) => type === 'fen' && at !== -1).map(({ at }) => at);
  const found = decimalOf(rows.flatMap((fields) => places.map((at) => fields[at] ?? '')));
  if (found !== 'mixed') return found;
  rejects.push(reject('amount-ambiguous', {}, { path }));
  return null;
}

function levelsIn(columns: readonly BoundColumn[]): readonly Scheme[] {
  return SCHEMES.filter((scheme) => columns.some(({ levels }) => levels === scheme));
}

/** Constants that are not what their column holds. */
function wrongConstants(bound: BoundMapping): Reject[] {
  return bound.columns.flatMap((column): Reject[] => {
    if (column.at !== -1) return [];
    const value = constantOf(column, bound);
    if (typeof value !== 'object' || value === null) return [];
    const text = column.fallback ?? '';
    const problem = {
      zh: `“${text}”不是 ${column.field} 可以取的值`,
      en: `“${text}” is no value of ${column.field}`,
    };
    return [reject('mapping-invalid', { place: `constants.${column.field}`, problem })];
  });
}

function stageOf(text: string | number | boolean | undefined): Stage {
  return STAGES.find((stage) => stage === text) ?? 'flash';
}

function regionNameOf(constants: NonNullable<Mapping['constants']>): BoundMapping['regionName'] {
  const { regionName, regionNameEn } = constants;
  if (regionName === undefined) return null;
  return { zh: String(regionName), en: regionNameEn === undefined ? null : String(regionNameEn) };
}
