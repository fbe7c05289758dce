/** In charge of an answer in memory: named columns of one length, the same whether it came as Arrow or was made by hand. */
import type { Disagreement } from '#contract/answers';
import { fen, type Fen } from '#model/fen';

/** Codes are text, amounts fen, years and ratios numbers; an absent figure is null, never 0. */
export type Cell = string | number | bigint | null;

export class Answer {
  readonly version: number;
  readonly length: number;
  /** Sources that state the same figures otherwise than those that are shown. */
  readonly disagreements: readonly Disagreement[];
  readonly #columns: ReadonlyMap<string, readonly Cell[]>;

  /** Throws if the columns differ in length. */
  constructor(
    version: number,
    columns: Iterable<readonly [name: string, cells: readonly Cell[]]>,
    disagreements: readonly Disagreement[] = [],
  ) {
    this.version = version;
    this.disagreements = disagreements;
    this.#columns = new Map(columns);
    const lengths = new Set([...this.#columns.values()].map((cells) => cells.length));
    if (lengths.size > 1) throw new RangeError('columns of one answer differ in length');
    this.length = [...lengths][0] ?? 0;
  }

  #column(name: string): readonly Cell[] {
    const cells = this.#columns.get(name);
    if (cells === undefined) throw new RangeError(`the answer has no column ${name}`);
    return cells;
  }

  /** Amounts in fen. */
  amounts(name: string): readonly (Fen | null)[] {
    return this.#column(name).map((cell) => {
      if (cell === null) return null;
      if (typeof cell !== 'bigint') throw new TypeError(`${name} holds no amounts`);
      return fen(cell);
    });
  }

  /** Codes; a whole number (a year) becomes its digits. */
  codes(name: string): readonly (string | null)[] {
    return this.#column(name).map((cell) => (cell === null ? null : String(cell)));
  }

  /** Ratios, counts, years. */
  numbers(name: string): readonly (number | null)[] {
    return this.#column(name).map((cell) => (cell === null ? null : Number(cell)));
  }
}
