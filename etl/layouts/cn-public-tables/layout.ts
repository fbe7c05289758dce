/** In charge of reading official public tables: budgets, execution, transfers, debt and projects as finance bureaus print them. */
import { formatCell } from '#model/cell';
import type { FileReading, Note, RegionReading, TableReading, Workbook } from '#model/reading';
import { parentOfRegion, parseRegionCode, type RegionCode } from '#model/region';
import { reject, type Reject } from '#model/reject';
import { regionByName } from '../../reference.ts';
import type { Declared, Layout } from '../layout.ts';
import { readBudgetTable } from './budgetTable.ts';
import { readColumns } from './columns.ts';
import {
  LAYOUT,
  budgetStage,
  toReading,
  type TableContext,
  type TableFindings,
} from './context.ts';
import { readDebtBalance, readDebtPurpose, readDebtRegions } from './debtTables.ts';
import {
  draftYearOf,
  gridsOf,
  mostFrequent,
  readDocument,
  type DocumentReading,
} from './document.ts';
import type { Grid } from './grid.ts';
import { readProjects, readTransfersByFunction, readTransfersByProject } from './listTables.ts';
import { locateTables, titleWithoutHeader, type Place } from './locate.ts';
import { helperNotes } from './setAside.ts';
import { readTitle, regionNameOf, type TableKind } from './title.ts';
import { readTransfersByRegion } from './transfersByRegion.ts';
import { amountUnitOf } from './unit.ts';

const READERS: Readonly<
  Record<TableKind, (context: TableContext) => TableFindings | readonly TableFindings[]>
> = {
  budget: readBudgetTable,
  govEconomic: readBudgetTable,
  reserve: readProjects,
  keyProjects: readProjects,
  projectDetail: readProjects,
  transfersByProject: readTransfersByProject,
  transfersByFunction: readTransfersByFunction,
  transfersByRegion: readTransfersByRegion,
  debtBalance: readDebtBalance,
  debtPurpose: readDebtPurpose,
  debtRegions: readDebtRegions,
};

export const layout: Layout = { name: LAYOUT, version: 1, read: readPublicTables };

/** Null when no sheet holds anything that looks like an official table. */
function readPublicTables(workbook: Workbook, declared: Declared): FileReading | null {
  const sheets = gridsOf(workbook).map((grid) => ({ grid, places: locateTables(grid) }));
  const orphans = sheets.flatMap(({ grid, places }) => {
    const title = places.length > 0 ? null : titleWithoutHeader(grid);
    return title === null ? [] : [{ grid, title }];
  });
  const places = sheets.flatMap((sheet) => sheet.places);
  if (places.length === 0 && orphans.length === 0) return null;
  const others = sheets.filter(
    (sheet) => sheet.places.length === 0 && !orphans.some(({ grid }) => grid === sheet.grid),
  );
  const document = readDocument(others.map(({ grid }) => grid));
  const regionName =
    document.regionName ??
    mostFrequent(places.map(({ title }) => (title === null ? null : regionNameOf(title.text))));
  const region =
    (regionName === null ? null : regionByName(regionName)) ??
    parseRegionCode(declared.region ?? '');
  const tables = places.flatMap((place) =>
    readTable(place, { ...document, regionName }, region, declared),
  );
  const headless = orphans.map(({ grid, title }) => headlessReject(grid, title));
  return {
    layout: LAYOUT,
    layoutVersion: layout.version,
    region,
    regionName,
    publisher: document.publisher,
    reportedOn: document.reportedOn ?? declared.reported ?? null,
    tables,
    regions: ownRegions(tables),
    notes: [
      ...others.flatMap(({ grid }) => sheetNotes(grid, document)),
      ...missingTables(document, tables),
    ],
    rejects: headless,
  };
}

