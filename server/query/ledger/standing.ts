/** In charge of which batch of a ledger speaks for a slice: kind of source, stage, month, source. */
import type { FoundBatch } from './batches.ts';

/** What a question holds apart, and what it leaves to the order of precedence. */
export interface Apart {
  readonly stage: boolean;
  readonly source: boolean;
  /** Only where the dataset leaves it open (payments, movements). */
  readonly scope: boolean;
}

/** Accounts before flash; a district's own vouchers before those of its whole area. */
const STAGES = ['accounts', 'flash', 'approved', 'draft'];
const SCOPES = ['own', 'all', 'unstated'];

/** Batches with the same key state the same slice, month aside. */
export function sliceKeyOf(batch: FoundBatch, apart: Apart): string {
  const { region, scope, year, book, flow, currency, stage, source } = batch;
  return JSON.stringify([
    region, year, book, flow, currency,
    ...(apart.scope ? [scope] : []),
    ...(apart.stage ? [stage] : []),
    ...(apart.source ? [source] : []),
  ]); // prettier-ignore
}

/** The most authoritative first: upload > published > simulated, accounts > flash, the later month, the better source, the later report. */
export function byStanding(one: FoundBatch, other: FoundBatch): number {
  return (
    one.kind_rank - other.kind_rank ||
    STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage) ||
    SCOPES.indexOf(one.scope) - SCOPES.indexOf(other.scope) ||
    other.month - one.month ||
    one.source_rank - other.source_rank ||
    (other.reported_on ?? '').localeCompare(one.reported_on ?? '') ||
    other.batch - one.batch
  );
}

/** The batches of each slice, in their order of standing. */
export function slicesOf(
  batches: readonly FoundBatch[],
  key: (batch: FoundBatch) => string,
): readonly (readonly FoundBatch[])[] {
  const slices = new Map<string, FoundBatch[]>();
  for (const batch of batches) {
    const name = key(batch);
    const slice = slices.get(name);
    if (slice === undefined) slices.set(name, [batch]);
    else slice.push(batch);
  }
  return [...slices.values()].map((slice) => slice.sort(byStanding));
}

/** Whether two sources print the same slice among these batches, so that winners must be found line by line. */
export function isContested(batches: readonly FoundBatch[]): boolean {
  const printed = slicesOf(
    batches.filter(({ form }) => form === 'printed'),
    (batch) => sliceKeyOf(batch, { stage: false, source: false, scope: true }),
  );
  return printed.some((slice) => new Set(slice.map(({ source }) => source)).size > 1);
}
