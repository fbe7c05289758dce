/** In charge of showing the first rows of a table as a mapping reads them, before anything is loaded. */
import { fen, toDecimalText } from '#model/fen';
import type { Mapping } from '#model/mapping';
import type { Reject } from '#model/reject';
import { bind, type TableToBind } from './bind.ts';
import type { BoundMapping, SliceParts } from './bound.ts';
import { rejectOf } from './rowFault.ts';
import { rowMapper } from './rowMapper.ts';

/** A row of the table as the mapping reads it. */
export interface PreviewRow {
  /** Row of the file, from 1. */
  readonly row: number;
  /** Parts of the slice and columns of the dataset → what they become; amounts in currency units. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly reject: Reject | null;
}

export interface Preview {
  readonly rows: readonly PreviewRow[];
  /** Why the mapping does not fit the table at all; then there are no rows. */
  readonly rejects: readonly Reject[];
}

/** Numbers that stand for payees depend on a secret and say nothing to a reader. */
const HIDDEN = new Set(['payee_key']);

/** The rows behind the header, blank ones and comments left out. */
export function previewRows(mapping: Mapping, table: TableToBind, most = 20): Preview {
  const binding = bind(mapping, table);
  if ('rejects' in binding) return { rows: [], rejects: binding.rejects };
  const { bound } = binding;
  const mapper = rowMapper(bound);
  const found: PreviewRow[] = [];
  for (const [index, fields] of table.rows.entries()) {
    if (index < bound.skip) continue;
    if (found.length >= most) break;
    const row = mapper.row();
    const fault = mapper.map(fields, row);
    if (fault?.kind === 'skip' || fault?.kind === 'total') continue;
    const slice = mapper.slices[row.slice];
    found.push(
      fault === null && slice !== undefined
        ? { row: index + 1, values: valuesOf(bound, row.values, slice), reject: null }
        : {
            row: index + 1,
            values: {},
            reject: fault === null ? null : rejectOf(fault, table.path, index + 1),
          },
    );
    if (fault?.kind === 'fatal') break;
  }
  return { rows: found, rejects: [] };
}

function valuesOf(
  { fields, columns }: BoundMapping,
  values: readonly (string | null)[],
  slice: SliceParts,
): Record<string, string | null> {
  const amounts = new Set(columns.filter(({ type }) => type === 'fen').map(({ put }) => put));
  const filled = new Set(columns.flatMap(({ put, fills }) => [put, ...fills]));
  const month = fields.indexOf('month');
  if (month !== -1) filled.add(month);
  const { reported, ...stated } = slice;
  const parts = Object.entries({ ...stated, ...(reported === null ? {} : { reported }) }).map(
    ([part, value]: [string, string | number | null]) => [
      part,
      value === null ? null : String(value),
    ],
  );
  const own = fields.flatMap((field, put): [string, string | null][] => {
    if (!filled.has(put) || HIDDEN.has(field)) return [];
    const value = values[put] ?? null;
    return [
      [field, value !== null && amounts.has(put) ? toDecimalText(fen(BigInt(value))) : value],
    ];
  });
  return Object.fromEntries([...parts, ...own]) as Record<string, string | null>;
}
