/** In charge of choosing the media type of an answer from what the reader accepts. */
import { refusal } from '#contract/problem';

export const ARROW = 'application/vnd.apache.arrow.stream';
export const CSV = 'text/csv';
export const JSON_TYPE = 'application/json';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const OFFERED = [ARROW, JSON_TYPE, CSV, XLSX] as const;
export type MediaType = (typeof OFFERED)[number];

/** The best offered type; Arrow where anything will do. Refuses when nothing fits. */
export function mediaTypeOf(accept: string | undefined): MediaType {
  if (accept === undefined || accept.trim() === '') return ARROW;
  const ranges = accept
    .toLowerCase()
    .split(',')
    .map((part, order) => {
      const [range = '', ...parameters] = part.split(';').map((text) => text.trim());
      const quality = parameters.find((text) => text.startsWith('q='));
      return { range, order, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality || one.order - other.order);
  for (const { range } of ranges) {
    const found = OFFERED.find((type) => matches(range, type));
    if (found !== undefined) return found;
  }
  throw refusal('not-acceptable', [accept, OFFERED.join(', ')], 'Accept');
}

function matches(range: string, type: string): boolean {
  return (
    range === '*/*' ||
    range === type ||
    (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))
  );
}
