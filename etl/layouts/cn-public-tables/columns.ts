/** In charge of what each column of a table means, from its header rows joined through merges. */
import type { Grid } from './grid.ts';
import { numbersColumns, type Place } from './locate.ts';
import { BASIS, CODE, CODE_PART, HELPER, ORDINAL } from './words.ts';

/** Which number of a line a column states. `amount` is a column that only says 金额. */
export type Phase = 'original' | 'final' | 'executed' | 'accounts' | 'amount' | 'change';
/** What a percentage compares with what. */
export type RatioName = 'growth' | 'growthOfBudget' | 'rateOfOriginal' | 'rateOfFinal';

export interface Column {
  readonly index: number;
  /** The header as printed, rows joined by `/`: `2025年/预算数`. */
  readonly header: string;
  /** The rows of the header, top to bottom, equal neighbours once, without the row that numbers the columns. */
  readonly parts: readonly string[];
  readonly hidden: boolean;
  readonly meaning: Meaning;
}

export type Meaning =
  | { readonly kind: 'label' | 'code' | 'ordinal' | 'basis' | 'helper' | 'blank' | 'unknown' }
  | { readonly kind: 'ratio'; readonly ratio: RatioName }
  | {
      readonly kind: 'amount';
      readonly phase: Phase;
      /** Year in the header; `prior` and `current` where it says 上年 and 本年; null where it is silent. */
      readonly year: number | 'prior' | 'current' | null;
    };

/** The columns of a place, left to right. */
export function readColumns(place: Place): Column[] {
  const { grid, left, right } = place;
  const columns: Column[] = [];
  for (let index = left; index <= right; index += 1) {
    const parts = headerParts(place, index);
    columns.push({
      index,
      header: parts.join('/'),
      parts,
      hidden: grid.sheet.hiddenColumns.has(index),
      meaning: meaningOf(place, index, parts),
    });
  }
  return columns;
}

function headerParts(place: Place, index: number): string[] {
  const { grid, headerTop, headerBottom } = place;
  const parts: string[] = [];
  for (let row = headerTop; row <= headerBottom; row += 1) {
    if (numbersColumns(grid, row)) continue;
    const word = grid.wordThroughMerge(row, index) || inherited(place, row, index);
    if (word !== '' && parts.at(-1) !== word) parts.push(word);
  }
  return parts;
}

/** Without merges (a csv) a group's name stands only over its first column: `2025年` over 预算数 and 执行数. */
function inherited(place: Place, row: number, index: number): string {
  const { grid, headerBottom, left } = place;
  if (row === headerBottom || grid.sheet.merges.length > 0) return '';
  const namedBelow = Array.from({ length: headerBottom - row }, (_, k) =>
    grid.word(row + 1 + k, index),
  ).some((word) => word !== '');
  if (!namedBelow) return '';
  for (let column = index - 1; column >= left; column -= 1) {
    const word = grid.word(row, column);
    if (word !== '') return place.labelColumns.includes(column) ? '' : word;
  }
  return '';
}

function meaningOf(place: Place, index: number, parts: readonly string[]): Meaning {
  const { grid } = place;
  if (place.labelColumns.includes(index)) return { kind: 'label' };
  const last = parts.at(-1) ?? '';
  if (last === '') return { kind: hasContent(place, index) ? 'helper' : 'blank' };
  if (parts.some((part) => CODE.test(part))) return { kind: 'code' };
  if (CODE_PART.test(last) && holdsCodes(grid, place, index)) return { kind: 'code' };
  if (parts.some((part) => ORDINAL.test(part))) return { kind: 'ordinal' };
  if (HELPER.test(last) || /^\d+$/u.test(last)) return { kind: 'helper' };
  const joined = parts.join('');
  const ratio = ratioOf(joined);
  if (ratio !== null) return { kind: 'ratio', ratio };
  const phase = phaseOf(joined);
  if (phase !== null) return { kind: 'amount', phase, year: yearOf(joined) };
  if (BASIS.test(joined)) return { kind: 'basis' };
  return { kind: 'unknown' };
}

function hasContent(place: Place, index: number): boolean {
  for (let row = place.headerTop; row <= place.bodyBottom; row += 1) {
    if (place.grid.word(row, index) !== '') return true;
  }
  return false;
}

/** 类 over digits is a part of a code; 类 over 类, 款, 项 is a helper that repeats the level. */
function holdsCodes(grid: Grid, place: Place, index: number): boolean {
  let codes = 0;
  let others = 0;
  for (let row = place.headerBottom + 1; row <= place.bodyBottom; row += 1) {
    const word = grid.word(row, index);
    if (/^\d{1,9}$/u.test(word)) codes += 1;
    else if (word !== '') others += 1;
  }
  return codes > others;
}

function ratioOf(header: string): RatioName | null {
  if (!/%|增长|增减率|比例|同比|进度/u.test(header) || /增减额|增减变化|增长额/u.test(header))
    return null;
  if (/完成.*调整|调整预算.*(?:%|完成)/u.test(header)) return 'rateOfFinal';
  if (/完成|(?:为|占)(?:年初|本年)?预算|预算(?:执行)?进度/u.test(header)) return 'rateOfOriginal';
  if (/比(?:上年|\d{4}年)(?:年初|调整)?预算数?/u.test(header)) return 'growthOfBudget';
  return /比|增长|增减/u.test(header) ? 'growth' : null;
}

function phaseOf(header: string): Phase | null {
  if (/增减|增加额|减少额|差额/u.test(header)) return 'change';
  if (/决算/u.test(header))
    return /预算数/u.test(header) ? phaseOf(header.replace(/决算/gu, '')) : 'accounts';
  if (/调整预算|调整后|预算调整|变动预算|变更预算|调整数/u.test(header)) return 'final';
  if (/执行|完成数|累计数|快报|实际数/u.test(header)) return 'executed';
  if (/预算/u.test(header)) return 'original';
  return /金额|数额/u.test(header) ? 'amount' : null;
}

function yearOf(header: string): number | 'prior' | 'current' | null {
  const stated = [...header.matchAll(/(\d{4})年/gu)].at(-1)?.[1];
  if (stated !== undefined) return Number(stated);
  if (/上年/u.test(header)) return 'prior';
  return /本年|当年/u.test(header) ? 'current' : null;
}
