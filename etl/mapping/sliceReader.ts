/** In charge of telling to which slice a row belongs, and of numbering the slices of a file as they come. */
import { parseMonth } from '#model/month';
import { parseRegionCode } from '#model/region';
import { BOOKS, FLOWS, SCOPES } from '#model/slice';
import { halfWidth } from '#model/text';
import type { BoundMapping, BoundText, SlicePart, SliceParts } from './bound.ts';
import { dateReader } from './dateText.ts';
import { fieldReader, trimmed } from './fieldText.ts';
import type { FaultCode } from './rowFault.ts';

export interface SliceFault {
  readonly code: FaultCode;
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}

const WORDS: Partial<Readonly<Record<SlicePart, readonly string[]>>> = {
  book: BOOKS,
  flow: FLOWS,
  scope: SCOPES,
};

/** The value of a part of the slice as it is kept, or the code of what is wrong with its text. */
export function partOf(
  part: SlicePart,
  text: string,
): string | number | { readonly wrong: FaultCode } {
  switch (part) {
    case 'region':
      return parseRegionCode(text) ?? { wrong: 'code-invalid' };
    case 'year': {
      const year = Number(/^(\d{4})年?$/u.exec(halfWidth(text).trim())?.[1] ?? Number.NaN);
      return year >= 1949 && year <= 2100 ? year : { wrong: 'date-invalid' };
    }
    case 'month':
      return parseMonth(text) ?? { wrong: 'month-invalid' };
    case 'book':
    case 'flow':
    case 'scope':
      return WORDS[part]?.includes(text) === true ? text : { wrong: 'value-unknown' };
  }
}

/** Compiles the reader of slices: the index in `slices` of a row's slice, which grows with the file, or what is wrong. */
export function sliceReader(
  bound: BoundMapping,
  slices: SliceParts[],
): (fields: readonly string[]) => number | SliceFault {
  const { varying, fixed, declared } = bound;
  const whole: SliceParts = {
    region: '', scope: 'unstated', year: 0, month: null, book: null, flow: null, reported: null, ...fixed,
  }; // prettier-ignore
  if (varying.length === 0) {
    slices.push(whole);
    return () => 0;
  }
  const readers = varying.map((source) => ({
    source,
    read: fieldReader(source),
    places: [source.at, ...source.join],
  }));
  const places = [...new Set(readers.flatMap(({ places: own }) => own))];
  const dated = varying.find(({ part }) => part === 'reported');
  const dateOf = dateReader(dated?.date ?? null);
  const bySource = new Map<string, number>();
  const byParts = new Map<string, number>();
  const last: string[] = places.map(() => '\0');
  let current = -1;

  const understand = (fields: readonly string[]): number | SliceFault => {
    const parts: Record<string, string | number | null> = { ...whole };
    let reported: string | null = null;
    for (const { source, read } of readers) {
      const text = read(fields);
      const raw = trimmed(fields[source.at] ?? '');
      const say = (code: FaultCode, expected = ''): SliceFault => ({
        code, column: source.label, value: raw, expected,
      }); // prettier-ignore
      if (text === null) return say('value-unknown', expectedOf(source));
      if (source.part === 'reported') {
        if (text === '') continue; // the date of the file counts
        reported = dateOf(text);
        if (reported === null) return say('date-invalid');
        continue;
      }
      if (text === '') return say('value-missing');
      const value = partOf(source.part, text);
      if (typeof value === 'object') return say(value.wrong, (WORDS[source.part] ?? []).join(', '));
      const said = declared[source.part];
      if (said !== undefined && said !== String(value)) return say('declared-otherwise', said);
      parts[source.part] = value;
    }
    const key = JSON.stringify(parts);
    const known = byParts.get(key);
    if (known === undefined) {
      slices.push({ ...whole, ...parts, reported });
      byParts.set(key, slices.length - 1);
      return slices.length - 1;
    }
    const stated = slices[known]?.reported ?? null;
    if (stated === reported) return known;
    return { code: 'date-contradicted', column: dated?.label ?? '', value: reported ?? '', expected: stated ?? '' }; // prettier-ignore
  };

  return (fields) => {
    let same = current !== -1;
    for (let index = 0; index < places.length; index++) {
      const text = fields[places[index] ?? 0] ?? '';
      if (text !== last[index]) {
        last[index] = text;
        same = false;
      }
    }
    if (same) return current;
    const key = last.join('\0');
    const known = bySource.get(key);
    if (known !== undefined) return (current = known);
    const found = understand(fields);
    if (typeof found !== 'number') {
      current = -1;
      return found;
    }
    bySource.set(key, found);
    return (current = found);
  };
}

function expectedOf({ lookup }: BoundText): string {
  return Object.keys(lookup ?? {}).join(', ');
}
