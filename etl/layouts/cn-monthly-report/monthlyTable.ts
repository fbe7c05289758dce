/** In charge of one monthly table: its month or months, its lines, and what is not loaded and why. */
import { parseCode, type Scheme } from '#model/code';
import { formatCell } from '#model/cell';
import type { Note, TableReading } from '#model/reading';
import type { RegionCode } from '#model/region';
import { reject, type Reject } from '#model/reject';
import { classification } from '../../reference.ts';
import { readBudgetLines } from '../cn-public-tables/budgetLines.ts';
import { cutOf, sideOf } from '../cn-public-tables/budgetTable.ts';
import type { Column } from '../cn-public-tables/columns.ts';
import { rangeOf, type TableContext } from '../cn-public-tables/context.ts';
import type { DocumentReading } from '../cn-public-tables/document.ts';
import type { Place } from '../cn-public-tables/locate.ts';
import { readTitle } from '../cn-public-tables/title.ts';
import { amountUnitOf } from '../cn-public-tables/unit.ts';
import type { Declared } from '../layout.ts';
import { isByArea, readAreaLines } from './areaLines.ts';
import { monthlyColumns, type MonthlyColumns } from './monthlyColumns.ts';
import {
  monthOfCell,
  monthOfTitle,
  periodOfMonth,
  withoutMonth,
  type ReportMonth,
} from './reportMonth.ts';

export interface MonthlyAsked {
  readonly place: Place;
  readonly document: DocumentReading;
  readonly region: RegionCode | null;
  readonly declared: Declared;
  readonly layout: string;
}

/** The table, once per month that it holds. */
export function readMonthlyTable(asked: MonthlyAsked): TableReading[] {
  const { place, document, region, declared } = asked;
  const printed = place.title?.text ?? '';
  const titleText = withoutMonth(printed);
  const title = readTitle(titleText);
  const found = monthlyColumns(place);
  const month = monthOfTitle(printed);
  const columns = withoutOwnCodes(found, place, title.flow === 'revenue', title.year);
  const unit = amountUnitOf(place, columns);
  const context: TableContext = {
    place,
    title,
    titleText: printed,
    columns,
    unit,
    document,
    region,
    draftFrom: null,
    scope: title.scope,
    yearHint: month?.year ?? title.year ?? declared.year ?? null,
  };
  const base = frame(context, asked.layout);
  if (title.book === null) return [{ ...base, reason: NO_BUDGET }];
  const rejects: Reject[] = [...found.rejects];
  const notes: Note[] = [...found.notes, ...ownCodes(found.columns, columns, place)];
  const cell = formatCell(place.title?.row ?? place.headerTop, place.title?.column ?? place.left);
  const at = { sheet: place.grid.sheet.name, cell };
  if (unit === null) rejects.push(reject('unit-missing', {}, at));
  if (title.flow === null) rejects.push(reject('title-unknown', { title: printed }, at));
  if (!found.measures.some(({ measure }) => measure === 'executed'))
    rejects.push(reject('header-unknown', { header: '累计' }, at));
  const dated = months(context, found, month, declared, rejects);
  const flow = sideOf(context);
  const cut = title.kind === 'govEconomic' ? 'govEconomic' : cutOf(flow);
  const seen = new Set<string>();
  return dated.map(({ when, rows }, index): TableReading => {
    const said = { year: when.year, flow, cut, columns: found.measures };
    const read = isByArea(place)
      ? readAreaLines(context, found, rows)
      : readBudgetLines(context, {
          ...said,
          ...(rows === null ? {} : { ofRow: (row) => rows.has(row) }),
        });
    return {
      ...base,
      dataset: 'execution',
      scope: read.scope,
      year: when.year,
      period: periodOfMonth(when),
      flow,
      cut,
      lines: read.lines,
      notes: [
        ...(index === 0 ? notes : []),
        ...read.notes.filter((note) => fresh(seen, note.code, note.cells.join())),
      ],
      rejects: [
        ...(index === 0 ? rejects : []),
        ...read.rejects.filter((one) => fresh(seen, one.code, one.cell ?? '')),
      ],
    };
  });
}

