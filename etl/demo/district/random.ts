/** In charge of chance that falls the same way on every machine: integers only, one stream per name, no shared state. */

/** A stream of pseudo-random integers (sfc32). Streams of different names do not disturb one another. */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, name: string) {
    let state = seed >>> 0;
    for (let index = 0; index < name.length; index += 1) {
      state = Math.imul(state ^ name.charCodeAt(index), 0x01000193) >>> 0;
    }
    const next = () => {
      state = (state + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      return (mixed ^ (mixed >>> 16)) >>> 0;
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    for (let round = 0; round < 12; round += 1) this.#word();
  }

  #word(): number {
    const sum = (this.#a + this.#b + this.#counter) >>> 0;
    this.#counter = (this.#counter + 1) >>> 0;
    this.#a = (this.#b ^ (this.#b >>> 9)) >>> 0;
    this.#b = (this.#c + (this.#c << 3)) >>> 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) >>> 0;
    this.#c = (this.#c + sum) >>> 0;
    return sum;
  }

  /** 0 … `size` − 1; `size` at most 2^20. */
  below(size: number): number {
    return Math.floor((this.#word() * size) / 0x1_0000_0000);
  }

  /** `least` … `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in `permille` of a thousand cases. */
  happens(permille: number): boolean {
    return this.below(1000) < permille;
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }
}

/** `amount × part ÷ whole`, rounded down, for whole numbers with `part × whole` below 2^53; exact also where `amount × part` is not. */
export function share(amount: number, part: number, whole: number): number {
  const rest = amount % whole;
  return ((amount - rest) / whole) * part + Math.floor((rest * part) / whole);
}
