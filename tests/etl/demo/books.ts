/** In charge of reading the district's tables back for tests, without the program's own loader. */
import { createHash, type Hash } from 'node:crypto';
import { districtYears } from '../../../etl/demo/district/district.ts';
import type { Table } from '../../../etl/demo/district/tables.ts';
import type { Scale } from '../../../etl/demo/district/tree.ts';

const decoder = new TextDecoder();

/** Rows of a table by the names in its header. No field of the district needs quotes, which is checked. */
export function* rowsOf(
  text: Iterable<Uint8Array>,
  hash?: Hash,
): Generator<(name: string) => string> {
  let names: Map<string, number> | null = null;
  for (const bytes of text) {
    hash?.update(bytes);
    const piece = decoder.decode(bytes);
    if (piece.includes('"')) throw new Error('a field with quotes');
    for (const line of piece.split('\r\n')) {
      if (line === '') continue;
      const fields = line.split(',');
      if (names === null) {
        names = new Map(fields.map((name, index) => [name, index]));
        continue;
      }
      const places = names;
      if (fields.length !== places.size) throw new Error(`a row of another width: ${line}`);
      yield (name) => {
        const value = fields[places.get(name) ?? -1];
        if (value === undefined) throw new Error(`no column ${name}`);
        return value;
      };
    }
  }
}

/** Yuan with two decimals as whole fen. */
export function fenOf(text: string): bigint {
  if (!/^-?\d+\.\d\d$/u.test(text)) throw new Error(`no amount: ${text}`);
  return BigInt(text.replace('.', ''));
}

export interface YearOfBooks {
  readonly year: number;
  readonly months: number;
  readonly tables: readonly Table[];
  /** Rows of the annual report. */
  readonly annual: readonly string[];
  readonly table: (name: Table['name']) => Table;
}

export function* booksOf(scale: Scale): Generator<YearOfBooks> {
  for (const { year, months, tables, annual } of districtYears(scale)) {
    yield {
      year,
      months,
      tables,
      annual,
      table: (name) => {
        const table = tables.find((one) => one.name === name);
        if (table === undefined) throw new Error(`no table ${name}`);
        return table;
      },
    };
  }
}

/** The hash of all tables of the district, in their order. */
export function hashOf(scale: Scale): string {
  const hash = createHash('sha256');
  for (const { tables } of districtYears(scale)) {
    for (const { text } of tables) for (const piece of text) hash.update(piece);
  }
  return hash.digest('hex');
}

/** Adds up under a key. */
export class Sums extends Map<string, bigint> {
  add(key: string, amount: bigint): void {
    this.set(key, (this.get(key) ?? 0n) + amount);
  }
  of(key: string): bigint {
    return this.get(key) ?? 0n;
  }
}
