/** In charge of what the person who hands in a file says about it: it fills what the file does not say and never overrules it. */
import { parseMonth } from '#model/month';
import type { FileReading } from '#model/reading';
import { parseRegionCode } from '#model/region';
import { reject, type Reject } from '#model/reject';
import type { Scope } from '#model/slice';
import type { Declared } from '../layouts/layout.ts';
import { lastDayOf } from './period.ts';

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  all: '全市/全区 (all)',
  own: '本级 (own)',
  unstated: '未说明 (unstated)',
};

/** What was declared and is no region code, month or date at all. */
export function unreadableDeclaration(
  path: string,
  { region, month, reported }: Declared,
): readonly Reject[] {
  const found: Reject[] = [];
  if (region !== undefined && parseRegionCode(region) === null) {
    found.push(reject('code-invalid', {}, { path, value: region }));
  }
  if (month !== undefined && parseMonth(month) === null) {
    found.push(reject('date-invalid', {}, { path, value: month }));
  }
  if (reported !== undefined && lastDayOf(reported) === null) {
    found.push(reject('date-invalid', {}, { path, value: reported }));
  }
  return found;
}

/**
 * What was declared against what the file says: a reject per contradiction, naming both places.
 * A file with tables of several years or scopes contradicts only a year or scope that none of them bears.
 */
export function contradictions(
  path: string,
  readings: readonly FileReading[],
  declared: Declared,
): readonly Reject[] {
  const found: Reject[] = [];
  const say = (zh: string, en: string, given: string, stated: readonly Stated[]) => {
    if (stated.length === 0 || stated.some(({ value }) => value === given)) return;
    const first = stated[0];
    found.push(
      reject(
        'declared-otherwise',
        { what: { zh, en }, declared: given, found: first?.words ?? '' },
        { path, sheet: first?.sheet ?? null, cell: first?.cell ?? null },
      ),
    );
  };
  const tables = readings.flatMap(({ tables }) => tables.filter(({ dataset }) => dataset !== null));
  if (declared.region !== undefined) {
    const stated = readings.flatMap(({ region, regionName }): Stated[] =>
      region === null ? [] : [{ value: region, words: `${region} ${regionName ?? ''}`.trim() }],
    );
    say('地区', 'region', declared.region, stated);
  }
  if (declared.year !== undefined) {
    const stated = tables.flatMap((table): Stated[] =>
      table.year === null
        ? []
        : [
            {
              value: String(table.year),
              words: `${String(table.year)}（${table.title}）`,
              ...at(table),
            },
          ],
    );
    say('年度', 'year', String(declared.year), stated);
  }
  if (declared.month !== undefined) {
    const stated = tables.flatMap((table): Stated[] => {
      const month = /^\d{4}-(\d{2})$/u.exec(table.period)?.[1];
      return month === undefined
        ? []
        : [
            {
              value: String(Number(month)),
              words: `${table.period}（${table.title}）`,
              ...at(table),
            },
          ];
    });
    say('月份', 'month', String(declared.month), stated);
  }
  if (declared.scope !== undefined) {
    const stated = tables.flatMap((table): Stated[] =>
      table.scope === 'unstated'
        ? []
        : [
            {
              value: table.scope,
              words: `${SCOPE_WORDS[table.scope]}，${table.title}`,
              ...at(table),
            },
          ],
    );
    say('口径', 'scope', declared.scope, stated);
  }
  return found;
}

interface Stated {
  readonly value: string;
  readonly words: string;
  readonly sheet?: string;
  readonly cell?: string;
}

function at(table: { readonly sheet: string; readonly range: string }) {
  const [corner = ''] = table.range.split(':');
  return { sheet: table.sheet, cell: corner };
}
