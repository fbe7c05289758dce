/** In charge of binding the parts of the slice: what the mapping, the path, a column or the person who loads says of region, year, month … */
import type { ColumnMapping, Mapping, StatedPart } from '#model/mapping';
import type { Month } from '#model/month';
import { reject, type Reject } from '#model/reject';
import type { Bilingual } from '#model/bilingual';
import type { Declared } from '../layouts/layout.ts';
import {
  SLICE_PARTS, type BoundPart, type BoundText, type SlicePart, type SliceParts, type StatedOfSlice,
} from './bound.ts'; // prettier-ignore
import { partOf } from './sliceReader.ts';
import { targetOf } from './targets.ts';

export interface BoundSlice {
  readonly fixed: Partial<SliceParts>;
  readonly varying: readonly BoundPart[];
  readonly declared: Partial<Readonly<Record<SlicePart, string>>>;
  readonly reported: string | null;
}

const PART_WORDS: Readonly<Record<StatedOfSlice, Bilingual>> = {
  region: { zh: '地区', en: 'region' },
  year: { zh: '年度', en: 'year' },
  month: { zh: '月份', en: 'month' },
  book: { zh: '预算种类', en: 'book' },
  flow: { zh: '收支方向', en: 'flow' },
  scope: { zh: '口径', en: 'scope' },
  reported: { zh: '报送日期', en: 'date of the source' },
};

/** Longer paths are cut from the left: what says something stands at the end. */
const LONGEST_PATH = 200;

/** @param findColumn how a column of the file is found; null where it has none, with the reject already said */
export function bindSlice(
  mapping: Mapping,
  { path, declared }: { readonly path: string; readonly declared: Declared },
  findColumn: (place: string, source: ColumnMapping) => BoundText | null,
  rejects: Reject[],
): BoundSlice {
  const said: Partial<Record<StatedOfSlice, string>> = {
    ...(declared.region === undefined ? {} : { region: declared.region }),
    ...(declared.scope === undefined ? {} : { scope: declared.scope }),
    ...(declared.year === undefined ? {} : { year: String(declared.year) }),
    ...(declared.month === undefined ? {} : { month: String(declared.month) }),
    ...(declared.reported === undefined ? {} : { reported: declared.reported }),
  };
  const fixed: Partial<Record<SlicePart, string | number>> = {};
  const varying: BoundPart[] = [];
  for (const part of SLICE_PARTS) {
    const source = mapping.slice?.[part];
    if (source !== undefined && isColumn(source)) {
      const column = findColumn(`slice.${part}`, source);
      if (column !== null) varying.push({ ...column, part });
      continue;
    }
    const text = statedText(mapping, part, path, said, rejects);
    if (text === null) continue;
    const value = partOf(part, text);
    if (typeof value === 'object')
      rejects.push(reject('mapping-invalid', { place: PLACE_OF(part), problem: notA(part, text) }));
    else fixed[part] = value;
  }
  demandParts(
    mapping,
    new Set([...Object.keys(fixed), ...varying.map(({ part }) => part)]),
    path,
    rejects,
  );
  const dated = mapping.slice?.reported;
  if (dated !== undefined && isColumn(dated)) {
    const column = findColumn('slice.reported', dated);
    const form = dated.date === undefined ? {} : { date: dated.date };
    if (column !== null) varying.push({ ...column, ...form, part: 'reported' });
  }
  const reported = statedText(mapping, 'reported', path, said, rejects);
  if (reported !== null && !isDay(reported))
    rejects.push(reject('date-invalid', {}, { path, value: reported }));
  return {
    fixed: partsOf(fixed),
    varying,
    declared: Object.fromEntries(
      SLICE_PARTS.flatMap((part) => (said[part] === undefined ? [] : [[part, said[part]]])),
    ),
    reported,
  };
}

function isColumn(source: ColumnMapping | StatedPart): source is ColumnMapping {
  return 'from' in source;
}

/** What a constant, the path or the person says of a part; a contradiction between them is a reject. */
function statedText(
  mapping: Mapping,
  part: StatedOfSlice,
  path: string,
  said: Partial<Readonly<Record<StatedOfSlice, string>>>,
  rejects: Reject[],
): string | null {
  const constant = mapping.constants?.[part];
  const source = mapping.slice?.[part];
  const stated = source === undefined || isColumn(source) ? undefined : source;
  const inPath = stated?.path === undefined ? null : matchOf(stated.path, path);
  const own = constant === undefined ? inPath : String(constant);
  const given = said[part];
  if (given === undefined) return own ?? stated?.default ?? null;
  if (own !== null && !sameValue(part, own, given)) {
    rejects.push(
      reject(
        'declared-otherwise',
        { what: PART_WORDS[part], declared: given, found: own },
        { path },
      ),
    );
  }
  return given;
}

function sameValue(part: StatedOfSlice, one: string, other: string): boolean {
  if (part === 'reported') return one === other;
  return one === other || partOf(part, one) === partOf(part, other);
}

/** The first group of the last match, or the whole of it. */
function matchOf(pattern: string, path: string): string | null {
  const match = [
    ...path.slice(-LONGEST_PATH).replaceAll('\\', '/').matchAll(new RegExp(pattern, 'gu')),
  ].at(-1);
  return match === undefined ? null : (match[1] ?? match[0]);
}

function demandParts(
  mapping: Mapping,
  there: ReadonlySet<string>,
  path: string,
  rejects: Reject[],
): void {
  if (!there.has('region')) rejects.push(reject('region-missing', {}, { path }));
  if (!there.has('year')) rejects.push(reject('year-missing', {}, { path }));
  for (const part of targetOf(mapping.dataset).needs) {
    if (there.has(part)) continue;
    rejects.push(
      part === 'month'
        ? reject('month-missing', {}, { path })
        : reject('part-missing', { part: PART_WORDS[part], flag: `constants.${part}` }, { path }),
    );
  }
}

/** The same parts by their types; `partOf` has looked at each. */
function partsOf(
  found: Partial<Readonly<Record<SlicePart, string | number>>>,
): Partial<SliceParts> {
  const { region, year, month, book, flow, scope } = found;
  return {
    ...(typeof region === 'string' ? { region } : {}),
    ...(typeof year === 'number' ? { year } : {}),
    ...(typeof month === 'number' ? { month: month as Month } : {}),
    ...(isBook(book) ? { book } : {}),
    ...(isFlow(flow) ? { flow } : {}),
    ...(scope === 'all' || scope === 'own' || scope === 'unstated' ? { scope } : {}),
  };
}

function isBook(text: unknown): text is 'general' | 'fund' | 'capital' | 'social' {
  return text === 'general' || text === 'fund' || text === 'capital' || text === 'social';
}

function isFlow(text: unknown): text is 'revenue' | 'expenditure' | 'balance' {
  return text === 'revenue' || text === 'expenditure' || text === 'balance';
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/u.test(text) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(text)
  );
}

const PLACE_OF = (part: SlicePart): string => `constants.${part}`;

function notA(part: SlicePart, text: string): Bilingual {
  const { zh, en } = PART_WORDS[part];
  return { zh: `“${text}”不是有效的${zh}`, en: `“${text}” is no ${en}` };
}
