/** In charge of the text format of COPY: one line per row, tabs between columns, everything else escaped. */
import type { ColumnValue } from './staged.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\0': '', // PostgreSQL's text holds every character but this one
};

/** `null` is `\N`; a text that reads `\N` is written `\\N`. */
export function copyValue(value: ColumnValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value !== 'string') return String(value);
  // eslint's rule on control characters is about mistakes; these are the ones COPY gives a meaning
  return value.replace(/[\\\t\n\r\b\f\v\0]/gu, (character) => ESCAPES[character] ?? '');
}

/** A row as COPY reads it, with its line feed. */
export function copyLine(values: readonly ColumnValue[]): string {
  return `${values.map(copyValue).join('\t')}\n`;
}
