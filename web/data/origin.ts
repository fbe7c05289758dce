/** In charge of where a number comes from: the question put to the server, and the citation that a reader may copy. */
import type { OriginAnswer, OriginFigure, SourceDescription } from '#contract/answers';
import type { LedgerOrigin } from '#contract/ledgerAnswers';
import type { Question } from '#contract/question';
import { ask } from './api.ts';
import { place } from './report.ts';

/** A number on the screen: the cube's measure under these filters. Lies in the address while the drawer is open. */
export interface OriginQuestion {
  readonly cube: string;
  readonly measure: string;
  readonly where: Readonly<Record<string, readonly (string | null)[]>>;
  readonly asOf?: string;
}

/** The part of a chart's question that belongs to one mark: its filters plus the values the mark stands at. */
export function originOf(
  question: Question,
  measure: string,
  at: Readonly<Record<string, string | number | null>> = {},
): OriginQuestion {
  const where: Record<string, readonly (string | null)[]> = { ...question.where };
  for (const [name, value] of Object.entries(at))
    where[name] = [value === null ? null : String(value)];
  return {
    cube: question.cube,
    measure,
    where,
    ...(question.asOf === undefined ? {} : { asOf: question.asOf }),
  };
}

// Signs that a query in an address shows as they are; in a value they are written `*3A`.
const [PART, VALUE, OR] = [':', '~', ','];
const ABSENT = '*n';

function escaped(text: string): string {
  return text.replace(/[*:~,]/g, (sign) => `*${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescaped(text: string): string {
  return text.replace(/\*([0-9A-F]{2})/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}

/** One line of text for the address: `execution:executed:region~530700:year~2025,2024`. */
export function originToText(question: OriginQuestion): string {
  const parts = Object.keys(question.where)
    .toSorted()
    .map((name) => {
      const values = (question.where[name] ?? []).map((value) =>
        value === null ? ABSENT : escaped(value),
      );
      return `${name}${VALUE}${values.join(OR)}`;
    });
  const asOf = question.asOf === undefined ? [] : [`asOf${VALUE}${escaped(question.asOf)}`];
  return [question.cube, question.measure, ...parts, ...asOf].join(PART);
}

/** The inverse of `originToText`; null for a text that is none. */
export function originFromText(text: string): OriginQuestion | null {
  const [cube = '', measure = '', ...parts] = text.split(PART);
  if (!/^\w+$/.test(cube) || !/^[\w.]+$/.test(measure)) return null;
  const where: Record<string, readonly (string | null)[]> = {};
  let asOf: string | undefined;
  for (const part of parts) {
    const [name = '', values = ''] = part.split(VALUE);
    if (name === 'asOf') asOf = unescaped(values);
    else
      where[name] = values.split(OR).map((value) => (value === ABSENT ? null : unescaped(value)));
  }
  return { cube, measure, where, ...(asOf === undefined ? {} : { asOf }) };
}

/** The server's address for a number's origin. */
export function originAddress(question: OriginQuestion): string {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(question.where)) {
    query.set(name, values.map((value) => value ?? '~').join(','));
  }
  // One voucher is asked for by its id and has one amount.
  if (question.where['payment'] === undefined) query.set('measure', question.measure);
  if (question.asOf !== undefined) query.set('asOf', question.asOf);
  return `/api/origin/${question.cube}?${query.toString()}`;
}

export async function readOrigin(
  question: OriginQuestion,
  signal?: AbortSignal,
): Promise<OriginAnswer | LedgerOrigin> {
  const answer = await ask(originAddress(question), signal ? { signal } : {});
  return answer as OriginAnswer | LedgerOrigin;
}

/** `丽江市财政局 《a.xlsx》 2026-01-15 表二 02!E10「312」` (the file of an upload); a hidden cell says so, since it must not be quoted as published. */
export function citation(
  figure: Pick<
    OriginFigure,
    'file' | 'sheet' | 'cell' | 'text' | 'printed' | 'tableNumber' | 'tableTitle' | 'reportedOn'
  >,
  source: SourceDescription,
  hiddenWords: string,
): string {
  const dated = source.dated ?? figure.reportedOn;
  return [
    source.title,
    ...(source.kind === 'upload' ? [`《${figure.file}》`] : []),
    ...(dated === null ? [] : [dated]),
    figure.tableNumber ?? figure.tableTitle,
    `${place(figure.sheet, figure.cell)}「${figure.text.trim()}」`,
    ...(figure.printed ? [] : [`（${hiddenWords}）`]),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Figures that stand in one table of one file, in the order in which they were answered. */
export interface OriginTable {
  readonly key: string;
  /** What all its figures share; taken from the first. */
  readonly head: OriginFigure;
  readonly figures: readonly OriginFigure[];
}

/** Groups contributing figures by file, table and batch, so that what they share is said once. */
export function originTables(figures: readonly OriginFigure[]): readonly OriginTable[] {
  const tables = new Map<string, OriginFigure[]>();
  for (const figure of figures) {
    const { sha256, sheet, tableTitle, batch, source } = figure;
    const key = JSON.stringify([sha256, sheet, tableTitle, batch, source.source]);
    const own = tables.get(key);
    if (own === undefined) tables.set(key, [figure]);
    else own.push(figure);
  }
  return [...tables].flatMap(([key, own]) =>
    own[0] === undefined ? [] : [{ key, head: own[0], figures: own }],
  );
}
