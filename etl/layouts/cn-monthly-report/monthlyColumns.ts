/** In charge of what each column of a monthly report means: budget, the month alone, to date, the same of the year before. */
import { formatCell } from '#model/cell';
import type { Note } from '#model/reading';
import { reject, type Reject } from '#model/reject';
import { readColumns, type Column } from '../cn-public-tables/columns.ts';
import type { Place } from '../cn-public-tables/locate.ts';
import {
  holdsNumbers,
  setAside,
  styleOf,
  type MeasureColumn,
} from '../cn-public-tables/measures.ts';

export interface MonthlyColumns {
  /** As the readers of lines want them: which are labels, codes, numbers. */
  readonly columns: readonly Column[];
  readonly measures: readonly MeasureColumn[];
  /** The column of 年月, where each row has its own month. */
  readonly monthColumn: number | null;
  /** The column of administrative codes, in tables by area. */
  readonly regionColumn: number | null;
  readonly notes: readonly Note[];
  readonly rejects: readonly Reject[];
}

const MONTH_COLUMN = /^(?:年月|年份月份|月份|期间|报告期|报表期|统计期|所属(?:期|月份|年月))$/u;
const CODE = /^(?:项目|科目|指标|预算|功能分类|支出功能分类)?(?:科目)?(?:编码|代码|编号)$/u;
const REGION_CODE = /^(?:行政)?(?:区划|地区)(?:编码|代码)$/u;
const RANK = /排(?:名|序|位)/u;

export interface MonthlyMeasure {
  readonly measure: string;
  readonly kind: 'amount' | 'ratio';
  /** The header says neither of the month nor to date (同比%): its neighbours tell. */
  readonly silent?: boolean;
}

/**
 * Figures of a monthly report by the words of their header; null where they say none. What is about the year before never feeds
 * that year's own figures: `prior` is the year before to the same month, `before` what the report itself says of the month before.
 */
export function monthlyMeasure(header: string): MonthlyMeasure | null {
  const words = header
    .replace(/\((?:单位:?)?(?:人民币)?[万亿]?元\)/gu, '')
    .replace(/\d{4}年/gu, '');
  const ratio = /%|增长率|增幅|增速|进度|百分比|完成率|占比|比重/u.test(words);
  const change = /增减额|增减数|同比额|增长额|增加额|差额|增减(?!.*%)/u.test(words) && !ratio;
  const prior = /上年|去年|同期/u.test(words);
  const toDate = /累计|^1[-—–~至到]\d{1,2}月|本月止|止本月/u.test(words);
  const ofMonth = /本月|当月|同月|^\d{1,2}月|上月/u.test(words.replace(/[至到]本月/gu, ''));
  const silent = !toDate && !ofMonth;
  if (ratio) {
    if (/预算|计划|任务/u.test(words))
      return { measure: /调整/u.test(words) ? 'rateOfFinal' : 'rateOfOriginal', kind: 'ratio' };
    if (/占比|比重|环比/u.test(words)) return null;
    return { measure: ofMonth && !toDate ? 'growth.inMonth' : 'growth', kind: 'ratio', silent };
  }
  if (change)
    return { measure: ofMonth && !toDate ? 'change.inMonth' : 'change', kind: 'amount', silent };
  if (/上月/u.test(words)) {
    if (!toDate) return null;
    return {
      measure: /上年上月|上年.*上月/u.test(words) ? 'prior.before' : 'before',
      kind: 'amount',
    };
  }
  if (prior && !/同比/u.test(words)) {
    if (toDate) return { measure: 'prior', kind: 'amount' };
    if (ofMonth) return { measure: 'prior.inMonth', kind: 'amount' };
    return /同期/u.test(words) ? { measure: 'prior', kind: 'amount' } : null;
  }
  if (/预算/u.test(words) && !/执行|完成|累计/u.test(words))
    return {
      measure: /调整|变动|变更/u.test(words) ? 'final' : 'original',
      kind: 'amount',
    };
  if (toDate) return { measure: 'executed', kind: 'amount' };
  if (ofMonth) return { measure: 'executedInMonth', kind: 'amount' };
  return /执行数|完成数|实际(?:完成)?数|^(?:收入|支出)数$/u.test(words)
    ? { measure: 'executed', kind: 'amount' }
    : null;
}

