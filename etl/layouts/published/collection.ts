/** In charge of what the published collections share: recognised by their header, every row with its region, scope and source. */
import { createHash } from 'node:crypto';
import { formatArea, formatCell } from '#model/cell';
import { parseAmount, parseAmountUnit, fen, type Fen } from '#model/fen';
import type {
  Figure, FileReading, Line, Note, RegionReading, Sheet, SourceReading, Workbook,
} from '#model/reading'; // prettier-ignore
import { levelOfRegion, parentOfRegion, parseRegionCode, subRegion } from '#model/region';
import { reject, type Reject } from '#model/reject';
import type { Scope, Stage } from '#model/slice';
import type { Layout } from '../layout.ts';
import { DEMO_SOURCE, SIMULATED } from './simulatedSource.ts';

/** One row of a collection, its values by column name. */
export interface Row {
  /** As the source counts it, from 1. */
  readonly number: number;
  /** Trimmed text, empty where the source leaves it out. */
  get(column: string): string;
  cell(column: string): string;
}

/** What a collection makes of its rows. `faults` gathers what cannot be read, with its cell. */
export interface Collection {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly dataset: string;
  readonly columns: readonly string[];
  lines(rows: readonly Row[], faults: Faults): readonly Line[];
}

/** A layout that knows a collection by its columns, in whatever order they stand. */
export function collectionLayout(collection: Collection): Layout {
  return {
    name: collection.name,
    version: collection.version,
    read: (workbook) => readCollection(collection, workbook),
  };
}

function readCollection(collection: Collection, workbook: Workbook): FileReading | null {
  const [sheet] = workbook.sheets;
  if (workbook.sheets.length !== 1 || sheet === undefined) return null;
  const columns = new Map<string, number>();
  for (let column = 0; column < sheet.columns; column += 1) {
    const name = sheet.cell(0, column)?.text.trim() ?? '';
    if (name !== '' && !columns.has(name)) columns.set(name, column);
  }
  if (!collection.columns.every((name) => columns.has(name))) return null;
  const faults = new Faults(sheet.name);
  const rows = rowsOf(sheet, columns);
  const lines = collection.lines(rows, faults).map((line) => ({ ...line, ...dateOf(line, rows) }));
  return {
    layout: collection.name,
    layoutVersion: collection.version,
    region: null,
    regionName: null,
    publisher: null,
    reportedOn: null,
    sources: sourcesOf(rows),
    regions: regionsOf(rows),
    tables: [
      {
        sheet: sheet.name,
        range: formatArea({ top: 0, left: 0, bottom: sheet.rows - 1, right: sheet.columns - 1 }),
        title: collection.title,
        number: null,
        layout: collection.name,
        dataset: collection.dataset,
        reason: null,
        amountUnit: null,
        scope: 'unstated',
        year: null,
        period: 'FY',
        book: null,
        flow: null,
        stage: 'accounts',
        cut: null,
        lines,
        rejects: faults.rejects,
        notes: faults.notes,
      },
    ],
    notes: [],
    rejects: [],
  };
}

/** A source of its own per document dates its figures itself; simulated data have one source and date row by row. */
function dateOf({ row: number }: Line, rows: readonly Row[]): Pick<Line, 'reportedOn'> {
  const row = rows[number - FIRST];
  const dated = row?.get('source_kind') === SIMULATED ? row.get('source_date') : '';
  return dated === '' ? {} : { reportedOn: dated };
}

function rowsOf(sheet: Sheet, columns: ReadonlyMap<string, number>): Row[] {
  return Array.from({ length: sheet.rows - 1 }, (_, index): Row => {
    const row = index + 1;
    return {
      number: row + FIRST - 1,
      get: (name) => sheet.cell(row, columns.get(name) ?? -1)?.text.trim() ?? '',
      cell: (name) => formatCell(row, columns.get(name) ?? 0),
    };
  });
}

/** The row below the header, as the source counts. */
const FIRST = 2;

