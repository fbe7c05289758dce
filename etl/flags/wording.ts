/** In charge of the words of an alert: the sentence of a rule's header, filled from one row of its result. */
import type pg from 'pg';
import type { Bilingual } from '#model/bilingual';
import type { RuleHeader, Threshold } from '../rules.ts';
import { fill } from '../steps/sentence.ts';
import { BOOK_TERMS, FLOW_TERMS, placeTerm } from '../steps/terms.ts';

/** One row of a rule's select. */
export interface RuleRow {
  readonly region_code: string;
  readonly scope: string | null;
  readonly year: number;
  readonly month: number | null;
  readonly book: string | null;
  readonly flow: string | null;
  readonly item: string | null;
  readonly item_name: string | null;
  readonly unit: string | null;
  readonly project: string | null;
  readonly measured: string | null;
  readonly expected: string | null;
  readonly measure_unit: string;
  readonly amount_at_stake: bigint | null;
  readonly severity: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly evidence: readonly unknown[];
}

export interface FlagRecord extends RuleRow {
  readonly kind: string;
  readonly explanation: Bilingual;
  readonly question: Bilingual;
}

/** Names for the sentences: regions by code; lines in English by their Chinese name, where the reference has one. */
export interface Names {
  readonly regions: ReadonlyMap<string, { readonly zh: string; readonly en: string | null }>;
  readonly english: ReadonlyMap<string, string>;
}

export async function readNames(pool: pg.Pool): Promise<Names> {
  const regions = await pool.query<{
    region_code: string;
    name_zh: string;
    name_en: string | null;
  }>('select region_code, name_zh, name_en from regions');
  const lines = await pool.query<{ name: string; name_en: string }>(
    `select name, min(name_en) as name_en from classifications, unnest(name_zh || aliases) name where name_en is not null group by name`,
  );
  return {
    regions: new Map(
      regions.rows.map((row) => [row.region_code, { zh: row.name_zh, en: row.name_en }]),
    ),
    english: new Map(lines.rows.map((row) => [row.name.normalize('NFKC'), row.name_en])),
  };
}

/** What a region is called in a sentence. */
export function placeOf({ regions }: Names, region: string, scope: string | null): Bilingual {
  return placeTerm(regions.get(region) ?? { zh: region, en: null }, scope);
}

/** The alert of a row. @throws Error where the row does not keep what the header promises */
export function speak(
  header: RuleHeader,
  thresholds: readonly Threshold[],
  row: RuleRow,
  names: Names,
): FlagRecord {
  if (!header.severities.some((severity) => severity === row.severity))
    throw new Error(`severity ${row.severity} is not in the header`);
  if (!['fen', 'ratio', 'count'].includes(row.measure_unit))
    throw new Error(`measure_unit ${row.measure_unit} is none`);
  const name = row.parameters['variant'];
  const variant = typeof name === 'string' ? header.variants[name] : undefined;
  if (typeof name === 'string' && variant === undefined)
    throw new Error(`variant ${name} is not in the header`);
  const english = (line: string) => names.english.get(line.normalize('NFKC')) ?? line;
  const place = placeOf(names, row.region_code, row.scope);
  const words = {
    place,
    year: String(row.year),
    book: BOOK_TERMS[row.book ?? ''],
    flow: FLOW_TERMS[row.flow ?? ''],
    item: row.item_name === null ? null : { zh: row.item_name, en: english(row.item_name) },
    ...Object.fromEntries(
      thresholds.map((threshold) => [
        `threshold.${threshold.name}`,
        `${threshold.value}${threshold.unit}`,
      ]),
    ),
    ...row.parameters,
  };
  const { explanation, question, kind } = variant ?? header;
  const region = names.regions.get(row.region_code)?.zh ?? row.region_code;
  const say = (template: Bilingual) => {
    const { zh, en } = fill(template, words, header.phrases, english);
    // a unit that bears the region's name (明川区文化馆) says itself where it is
    return { zh: zh.replaceAll(place.zh + region, region), en };
  };
  return { ...row, kind, explanation: say(explanation), question: say(question) };
}

const SEVERITY_ORDER = ['red', 'orange', 'yellow', 'blue', 'grey'];

/** The same findings in the same order, whatever order the database gave: most serious first, then by subject. */
export function inOrder(a: RuleRow, b: RuleRow): number {
  const key = (row: RuleRow) =>
    [
      String(SEVERITY_ORDER.indexOf(row.severity)),
      row.region_code,
      String(9999 - row.year),
      row.scope ?? '',
      row.book ?? '',
      row.flow ?? '',
      row.item ?? '',
      row.unit ?? '',
      row.project ?? '',
      String(row.month ?? 0),
    ].join('\u0000');
  const [left, right] = [key(a), key(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