/** Whether a table has the columns of a monthly report: amounts to date beside those of the month, or a column of months. */
export function isMonthly(place: Place): boolean {
  const heads = readColumns(place).map(({ parts }) => parts);
  const measures = heads.map((parts) => monthlyMeasure(parts.join(''))?.measure);
  const dated = heads.some((parts) => MONTH_COLUMN.test(parts.at(-1) ?? ''));
  return measures.includes('executed') && (measures.includes('executedInMonth') || dated);
}

/** The columns of a monthly table, each with the figure it states. */
export function monthlyColumns(place: Place): MonthlyColumns {
  const sheet = place.grid.sheet.name;
  const notes: Note[] = [];
  const rejects: Reject[] = [];
  const measures: MeasureColumn[] = [];
  let monthColumn: number | null = null;
  let regionColumn: number | null = null;
  const printed = readColumns(place);
  const heads = printed.map(({ parts }) => monthlyMeasure(parts.join('')));
  const columns = printed.map((column, at): Column => {
    const last = column.parts.at(-1) ?? '';
    if (column.meaning.kind === 'label') return column;
    if (MONTH_COLUMN.test(last)) {
      monthColumn ??= column.index;
      return { ...column, meaning: { kind: 'helper' } };
    }
    if (REGION_CODE.test(last)) {
      regionColumn ??= column.index;
      return { ...column, meaning: { kind: 'helper' } };
    }
    if (CODE.test(last)) return { ...column, meaning: { kind: 'code' } };
    if (RANK.test(last)) return { ...column, meaning: { kind: 'helper' } };
    if (['ordinal', 'basis', 'blank', 'helper', 'code'].includes(column.meaning.kind))
      return column;
    const found = placed(monthlyMeasure(column.parts.join('')), at, heads);
    if (found === null) {
      if (holdsNumbers(place, column))
        notes.push(setAside(column, formatCell(place.headerBottom, column.index)));
      return { ...column, meaning: { kind: 'unknown' } };
    }
    if (measures.some(({ measure }) => measure === found.measure)) {
      const cell = formatCell(place.headerBottom, column.index);
      rejects.push(reject('duplicate-column', { header: column.header }, { sheet, cell }));
    } else {
      measures.push({
        column,
        measure: hiddenName(found.measure, column.hidden),
        stage: /^(?:hidden\.)?(?:original|final)$/u.test(found.measure) ? 'approved' : 'flash',
        kind: found.kind,
        ...(found.kind === 'ratio' ? { style: styleOf(place, column) } : {}),
      });
    }
    return {
      ...column,
      meaning:
        found.kind === 'ratio'
          ? { kind: 'ratio', ratio: 'growth' }
          : { kind: 'amount', phase: 'executed', year: null },
    };
  });
  return { columns, measures, monthColumn, regionColumn, notes, rejects };
}

/** A silent 同比 is of the month where another one is to date, else of what the amount before it is. */
function placed(
  found: MonthlyMeasure | null,
  at: number,
  heads: readonly (MonthlyMeasure | null)[],
): MonthlyMeasure | null {
  if (found?.silent !== true) return found;
  const toDate = heads.some((one) => one?.measure === found.measure && one.silent === false);
  const before = heads
    .slice(0, at)
    .findLast((one) => one?.kind === 'amount' && one.silent === undefined)?.measure;
  const ofMonth = before === 'executedInMonth' || before === 'prior.inMonth';
  return toDate || ofMonth ? { ...found, measure: `${found.measure}.inMonth` } : found;
}

/** An adjusted budget in a hidden column was not published. */
function hiddenName(measure: string, hidden: boolean): string {
  return hidden && measure === 'final' ? 'hidden.final' : measure;
}
