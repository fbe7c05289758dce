/** In charge of the description of the interface (OpenAPI 3.1): cubes, dimensions and problems come from where they are declared. */
import type { Dataset } from '#model/dataset';
import { MAX_LIMIT } from '#contract/address';
import { CUBES, dimensionsOf, measuresOf } from '#contract/cubes';
import { PROBLEM_CODES } from '#contract/problem';
import { PROJECT_ORDERS } from '../query/projectList.ts';
import { alertPaths } from './alertPaths.ts';
import { ARROW, CSV, JSON_TYPE, XLSX } from '../plugins/mediaType.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description: string;
  readonly schema: Json;
  readonly [more: string]: Json;
}

const text = { type: 'string' } as const;
const whole = { type: 'integer', minimum: 1, maximum: MAX_LIMIT } as const;

function parameter(name: string, description: string, schema: Json = text): Parameter {
  return { name, in: 'query', required: false, description, schema };
}

function list(name: string, description: string, values?: readonly string[]): Parameter {
  const items = values === undefined ? text : { type: 'string', enum: [...values] };
  return {
    ...parameter(name, description, { type: 'array', items }),
    style: 'form',
    explode: false,
  };
}

const TIME: readonly Parameter[] = [
  parameter(
    'asOf',
    'Version number, or an instant on our clock (Asia/Shanghai unless it carries a zone; a date is its end).',
  ),
];
const PAGE: readonly Parameter[] = [
  parameter('limit', 'Rows of a page: 200 unless given, at most 1000.', whole),
  parameter('after', 'The `next` of the page before.'),
];

const LISTED: readonly Parameter[] = [
  ...TIME,
  parameter('reportedBy', 'Date on the sources’ clock, YYYY-MM-DD.'),
  parameter('limit', 'Rows of a page: 200 unless given, at most 1000.', whole),
  parameter('cursor', 'The `next` of the page before.'),
];

function cubeFilters(name: string): Parameter[] {
  const dataset = CUBES.get(name);
  return dataset === undefined ? [] : filters(dataset);
}

const problem: Json = {
  description: 'The question was wrong; nothing has changed.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function get(summary: string, parameters: readonly Json[], content: Json, open = false): Json {
  return {
    get: {
      summary,
      parameters,
      responses: { '200': { description: 'The answer', content }, '4XX': problem },
      ...(open ? { security: [] } : {}),
    },
  };
}

const json: Json = { [JSON_TYPE]: { schema: { type: 'object' } } };

function filters(dataset: Dataset): Parameter[] {
  return [...dimensionsOf(dataset)].map(([name, { title, adds, type }]) => {
    const rule = {
      fixed: 'one value, or in `by`',
      resolved: 'chosen by rule where absent',
      additive: 'any',
    }[adds];
    return list(
      name,
      `${title.zh} ${title.en} (${type}; ${rule}). Alternatives separated by commas; \`~\` is absent.`,
    );
  });
}

function cubePaths(dataset: Dataset): Record<string, Json> {
  const { name, title } = dataset;
  const measures = [...measuresOf(dataset).keys()];
  const dimensions = [...dimensionsOf(dataset).keys()];
  const span = [
    parameter('from', 'First month, YYYY-MM.'),
    parameter('to', 'Last month, YYYY-MM.'),
    ...TIME,
    parameter('reportedBy', 'Date on the sources’ clock, YYYY-MM-DD.'),
  ];
  const forms: Json = {
    [ARROW]: { schema: { type: 'string', format: 'binary' } },
    [JSON_TYPE]: { schema: { $ref: '#/components/schemas/QueryJson' } },
    [CSV]: { schema: text },
    [XLSX]: { schema: { type: 'string', format: 'binary' } },
  };
  return {
    [`/api/query/${name}`]: get(
      `${title.zh} ${title.en}`,
      [
        { ...list('measures', 'What is measured.', measures), required: true },
        list('by', 'A row per combination of these.', dimensions),
        ...filters(dataset),
        ...span,
        list('order', 'Names of this question, `-` in front for descending.'),
        parameter('limit', `1 to ${MAX_LIMIT} rows.`, whole),
      ],
      forms,
    ),
    [`/api/origin/${name}`]: get(
      `${title.zh}：数字的出处。 The figures behind a number of “${title.en}”.`,
      [
        {
          ...parameter('measure', 'The measure.', { type: 'string', enum: measures }),
          required: true,
        },
        ...filters(dataset),
        ...span,
      ],
      json,
    ),
  };
}

