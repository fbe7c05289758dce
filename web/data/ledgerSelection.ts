/** In charge of what of a ledger is looked at: the filter of the address against the codes that a cube holds. */
import type { Entity } from './ledgerCube.ts';
import type { Codes, ScopeFilter } from './scopeFilter.ts';

export interface Selection {
  readonly filter: ScopeFilter;
  /** The month at which figures to date stand. */
  readonly month: number;
}

/** Places of words in a list of codes; null lets all through. */
export function selectionOf(
  words: readonly (string | null)[],
  codes: Codes,
): readonly number[] | null {
  if (codes === null) return null;
  const wanted = new Set(codes);
  return [...words.keys()].filter((at) => wanted.has(words[at] ?? '~'));
}

/** Entities that a filter lets through; null for all. */
export function entitiesOf(
  entities: readonly Entity[],
  { department, unit }: Pick<ScopeFilter, 'department' | 'unit'>,
): readonly number[] | null {
  if (department === null && unit === null) return null;
  return [...entities.keys()].filter((at) => {
    const entity = entities[at];
    return (
      entity !== undefined &&
      (department === null || department.includes(entity.department ?? '~')) &&
      (unit === null || unit.includes(entity.unit ?? '~'))
    );
  });
}
