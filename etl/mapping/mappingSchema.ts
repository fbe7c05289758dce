/** In charge of the published JSON Schema of mapping documents and of saying in plain words where a document departs from it. */
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { Bilingual } from '#model/bilingual';
import type { Mapping } from '#model/mapping';

const texts = import.meta.glob<string>('./mapping.schema.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The schema as it is published, for editors and for the page. */
export const mappingSchema = JSON.parse(texts['./mapping.schema.json'] ?? '') as Readonly<
  Record<string, unknown>
>;

let compiled: ValidateFunction<Mapping> | null = null;

/** Compiled when the first mapping is read: most runs of the program read none. */
function validator(): ValidateFunction<Mapping> {
  compiled ??= new Ajv({ allErrors: true, verbose: true, strictTypes: false }).compile<Mapping>(
    mappingSchema,
  );
  return compiled;
}

/** What is wrong, and where in the document (`columns.amount.take`; '' for the document as a whole). */
export interface SchemaProblem {
  readonly place: string;
  readonly problem: Bilingual;
}

export type Validated =
  { readonly mapping: Mapping } | { readonly problems: readonly SchemaProblem[] };

/** The document as a mapping, or everything that is wrong with its shape. */
export function validateMapping(document: unknown): Validated {
  const validate = validator();
  if (validate(document)) return { mapping: document };
  const all = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  // of alternatives only the branch itself says something to a person
  const branches = all
    .filter(({ keyword }) => keyword === 'oneOf')
    .map(({ instancePath }) => instancePath);
  const told = all.filter(
    ({ keyword, instancePath }) =>
      keyword === 'oneOf' || !branches.some((path) => instancePath.startsWith(path)),
  );
  const problems = new Map(
    told.map((error) => {
      const problem = { place: placeOf(error), problem: wordsOf(error) };
      return [JSON.stringify(problem), problem] as const;
    }),
  );
  return { problems: [...problems.values()] };
}

/** `/columns/amount/take/0` → `columns.amount.take[1]`, with the surplus property where that is what is wrong. */
function placeOf({ instancePath, keyword, params }: ErrorObject): string {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { additionalProperty } = params as { additionalProperty?: string };
  if (keyword === 'additionalProperties' && additionalProperty !== undefined)
    steps.push(additionalProperty);
  return steps.reduce((place, step) => {
    if (/^\d+$/u.test(step)) return `${place}[${String(Number(step) + 1)}]`;
    return place === '' ? step : `${place}.${step}`;
  }, '');
}

function wordsOf({ keyword, params, schema, parentSchema }: ErrorObject): Bilingual {
  const facts = params as Readonly<Record<string, unknown>>;
  const { limit: most } = params as { limit?: number };
  const limit = String(most);
  switch (keyword) {
    case 'required':
      return {
        zh: `缺少“${String(facts['missingProperty'])}”`,
        en: `“${String(facts['missingProperty'])}” is missing`,
      };
    case 'additionalProperties': {
      const known = Object.keys((parentSchema?.['properties'] ?? {}) as object).join(', ');
      return {
        zh: `不认识这一项，可用的有 ${known}`,
        en: `this is not known; available: ${known}`,
      };
    }
    case 'enum': {
      const allowed = (schema as readonly unknown[])
        .map((value) => JSON.stringify(value))
        .join(', ');
      return { zh: `应为以下之一：${allowed}`, en: `this should be one of ${allowed}` };
    }
    case 'type': {
      const type = String(facts['type']);
      return {
        zh: `类型应为 ${TYPES[type]?.zh ?? type}`,
        en: `this should be ${TYPES[type]?.en ?? type}`,
      };
    }
    case 'pattern':
      return {
        zh: '只能用小写字母、数字和连字符，以字母开头',
        en: 'only lower-case letters, digits and hyphens, beginning with a letter',
      };
    case 'minimum':
      return { zh: `不得小于 ${limit}`, en: `this must be at least ${limit}` };
    case 'maximum':
      return { zh: `不得大于 ${limit}`, en: `this must be at most ${limit}` };
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return { zh: `内容过少，至少 ${limit} 项（字）`, en: `too little; at least ${limit}` };
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return { zh: `内容过多，至多 ${limit} 项（字）`, en: `too much; at most ${limit}` };
    case 'oneOf':
      return {
        zh: '写法不对，应为列名、列的序号（从 1 起），或两者的列表；表头可写 auto 或 false',
        en: 'this should be the name of a column, its position from 1, or a list of them; a header may also be auto or false',
      };
    default:
      return { zh: `不符合格式（${keyword}）`, en: `this has not the right form (${keyword})` };
  }
}

const TYPES: Readonly<Record<string, Bilingual>> = {
  object: { zh: '键值表', en: 'a table of keys and values' },
  array: { zh: '列表', en: 'a list' },
  string: { zh: '文字（可加引号）', en: 'a text (put it in quotes)' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
};
