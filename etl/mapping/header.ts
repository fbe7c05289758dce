/** In charge of the header of a table that is read by mapping: whether there is one, where, and which column bears a name. */
import type { ColumnMapping, Mapping } from '#model/mapping';
import { parseAmountUnit, type AmountUnit } from '#model/fen';
import { compact } from '#model/text';

/** The form in which names of columns are compared: no blanks, no mark of a comment in front, case of no account. */
export function headerKey(name: string): string {
  return compact(name).replace(/^#+/u, '').toLowerCase();
}

/** A header as it was found, or as the mapping states it. */
export interface Header {
  /** Names in order of the file. */
  readonly names: readonly string[];
  /** Rows to pass over before the first row of data. */
  readonly skip: number;
  /** Whether the file itself bears it. */
  readonly found: boolean;
}

/** Rows at the top of a file among which the header is looked for: titles and comments may stand above it. */
const TOP = 20;

/** Every name that a mapping may look for in a header. */
export function namesOf(mapping: Mapping): readonly (string | number)[] {
  const parts = Object.values(mapping.slice ?? {}).filter((part) => 'from' in part);
  return [...Object.values(mapping.columns), ...parts].flatMap(namesOfColumn);
}

export function namesOfColumn({ from, join, name }: ColumnMapping): readonly (string | number)[] {
  return [...listOf(from), ...(join ?? []), ...listOf(name ?? [])];
}

/** One name, or alternatives in order of preference. */
export function listOf(
  from: string | number | readonly (string | number)[],
): readonly (string | number)[] {
  return typeof from === 'object' ? from : [from];
}

/**
 * The header of a table from its first rows: the row that holds the most of the mapped names, at least half of the columns that are
 * not optional; where there is none, the names that the mapping states for files without. Null where there is neither.
 */
export function findHeader(mapping: Mapping, rows: readonly (readonly string[])[]): Header | null {
  const stated = mapping.file?.header ?? 'auto';
  if (stated === false) return { names: [], skip: above(mapping, rows), found: false };
  const wanted = new Set(
    namesOf(mapping)
      .filter((name) => typeof name === 'string')
      .map(headerKey),
  );
  let best = -1;
  let most = 0;
  for (const [index, row] of rows.slice(0, TOP).entries()) {
    const met = new Set(
      row.map(headerKey).filter((key) => wanted.has(key) || wanted.has(withoutUnit(key).name)),
    ).size;
    if (met > most) {
      most = met;
      best = index;
    }
  }
  const needed = Object.values(mapping.columns).filter(({ optional }) => optional !== true).length;
  const least = Math.max(1, Math.min(needed, wanted.size) / 3);
  if (best !== -1 && most >= least) return { names: rows[best] ?? [], skip: best + 1, found: true };
  if (typeof stated === 'string') return null;
  return { names: stated, skip: above(mapping, rows), found: false };
}

/** Comments and blank rows above the data of a file without header. */
function above({ file }: Mapping, rows: readonly (readonly string[])[]): number {
  const comment = file?.comment;
  const at = rows.findIndex(
    (row) =>
      row.some((text) => text.trim() !== '') &&
      !(comment !== undefined && (row[0] ?? '').startsWith(comment)),
  );
  return at === -1 ? rows.length : at;
}

/** `支付金额(元)` → the name and the unit that it states. */
function withoutUnit(key: string): { name: string; unit: AmountUnit | null } {
  const match = /^(.+)[(（[]((?:人民币)?[万亿]?元)[)）\]]$/u.exec(key);
  const unit = match === null ? null : parseAmountUnit(match[2] ?? '');
  return unit === null ? { name: key, unit } : { name: match?.[1] ?? key, unit };
}

/** Where a name stands in a header. */
export interface FoundColumn {
  readonly at: number;
  /** As the header writes it; the position where there is none. */
  readonly label: string;
  /** The unit that the header states behind the name. */
  readonly unit: AmountUnit | null;
  /** The name stands more than once. */
  readonly twice: boolean;
}

/** Finds columns by name or position. */
export class HeaderIndex {
  private readonly byKey = new Map<string, FoundColumn>();

  constructor(
    private readonly names: readonly string[],
    private readonly width: number,
  ) {
    for (const [at, label] of names.entries()) {
      const key = headerKey(label);
      if (key === '') continue;
      const { name, unit } = withoutUnit(key);
      for (const own of new Set([key, name])) {
        const known = this.byKey.get(own);
        this.byKey.set(
          own,
          known === undefined
            ? { at, label: label.trim(), unit, twice: false }
            : { ...known, twice: true },
        );
      }
    }
  }

  /** The first of the alternatives that the file has; null where it has none. */
  find(from: string | number | readonly (string | number)[]): FoundColumn | null {
    for (const name of listOf(from)) {
      if (typeof name === 'number') {
        if (name <= this.width)
          return {
            at: name - 1,
            label: (this.names[name - 1] ?? '').trim() || String(name),
            unit: null,
            twice: false,
          };
        continue;
      }
      const found = this.byKey.get(headerKey(name));
      if (found !== undefined) return found;
    }
    return null;
  }
}
