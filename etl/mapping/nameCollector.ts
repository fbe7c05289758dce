/** In charge of the names of codes that the rows of a file state, gathered while the rows pass. */
import type { BoundColumn, BoundMapping } from './bound.ts';
import { trimmed } from './fieldText.ts';

/** What a file calls a code, and the code one level above in its row. */
export interface NamedCode {
  readonly name: string;
  readonly parent: string | null;
}

/** Scheme → code → name. The first name that a file gives a code counts. */
export type Names = Map<string, Map<string, NamedCode>>;

/** Takes a row that was read without fault. */
export type NameCollector = (
  fields: readonly string[],
  values: readonly (string | null)[],
  slice: number,
) => void;

/** Compiles the collector; `bySlice` grows with the slices of the file. */
export function nameCollector(bound: BoundMapping, bySlice: Names[]): NameCollector {
  const collectors = bound.columns
    .filter(({ name }) => name !== null)
    .map((column) => collectorOf(column, bySlice));
  return (fields, values, slice) => {
    for (const collect of collectors) collect(fields, values, slice);
  };
}

function collectorOf({ put, name: bound, byName }: BoundColumn, bySlice: Names[]): NameCollector {
  if (bound === null) return () => undefined;
  const { scheme, at, names, parents } = bound;
  let lastCode: string | null = null;
  let lastName = '';
  let lastSlice = -1;
  return (fields, values, slice) => {
    const code = values[put] ?? null;
    if (code === null) return;
    const stated = at === -1 ? '' : (fields[at] ?? '');
    if (code === lastCode && slice === lastSlice && stated === lastName) return;
    lastCode = code;
    lastName = stated;
    lastSlice = slice;
    const name = trimmed(stated) || (names?.[code] ?? '');
    if (name === '' || (name === code && !byName)) return;
    const known = mapOf(bySlice, slice, scheme);
    if (known.has(code)) return;
    let parent: string | null = null;
    for (const above of parents) if (parent === null) parent = values[above] ?? null;
    known.set(code, { name, parent: parent === code ? null : parent });
  };
}

function mapOf(bySlice: Names[], slice: number, scheme: string): Map<string, NamedCode> {
  const schemes = (bySlice[slice] ??= new Map<string, Map<string, NamedCode>>());
  let codes = schemes.get(scheme);
  if (codes === undefined) schemes.set(scheme, (codes = new Map<string, NamedCode>()));
  return codes;
}
