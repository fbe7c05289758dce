/** In charge of the grammar of a register (台账): a small ledger that an office keeps by hand. Its cube, its mapping and its template workbook follow from it. */
import type { Bilingual } from './bilingual.ts';
import type { Dataset, Dimension, Measure } from './dataset.ts';
import type { Ledger, LedgerColumn } from './ledger.ts';
import type { ColumnMapping, Mapping } from './mapping.ts';

export interface RegisterColumn extends LedgerColumn {
  /** In Chinese the header of its column. */
  readonly title: Bilingual;
  /** Of a code: the header of the column that names it. */
  readonly names?: Bilingual;
  /** What may stand in the cell → the word that is stored; in the template a drop-down. */
  readonly words?: Readonly<Record<string, string>>;
  /** What whoever fills it in should know. */
  readonly note?: Bilingual;
}

export interface Register {
  /** Of the dataset, the cube and the table. */
  readonly name: string;
  readonly title: Bilingual;
  readonly columns: Readonly<Record<string, RegisterColumn>>;
}

/** Columns that place a row, before those of the register. The region may be declared instead. */
export const PLACE_COLUMNS = {
  region: { zh: '财政区划代码', en: 'Region' },
  year: { zh: '年度', en: 'Fiscal year' },
} as const;

/** The columns whose codes are named beside them, and the schemes of those codes. */
const SCHEMES = { unit: ['department', 'unit'], project: ['project'] } as const;
const DIMENSIONS = { department: 'unit.department', unit: 'unit', project: 'project' } as const;

/** The dataset of a register: every entry counts, sums of money add up, whoever and whatever it names may be grouped. */
export function registerDataset(register: Register): Dataset & { readonly ledger: Ledger } {
  const { name, title, columns } = register;
  const entries = Object.entries(columns);
  const amounts = entries.filter(([, { type }]) => type === 'fen');
  const coded = entries.filter(
    ([column, { words }]) => column in DIMENSIONS || words !== undefined,
  );
  const nameOf = (column: string) =>
    column in DIMENSIONS ? DIMENSIONS[column as keyof typeof DIMENSIONS] : column;
  return {
    name,
    title,
    form: 'ledger',
    table: name,
    leaf: name,
    columns: {},
    ledger: {
      table: name,
      columns: Object.fromEntries(
        entries.map(([column, { type, required = false }]) => [column, { type, required }]),
      ),
      dimensions: Object.fromEntries(coded.map(([column]) => [nameOf(column), column])),
      sums: {
        ...Object.fromEntries(amounts.map(([column]) => [column, column])),
        count: 'lines',
      },
      cumulative: false,
      rollups: [],
      schemes: Object.fromEntries(
        Object.entries(SCHEMES).flatMap(([scheme, chain]) => {
          const own = chain.filter((column) => column in columns);
          return own.length > 0 ? [[scheme, own]] : [];
        }),
      ),
    },
    dimensions: {
      region: { title: PLACE_COLUMNS.region, type: 'code', sql: 'f.region_code', adds: 'fixed' },
      year: { title: PLACE_COLUMNS.year, type: 'integer', sql: 'nullif(b.year, 0)', adds: 'fixed' },
      source: {
        title: { zh: '来源', en: 'Source' },
        type: 'code',
        sql: 'b.source',
        adds: 'resolved',
      },
      ...Object.fromEntries(
        coded.map(([column, { title: titled }]): [string, Dimension] => [
          nameOf(column),
          {
            title: titled,
            type: 'code',
            sql: `f.${column}`,
            adds: 'additive',
            ...(column === 'department' ? { members: 'unit' } : {}),
          },
        ]),
      ),
    },
    measures: {
      ...Object.fromEntries(
        amounts.map(([column, { title: titled }]): [string, Measure] => [
          column,
          { title: titled, kind: 'amount', figure: column },
        ]),
      ),
      count: { title: { zh: '条数', en: 'Entries' }, kind: 'count' },
    },
  };
}

/** The mapping that reads a register's own template, recognised by the headers that must be there; amounts in 万元 with two decimals unless the header says otherwise. */
export function registerMapping({ name, title, columns }: Register): Mapping {
  const required = Object.values(columns).filter((column) => column.required === true);
  return {
    mapping: `register-${name}`,
    version: 1,
    title,
    dataset: name,
    recognise: [
      PLACE_COLUMNS.year.zh,
      ...required.map((column) => column.title.zh),
      ...Object.values(columns)
        .filter((column) => column.required !== true && column.names === undefined)
        .slice(0, 1)
        .map((column) => column.title.zh),
    ],
    constants: { scope: 'own' },
    slice: {
      region: { from: PLACE_COLUMNS.region.zh, optional: true },
      year: { from: PLACE_COLUMNS.year.zh },
    },
    columns: Object.fromEntries(
      Object.entries(columns).map(([column, own]): [string, ColumnMapping] => [
        column,
        {
          from: own.title.zh,
          ...(own.names === undefined ? {} : { name: own.names.zh }),
          ...(own.words === undefined ? {} : { lookup: own.words }),
          ...(own.type === 'ratio' ? { ratio: 'fraction' as const } : {}),
          ...(own.required === true ? {} : { optional: true }),
        },
      ]),
    ),
    amounts: { unit: 'yuan', decimal: '.' },
  };
}
