/** In charge of questions to the cube `flags`: which are good ones, and their rows as columns. */
import { to as copyTo } from 'pg-copy-streams';
import {
  ALERT_CUBE,
  ALERT_CUBE_DESCRIPTION,
  ALERT_DIMENSIONS,
  ALERT_MEASURES,
} from '#contract/alertCube';
import { refusal } from '#contract/problem';
import type { Question } from '#contract/question';
import { today } from '#flags/workingDays';
import type { Bilingual } from '#model/bilingual';
import type { ColumnBatch } from '../arrow/columns.ts';
import { encodeCsv } from '../arrow/csv.ts';
import { decode } from '../arrow/decode.ts';
import { encode } from '../arrow/encode.ts';
import type { WireField } from '../arrow/field.ts';
import { encodeJson } from '../arrow/json.ts';
import { encodeXlsx } from '../arrow/xlsx.ts';
import type { Form } from '../query/deliver.ts';
import { literal, literals } from '../query/literal.ts';
import type { Reader } from '../query/reader.ts';
import { alertSql } from './alertSql.ts';

const COLUMNS: Readonly<Record<string, string>> = {
  region: 'region_code',
  year: 'year::int',
  month: 'month::int',
  rule: 'rule',
  severity: 'severity',
  kind: 'kind',
  unit: 'unit',
  book: 'book',
  state: 'state',
};

const SUMS: Readonly<Record<string, string>> = {
  count: 'count(*)::bigint',
  amountAtStake: 'sum(abs(amount_at_stake))::bigint',
};

export interface AlertQuestion {
  readonly fields: readonly WireField[];
  /** The statement for a version, as one unit sees it. */
  readonly sql: (version: number, unit: string | null) => string;
}

/** Reads a question; refuses what the cube does not know. */
export function readAlertQuestion(question: Question): AlertQuestion {
  const { measures, by, where, order = [], limit, from, to, reportedBy } = question;
  const known = Object.keys(ALERT_DIMENSIONS).join(', ');
  if (measures.length === 0) throw refusal('no-measures', [Object.keys(SUMS).join(', ')], 'measures'); // prettier-ignore
  for (const measure of measures)
    if (!Object.hasOwn(SUMS, measure))
      throw refusal('unknown-measure', [measure, ALERT_CUBE, Object.keys(SUMS).join(', ')], 'measures'); // prettier-ignore
  for (const name of [...by, ...Object.keys(where)])
    if (!Object.hasOwn(COLUMNS, name))
      throw refusal('unknown-dimension', [name, ALERT_CUBE, known], name);
  for (const [name, value] of Object.entries({ from, to, reportedBy }))
    if (value !== undefined) throw refusal('unknown-dimension', [name, ALERT_CUBE, known], name);
  const fields: WireField[] = [
    ...by.map((name): WireField => ({ name, type: ALERT_DIMENSIONS[name]?.type ?? 'code' })),
    ...measures.map((name): WireField => ({ name, type: ALERT_MEASURES[name]?.kind === 'amount' ? 'fen' : 'count' })), // prettier-ignore
  ];
  const sorted = order.map((text) => {
    const name = text.replace(/^-/u, '');
    const at = fields.findIndex((field) => field.name === name);
    if (at < 0) throw refusal('bad-order', [name, fields.map((field) => field.name).join(', ')], 'order'); // prettier-ignore
    return `${String(at + 1)} ${text.startsWith('-') ? 'desc nulls last' : 'nulls last'}`;
  });
  const conditions = Object.entries(where).map(([name, values]) => condition(name, values));
  const select = [
    ...by.map((name) => COLUMNS[name] ?? ''),
    ...measures.map((name) => SUMS[name] ?? ''),
  ].join(', ');
  const groups = by.map((_, index) => String(index + 1));
  return {
    fields,
    sql: (version, unit) =>
      `with ${written(alertSql(false), [version, unit, today()])}
       select ${select} from alerts where place = 1 ${conditions.map((one) => `and ${one}`).join(' ')}
       ${groups.length > 0 ? `group by ${groups.join(', ')}` : ''}
       ${sorted.length + groups.length > 0 ? `order by ${[...sorted, ...groups].join(', ')}` : ''}
       ${limit === undefined ? '' : `limit ${literal(limit)}`}`,
  };
}

/** COPY takes no parameters: their values stand in the statement. */
function written(sql: string, values: readonly (string | number | null)[]): string {
  return sql.replace(/\$([1-3])/gu, (_, place: string) =>
    literal(values[Number(place) - 1] ?? null),
  );
}

function condition(name: string, values: readonly (string | null)[]): string {
  const column = COLUMNS[name] ?? '';
  const some = values.filter((value) => value !== null);
  if (ALERT_DIMENSIONS[name]?.type === 'integer')
    for (const value of some)
      if (!/^\d{1,4}$/u.test(value)) throw refusal('bad-value', [name, value, '0–9'], name);
  const parts = [
    ...(some.length === 0 ? [] : [`(${column})::text in ${literals(some)}`]),
    ...(values.includes(null) ? [`${column} is null`] : []),
  ];
  return `(${parts.join(' or ')})`;
}

/** The rows of a question; the reader is given back when they have been read. */
export async function* alertBatches(
  reader: Reader,
  { fields, sql }: AlertQuestion,
  version: number,
  unit: string | null,
): AsyncGenerator<ColumnBatch> {
  let finished = false;
  try {
    const copy = reader.client.query(copyTo(`copy (\n${sql(version, unit)}\n) to stdout (format binary)`)); // prettier-ignore
    yield* decode(copy as AsyncIterable<Buffer>, fields);
    finished = true;
  } finally {
    await reader.close(!finished);
  }
}

/** The bytes of an answer in the form that was asked for. */
export async function* deliverAlerts(
  batches: AsyncGenerator<ColumnBatch>,
  { fields }: AlertQuestion,
  version: number,
  form: Form,
  language: keyof Bilingual,
): AsyncGenerator<Uint8Array | string> {
  switch (form) {
    case 'arrow':
      yield* encode(batches, fields, { version: String(version) });
      return;
    case 'json':
      yield* encodeJson(batches, fields, version, {});
      return;
    case 'csv':
      yield* encodeCsv(batches, fields, fields.length, null);
      return;
    case 'xlsx': {
      const collected: ColumnBatch[] = [];
      for await (const batch of batches) collected.push(batch);
      const titles = { ...ALERT_DIMENSIONS, ...ALERT_MEASURES };
      yield await encodeXlsx(collected, fields, {
        title: ALERT_CUBE_DESCRIPTION.title[language],
        notes: [language === 'zh' ? `数据版本：${version}` : `Data version: ${version}`],
        headings: fields.map(({ name }) => titles[name]?.title[language] ?? name),
        names: new Map(),
        hidden: { field: -1, heading: '', text: '' },
      });
    }
  }
}
