/** In charge of dates as text: forms that a mapping names, and the usual ones where it names none; always a day that exists. */
import { halfWidth } from '#model/text';

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<y>\\d{4})',
  MM: '(?<m>\\d{2})',
  M: '(?<m>\\d{1,2})',
  DD: '(?<d>\\d{2})',
  D: '(?<d>\\d{1,2})',
};
const TIME = '(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?';
const USUAL =
  /^(?<y>\d{4})(?:(?<sign>[-/.])(?<m>\d{1,2})\k<sign>(?<d>\d{1,2})|(?<m2>\d{2})(?<d2>\d{2})|年(?<m3>\d{1,2})月(?<d3>\d{1,2})日)$/u;
const REMEMBERED = 20_000;

/** Whether a form of dates names year, month and day once each and nothing else that is a letter. */
export function isDateForm(form: string): boolean {
  const tokens = form.match(/[A-Za-z]+/gu) ?? [];
  const kinds = tokens.map((token) => token.charAt(0)).toSorted();
  return tokens.every((token) => token in TOKENS) && kinds.join('') === 'DMY';
}

/**
 * Compiles the reader of dates of a form (`DD/MM/YYYY`), or of ISO, compact and Chinese dates. It gives ISO text, or null for what
 * is no date. A time of day behind the date is passed over.
 */
export function dateReader(form: string | null): (text: string) => string | null {
  const pattern = form === null ? null : patternOf(form);
  const seen = new Map<string, string | null>(); // a year has 366 days, a file millions of rows
  return (text) => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const found = read(halfWidth(text).trim(), pattern);
    if (seen.size >= REMEMBERED) seen.clear();
    seen.set(text, found);
    return found;
  };
}

function patternOf(form: string): RegExp {
  const source = form.replace(/YYYY|MM|M|DD|D|[^YMD]/gu, (part) => TOKENS[part] ?? escape(part));
  return new RegExp(`^${source}${TIME}$`, 'u');
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}

function read(text: string, pattern: RegExp | null): string | null {
  const groups =
    pattern === null
      ? USUAL.exec(text.replace(new RegExp(`${TIME}$`, 'u'), ''))?.groups
      : pattern.exec(text)?.groups;
  if (groups === undefined) return null;
  const year = groups['y'] ?? '';
  const month = (groups['m'] ?? groups['m2'] ?? groups['m3'] ?? '').padStart(2, '0');
  const day = (groups['d'] ?? groups['d2'] ?? groups['d3'] ?? '').padStart(2, '0');
  return exists(Number(year), Number(month), Number(day)) ? `${year}-${month}-${day}` : null;
}

function exists(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
