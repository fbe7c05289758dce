/** In charge of which figure of its line each column states: the year that counts, this year's and last year's figures, percentages. */
import { formatCell } from '#model/cell';
import type { Note } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import type { Stage } from '#model/slice';
import type { Column, Phase } from './columns.ts';
import type { TableContext } from './context.ts';
import type { Place } from './locate.ts';

/** A column whose figures are stored, and under which name. */
export interface MeasureColumn {
  readonly column: Column;
  readonly measure: string;
  readonly stage: Stage;
  readonly kind: 'amount' | 'ratio';
  readonly style?: 'fraction' | 'percent';
}

export interface MeasureReading {
  readonly year: number | null;
  /** `flash` or `accounts` for a table of outturn, else `draft` or `approved`. */
  readonly stage: Stage;
  readonly columns: readonly MeasureColumn[];
  readonly notes: readonly Note[];
  readonly rejects: readonly Reject[];
}

/**
 * Names the figures of a table's columns. The latest year in the header is the table's, whatever the title says (a disagreement
 * is DQ-17); a column without a year speaks of the title's year. A hidden 调整预算数 is kept as `hidden.final`: it was not published.
 */
export function measuresOf(context: TableContext): MeasureReading {
  const { place, columns, titleText: title, draftFrom } = context;
  const sheet = place.grid.sheet.name;
  const notes: Note[] = [];
  const rejects: Reject[] = [];
  const at = (column: Column) => formatCell(place.headerBottom, column.index);
  const year = yearOf(columns, context.yearHint);
  const draft = draftFrom !== null && (year === null || year >= draftFrom);
  const amounts = columns.flatMap((column) =>
    column.meaning.kind === 'amount' ? [{ column, ...column.meaning }] : [],
  );
  const yearOfColumn = (stated: number | 'prior' | 'current' | null) =>
    stated === 'prior' ? (year ?? 0) - 1 : stated === 'current' || stated === null ? year : stated;
  const outturn = amounts
    .filter((each) => yearOfColumn(each.year) === year)
    .map(({ phase }) => asStated(phase, title));
  const stage: Stage = outturn.includes('accounts')
    ? 'accounts'
    : outturn.includes('executed')
      ? 'flash'
      : draft
        ? 'draft'
        : 'approved';
  const budgetStage: Stage = stage === 'draft' ? 'draft' : 'approved';
  const found: MeasureColumn[] = [];
  const keep = (entry: MeasureColumn) => {
    const twin = found.find(
      ({ measure, stage: known }) => measure === entry.measure && known === entry.stage,
    );
    if (twin !== undefined)
      rejects.push(
        reject(
          'duplicate-column',
          { header: entry.column.header },
          { sheet, cell: at(entry.column) },
        ),
      );
    else found.push(entry);
  };
  for (const { column, phase: printed, year: stated } of amounts) {
    const phase = asStated(printed, title);
    const about = yearOfColumn(stated);
    const name = nameOf(phase);
    const outturnStage: Stage = phase === 'accounts' ? 'accounts' : 'flash';
    if (phase === 'change') keep({ column, measure: 'change', stage, kind: 'amount' });
    else if (about === year) {
      const measure = name === 'final' && column.hidden ? 'hidden.final' : name;
      keep({
        column,
        measure,
        stage: name === 'executed' ? outturnStage : budgetStage,
        kind: 'amount',
      });
    } else if (about === (year ?? 0) - 1) {
      if (name === 'executed')
        keep({ column, measure: 'prior', stage: outturnStage, kind: 'amount' });
      else
        keep({
          column,
          measure: column.hidden && name === 'final' ? 'hidden.prior.final' : `prior.${name}`,
          stage: 'approved',
          kind: 'amount',
        });
    } else notes.push(setAside(column, at(column)));
  }
  for (const column of columns) {
    if (column.meaning.kind === 'ratio')
      keep({
        column,
        measure: column.meaning.ratio,
        stage,
        kind: 'ratio',
        style: styleOf(place, column),
      });
    if (column.meaning.kind === 'unknown' && holdsNumbers(place, column))
      notes.push(setAside(column, at(column)));
  }
  for (const { column, kind } of found) {
    if (column.hidden && kind === 'amount') notes.push(hiddenColumn(column, at(column)));
  }
  if (!found.some(({ kind }) => kind === 'amount')) {
    const header = columns
      .map(({ header: words }) => words)
      .filter((words) => words !== '')
      .join('、');
    rejects.push(
      reject(
        'header-unknown',
        { header },
        { sheet, cell: formatCell(place.headerTop, place.left) },
      ),
    );
  }
  return { year, stage, columns: found, notes, rejects };
}

/**
 * The latest year in the headers, or the title's where a column is silent; null where a silent column has no title's year to
 * go by: a year is never guessed.
 */
export function yearOf(columns: readonly Column[], titleYear: number | null): number | null {
  const years = columns.flatMap(({ meaning }): (number | null)[] => {
    if (meaning.kind !== 'amount') return [];
    return [typeof meaning.year === 'number' ? meaning.year : titleYear];
  });
  if (years.length === 0) return titleYear;
  const known = years.filter((year) => year !== null);
  return known.length < years.length ? null : Math.max(...known);
}

/** A column that only says 金额 means what the title says. */
function asStated(phase: Phase, title: string): Phase {
  if (phase !== 'amount') return phase;
  if (/决算/u.test(title)) return 'accounts';
  return /执行/u.test(title) && !/预算数/u.test(title) ? 'executed' : 'original';
}

function nameOf(phase: Phase): 'original' | 'final' | 'executed' {
  return phase === 'final' || phase === 'original'
    ? phase
    : phase === 'amount'
      ? 'original'
      : 'executed';
}

/** Whether any line has a number in a column. */
export function holdsNumbers(place: Place, column: Column): boolean {
  for (let row = place.headerBottom + 1; row <= place.bodyBottom; row += 1) {
    if (place.grid.isNumber(row, column.index)) return true;
  }
  return false;
}

/** Percentages of a budget lie around 1 as fractions and around 100 as percentages: the column's middle tells. */
export function styleOf(place: Place, column: Column): 'fraction' | 'percent' {
  const values: number[] = [];
  for (let row = place.headerBottom + 1; row <= place.bodyBottom; row += 1) {
    const cell = place.grid.cell(row, column.index);
    const value = Number(cell?.value);
    if (cell === undefined || !Number.isFinite(value) || value === 0) continue;
    if (cell.text.trim().endsWith('%')) return 'fraction';
    values.push(Math.abs(value));
  }
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return middle > 5 ? 'percent' : 'fraction';
}

function hiddenColumn(column: Column, cell: string): Note {
  return {
    code: 'hidden-column',
    message: {
      zh: `列“${column.header}”（${cell}）在来源中隐藏，未公开打印；已读入并标明，不作为公开数引用。`,
      en: `The column “${column.header}” (${cell}) is hidden in the source and was not printed; it is kept as such and never quoted as published.`,
    },
    cells: [cell],
  };
}

/** A remark on a column whose numbers are not read. */
export function setAside(column: Column, cell: string): Note {
  return {
    code: 'column-set-aside',
    message: {
      zh: `列“${column.header}”（${cell}）的含义不在可识别的范围内，未读入。`,
      en: `The column “${column.header}” (${cell}) is not known and was not read.`,
    },
    cells: [cell],
  };
}
