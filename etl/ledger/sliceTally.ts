/** In charge of what was read of one slice: rows, exact sums, months, and what was not taken. */

/** Below it doubles hold every whole number, also after one more amount is added. */
const SAFE = 2 ** 52;

export class SliceTally {
  rows = 0;
  rejected = 0;
  /** Known fen of the rows that were not taken. */
  rejectedAmount = 0n;
  /** Bit m: a row of month m was read. */
  months = 0;
  private readonly near: number[];
  private readonly carried: bigint[];

  /** `width` is the number of columns of amounts. */
  constructor(width: number) {
    this.near = new Array<number>(width).fill(0);
    this.carried = new Array<bigint>(width).fill(0n);
  }

  add(index: number, amount: number): void {
    const sum = (this.near[index] ?? 0) + amount;
    if (sum < SAFE && sum > -SAFE) this.near[index] = sum;
    else {
      this.addLarge(index, BigInt(sum));
      this.near[index] = 0;
    }
  }

  addLarge(index: number, amount: bigint): void {
    this.carried[index] = (this.carried[index] ?? 0n) + amount;
  }

  sum(index: number): bigint {
    return (this.carried[index] ?? 0n) + BigInt(this.near[index] ?? 0);
  }

  /** The last month of which there is a row; 0 where rows bear none. */
  get lastMonth(): number {
    return this.months === 0 ? 0 : 31 - Math.clz32(this.months);
  }
}