function readTable(
  place: Place,
  document: DocumentReading,
  region: RegionCode | null,
  declared: Declared,
): TableReading[] {
  const titleText = place.title?.text ?? '';
  const title = readTitle(titleText);
  const columns = readColumns(place);
  const unit = amountUnitOf(place, columns);
  const listed = place.number === null ? undefined : document.contents.get(place.number);
  const context: TableContext = {
    place,
    title,
    titleText,
    columns,
    unit,
    document,
    region,
    draftFrom: document.draftYear ?? draftYearIn(titleText) ?? draftYearIn(listed ?? ''),
    scope: title.scope,
    yearHint: title.year ?? declared.year ?? null,
  };
  const found = title.kind === null ? unknownTitle(context) : READERS[title.kind](context);
  const [first, ...others] = 'lines' in found ? [found] : found;
  if (first === undefined) return [];
  const rejects: Reject[] = [...first.rejects];
  if (unit === null) {
    const cell = formatCell(place.title?.row ?? place.headerTop, place.title?.column ?? place.left);
    rejects.unshift(reject('unit-missing', {}, { sheet: place.grid.sheet.name, cell }));
  }
  const notes = [...helperNotes(columns, place.headerBottom), ...first.notes];
  return [{ ...first, notes, rejects: once(rejects) }, ...others].map((findings) =>
    toReading(context, findings),
  );
}

/** A table whose title is not known is recognised as a table and not loaded. */
function unknownTitle(context: TableContext): TableFindings {
  const { place, titleText } = context;
  const cell = formatCell(place.title?.row ?? place.headerTop, place.title?.column ?? place.left);
  const refused = reject(
    'title-unknown',
    { title: titleText },
    { sheet: place.grid.sheet.name, cell },
  );
  return {
    dataset: null,
    reason: refused.message,
    year: context.yearHint,
    book: context.title.book,
    flow: context.title.flow === 'both' ? null : context.title.flow,
    stage: budgetStage(context, context.yearHint),
    cut: null,
    lines: [],
    notes: [],
    rejects: [refused],
  };
}

function headlessReject(
  grid: Grid,
  title: { readonly row: number; readonly column: number; readonly text: string },
): Reject {
  return reject(
    'header-unknown',
    { header: title.text },
    { sheet: grid.sheet.name, cell: formatCell(title.row, title.column) },
  );
}

/** Regions that the file names and GB/T 2260 does not hold. */
function ownRegions(tables: readonly TableReading[]): RegionReading[] {
  const named = new Map<string, RegionReading>();
  for (const { region, name } of tables.flatMap(({ lines }) => lines)) {
    const code = region?.includes('~') === true ? parseRegionCode(region) : null;
    if (code !== null) named.set(code, { code, parent: parentOfRegion(code), name, level: 4 });
  }
  return [...named.values()];
}

function draftYearIn(text: string): number | null {
  return /草案/u.test(text) ? draftYearOf(text) : null;
}

/** What the contents lists and the sheets do not hold is named. */
function missingTables(document: DocumentReading, tables: readonly TableReading[]): Note[] {
  const found = new Set(tables.map(({ number }) => number));
  return [...document.contents].flatMap(([number, title]): Note[] => {
    if (found.has(number)) return [];
    return [
      {
        code: 'table-missing',
        message: {
          zh: `目录列有${number}“${title}”，文件中没有找到这张表。`,
          en: `The contents lists ${number} “${title}”, which the file does not hold.`,
        },
        cells: [],
      },
    ];
  });
}

/** A sheet with numbers and no table is named; numbers on cover and contents are what staff left there. */
function sheetNotes(grid: Grid, document: DocumentReading): Note[] {
  let numbers = 0;
  for (let row = 0; row < grid.rows; row += 1) {
    for (let column = 0; column < grid.columns; column += 1) {
      if (grid.isNumber(row, column)) numbers += 1;
    }
  }
  const { name } = grid.sheet;
  if (numbers === 0) return [];
  if (document.sheets.has(name)) {
    return [
      {
        code: 'helper-column',
        message: {
          zh: `工作表“${name}”是封面或目录，其中 ${String(numbers)} 个过程数值未读入。`,
          en: `The sheet “${name}” is cover or contents; ${String(numbers)} working numbers on it were not read.`,
        },
        cells: [],
      },
    ];
  }
  return [
    {
      code: 'sheet-without-table',
      message: {
        zh: `工作表“${name}”有 ${String(numbers)} 个数值，没有可识别的表名和表头，未读入。`,
        en: `The sheet “${name}” holds ${String(numbers)} numbers but no known title and header; it was not read.`,
      },
      cells: [],
    },
  ];
}

/** The same cell is refused once for the same reason. */
function once(rejects: readonly Reject[]): Reject[] {
  const seen = new Set<string>();
  return rejects.filter(({ code, sheet, cell }) => {
    const key = `${code} ${sheet ?? ''} ${cell ?? ''}`;
    if (cell !== null && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
