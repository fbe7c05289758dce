/** In charge of what every table of a file is read with: the document's own words and what they resolve to. */
import type { Bilingual } from '#model/bilingual';
import { formatArea, formatCell } from '#model/cell';
import type { AmountUnit } from '#model/fen';
import type { Line, Note, TableReading } from '#model/reading';
import type { RegionCode } from '#model/region';
import type { Reject } from '#model/reject';
import type { Book, Flow, Scope, Stage } from '#model/slice';
import type { Column } from './columns.ts';
import type { DocumentReading } from './document.ts';
import type { Place } from './locate.ts';
import type { TitleReading } from './title.ts';

export const LAYOUT = 'cn-public-tables';

/** Everything known of a table before its lines are read. */
export interface TableContext {
  readonly place: Place;
  readonly title: TitleReading;
  /** The title without blanks, in half-width form. */
  readonly titleText: string;
  readonly columns: readonly Column[];
  readonly unit: AmountUnit | null;
  readonly document: DocumentReading;
  /** GB/T 2260 code of the document's region. */
  readonly region: RegionCode | null;
  /** The first year whose budget the file calls 草案; null where it calls none so. */
  readonly draftFrom: number | null;
  readonly scope: Scope;
  /** The title's year, else the declared one: what columns without a year speak of. */
  readonly yearHint: number | null;
}

/** What a reader of one kind of table found. */
export interface TableFindings {
  readonly dataset: string | null;
  readonly reason?: Bilingual;
  readonly scope?: Scope;
  readonly year: number | null;
  readonly book: Book | null;
  readonly flow: Flow | null;
  readonly stage: Stage;
  readonly cut: string | null;
  readonly lines: readonly Line[];
  readonly notes: readonly Note[];
  readonly rejects: readonly Reject[];
}

/** Whether a budget of that year is a draft in this file. */
export function budgetStage(context: TableContext, year: number | null): 'draft' | 'approved' {
  return context.draftFrom !== null && (year === null || year >= context.draftFrom)
    ? 'draft'
    : 'approved';
}

/** Puts findings into the shape in which a table travels. */
export function toReading(context: TableContext, findings: TableFindings): TableReading {
  const { place } = context;
  return {
    sheet: place.grid.sheet.name,
    range: rangeOf(place),
    title: context.titleText,
    number: place.number,
    layout: LAYOUT,
    dataset: findings.dataset,
    reason: findings.reason ?? null,
    amountUnit: context.unit,
    scope: findings.scope ?? context.scope,
    year: findings.year,
    period: 'FY',
    book: findings.book,
    flow: findings.flow,
    stage: findings.stage,
    cut: findings.cut,
    lines: findings.lines,
    rejects: findings.rejects,
    notes: findings.notes,
  };
}

/** From the title to the last cell that holds anything. */
export function rangeOf(place: Place): string {
  const { grid } = place;
  let { left, right, bodyBottom: bottom } = place;
  const filled = (row: number, from: number, to: number) => {
    for (let column = from; column <= to; column += 1)
      if (grid.word(row, column) !== '') return true;
    return false;
  };
  const used = (column: number) => {
    for (let row = place.top; row <= place.bodyBottom; row += 1)
      if (grid.word(row, column) !== '') return true;
    return false;
  };
  while (bottom > place.headerBottom && !filled(bottom, left, right)) bottom -= 1;
  while (right > left && !used(right)) right -= 1;
  while (left < right && !used(left)) left += 1;
  return formatArea({ top: place.top, left, bottom, right });
}

/** DQ-17: the header wins over the title; the contents is named where it sides with the header. */
export function yearNote(context: TableContext, year: number | null): Note[] {
  const { title, place, document } = context;
  if (title.year === null || year === null || title.year === year) return [];
  const listed = place.number === null ? undefined : document.contents.get(place.number);
  const cell = place.title === null ? [] : [formatCell(place.title.row, place.title.column)];
  const header = formatCell(place.headerBottom, place.labelColumns.at(-1) ?? place.left);
  const zh = listed === undefined ? '' : `，目录所列表名为“${listed}”`;
  const en = listed === undefined ? '' : `; the contents lists it as “${listed}”`;
  return [
    {
      code: 'DQ-17',
      message: {
        zh: `表名写 ${String(title.year)} 年，列标题写 ${String(year)} 年${zh}；按列标题读为 ${String(year)} 年。`,
        en: `The title says ${String(title.year)}, the column headers say ${String(year)}${en}; read as ${String(year)}.`,
      },
      cells: [...cell, header],
    },
  ];
}

/** DQ-17: the printed total or the header names another scope than the title. */
export function scopeNote(context: TableContext, stated: Scope, cell: string): Note[] {
  const { title } = context;
  if (title.scope === 'unstated' || stated === 'unstated' || title.scope === stated) return [];
  const words: Readonly<Record<Scope, string>> = { all: '全市/全区', own: '本级', unstated: '' };
  return [
    {
      code: 'DQ-17',
      message: {
        zh: `表名的口径是${words[title.scope]}，${cell} 的口径是${words[stated]}；按后者读入。`,
        en: `The title is about ${title.scope === 'own' ? 'the own level' : 'the whole area'}, ${cell} about ${stated === 'own' ? 'the own level' : 'the whole area'}; read as the latter.`,
      },
      cells: [cell],
    },
  ];
}
