/** In charge of control totals: what was read, added up exactly beside the rows. */
import type { BoundColumn } from './bound.ts';

/** Below it doubles hold every whole number, also after one more amount is added. */
const SAFE = 2 ** 52;
/** Digits of a number that is below `SAFE` for sure. */
const SAFE_DIGITS = 15;

interface Sum {
  rows: number;
  /** Per column: what was carried, and what was added since. */
  readonly carried: bigint[];
  readonly near: number[];
}

export class Totals {
  private readonly sums: Sum[] = [];

  constructor(private readonly columns: readonly BoundColumn[]) {}

  add(values: readonly (string | null)[], slice: number): void {
    const sum = (this.sums[slice] ??= {
      rows: 0,
      carried: this.columns.map(() => 0n),
      near: this.columns.map(() => 0),
    });
    sum.rows++;
    const { near, carried } = sum;
    for (let index = 0; index < this.columns.length; index++) {
      const digits = values[this.columns[index]?.put ?? 0] ?? null;
      if (digits === null) continue;
      if (digits.length > SAFE_DIGITS) {
        carried[index] = (carried[index] ?? 0n) + BigInt(digits);
        continue;
      }
      const next = (near[index] ?? 0) + Number(digits);
      if (next < SAFE && next > -SAFE) near[index] = next;
      else {
        carried[index] = (carried[index] ?? 0n) + BigInt(next);
        near[index] = 0;
      }
    }
  }

  of(slice: number): { readonly rows: number; readonly amounts: Readonly<Record<string, bigint>> } {
    const sum = this.sums[slice];
    return {
      rows: sum?.rows ?? 0,
      amounts: Object.fromEntries(
        this.columns.map(({ field }, index) => [
          field,
          (sum?.carried[index] ?? 0n) + BigInt(sum?.near[index] ?? 0),
        ]),
      ),
    };
  }
}
