/** In charge of finding the standard code behind a printed name, and a code's place, in the dated classifications. */
import type pg from 'pg';
import type { Book } from '#model/slice';
import { nameKey } from '#model/text';

/** A row of `classifications`. */
export interface Classification {
  readonly scheme: string;
  readonly code: string;
  readonly parent: string | null;
  readonly level: number;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Fiscal years, inclusive. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** Under which codes the lines of a book are found; the general and fund budgets have everything but the insurance funds. */
const ROOTS: Readonly<Record<Book, RegExp>> = {
  general: /^(?!102|209)/u,
  fund: /^(?!102|209)/u,
  capital: /^(?:10306|223|105|110|23[013])/u,
  social: /^(?:102|209|110|230)/u,
};

/** `国有企业政策性补贴（项）` and `国有企业政策性补贴` are told apart by their place, not by the word in brackets. */
export function itemNameKey(name: string): string {
  return nameKey(name).replace(/\([类款项目]\)$/u, '');
}

export class ItemCodes {
  readonly #byCode = new Map<string, Classification[]>();
  readonly #byName = new Map<string, Classification[]>();

  constructor(rows: readonly Classification[]) {
    for (const row of rows) {
      push(this.#byCode, `${row.scheme} ${row.code}`, row);
      const names = new Set([row.name, ...row.aliases].map(itemNameKey));
      for (const name of names) push(this.#byName, `${row.scheme} ${name}`, row);
    }
  }

  /** Whether the reference holds this scheme at all. */
  knows(scheme: string): boolean {
    for (const key of this.#byCode.keys()) if (key.startsWith(`${scheme} `)) return true;
    return false;
  }

  /** The code in that fiscal year, else in any year; null when it is in no list. */
  get(scheme: string, code: string, year: number): Classification | null {
    const rows = this.#byCode.get(`${scheme} ${code}`) ?? [];
    return rows.find((row) => row.validFrom <= year && year <= row.validTo) ?? rows[0] ?? null;
  }

  /**
   * The code whose name is printed: under the code of the line above when there is one; otherwise the outermost code
   * of the book with that name, and null when two stand equally high.
   */
  find(
    scheme: string,
    year: number,
    book: Book | null,
    name: string,
    parent: string | null,
  ): string | null {
    const rows = (this.#byName.get(`${scheme} ${itemNameKey(name)}`) ?? []).filter(
      (row) => row.validFrom <= year && year <= row.validTo,
    );
    if (parent !== null) return only(rows.filter((row) => row.parent === parent));
    const inBook = rows.filter((row) => book === null || ROOTS[book].test(row.code));
    const top = Math.min(...inBook.map(({ level }) => level));
    return only(inBook.filter(({ level }) => level === top));
  }

  /** The code of the ancestor at a level; null when the reference does not lead there. */
  ancestor(scheme: string, code: string, year: number, level: number): string | null {
    let row = this.get(scheme, code, year);
    while (row !== null && row.level > level) {
      row = row.parent === null ? null : this.get(scheme, row.parent, year);
    }
    return row?.level === level ? row.code : null;
  }
}

/** All classifications of the database. */
export async function loadItemCodes(client: pg.ClientBase): Promise<ItemCodes> {
  const { rows } = await client.query<Classification>(
    `select scheme, code, parent, level, name_zh as name, aliases, valid_from as "validFrom", valid_to as "validTo"
     from classifications`,
  );
  return new ItemCodes(rows);
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function only(rows: readonly Classification[]): string | null {
  const codes = new Set(rows.map(({ code }) => code));
  const [code] = codes;
  return codes.size === 1 && code !== undefined ? code : null;
}
