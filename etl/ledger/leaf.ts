/** In charge of the leaf of a load: a partition of its own, with a block of a thousand batch numbers. */

/** How many slices one load may bring of one ledger. */
export const BLOCK = 1000;

/** The first number of the block that a batch of a ledger lies in. */
export function blockOf(batch: number): number {
  return batch - (batch % BLOCK);
}

/** Schema-qualified name of the leaf. Only names of our own ledgers come here. */
export function leafName(parent: string, first: number): string {
  return `leaves.${parent}_${String(first)}`;
}
