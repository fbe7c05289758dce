/** In charge of which form of facts answers a question, slice by slice: printed tables or the rows of a ledger. */
import type { Dimension } from '#model/dataset';
import { refusal, Refusal } from '#contract/problem';
import type { FoundBatch } from './ledger/batches.ts';
import {
  apartOf, chooseBatches, isWithin, spanOf, summedNames, type LedgerPart, type Span,
} from './ledger/choice.ts'; // prettier-ignore
import { slicesOf, sliceKeyOf } from './ledger/standing.ts';
import { isInLedger, isPrinted } from './printed.ts';
import { NO_READING, planFigures, type Reading } from './reading.ts';
import type { Filter, Request } from './request.ts';

/** Who answers. */
export interface Route {
  readonly reading: Reading;
  /** Printed batches that may answer; null: whichever there are. */
  readonly printed: readonly number[] | null;
  /** null: printed tables answer alone. */
  readonly ledger: LedgerPart | null;
}

/** Dimensions whose values only a ledger tells apart well: a printed table that names units names a few of them. */
const FINE = ['unit', 'project'];
const OUTTURN = ['flash', 'accounts'];

/**
 * Decides slice by slice. A printed table that reaches the month asked for wins over the ledger, unless the question
 * names what only a ledger has. Throws a `Refusal` for what neither form can answer.
 */
export function routeOf(
  request: Request,
  where: readonly Filter[],
  batches: readonly FoundBatch[] | null,
): Route {
  const { dataset } = request;
  const { ledger } = dataset;
  if (ledger === undefined)
    return { reading: planFigures(request, where), printed: null, ledger: null };
  const blocked = blockedLedger(request, where);
  const printed = dataset.form === 'ledger' ? null : printedReading(request, where);
  if (blocked !== null && (printed === null || printed instanceof Refusal)) {
    throw printed?.code === undefined || printed.code === 'unknown-dimension' ? blocked : printed;
  }
  const span = spanOf(request, where);
  const found = batches ?? [];
  const ofLedger = blocked === null ? ledgersOf(request, where, found) : [];
  const choose = (own: readonly FoundBatch[]) => chooseBatches(request, span, ledger, own);
  const readsLedger = ofLedger.some((batch) => isWithin(batch, span));
  if (printed instanceof Refusal || printed === null) {
    // Known only when one has looked: without rows the printed tables' refusal is the better answer.
    if (
      printed !== null &&
      batches !== null &&
      !readsLedger &&
      printed.code !== 'unknown-dimension'
    )
      throw printed;
    return { reading: NO_READING, printed: [], ledger: choose(ofLedger) };
  }
  if (!readsLedger) {
    const only = found.some(({ form }) => form === 'ledger') ? idsOf(found, 'printed') : null;
    return { reading: printed, printed: only, ledger: null };
  }
  const won = divide(request, where, span, printed, found, ofLedger);
  if (won.ledger.length === 0) return { reading: printed, printed: won.printed, ledger: null };
  const part = choose(won.ledger);
  return won.printed.length === 0
    ? { reading: NO_READING, printed: [], ledger: part }
    : { reading: printed, printed: won.printed, ledger: part };
}

function idsOf(batches: readonly FoundBatch[], form: FoundBatch['form']): number[] {
  return batches.filter((batch) => batch.form === form).map(({ batch }) => batch);
}

/** Each slice goes to one form. The ledger's earlier months come along, since a month may need the one before. */
function divide(
  request: Request,
  where: readonly Filter[],
  span: Span,
  reading: Reading,
  found: readonly FoundBatch[],
  ofLedger: readonly FoundBatch[],
): { readonly printed: readonly number[]; readonly ledger: readonly FoundBatch[] } {
  const apart = apartOf(request);
  const byMonth = request.by.some(({ name }) => name === 'month');
  const fine = byMonth || asksFor(request, where);
  const printed: number[] = [];
  const lost = new Set<string>();
  const key = (batch: FoundBatch) => sliceKeyOf(batch, apart);
  const monthly = (batch: FoundBatch) => (byMonth ? `${key(batch)} ${batch.month}` : key(batch));
  const within = [...found.filter(({ form }) => form === 'printed'), ...ofLedger].filter((batch) =>
    isWithin(batch, span),
  );
  for (const slice of slicesOf(within, monthly)) {
    const tables = slice.filter(({ form }) => form === 'printed');
    const [best] = slice.filter(({ form }) => form === 'ledger');
    const covers =
      best === undefined ||
      (!fine &&
        tables.some(
          (table) =>
            OUTTURN.includes(table.stage) && table.month >= best.month && isCut(table, reading),
        ));
    if (!covers) continue;
    printed.push(...tables.map(({ batch }) => batch));
    if (best !== undefined) lost.add(key(best));
  }
  return { printed, ledger: ofLedger.filter((batch) => !lost.has(key(batch))) };
}

