/** In charge of the fields of a multipart request in which a person says something about a file. */
import { SCOPES } from '#model/slice';
import { refusal } from '#contract/problem';
import type { LoadRequest } from '#load';

const LONGEST_FIELD = 500;
const DECLARED = ['region', 'scope', 'year', 'month', 'reported', 'source'] as const;
type DeclaredName = (typeof DECLARED)[number];

/** What the fields declare. Refuses a field that is neither one of these nor in `others`, and a value that cannot be meant. */
export function declaredIn(
  fields: ReadonlyMap<string, string>,
  others: readonly string[],
): LoadRequest['declared'] {
  const known: readonly string[] = [...DECLARED, ...others];
  for (const name of fields.keys()) {
    if (!known.includes(name)) throw refusal('unknown-parameter', [name, known.join(', ')], name);
  }
  const text = (name: DeclaredName, shape: RegExp, expected: string) =>
    fieldText(fields, name, shape, expected);
  const region = text('region', /^([1-9][0-9]{5}(~[^\s~,]{1,60})?|[A-Z]{2}[0-9]{3,8})$/u, '530700');
  const scope = SCOPES.find(
    (known) => known === text('scope', /^(all|own|unstated)$/, SCOPES.join(' | ')),
  );
  const year = text('year', /^[12][0-9]{3}$/, '2025');
  const month = text('month', /^([1-9]|1[0-3])$/, '1–13');
  const reported = text(
    'reported',
    /^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/,
    '2026-01-15',
  );
  const source = text('source', /^[^\u0000-\u001f]+$/u, 'text');
  return {
    ...(region === undefined ? {} : { region }),
    ...(scope === undefined ? {} : { scope }),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(reported === undefined ? {} : { reported }),
    ...(source === undefined ? {} : { source }),
  };
}

/** The text of a field; undefined where it is absent or blank. */
export function fieldText(
  fields: ReadonlyMap<string, string>,
  name: string,
  shape: RegExp,
  expected: string,
): string | undefined {
  const value = fields.get(name)?.trim();
  if (value === undefined || value === '') return undefined;
  if (value.length > LONGEST_FIELD || !shape.test(value))
    throw refusal('bad-value', [name, value, expected], name);
  return value;
}
