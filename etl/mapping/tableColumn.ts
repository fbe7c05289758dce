/** In charge of a column of a table of unknown make: its name, and what its values look like. */
import { parseAmount, type AmountUnit } from '#model/fen';
import { decimalShownBy } from './amountText.ts';
import { dateReader } from './dateText.ts';
import { headerKey } from './header.ts';

/** Share of the values that must look so. */
const MOST = 0.8;
/** Share that is enough where the name says the rest. */
const SOME = 0.3;
/** From here on a name is exactly a known one. */
export const EXACT = 100;

/** The columns of ledgers that hold national codes, the finest level of each, and their schemes. */
export const LEVELS = {
  item_: 'function',
  subitem: 'revenueItem',
  economic: 'economic',
  gov_economic: 'govEconomic',
} as const;

export const UNITS: Readonly<Record<string, AmountUnit>> = { 元: 'yuan', 万元: 'wan', 亿元: 'yi' };

/** A column of the table, with what its values look like. */
export class TableColumn {
  readonly key: string;
  /** Unit that the header states behind the name. */
  readonly unit: AmountUnit | null;
  private readonly values: readonly string[];

  constructor(
    readonly label: string,
    readonly at: number,
    rows: readonly (readonly string[])[],
  ) {
    const key = headerKey(label);
    const match = /^(.+?)[(\[](元|万元|亿元)[)\]]$/u.exec(key);
    this.unit = match === null ? null : (UNITS[match[2] ?? ''] ?? null);
    this.key = match === null ? key : (match[1] ?? key);
    this.values = rows.map((row) => (row[at] ?? '').trim()).filter((text) => text !== '');
  }

  get texts(): readonly string[] {
    return this.values;
  }

  /** Whether most of its values pass; a column without values may be anything. */
  looks(test: (text: string) => boolean, share = MOST): boolean {
    return (
      this.values.length === 0 || this.values.filter(test).length >= share * this.values.length
    );
  }

  /** Whether it has values, and most of them pass. */
  shows(test: (text: string) => boolean): boolean {
    return this.values.length > 0 && this.looks(test);
  }
}

const readDate = dateReader(null);
export const isDate = (text: string) => readDate(text) !== null;
export const isAmount = (text: string) => {
  const sign = decimalShownBy(text);
  const turned =
    sign === ',' ? text.replace(/[.,]/gu, (found) => (found === ',' ? '.' : ',')) : text;
  const amount = parseAmount(turned, 'yi');
  return amount === null || typeof amount === 'bigint';
};
export const isMonth = (text: string) => /^(?:0?[1-9]|1[0-3])月?$/u.test(text);
export const isYear = (text: string) => /^(?:19|20)\d{2}年?$/u.test(text);
const isMark = (text: string) => /^(?:是|否|有|无|y|n|yes|no|0|1|true|false|√|×)$/iu.test(text);
export const isCode = (text: string) => /^[A-Za-z]{0,4}\d[\w-]{0,30}$/u.test(text);

/** How well a header names a column; 0 where not at all. Longer words say more. */
export function fit({ key }: TableColumn, words: readonly string[]): number {
  let best = 0;
  for (const word of words.map(headerKey)) {
    if (key === word) best = Math.max(best, EXACT + word.length);
    else if (word.length >= 2 && /[\u4e00-\u9fff]/u.test(word) && key.includes(word)) {
      best = Math.max(best, 10 * (word.length / key.length) + word.length);
    }
  }
  return best;
}

/** Whether the values of a column are of a type. Where the name leaves no doubt, wrong values are for the reading to refuse. */
export function suits(
  column: TableColumn,
  {
    field,
    type,
    role,
    score,
  }: {
    readonly field: string;
    readonly type: string;
    readonly role: 'code' | 'name';
    readonly score: number;
  },
): boolean {
  const share = score >= EXACT ? SOME : MOST;
  if (role === 'name') return !column.shows(isCode);
  switch (type) {
    case 'fen':
      return column.looks(isAmount, share);
    case 'date':
      return column.looks(isDate, share);
    case 'month':
      return column.looks(isMonth, share);
    case 'boolean':
      return column.looks(isMark, share);
    case 'text':
      return !(field in LEVELS) || column.looks(isCode, share);
    default:
      return true;
  }
}
