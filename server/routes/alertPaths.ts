/** In charge of the description of what answers about alerts, cases and rules. */
import { ALERT_CUBE, ALERT_DIMENSIONS, ALERT_MEASURES } from '#contract/alertCube';
import { ALERT_FILTERS, ALERT_ORDERS } from '../cases/alertRows.ts';
import { CASE_ACTIONS } from '../cases/machine.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The words of the description's own language. */
export interface Describing {
  readonly get: (summary: string, parameters: readonly Json[], content: Json) => Json;
  readonly write: (method: string, summary: string, more?: Record<string, Json>) => Json;
  readonly list: (name: string, description: string, values?: readonly string[]) => Json;
  readonly parameter: (name: string, description: string, schema?: Json) => Json;
  readonly json: Json;
  readonly TIME: readonly Json[];
  readonly PAGE: readonly Json[];
}

const inPath = (name: string, values?: readonly string[]): Json => ({
  name,
  in: 'path',
  required: true,
  schema: values === undefined ? { type: 'string' } : { type: 'string', enum: values },
});

export function alertPaths({
  get,
  write,
  list,
  parameter,
  json,
  TIME,
  PAGE,
}: Describing): Record<string, Json> {
  const filters = ALERT_FILTERS.map((name) => list(name, name));
  const one = inPath('id');
  return {
    [`/api/query/${ALERT_CUBE}`]: get(
      '预警 Alerts counted and added up, one per matter',
      [
        list('measures', 'What is measured.', Object.keys(ALERT_MEASURES)),
        list('by', 'A row per combination of these.', Object.keys(ALERT_DIMENSIONS)),
        ...Object.keys(ALERT_DIMENSIONS).map((name) => list(name, name)),
        list('order', 'Names of this question, `-` in front for descending.'),
        ...TIME,
      ],
      json,
    ),
    '/api/flags': get(
      'Alerts, one row per matter (`each=true`: every result of a rule), most serious first',
      [...filters, list('order', 'One of these.', ALERT_ORDERS), ...TIME, ...PAGE],
      json,
    ),
    '/api/flags/loop': get(
      'How far alerts have come, from found to closed',
      [...['region', 'year', 'unit'].map((name) => list(name, name)), ...TIME],
      json,
    ),
    '/api/flags/{id}': get(
      'One alert: its rows, its history, what may be done with it',
      [
        one,
        parameter('unmask', '`true`: names of persons, for roles that may see them; logged.'),
        ...TIME,
      ],
      json,
    ),
    '/api/flags/{id}/{action}': write(
      'post',
      'A step with a case: {revision, text?, due?, assignee?, to?, into?}; with a file as multipart',
      { parameters: [one, inPath('action', CASE_ACTIONS)] },
    ),
    '/api/flags/{id}/attachments/{file}': get('A file of a case', [one, inPath('file')], {}),
    '/api/rules': get('Rules with their thresholds, and how they ran', TIME, json),
    '/api/rules/{id}': {
      ...(get('The setting of a rule, its changes, and where inputs are missing', [one, ...TIME], json) as object),
      ...(write('put', 'Changes the setting: {setting: {on, thresholds}, exemptions, reason}; makes a new version', { parameters: [one] }) as object),
    },
    '/api/rules/{id}/back-test': write(
      'post',
      'What a setting would gain and lose over everything that is loaded: {setting, exemptions}',
      { parameters: [one] },
    ),
    '/api/completeness': get(
      'Which table of which department has arrived for which month',
      [parameter('region', 'The region.'), parameter('year', 'The fiscal year.'), ...TIME],
      json,
    ),
  };
} // prettier-ignore