/** Whether a printed table divides the money as it is asked for. */
function isCut({ part, flow }: FoundBatch, reading: Reading): boolean {
  if (reading.kind !== 'level' || reading.cut === '*' || part === null) return true;
  const natural = flow === 'revenue' ? 'revenueItem' : flow === 'balance' ? 'balance' : 'function';
  return part === (reading.cut ?? natural);
}

/** Whether a question names what is better asked of a ledger, though a printed table might say something. */
function asksFor(request: Request, where: readonly Filter[]): boolean {
  const only = request.dataset.ledger?.only ?? [];
  return (
    [...request.by, ...where].some(({ name }) => FINE.includes(name)) ||
    [...summedNames(request), ...request.measures.map(({ name }) => name)].some((name) =>
      only.includes(name),
    )
  );
}

/** How the printed tables would be read, or why they cannot answer. */
function printedReading(request: Request, where: readonly Filter[]): Reading | Refusal {
  const { dataset, by } = request;
  const unknown = [...by, ...where].find(({ dimension }) => !isPrinted(dataset, dimension));
  if (unknown !== undefined) return refusal('unknown-dimension', [unknown.name, dataset.name, '']);
  for (const [name, dimension] of Object.entries<Dimension>(dataset.dimensions)) {
    if (dimension.adds !== 'fixed' || isInLedger(dataset, name, dimension)) continue;
    const single = where.some((filter) => filter.name === name && filter.values.length === 1);
    if (single || by.some((named) => named.name === name)) continue;
    return refusal('not-additive', [name, dimension.title.zh, dimension.title.en], name);
  }
  try {
    return planFigures(request, where);
  } catch (problem) {
    if (problem instanceof Refusal) return problem;
    throw problem;
  }
}

/** Why the rows of a ledger cannot answer: they are leaves, of one role, and have no printed lines. */
function blockedLedger(request: Request, where: readonly Filter[]): Refusal | null {
  const { dataset, by } = request;
  const ownLine = where.find(({ name }) => name === 'itemRole');
  const main = ownLine === undefined || ownLine.values.every((value) => value === 'main');
  const alien = [
    ...by.filter(({ name, dimension }) => !isInLedger(dataset, name, dimension)),
    ...where.filter(
      ({ name, dimension }) =>
        !isInLedger(dataset, name, dimension) && !(name === 'itemRole' && main) && name !== 'cut',
    ),
  ];
  const cuts = cutsOf(request, where);
  const names = alien.map(({ name }) => name);
  const stage = where.find(({ name }) => name === 'stage')?.values.map(String);
  const clashing = cuts.has('revenueItem') && cuts.size > 1;
  if (names.length === 0 && !clashing && (stage?.some((one) => OUTTURN.includes(one)) ?? true))
    return null;
  const beside = [...by, ...where]
    .map(({ name }) => name)
    .filter(
      (name) =>
        !names.includes(name) && !['region', 'year', 'scope', 'book', 'flow'].includes(name),
    );
  return refusal(
    'mixed-cuts',
    [clashing ? [...cuts].join(', ') : [...names, ...beside].join(', ')],
    'by',
  );
}

/** The classifications that a question names. */
function cutsOf({ by }: Request, where: readonly Filter[]): ReadonlySet<string> {
  const named = [...by, ...where].flatMap(({ dimension: { cut } }) =>
    cut === undefined ? [] : [cut],
  );
  const asked = where.find(({ name }) => name === 'cut')?.values.map(String) ?? [];
  return new Set([...named, ...asked]);
}

/** The ledgers among what was found; a classification of spending says nothing of revenue, and the other way round. */
function ledgersOf(
  request: Request,
  where: readonly Filter[],
  found: readonly FoundBatch[],
): readonly FoundBatch[] {
  const cuts = cutsOf(request, where);
  const ledgers = found.filter(({ form }) => form === 'ledger');
  if (cuts.size === 0) return ledgers;
  const revenue = cuts.has('revenueItem');
  return ledgers.filter(({ flow }) => flow === null || (flow === 'revenue') === revenue);
}
