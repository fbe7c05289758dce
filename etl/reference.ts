/** In charge of the reference data in sql/reference: regions and dated classifications, as they are looked up and as they go into the database. */
import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { SCHEMES, type Scheme } from '#model/code';
import { parseRegionCode, type RegionCode } from '#model/region';
import { compact, nameKey } from '#model/text';

const files = import.meta.glob<string>('../sql/reference/*.csv', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface Region {
  readonly code: RegionCode;
  readonly name: string;
  readonly english: string | null;
  readonly parent: RegionCode | null;
  /** 0 country, 1 province, 2 prefecture, 3 county or district. */
  readonly level: number;
  /** Other names in official use: 玉龙县 for 玉龙纳西族自治县. */
  readonly aliases: readonly string[];
}

/** One code of one scheme for the fiscal years in which it bore this name. */
export interface Classification {
  readonly scheme: Scheme;
  readonly code: string;
  readonly name: string;
  readonly english: string | null;
  readonly parent: string | null;
  /** 1 类, 2 款, 3 项, 4 目. */
  readonly level: number;
  /** Fiscal years, both included. */
  readonly from: number;
  readonly to: number;
  /** Earlier names and other wordings seen in print. */
  readonly aliases: readonly string[];
}

/** Every region of GB/T 2260 down to counties, by code. */
export const regions: ReadonlyMap<string, Region> = new Map(
  rowsOf('regions').map((row): [string, Region] => {
    const code = regionCode(row['code']);
    const parent = row['parent'] ?? '';
    return [
      code,
      {
        code,
        name: row['name'] ?? '',
        english: orNull(row['english']),
        parent: parent === '' ? null : regionCode(parent),
        level: Number(row['level']),
        aliases: listOf(row['aliases']),
      },
    ];
  }),
);

/** Every dated code of every scheme, in order of code and year. */
export const classifications: readonly Classification[] = SCHEMES.flatMap((scheme) =>
  rowsOf(scheme).map((row) => ({
    scheme,
    code: row['code'] ?? '',
    name: row['name'] ?? '',
    english: orNull(row['english']),
    parent: orNull(row['parent']),
    level: Number(row['level']),
    from: Number(row['from'] ?? '') || 0,
    to: Number(row['to'] ?? '') || 9999,
    aliases: listOf(row['aliases']),
  })),
);

const byCode = new Map<string, Classification[]>();
const byName = new Map<string, Classification[]>();
for (const row of classifications) {
  push(byCode, `${row.scheme} ${row.code}`, row);
  for (const name of new Set([row.name, ...row.aliases].map(itemKey))) {
    push(byName, `${row.scheme} ${name}`, row);
  }
}

const regionsByName = new Map<string, Region[]>();
for (const region of regions.values()) {
  for (const name of new Set([region.name, ...region.aliases].map(compact))) {
    push(regionsByName, name, region);
  }
}

/** The code as it stood in a fiscal year (any year where null), else as it stands in another year; null when it is in no list. */
export function classification(
  scheme: Scheme,
  code: string,
  year: number | null,
): Classification | null {
  const rows = byCode.get(`${scheme} ${code}`) ?? [];
  return (
    rows.find((row) => year !== null && row.from <= year && year <= row.to) ?? rows.at(-1) ?? null
  );
}

/**
 * The code that a printed name means: among what hangs under `under` where that is given, nearest first; else the outermost one
 * with that name. Names of the year come before names of other years. Null when none, or several equally near, have it.
 */
export function codeByName(
  scheme: Scheme,
  name: string,
  year: number | null,
  under?: string | null,
): string | null {
  const named = byName.get(`${scheme} ${itemKey(name)}`) ?? [];
  const inYear = named.filter((row) => year !== null && row.from <= year && year <= row.to);
  for (const rows of inYear.length > 0 ? [inYear, named] : [named]) {
    const near = rows
      .map((row) => ({ code: row.code, distance: distanceTo(row, under ?? null) }))
      .filter((found): found is { code: string; distance: number } => found.distance !== null);
    const nearest = Math.min(...near.map(({ distance }) => distance));
    const codes = new Set(
      near.filter(({ distance }) => distance === nearest).map(({ code }) => code),
    );
    const [code] = codes;
    if (code !== undefined) return codes.size === 1 ? code : null;
  }
  return null;
}

/**
 * The region that a printed name means: its official or other name, with or without its ending (丽江), alone or after the names
 * of regions above it (云南省丽江市). `within` keeps to the regions below another. Null when none or several fit.
 */
export function regionByName(name: string, within?: string | null): RegionCode | null {
  const found = new Set(
    regionsNamed(compact(name)).filter((region) => isWithin(region, within ?? null)),
  );
  const [region] = found;
  return found.size === 1 && region !== undefined ? region.code : null;
}

/** Brings the reference data of the database up to these; changes nothing the second time. Regions of other origin stay. */
export async function loadReference(client: pg.ClientBase): Promise<void> {
  await client.query(
    `insert into regions (region_code, parent, name_zh, name_en, level)
     select code, parent, name, english, level
     from jsonb_to_recordset($1::jsonb) as r (code text, parent text, name text, english text, level smallint)
     on conflict (region_code) do update
       set parent = excluded.parent, name_zh = excluded.name_zh, name_en = excluded.name_en, level = excluded.level
       where (regions.parent, regions.name_zh, regions.name_en, regions.level)
         is distinct from (excluded.parent, excluded.name_zh, excluded.name_en, excluded.level)`,
    [JSON.stringify([...regions.values()])],
  );
  await client.query(
    `insert into classifications (scheme, code, valid_from, valid_to, parent, level, name_zh, name_en, aliases)
     select scheme, code, "from", "to", parent, level, name, english,
       array(select jsonb_array_elements_text(aliases))
     from jsonb_to_recordset($1::jsonb)
       as c (scheme text, code text, "from" smallint, "to" smallint, parent text, level smallint, name text, english text, aliases jsonb)
     on conflict (scheme, code, valid_from) do update
       set valid_to = excluded.valid_to, parent = excluded.parent, level = excluded.level,
         name_zh = excluded.name_zh, name_en = excluded.name_en, aliases = excluded.aliases
       where (classifications.valid_to, classifications.parent, classifications.level,
           classifications.name_zh, classifications.name_en, classifications.aliases)
         is distinct from (excluded.valid_to, excluded.parent, excluded.level, excluded.name_zh, excluded.name_en, excluded.aliases)`,
    [JSON.stringify(classifications)],
  );
}

/** `国有企业政策性补贴（项）` and `国有企业政策性补贴` are told apart by their place, not by the word in brackets. */
function itemKey(name: string): string {
  return nameKey(name).replace(/\([类款项目]\)$/u, '');
}

/** Levels between a code and an ancestor of it; from the top where no ancestor is asked; null where it is none. */
function distanceTo(row: Classification, ancestor: string | null): number | null {
  if (ancestor === null) return row.level;
  let distance = 0;
  for (let parent = row.parent; parent !== null; distance++) {
    if (parent === ancestor) return distance;
    parent = classification(row.scheme, parent, null)?.parent ?? null;
  }
  return null;
}

function regionsNamed(name: string): Region[] {
  const exact = regionsByName.get(name);
  if (exact !== undefined) return exact;
  const found: Region[] = [];
  for (const [own, candidates] of regionsByName) {
    if (isShortFor(name, own)) found.push(...candidates);
    else if (name.endsWith(own)) {
      const above = new Set(regionsNamed(name.slice(0, -own.length)));
      found.push(
        ...candidates.filter((region) => [...above].some(({ code }) => isBelow(region, code))),
      );
    }
  }
  return found;
}

/** 丽江 for 丽江市, 徐汇 for 徐汇区, 浦东 for 浦东新区. */
function isShortFor(name: string, own: string): boolean {
  return (
    name.length >= 2 &&
    own.startsWith(name) &&
    /^(?:省|市|区|县|旗|州|盟|地区|新区|林区)$/u.test(own.slice(name.length))
  );
}

function isWithin(region: Region, within: string | null): boolean {
  return within === null || isBelow(region, within);
}

function isBelow(region: Region, ancestor: string): boolean {
  for (let { parent } = region; parent !== null; parent = regions.get(parent)?.parent ?? null) {
    if (parent === ancestor) return true;
  }
  return false;
}

function rowsOf(name: string): Record<string, string>[] {
  const text = files[`../sql/reference/${name}.csv`];
  if (text === undefined) throw new Error(`sql/reference/${name}.csv is missing`);
  return parse(text, { columns: true });
}

function regionCode(text: string | undefined): RegionCode {
  const code = parseRegionCode(text ?? '');
  if (code === null) throw new Error(`sql/reference/regions.csv: ${text ?? ''} is no region code`);
  return code;
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split(';').filter((part) => part !== '');
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