/** The description of every address that answers. */
export function describeInterface(version: string): Json {
  const write = (method: string, summary: string, more: Record<string, Json> = {}): Json => ({
    [method]: {
      summary,
      ...more,
      responses: { '2XX': { description: 'Done', content: json }, '4XX': problem },
    },
  });
  const id: Json = { name: 'id', in: 'path', required: true, schema: text };
  const upload: Json = {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['file'],
          properties: {
            file: { type: 'array', items: { type: 'string', format: 'binary' } },
            region: text, scope: text, year: text, month: text, reported: text, source: text, dryRun: text,
          },
        },
      },
    },
  }; // prettier-ignore
  const findings = CUBES.get('findings');
  return {
    openapi: '3.1.0',
    info: {
      title: '明账 Mingzhang',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ session: [] }, { token: [] }],
    paths: {
      '/api/health': get('Whether the system runs, and its newest version', [], json, true),
      '/api/openapi.json': get('This description', [], json),
      '/api/session': {
        ...(get('Who is signed in', [], json) as object),
        ...(write('delete', 'Sign out') as object),
      },
      '/api/sign-out': write('post', 'Sign out'),
      '/sign-in/{secret}': get(
        'Spends a one-time link, sets the session cookie and leads to /',
        [{ ...(id as object), name: 'secret' }],
        {},
        true,
      ),
      '/api/cubes': get('Cubes with their dimensions and measures', [], json),
      '/api/slices': get(
        'What is loaded',
        [...TIME, parameter('reportedBy', 'Date on the sources’ clock, YYYY-MM-DD.')],
        json,
      ),
      '/api/members/{dimension}': get(
        'Codes of a dimension with their names; any filter of the cube',
        [
          { ...(id as object), name: 'dimension' },
          parameter('cube', 'execution unless given'),
          ...TIME,
        ],
        json,
      ),
      ...Object.fromEntries(
        [...CUBES.values()].flatMap((dataset) => Object.entries(cubePaths(dataset))),
      ),
      ...alertPaths({ get, write, list, parameter, json, TIME, PAGE }),
      '/api/findings': get(
        'Audit findings',
        [...(findings === undefined ? [] : filters(findings)), ...TIME, ...PAGE],
        json,
      ),
      '/api/payments': get(
        'Payments one by one, page by page; as CSV and Excel the rows of the filters up to a limit that the file states',
        [
          ...cubeFilters('payments'),
          parameter('from', 'First month, YYYY-MM.'),
          parameter('to', 'Last month, YYYY-MM.'),
          parameter('payment', 'One payment by its id.'),
          parameter(
            'text',
            'Words, each of which occurs in the purpose or the payee as this reader may see them.',
          ),
          parameter('least', 'Smallest amount, currency units.'),
          parameter('most', 'Largest amount, currency units.'),
          parameter('order', '-date, date, -amount, amount.'),
          parameter(
            'unmask',
            '`true`: names of persons, for roles that may see them; each such question is logged.',
          ),
          ...LISTED,
        ],
        {
          ...(json as object),
          [CSV]: { schema: text },
          [XLSX]: { schema: { type: 'string', format: 'binary' } },
        },
      ),
      '/api/movements': get(
        'Budget movements, oldest first; filters as of the cube',
        [...cubeFilters('movements'), ...LISTED],
        json,
      ),
      '/api/projects': get(
        'Projects as they stood at a month; filters as of the cube',
        [
          ...cubeFilters('projects'),
          parameter('order', `${PROJECT_ORDERS.join(', ')}; \`-\` in front for descending.`),
          ...LISTED,
        ],
        json,
      ),
      '/api/versions': get('Versions, newest first', PAGE, json),
      '/api/changes': get(
        'What one version states differently from another, the largest difference first',
        [
          { ...parameter('from', 'Version number, or an instant on our clock.'), required: true },
          parameter('to', 'As `from`; the newest version unless given.'),
          parameter('region', 'Only this region.'),
          parameter(
            'limit',
            'Rows: 200 unless given, at most 1000. The counts are of everything.',
            whole,
          ),
        ],
        json,
      ),
      '/api/versions/{id}/rollback': write(
        'post',
        'Publishes a new version with the batches of this one',
        { parameters: [id] },
      ),
      '/api/loads': {
        ...(get('Loads, newest first', PAGE, json) as object),
        ...(write('post', 'Upload files; answers 202 with an id', {
          requestBody: upload,
        }) as object),
      },
      '/api/mappings': get('Built-in mappings: how tables of known systems are read', [], json),
      '/api/templates': get(
        'Template workbooks of registers, to be filled in and loaded',
        [],
        json,
      ),
      '/api/templates/{dataset}': get(
        'One template workbook (xlsx): headers, drop-downs, explanations',
        [{ ...parameter('dataset', 'Name of the register.'), in: 'path', required: true }],
        { content: { [XLSX]: { schema: text } } },
      ),
      '/api/mappings/schema': get('JSON Schema of a mapping document', [], json),
      '/api/mappings/propose': write(
        'post',
        'How a file would be read: by a proposed mapping, or by the one that is sent along; keeps nothing',
        {
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: ['file'],
                  properties: {
                    file: { type: 'string', format: 'binary' },
                    mapping: text, dataset: text, region: text, scope: text, year: text, month: text, reported: text, source: text,
                  },
                },
              },
            },
          }, // prettier-ignore
        },
      ),
      '/api/loads/{id}': {
        ...(get('A load with its report', [id], json) as object),
        ...(write('delete', 'Cancel', { parameters: [id] }) as object),
      },
      '/api/loads/{id}/events': get('Progress as server-sent events', [id], {
        'text/event-stream': { schema: text },
      }),
    },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'mingzhang_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'detail'],
          properties: {
            type: text,
            title: text,
            status: { type: 'integer' },
            code: { type: 'string', enum: PROBLEM_CODES.map(({ code }) => code) },
            detail: text,
            field: text,
          },
        },
        QueryJson: {
          type: 'object',
          required: ['version', 'rows'],
          properties: {
            version: { type: 'integer' },
            rows: { type: 'array', items: { type: 'object' } },
            disagreements: { type: 'array' },
          },
        },
      },
    },
  };
}
