/** In charge of a question in words: `丽江市 2025年 全辖区 一般公共预算 支出 执行数`, in both languages. */
import type { PoolClient } from 'pg';
import type { Bilingual } from '#model/bilingual';
import { nameOfCode } from '#contract/codes';
import type { Filter, NamedDimension, NamedMeasure } from './request.ts';

/** Names of codes by `dimension code`. */
export type Names = ReadonlyMap<string, Bilingual>;

interface Spoken {
  readonly cube: string;
  readonly measures: readonly NamedMeasure[];
  readonly by: readonly NamedDimension[];
  readonly where: readonly Filter[];
}

/** Dimensions that name themselves in ledgers, without a classification of the nation. */
const OWN = ['unit', 'project', 'fund', 'method', 'settlement'];

/** The names of the regions and lines that the filters of a question name, also as the ledgers of a version name them. */
export async function namesOf(
  client: PoolClient,
  where: readonly Filter[],
  version: number | null = null,
): Promise<Names> {
  const codes = where.flatMap(({ name, dimension, values }) => {
    const own = dimension.cut ?? dimension.members ?? (OWN.includes(name) ? name : null);
    const scheme = name === 'region' ? 'region' : (own ?? (name === 'item' ? '' : null));
    return scheme === null
      ? []
      : values.filter((value) => typeof value === 'string').map((code) => ({ name, scheme, code }));
  });
  if (codes.length === 0) return new Map();
  const { rows } = await client.query<{
    name: string;
    code: string;
    zh: string;
    en: string | null;
  }>(
    `select k.name, k.code, coalesce(r.name_zh, n.name, c.name_zh) as zh, coalesce(r.name_en, n.name_en, c.name_en) as en
     from jsonb_to_recordset($1) as k (name text, scheme text, code text)
     left join regions r on k.scheme = 'region' and r.region_code = k.code
     left join lateral (
       select n.name, n.name_en from names n
       join version_batches v on v.version = $2 and v.batch_id = n.batch_id
       where n.code = k.code and n.scheme = k.scheme and n.region_code = any ($3) order by n.batch_id desc limit 1
     ) n on true
     left join lateral (
       select name_zh, name_en from classifications c
       where c.code = k.code and (c.scheme = k.scheme or k.scheme = '') and k.scheme <> 'region' order by valid_from desc limit 1
     ) c on true
     where coalesce(r.name_zh, n.name, c.name_zh) is not null`,
    [JSON.stringify(codes), version, regionsOf(where)],
  );
  return new Map(rows.map(({ name, code, zh, en }) => [`${name} ${code}`, { zh, en: en ?? zh }]));
}

function regionsOf(where: readonly Filter[]): string[] {
  return where.flatMap(({ name, values }) => (name === 'region' ? values.map(String) : []));
}

/** Says what is asked. */
export function speak({ cube, measures, by, where }: Spoken, names: Names): Bilingual {
  const order = ['region', 'year', 'auditYear', 'month', 'scope', 'book', 'flow'];
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const filters = where.toSorted((one, other) => rank(one.name) - rank(other.name));
  const say = (language: keyof Bilingual) => {
    const list = language === 'zh' ? '、' : ', ';
    const parts = filters.map((filter) => sayFilter(cube, filter, names, language, list));
    const measured = measures.map(({ measure }) => measure.title[language]).join(list);
    const grouped = by.map(({ dimension }) => dimension.title[language]).join(list);
    if (language === 'zh')
      return `${parts.join(' ')} ${measured}${grouped === '' ? '' : `（按${grouped}）`}`.trim();
    return `${measured}${parts.length === 0 ? '' : ` · ${parts.join(' · ')}`}${grouped === '' ? '' : ` · by ${grouped}`}`;
  };
  return { zh: say('zh'), en: say('en') };
}

const PLAIN = ['region', 'scope', 'book', 'flow'];

function sayFilter(
  cube: string,
  { name, dimension, values }: Filter,
  names: Names,
  language: keyof Bilingual,
  list: string,
): string {
  const absent = language === 'zh' ? '（无）' : '(none)';
  const said = values.map((value) => {
    if (value === null) return absent;
    const text = String(value);
    const closed = nameOfCode(cube, name, text);
    const named = closed ?? names.get(`${name} ${text}`);
    if (named === undefined) return text.startsWith('n:') ? text.slice(2) : text;
    return PLAIN.includes(name) || closed !== undefined
      ? named[language]
      : `${text} ${named[language]}`;
  });
  if (name === 'year') return language === 'zh' ? `${said.join(list)}年` : said.join(list);
  const joined = said.join(list);
  return PLAIN.includes(name)
    ? joined
    : `${dimension.title[language]}${language === 'zh' ? '：' : ': '}${joined}`;
}
