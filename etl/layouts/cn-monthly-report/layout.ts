/** In charge of reading monthly execution reports (执行月报): one row per item, of the month and to date, of the four books. */
import { formatCell } from '#model/cell';
import type { FileReading, Note, TableReading, Workbook } from '#model/reading';
import { parseRegionCode } from '#model/region';
import { regionByName } from '../../reference.ts';
import { rangeOf } from '../cn-public-tables/context.ts';
import {
  gridsOf,
  mostFrequent,
  readDocument,
  type DocumentReading,
} from '../cn-public-tables/document.ts';
import { locateTables, type Place } from '../cn-public-tables/locate.ts';
import { readTitle, regionNameOf } from '../cn-public-tables/title.ts';
import type { Declared, Layout } from '../layout.ts';
import { isMonthly } from './monthlyColumns.ts';
import { readMonthlyTable } from './monthlyTable.ts';
import { monthOfTitle, withoutMonth } from './reportMonth.ts';

const LAYOUT = 'cn-monthly-report';

export const layout: Layout = { name: LAYOUT, version: 1, read: readMonthlyReports };

/** Null when no table of the workbook is a monthly one. */
function readMonthlyReports(workbook: Workbook, declared: Declared): FileReading | null {
  const grids = gridsOf(workbook).map((grid) => ({ grid, places: locateTables(grid) }));
  const places = grids.flatMap((sheet) => sheet.places);
  const isReport = (place: Place) => isMonthly(place) || isPartOfYear(place);
  if (!places.some(isReport)) return null;
  const document = readDocument(
    grids.filter((sheet) => sheet.places.length === 0).map(({ grid }) => grid),
  );
  const titles = places.map(({ title }) => withoutMonth(title?.text ?? ''));
  const regionName = document.regionName ?? mostFrequent(titles.map(regionNameOf));
  const region =
    (regionName === null ? null : regionByName(regionName)) ??
    parseRegionCode(declared.region ?? '');
  const tables = places.flatMap((place) =>
    isReport(place)
      ? readMonthlyTable({ place, document, region, declared, layout: LAYOUT })
      : [notMonthly(place, document)],
  );
  return {
    layout: LAYOUT,
    layoutVersion: layout.version,
    region,
    regionName,
    publisher: document.publisher,
    reportedOn: document.reportedOn ?? declared.reported ?? null,
    tables,
    notes: [],
    rejects: [],
  };
}

/** A title that names a month and a book: its figures stand at that month, whatever its columns are called. */
function isPartOfYear({ title }: Place): boolean {
  const text = title?.text ?? '';
  return monthOfTitle(text) !== null && readTitle(withoutMonth(text)).book !== null;
}

/** Annual tables among monthly ones are named and left to a file of their own. */
function notMonthly(place: Place, document: DocumentReading): TableReading {
  const title = place.title?.text ?? '';
  const { book, flow, scope, year } = readTitle(title);
  const listed = document.contents.get(place.number ?? '');
  const cells = place.title === null ? [] : [formatCell(place.title.row, place.title.column)];
  const notes: readonly Note[] =
    listed === undefined || listed === title
      ? []
      : [
          {
            code: 'title',
            message: { zh: `目录所列表名为“${listed}”。`, en: `Listed as “${listed}”.` },
            cells,
          },
        ];
  return {
    sheet: place.grid.sheet.name,
    range: rangeOf(place),
    title,
    number: place.number,
    layout: LAYOUT,
    dataset: null,
    reason: {
      zh: '本文件按执行月报读取，这张表没有本月数和累计数，未加载；年度表请另行提交。',
      en: 'The file is read as a monthly report; this table has no amounts of a month and to date and was not loaded. Hand in annual tables on their own.',
    },
    amountUnit: null,
    scope,
    year,
    period: 'FY',
    book,
    flow: flow === 'both' ? null : flow,
    stage: 'flash',
    cut: null,
    lines: [],
    rejects: [],
    notes,
  };
}