/** Gathers what cannot be read, with its cell, and what is worth saying. */
export class Faults {
  readonly rejects: Reject[] = [];
  readonly notes: Note[] = [];
  readonly #sheet: string;

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  value(code: PlainCode, row: Row, column: string): null {
    this.rejects.push(
      reject(code, {}, { sheet: this.#sheet, cell: row.cell(column), value: row.get(column) }),
    );
    return null;
  }

  missing(row: Row, column: string): null {
    this.rejects.push(
      reject('value-missing', { column }, { sheet: this.#sheet, cell: row.cell(column) }),
    );
    return null;
  }

  unknown(row: Row, column: string): null {
    const value = row.get(column);
    this.rejects.push(
      reject(
        'code-unknown',
        { code: value },
        { sheet: this.#sheet, cell: row.cell(column), value },
      ),
    );
    return null;
  }
}

/** Rejects whose sentence needs nothing but the place. */
type PlainCode =
  | 'amount-contradicted'
  | 'amount-invalid'
  | 'amount-error'
  | 'amount-precision'
  | 'amount-overflow'
  | 'ratio-invalid'
  | 'code-invalid'
  | 'date-invalid';

const GRADES = { official: 10, official_archive: 20, media: 30, mirror: 40 } as const;
type Grade = keyof typeof GRADES;

/** Key of a source: the address itself is too long to be one. */
export function sourceKey(row: Row): string {
  if (row.get('source_kind') === SIMULATED) return DEMO_SOURCE.source;
  return `p:${createHash('sha256').update(row.get('source_url')).digest('hex').slice(0, 10)}`;
}

function sourcesOf(rows: readonly Row[]): SourceReading[] {
  const sources = new Map<string, SourceReading>();
  for (const row of rows) {
    const key = sourceKey(row);
    const grade = row.get('source_kind');
    if (grade === SIMULATED) sources.set(key, DEMO_SOURCE);
    if (sources.has(key) || !isGrade(grade)) continue;
    const dated = row.get('source_date');
    sources.set(key, {
      source: key,
      kind: 'published',
      grade,
      rank: GRADES[grade],
      title: row.get('source_title'),
      url: row.get('source_url'),
      linkable: grade !== 'mirror',
      dated: dated === '' ? null : dated,
    });
  }
  return [...sources.values()];
}

function isGrade(text: string): text is Grade {
  return text in GRADES;
}

/** Words of scope: what a region is with its lower levels, and what is its own. Any other word names a part of the region. */
const SCOPES: Readonly<Record<string, Scope>> = {
  全国: 'all', 全省: 'all', 全市: 'all', 全区: 'all', 全县: 'all',
  省级: 'own', 市级: 'own', 省本级: 'own', 市本级: 'own', 区本级: 'own', 县本级: 'own',
  区级: 'unstated', '': 'unstated',
}; // prettier-ignore

/** Where a row belongs: a street, a park or a department is a region of its own under the one whose code it bears. */
export interface Place {
  readonly region: string;
  readonly scope: Scope;
}

/** Null where the region or the grade of the source is not readable, with its reject. */
export function placeOf(row: Row, faults: Faults): Place | null {
  const region = parseRegionCode(row.get('region_code'));
  if (region === null) return faults.value('code-invalid', row, 'region_code');
  const grade = row.get('source_kind');
  if (!isGrade(grade) && grade !== SIMULATED) return faults.unknown(row, 'source_kind');
  const word = row.get('scope');
  const scope = SCOPES[word];
  return scope === undefined
    ? { region: subRegion(region, word), scope: 'unstated' }
    : { region, scope };
}

function regionsOf(rows: readonly Row[]): RegionReading[] {
  const regions = new Map<string, RegionReading>();
  for (const row of rows) {
    const code = parseRegionCode(row.get('region_code'));
    if (code === null) continue;
    const add = (own: typeof code, name: string) => {
      if (regions.has(own)) return;
      regions.set(own, { code: own, parent: parentOfRegion(own), name, level: levelOfRegion(own) });
    };
    add(code, row.get('region_name'));
    const word = row.get('scope');
    if (SCOPES[word] === undefined) add(subRegion(code, word), word);
  }
  return [...regions.values()];
}

const TEN_THOUSAND_YI = '万亿元';

/** Whether a unit is one of money. */
export function isMoney(unit: string): boolean {
  return unit === TEN_THOUSAND_YI || parseAmountUnit(unit) !== null;
}

/** Columns of the value that a row is about. */
export const VALUE = ['published_value', 'published_unit', 'amount_yuan'] as const;

/**
 * The amount a row publishes, in fen, from the value as published; null where it states none (a reject where it must) or none
 * that can be read (always a reject).
 * The collection's own `amount_yuan` must agree (to half a yuan, since it is rounded to yuan).
 */
export function amountOf(
  row: Row,
  faults: Faults,
  [value, unit, yuan]: readonly [value: string, unit: string, yuan: string],
  required = false,
): Fen | null {
  const text = row.get(value);
  if (text === '') return required ? faults.missing(row, value) : null;
  const inYi = row.get(unit) === TEN_THOUSAND_YI;
  const known = inYi ? 'yi' : parseAmountUnit(row.get(unit));
  if (known === null) return null;
  const amount = parseAmount(text, known);
  if (amount === null) return null;
  if (typeof amount === 'string') return faults.value(amount, row, value);
  const exact = inYi ? fen(amount * 10_000n) : amount;
  const rounded = parseAmount(row.get(yuan), 'yuan');
  if (typeof rounded !== 'bigint') return faults.value('amount-invalid', row, yuan);
  const apart = exact - rounded;
  return apart > 50n || apart < -50n ? faults.value('amount-contradicted', row, yuan) : exact;
}

/** A figure in the cell of a column; `text` is the value with its unit, as published. */
export function figure(
  row: Row,
  column: string,
  measure: string,
  stage: Stage,
  value: { readonly amount?: Fen; readonly ratio?: number; readonly quantity?: string },
  unit: string,
): Figure {
  const text = row.get(column);
  return {
    measure,
    stage,
    amount: value.amount ?? null,
    ratio: value.ratio ?? null,
    quantity: value.quantity ?? null,
    cell: row.cell(column),
    text: `${text}${unit}`,
    decimals: text.split('.')[1]?.length ?? 0,
    printed: true,
  };
}
