/** In charge of reading a question against its dataset: every name known, every value of its type, or a refusal. */
import type { Dataset, Dimension, Measure } from '#model/dataset';
import { BOOKS, FLOWS, ITEM_ROLES, SCOPES, STAGES } from '#model/slice';
import { RESERVED } from '#contract/address';
import { cubeOf, dimensionsOf, measuresOf } from '#contract/cubes';
import { refusal } from '#contract/problem';
import type { Question } from '#contract/question';

export interface NamedDimension {
  readonly name: string;
  readonly dimension: Dimension;
}
export interface NamedMeasure {
  readonly name: string;
  readonly measure: Measure;
}
export interface Filter extends NamedDimension {
  /** Alternatives, at least one; null is absent. */
  readonly values: readonly (string | number | null)[];
}
export interface Order {
  readonly name: string;
  readonly descending: boolean;
}

/** A question whose names and values are known to be good. */
export interface Request {
  readonly dataset: Dataset;
  readonly measures: readonly NamedMeasure[];
  readonly by: readonly NamedDimension[];
  readonly where: readonly Filter[];
  /** First and last month as year × 100 + month. */
  readonly from: number | null;
  readonly to: number | null;
  readonly asOf: string | null;
  /** ISO date. */
  readonly reportedBy: string | null;
  readonly order: readonly Order[];
  readonly limit: number | null;
}

/** Values that a dimension may take at all; others are open. */
const CLOSED: Readonly<Record<string, readonly string[]>> = {
  scope: SCOPES,
  book: BOOKS,
  flow: FLOWS,
  stage: STAGES,
  itemRole: ITEM_ROLES,
};

const LONGEST_VALUE = 300;
const MOST_VALUES = 1000;

/** Reads a question. Throws a `Refusal` that names what is wrong. */
export function readRequest(question: Question): Request {
  const dataset = cubeOf(question.cube);
  const measures = readMeasures(dataset, question.measures);
  const by = question.by.map((name) => dimensionOf(dataset, name, 'by'));
  const columns = [...by, ...measures].map(({ name }) => name);
  return {
    dataset,
    measures,
    by,
    where: readWhere(dataset, question.where),
    from: question.from === undefined ? null : readMonth('from', question.from),
    to: question.to === undefined ? null : readMonth('to', question.to),
    asOf: question.asOf ?? null,
    reportedBy:
      question.reportedBy === undefined ? null : readDate('reportedBy', question.reportedBy),
    order: (question.order ?? []).map((text) => readOrder(text, columns)),
    limit: question.limit ?? null,
  };
}

function readMeasures(dataset: Dataset, names: readonly string[]): NamedMeasure[] {
  const known = measuresOf(dataset);
  const list = [...known.keys()].join(', ');
  if (names.length === 0) throw refusal('no-measures', [list], 'measures');
  return names.map((name) => {
    const measure = known.get(name);
    if (measure === undefined)
      throw refusal('unknown-measure', [name, dataset.name, list], 'measures');
    return { name, measure };
  });
}

/** A dimension of a dataset by name; refuses an unknown one, naming the parameter it was read from. */
export function dimensionOf(dataset: Dataset, name: string, field: string): NamedDimension {
  const known = dimensionsOf(dataset);
  const dimension = known.get(name);
  if (dimension === undefined) {
    const list = [...known.keys(), ...(field === 'by' ? [] : RESERVED)].join(', ');
    throw refusal('unknown-dimension', [name, dataset.name, list], field);
  }
  return { name, dimension };
}

/** Filters of a dataset, values typed; also used where there are filters and no measures. */
export function readWhere(dataset: Dataset, where: Question['where']): Filter[] {
  return Object.entries(where).map(([name, values]) => {
    const { dimension } = dimensionOf(dataset, name, name);
    if (values.length > MOST_VALUES)
      throw refusal(
        'too-large',
        [String(MOST_VALUES), `参数 ${name} 的取值个数`, `number of values of “${name}”`],
        name,
      );
    return { name, dimension, values: values.map((value) => readValue(name, dimension, value)) };
  });
}

function readValue(
  name: string,
  { type }: Dimension,
  value: string | null,
): string | number | null {
  if (value === null) return null;
  const closed = CLOSED[name];
  if (closed !== undefined && !closed.includes(value)) {
    throw refusal('bad-value', [name, value, closed.join(' | ')], name);
  }
  if (type === 'integer') {
    if (!/^-?[0-9]{1,5}$/.test(value) || Math.abs(Number(value)) > 32_767) {
      throw refusal('bad-value', [name, value, name === 'month' ? '1–13' : '2025'], name);
    }
    return Number(value);
  }
  if (value.length > LONGEST_VALUE || /[\u0000-\u001f]/.test(value)) {
    throw refusal('bad-value', [name, value, `1–${LONGEST_VALUE} characters`], name);
  }
  return value;
}

function readMonth(name: string, text: string): number {
  const match = /^([12][0-9]{3})-(0[1-9]|1[0-3])$/.exec(text);
  if (match === null) throw refusal('bad-time', [name, text, '2025-06'], name);
  return Number(match[1]) * 100 + Number(match[2]);
}

/** An ISO date of a question. @throws a refusal naming the parameter */
export function readDate(name: string, text: string): string {
  const date = /^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$/.test(text)
    ? new Date(`${text}T00:00:00Z`)
    : null;
  if (date === null || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw refusal('bad-time', [name, text, '2025-06-30'], name);
  }
  return text;
}

function readOrder(text: string, columns: readonly string[]): Order {
  const descending = text.startsWith('-');
  const name = descending ? text.slice(1) : text;
  if (!columns.includes(name)) throw refusal('bad-order', [text, columns.join(', ')], 'order');
  return { name, descending };
}
