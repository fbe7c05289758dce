/** In charge of binding the columns of a ledger: to a column of the file, to a constant, or to nothing. */
import type { LedgerColumn } from '#model/ledger';
import type { ColumnMapping, Mapping } from '#model/mapping';
import { reject, type Reject } from '#model/reject';
import type { BoundColumn, BoundName, BoundText } from './bound.ts';
import type { ColumnFinder } from './columnFinder.ts';
import { schemeOf, targetOf, wordsOf } from './targets.ts';

const NO_TEXT: BoundText = {
  at: -1,
  join: [],
  label: '',
  pad: 0,
  take: null,
  lookup: null,
  fallback: null,
};

/** The columns of the ledger that are filled, in its order. */
export function bindColumns(
  mapping: Mapping,
  finder: ColumnFinder,
  flow: string | null,
): BoundColumn[] {
  const { ledger } = targetOf(mapping.dataset);
  const fields = Object.keys(ledger.columns);
  return Object.entries(ledger.columns).flatMap(([field, column], put): BoundColumn[] => {
    const constant = mapping.constants?.[field];
    const source = mapping.columns[field] ?? (field === 'payee_key' ? keyOf(mapping) : undefined);
    const base = plainColumn(mapping, field, column, put);
    if (constant !== undefined) {
      return [
        {
          ...base,
          ...NO_TEXT,
          label: field,
          fallback: typeof constant === 'boolean' ? (constant ? '1' : '0') : String(constant),
        },
      ];
    }
    if (source === undefined) return [];
    const text = finder.text(`columns.${field}`, source);
    if (text === null) {
      return source.default === undefined
        ? []
        : [{ ...base, ...NO_TEXT, label: field, fallback: source.default }];
    }
    const { unit, byName, ...found } = text;
    const levels = source.levels ?? null;
    if (column.type === 'fen' && unit !== null && unit !== base.unit)
      finder.unitContradicted(found.label, base.unit);
    return [
      {
        ...base,
        ...found,
        levels,
        fills:
          levels === null ? [] : (ledger.schemes[levels] ?? []).map((name) => fields.indexOf(name)),
        byName,
        name: nameOf(mapping, field, source, { finder, flow, at: byName ? found.at : null }),
      },
    ];
  });
}

/** The key of a payee is made of the same text as the payee, and is missing only where that is. */
function keyOf({ columns: { payee } }: Mapping): ColumnMapping | undefined {
  return payee === undefined ? undefined : { ...payee, optional: true };
}

function plainColumn(
  mapping: Mapping,
  field: string,
  column: LedgerColumn,
  put: number,
): BoundColumn {
  const source = mapping.columns[field];
  return {
    ...NO_TEXT,
    field,
    put,
    type: column.type,
    required: column.required === true,
    date: source?.date ?? null,
    unit: source?.unit ?? mapping.amounts?.unit ?? 'yuan',
    ratio: source?.ratio ?? null,
    words: wordsOf(mapping.dataset, field),
    levels: null,
    fills: [],
    byName: false,
    name: null,
  };
}

function nameOf(
  mapping: Mapping,
  field: string,
  source: ColumnMapping,
  {
    finder,
    flow,
    at,
  }: { readonly finder: ColumnFinder; readonly flow: string | null; readonly at: number | null },
): BoundName | null {
  const { ledger } = targetOf(mapping.dataset);
  const fields = Object.keys(ledger.columns);
  const found = schemeOf(ledger, field, flow);
  const stated = at ?? finder.nameAt(source);
  if (found === null) return null;
  return {
    scheme: found.scheme,
    at: stated,
    names: source.names ?? null,
    parents: found.above.map((name) => fields.indexOf(name)),
  };
}

/** One column of the file cannot be two amounts. */
export function refuseAmountsTwice(columns: readonly BoundColumn[], rejects: Reject[]): void {
  const seen = new Map<number, string>();
  for (const { type, at, field, label } of columns) {
    if (type !== 'fen' || at === -1) continue;
    const other = seen.get(at);
    if (other === undefined) seen.set(at, field);
    else {
      rejects.push(
        reject('mapping-invalid', {
          place: `columns.${field}`,
          problem: {
            zh: `列“${label}”已对应 ${other}，同一列金额不能再对应 ${field}`,
            en: `the column “${label}” is already read as ${other} and cannot be ${field} as well`,
          },
        }),
      );
    }
  }
}
