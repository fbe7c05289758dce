/** In charge of compiling one column: from the fields of a row to the text that COPY takes, or what is wrong with it. */
import { parseRatio } from '#model/fen';
import { parseMonth } from '#model/month';
import { compact, halfWidth, nameKey } from '#model/text';
import { amountReader, type KnownDecimal } from './amountText.ts';
import type { BoundColumn, BoundMapping } from './bound.ts';
import { dateReader } from './dateText.ts';
import { fieldReader, trimmed, type FieldReader } from './fieldText.ts';
import { payeeKeyReader } from './payeeKey.ts';
import type { FaultCode } from './rowFault.ts';
import { totalWord } from './totalWords.ts';

/** What is wrong with a value; the row mapper says where. */
export interface ColumnFault {
  readonly code: FaultCode;
  readonly column: BoundColumn;
  readonly value: string;
  readonly expected: string;
}

/** Writes its values into the row; null where all is well. */
export type ColumnReader = (
  fields: readonly string[],
  values: (string | null)[],
) => ColumnFault | null;

/** Reads the text of a value; a fault code instead of a value is given by `wrong`. */
type ValueReader = (
  text: string,
  wrong: (code: FaultCode, expected?: string) => null,
) => string | null;

const WORDS_OF_TRUTH: Readonly<Record<string, 't' | 'f'>> = {
  是: 't', 有: 't', y: 't', yes: 't', '1': 't', true: 't', t: 't', '√': 't',
  否: 'f', 无: 'f', n: 'f', no: 'f', '0': 'f', false: 'f', f: 'f', '×': 'f',
}; // prettier-ignore

/** Compiles a column that the file states. Columns that are the same in every row are `constantOf`. */
export function columnReader(
  column: BoundColumn,
  bound: BoundMapping,
  known: KnownDecimal,
): ColumnReader {
  const source = fieldReader(column);
  const { put, required } = column;
  const missing = (text: string) =>
    text === '' && required ? fault('value-missing', column, '') : null;
  if (column.type === 'fen') return amountColumn(column, bound, known, source);
  if (column.levels !== null) return levelsColumn(column, bound, source);
  const read = valueReader(column, bound);
  if (read === null) {
    const isCode = column.name !== null; // a purpose may well be called 合计
    return (fields, values) => {
      const text = source(fields);
      if (text === null) return unlisted(fields, column);
      if (text === '') {
        values[put] = null;
        return missing(text);
      }
      if (isCode && totalWord(text) !== null) return fault('total-row', column, text);
      values[put] = text;
      return null;
    };
  }
  let found: ColumnFault | null = null;
  return (fields, values) => {
    const text = source(fields);
    if (text === null) return unlisted(fields, column);
    if (text === '') {
      values[put] = null;
      return missing(text);
    }
    found = null;
    values[put] = read(text, (code, expected = '') => {
      found = fault(code, column, text, expected);
      return null;
    });
    return found;
  };
}

/** The value of a column that no field states, or what is wrong with it. */
export function constantOf(column: BoundColumn, bound: BoundMapping): string | null | ColumnFault {
  const values: (string | null)[] = [];
  const found = columnReader(column, bound, { sign: bound.decimal })([], values);
  return found ?? values[column.put] ?? null;
}

function amountColumn(
  column: BoundColumn,
  bound: BoundMapping,
  known: KnownDecimal,
  source: FieldReader,
): ColumnReader {
  const { put, required } = column;
  const read = amountReader({ unit: column.unit, rounding: bound.rounding }, known);
  return (fields, values) => {
    const text = source(fields);
    if (text === null) return unlisted(fields, column);
    const amount = read(text);
    if (typeof amount === 'string') values[put] = amount;
    else if (amount === null) {
      values[put] = null;
      if (required) return fault('value-missing', column, text);
    } else return fault(amount.refused, column, text);
    return null;
  };
}

/** The code and its ancestors, from the reference and never from its digits. */
function levelsColumn(column: BoundColumn, bound: BoundMapping, source: FieldReader): ColumnReader {
  const { fills, required, byName } = column;
  const ancestors =
    bound.ancestors[column.levels ?? ''] ?? new Map<string, readonly (string | null)[]>();
  const codes = bound.codes[column.levels ?? ''];
  const resolve = (text: string) => {
    if (byName) return ancestors.get(codes?.get(nameKey(text)) ?? '');
    return ancestors.get(text) ?? ancestors.get(halfWidth(text).replace(/[\s'’]/gu, ''));
  };
  let last = '';
  let path: readonly (string | null)[] | undefined;
  return (fields, values) => {
    const text = source(fields);
    if (text === null) return unlisted(fields, column);
    if (text === '') {
      for (const put of fills) values[put] = null;
      return required ? fault('value-missing', column, '') : null;
    }
    if (text !== last || path === undefined) {
      path = resolve(text);
      last = text;
    }
    if (path === undefined) return fault('code-unknown', column, text);
    for (let level = 0; level < fills.length; level++) {
      values[fills[level] ?? 0] = path[level] ?? null;
    }
    return null;
  };
}

/** How the text of a column becomes its value; null where it is the value. */
function valueReader(column: BoundColumn, { seed }: BoundMapping): ValueReader | null {
  const { words } = column;
  switch (column.type) {
    case 'text':
      if (column.byName) return (text) => compact(text);
      if (words === null) return null;
      return (text, wrong) =>
        words.includes(text) ? text : wrong('value-unknown', words.join(', '));
    case 'date': {
      const read = dateReader(column.date);
      return (text, wrong) => read(text) ?? wrong('date-invalid');
    }
    case 'month':
      return (text, wrong) => {
        const month = parseMonth(text);
        return month === null ? wrong('month-invalid') : String(month);
      };
    case 'boolean':
      return (text, wrong) =>
        WORDS_OF_TRUTH[text] ??
        WORDS_OF_TRUTH[halfWidth(text).toLowerCase()] ??
        wrong('value-unknown', '是, 否, Y, N, 1, 0');
    case 'ratio':
      return (text, wrong) => {
        const ratio = parseRatio(text, column.ratio ?? 'fraction');
        if (ratio === null) return null;
        const unsaid = column.ratio === null && !/%\s*$/u.test(halfWidth(text));
        if (typeof ratio !== 'number' || ratio < 0 || (unsaid && ratio > 1))
          return wrong('ratio-invalid');
        return String(ratio);
      };
    case 'integer':
      return (text, wrong) => {
        const half = halfWidth(text).replace(/[年级]$/u, '');
        return /^-?\d{1,9}$/u.test(half) ? String(Number(half)) : wrong('number-invalid');
      };
    case 'key':
      return payeeKeyReader(seed);
    case 'fen':
      return null;
  }
}

/** A text that the lookup does not hold. */
function unlisted(fields: readonly string[], column: BoundColumn): ColumnFault {
  const text = column.at === -1 ? '' : trimmed(fields[column.at] ?? '');
  return fault('value-unknown', column, text, Object.keys(column.lookup ?? {}).join(', '));
}

function fault(code: FaultCode, column: BoundColumn, value: string, expected = ''): ColumnFault {
  return { code, column, value, expected };
}
