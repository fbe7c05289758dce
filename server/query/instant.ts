/** In charge of what `asOf` may say: a version number, or an instant on our clock. */
import { refusal } from '#contract/problem';

export type AsOf = { readonly version: number } | { readonly instant: string };

const SHAPE =
  /^([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:[T ]([0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?)(Z|[+\- ][0-2][0-9]:?[0-5][0-9])?)?$/;

/**
 * Digits are a version; else a date (its end) or a time. Without a zone it is Asia/Shanghai.
 * Answers ISO text that PostgreSQL reads as timestamptz.
 */
export function readAsOf(text: string): AsOf {
  if (/^[0-9]{1,9}$/.test(text)) return { version: Number(text) };
  const [whole, date = '', time = '23:59:59.999999', zone = '+08:00'] = SHAPE.exec(text) ?? [];
  const day = new Date(`${date}T00:00:00Z`);
  const real =
    whole !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
  if (!real || Number(time.slice(0, 2)) > 23) {
    throw refusal('bad-time', ['asOf', text, '12 | 2025-06-30 | 2025-06-30T09:00+08:00'], 'asOf');
  }
  // An unescaped + in an address arrives as a blank.
  return { instant: `${date}T${time}${zone.replace(' ', '+')}` };
}