function fresh(seen: Set<string>, code: string, place: string): boolean {
  const key = `${code} ${place}`;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

const NO_BUDGET = {
  zh: '这张月报不是四本预算的收支表，未加载。',
  en: 'This monthly table is none of revenue or expenditure of the four budgets; it was not loaded.',
} as const;

function frame(context: TableContext, layout: string): TableReading {
  const { place, title, titleText, unit } = context;
  return {
    sheet: place.grid.sheet.name,
    range: rangeOf(place),
    title: titleText,
    number: place.number,
    layout,
    dataset: null,
    reason: null,
    amountUnit: unit,
    scope: context.scope,
    year: context.yearHint,
    period: 'FY',
    book: title.book,
    flow: title.flow === 'both' ? null : title.flow,
    stage: 'flash',
    cut: null,
    lines: [],
    rejects: [],
    notes: [],
  };
}

interface Dated {
  readonly when: ReportMonth;
  /** Rows of that month, counted from 0; null where the whole table is of one. */
  readonly rows: ReadonlySet<number> | null;
}

/** The months of the rows where a column tells them, else that of the title or of who hands it in. A month is never guessed. */
function months(
  { place, yearHint }: TableContext,
  { monthColumn, measures }: MonthlyColumns,
  ofTitle: ReportMonth | null,
  declared: Declared,
  rejects: Reject[],
): readonly Dated[] {
  const { grid } = place;
  const sheet = grid.sheet.name;
  if (monthColumn === null) {
    const declaredMonth =
      declared.month === undefined || yearHint === null
        ? null
        : { year: yearHint, month: declared.month };
    const when = ofTitle ?? declaredMonth;
    if (when !== null) return [{ when, rows: null }];
    const cell = formatCell(place.title?.row ?? place.headerTop, place.title?.column ?? place.left);
    rejects.push(reject('month-missing', {}, { sheet, cell }));
    return [{ when: { year: yearHint ?? 0, month: 12 }, rows: null }];
  }
  const byPeriod = new Map<string, { when: ReportMonth; rows: Set<number> }>();
  for (let row = place.headerBottom + 1; row <= place.bodyBottom; row += 1) {
    if (place.repeated.has(row)) continue;
    const stated = measures.some(({ column }) => grid.word(row, column.index) !== '');
    if (!stated) continue;
    const text = grid.wordThroughMerge(row, monthColumn);
    const when = monthOfCell(text, yearHint);
    if (when === null) {
      if (!grid.isNumber(row, monthColumn) && text === '') continue;
      const cell = formatCell(row, monthColumn);
      rejects.push(reject('date-invalid', {}, { sheet, cell, value: text }));
      continue;
    }
    const period = periodOfMonth(when);
    const entry = byPeriod.get(period) ?? { when, rows: new Set() };
    entry.rows.add(row);
    byPeriod.set(period, entry);
  }
  return [...byPeriod.values()];
}

/** Codes of the publisher's own are no codes of the classification: then names tell, as where no codes are printed. */
function withoutOwnCodes(
  { columns }: MonthlyColumns,
  place: Place,
  revenue: boolean,
  year: number | null,
): readonly Column[] {
  const scheme: Scheme = revenue ? 'revenueItem' : 'function';
  return columns.map((column) => {
    if (column.meaning.kind !== 'code') return column;
    let national = 0;
    let own = 0;
    for (let row = place.headerBottom + 1; row <= place.bodyBottom; row += 1) {
      const word = place.grid.word(row, column.index);
      if (word === '') continue;
      const code = parseCode(scheme, word);
      const known =
        code !== null &&
        code !== 'code-invalid' &&
        (classification(scheme, code.code, year) !== null ||
          classification(revenue ? 'function' : 'revenueItem', code.code, year) !== null);
      if (known || /^[类款项目]$/u.test(word)) national += 1;
      else own += 1;
    }
    return own > national ? { ...column, meaning: { kind: 'helper' } } : column;
  });
}

function ownCodes(before: readonly Column[], after: readonly Column[], place: Place): Note[] {
  return before.flatMap((column, at): Note[] => {
    if (column.meaning.kind === after[at]?.meaning.kind) return [];
    const cell = formatCell(place.headerBottom, column.index);
    return [
      {
        code: 'own-codes',
        message: {
          zh: `列“${column.header}”（${cell}）不是政府收支分类科目的编码，按名称对应科目。`,
          en: `The codes of “${column.header}” (${cell}) are the publisher’s own; lines are known by their names.`,
        },
        cells: [cell],
      },
    ];
  });
}
