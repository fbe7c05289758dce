/** In charge of proposing a mapping for any table: from the names in its header, and from the looks of its values where names say nothing. */
import type { ColumnMapping, Mapping } from '#model/mapping';
import { compact } from '#model/text';
import { classification } from '../reference.ts';
import { decimalOf } from './amountText.ts';
import { recogniseMapping } from './builtIn.ts';
import { COLUMN_WORDS, LOOKUPS, PART_WORDS, type Words } from './synonyms.ts';
import {
  EXACT, fit, isAmount, isDate, isMonth, isYear, LEVELS, suits, TableColumn, UNITS,
} from './tableColumn.ts'; // prettier-ignore
import { targetOf } from './targets.ts';

/** A mapping on its way: what is not certain is left out, and reading it says what is still to be filled in. */
export type Draft = { -readonly [Key in keyof Mapping]: Mapping[Key] };

const READ_ROWS = 200;

export interface ProposalWish {
  /** The dataset to fill, where the person has chosen one. */
  readonly dataset?: string;
  /** Rows above the header, which may state the unit. */
  readonly above?: readonly (readonly string[])[];
}

/**
 * Proposes how a table is read. A header that a built-in mapping knows gets that mapping; else the dataset with the most named
 * columns. Unit, book and whatever else the table does not show stay out of the proposal: they are for a person to say.
 * @param rows the first rows behind the header
 */
export function proposeMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { dataset, above = [] }: ProposalWish = {},
): Draft {
  const known = recogniseMapping(header);
  if (known !== null && (dataset === undefined || known.dataset === dataset)) {
    return { ...known };
  }
  const columns = header.map((label, at) => new TableColumn(label, at, rows.slice(0, READ_ROWS)));
  const chosen = dataset ?? datasetOf(columns);
  return draftOf(chosen, columns, above);
}

interface Found {
  code?: TableColumn;
  name?: TableColumn;
}

/** Which columns of the table fill which columns of a dataset: the best fit first, each column of the table once. */
function assign(
  dataset: string,
  columns: readonly TableColumn[],
): { found: Map<string, Found>; score: number } {
  const { ledger } = targetOf(dataset);
  const pairs = Object.entries(ledger.columns).flatMap(([field, { type }]) => {
    const words: Words | undefined = COLUMN_WORDS[field];
    if (words === undefined) return [];
    return columns.flatMap((column) =>
      (['code', 'name'] as const).flatMap((role) => {
        const score = fit(column, words[role] ?? []);
        return score > 0 && suits(column, { field, type, role, score })
          ? [{ field, column, role, score }]
          : [];
      }),
    );
  });
  const found = new Map<string, Found>();
  const used = new Set<TableColumn>();
  let score = 0;
  for (const pair of pairs.toSorted((a, b) => b.score - a.score)) {
    const { field, column, role } = pair;
    const own = found.get(field) ?? {};
    // the name of a project is a column of its own and names the code as well
    const shared =
      field === 'name' || (field === 'project' && role === 'name' && dataset === 'projects');
    if (own[role] !== undefined || (used.has(column) && !shared)) continue;
    found.set(field, { ...own, [role]: column });
    if (!shared) used.add(column);
    score += pair.score >= EXACT ? 2 : 1;
  }
  return { found, score };
}

function datasetOf(columns: readonly TableColumn[]): string {
  const order: readonly string[] = ['payments', 'movements', 'execution', 'projects', 'codes'];
  let best: string = 'payments';
  let most = -Infinity;
  for (const dataset of order) {
    const { found, score } = assign(dataset, columns);
    const required = Object.entries(targetOf(dataset).ledger.columns).filter(
      ([field, column]) =>
        column.required === true && field !== 'refund' && field !== 'month' && field !== 'scheme',
    );
    const missing = required.filter(([field]) => !found.has(field)).length;
    const total = score - 4 * missing;
    if (total > most) {
      most = total;
      best = dataset;
    }
  }
  return best;
}

function draftOf(
  dataset: string,
  columns: readonly TableColumn[],
  above: readonly (readonly string[])[],
): Draft {
  const { ledger } = targetOf(dataset);
  const { found } = assign(dataset, columns);
  guessByLooks(dataset, columns, found);
  const mapped: Record<string, ColumnMapping> = {};
  for (const field of Object.keys(ledger.columns)) {
    const own = found.get(field);
    if (own !== undefined) mapped[field] = columnOf(field, own);
  }
  if (
    dataset === 'projects' &&
    mapped['project'] === undefined &&
    found.get('name')?.code !== undefined
  ) {
    mapped['project'] = { from: found.get('name')?.code?.label ?? '' };
  }
  const flow =
    dataset === 'execution'
      ? { flow: mapped['subitem'] === undefined ? 'expenditure' : 'revenue' }
      : {};
  const refund = dataset === 'payments' && mapped['refund'] === undefined ? { refund: false } : {};
  const scheme = dataset === 'codes' ? { scheme: 'unit' } : {};
  const constants = { ...flow, ...refund, ...scheme };
  const amounts = amountsOf(dataset, found, above);
  return {
    mapping: `own-${dataset}`,
    version: 1,
    title: {
      zh: `${targetOf(dataset).title.zh}（自定义）`,
      en: `${targetOf(dataset).title.en}, own mapping`,
    },
    dataset,
    ...(Object.keys(constants).length === 0 ? {} : { constants }),
    slice: slicesOf(dataset, columns),
    columns: mapped,
    ...(amounts === null ? {} : { amounts }),
  };
}

/** Columns that no name points to, where the values leave no doubt. */
function guessByLooks(
  dataset: string,
  columns: readonly TableColumn[],
  found: Map<string, Found>,
): void {
  const { ledger } = targetOf(dataset);
  const used = new Set([...found.values()].flatMap(({ code, name }) => [code, name]));
  const only = (field: string, test: (column: TableColumn) => boolean) => {
    if (found.has(field) || !(field in ledger.columns)) return;
    const fitting = columns.filter((column) => !used.has(column) && test(column));
    const [column] = fitting;
    if (column === undefined || fitting.length !== 1) return;
    found.set(field, { code: column });
    used.add(column);
  };
  for (const [field, scheme] of Object.entries(LEVELS)) {
    only(field, (column) =>
      column.shows((text) => text.length > 3 && classification(scheme, text, null) !== null),
    );
  }
  only('date', (column) => column.shows((text) => isDate(text) && !/^\d+$/u.test(text)));
  only('amount', (column) =>
    column.shows((text) => isAmount(text) && /\d[.,]\d{1,2}$/u.test(text)),
  );
}

function columnOf(field: string, { code, name }: Found): ColumnMapping {
  const words = COLUMN_WORDS[field]?.code[0] ?? field;
  const scheme = Object.entries(LEVELS).find(([own]) => own === field)?.[1];
  const national =
    scheme !== undefined &&
    (code === undefined || code.shows((text) => classification(scheme, text, null) !== null));
  const lookup = Object.entries(LOOKUPS).find(([own]) => own === field)?.[1];
  const label = code?.label ?? words;
  return {
    from: label.trim() === '' ? (code?.at ?? 0) + 1 : label.trim(),
    ...(name === undefined ? {} : { name: name.label.trim() }),
    ...(national ? { levels: scheme } : {}),
    ...(lookup === undefined ? {} : { lookup }),
    ...(field === 'carried' ? { default: 'current' } : {}),
    ...(field === 'refund' ? { default: '否' } : {}),
  };
}

function slicesOf(dataset: string, columns: readonly TableColumn[]): NonNullable<Mapping['slice']> {
  const best = (words: readonly string[], test: (text: string) => boolean) =>
    columns
      .filter((column) => column.looks(test))
      .map((column) => ({ column, score: fit(column, words) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)[0]
      ?.column.label.trim();
  const region = best(PART_WORDS.region, (text) => /^\d{6}$/u.test(text));
  const year = best(PART_WORDS.year, isYear);
  const ownMonth = 'month' in targetOf(dataset).ledger.columns;
  const month = ownMonth || dataset === 'codes' ? undefined : best(PART_WORDS.month, isMonth);
  const book =
    dataset === 'codes'
      ? undefined
      : best(PART_WORDS.book, (text) => Object.keys(LOOKUPS.book).includes(text.slice(0, 2)));
  return {
    ...(region === undefined ? {} : { region: { from: region } }),
    ...(year === undefined ? {} : { year: { from: year } }),
    ...(month === undefined ? {} : { month: { from: month } }),
    ...(book === undefined
      ? {}
      : { book: { from: book, take: [1, 2] as const, lookup: LOOKUPS.book } }),
  };
}

/** Unit where header or the rows above state it, decimal sign where the values show it, to date or of the month where a name says it. */
function amountsOf(
  dataset: string,
  found: ReadonlyMap<string, Found>,
  above: readonly (readonly string[])[],
): NonNullable<Mapping['amounts']> | null {
  const { ledger } = targetOf(dataset);
  const own = [...found].flatMap(([field, { code }]) =>
    ledger.columns[field]?.type === 'fen' && code !== undefined ? [code] : [],
  );
  if (own.length === 0) return null;
  const units = new Set(own.flatMap(({ unit }) => (unit === null ? [] : [unit])));
  const [first] = units;
  const said = /单位:(?:人民币)?(元|万元|亿元)/u.exec(compact(above.flat().join(' ')))?.[1];
  const unit = units.size === 1 ? first : UNITS[said ?? ''];
  const sign = decimalOf(own.flatMap(({ texts }) => texts));
  const executed = found.get('executed')?.code?.key ?? '';
  const per = /本月|当月/u.test(executed) ? 'month' : 'toDate';
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(sign === null || sign === 'mixed' ? {} : { decimal: sign }),
    ...(ledger.cumulative ? { per } : {}),
  };
}
