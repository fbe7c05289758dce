/** In charge of which batches of a ledger answer a question, slice by slice and month by month. */
import type { Ledger } from '#model/ledger';
import { measuresOf } from '#contract/cubes';
import type { Filter, Request } from '../request.ts';
import type { FoundBatch } from './batches.ts';
import { byStanding, slicesOf, sliceKeyOf, type Apart } from './standing.ts';
import { weightsOf, type Weight } from './weights.ts';

/** Two sources that state the same slice at the same month. */
export interface Rivalry {
  readonly winner: FoundBatch;
  readonly loser: FoundBatch;
}

/** What a ledger contributes to an answer. */
export interface LedgerPart {
  readonly ledger: Ledger;
  readonly weights: readonly Weight[];
  readonly rivals: readonly Rivalry[];
}

/** What a question leaves of the batches that were found. */
export interface Span {
  readonly months: readonly (string | number | null)[] | null;
  readonly stages: readonly string[] | null;
  readonly from: number | null;
  readonly to: number | null;
}

/** The months and stages that a question asks for. */
export function spanOf({ from, to }: Request, where: readonly Filter[]): Span {
  const values = (name: string) => where.find((filter) => filter.name === name)?.values ?? null;
  const stages =
    values('stage')
      ?.map(String)
      .filter((stage) => OUTTURN.includes(stage)) ?? null;
  return { months: values('month'), stages: stages?.length === 0 ? null : stages, from, to };
}

/** Stages at which a ledger can stand. */
const OUTTURN: readonly string[] = ['flash', 'accounts'];

/** Whether a batch stands at a month that is asked for. */
export function isWithin({ year, month }: FoundBatch, { months, from, to }: Span): boolean {
  const at = year * 100 + month;
  return (
    (months === null || months.includes(month)) &&
    (from === null || at >= from) &&
    (to === null || at <= to)
  );
}

/** What a question holds apart, so that its values never compete. */
export function apartOf({ dataset, by, where }: Request): Apart {
  const named = (name: string) => by.some((one) => one.name === name);
  const scoped = [...by, ...where].some(({ name }) => name === 'scope');
  return {
    stage: named('stage'),
    source: named('source'),
    scope: scoped || dataset.dimensions['scope']?.adds === 'fixed',
  };
}

/** The batches of a ledger that answer. `batches` are those of ledgers that may, whatever their month. */
export function chooseBatches(
  request: Request,
  span: Span,
  ledger: Ledger,
  batches: readonly FoundBatch[],
): LedgerPart {
  const staged = batches.filter(({ stage }) => span.stages?.includes(stage) ?? true);
  const apart = apartOf(request);
  const slices = slicesOf(staged, (batch) => sliceKeyOf(batch, apart));
  return ledger.cumulative
    ? chooseMonths(request, span, ledger, slices)
    : chooseWhole(span, ledger, slices);
}

/** Of each slice the month asked for, or its latest, or each there is. */
function chooseMonths(
  request: Request,
  span: Span,
  ledger: Ledger,
  slices: readonly (readonly FoundBatch[])[],
): LedgerPart {
  const byMonth = request.by.some(({ name }) => name === 'month');
  const needs = needsOf(request, ledger);
  const weights: Weight[] = [];
  const rivals: Rivalry[] = [];
  for (const slice of slices) {
    const within = slice.filter((batch) => isWithin(batch, span));
    const months = byMonth ? slicesOf(within, ({ month }) => String(month)) : [within];
    for (const [shown, ...others] of months) {
      if (shown === undefined) continue;
      const own = slice.filter(
        ({ source, scope }) => source === shown.source && scope === shown.scope,
      );
      weights.push(...weightsOf(shown, own, needs));
      rivals.push(
        ...rivalsOf(
          shown,
          others.filter(({ month }) => month === shown.month),
        ),
      );
    }
  }
  return { ledger, weights, rivals };
}

/**
 * Rows with months of their own: what the source that wins the slice states of it. A file about the year so far takes the
 * place of those before it; files about one month each add to it after its month.
 */
function chooseWhole(
  span: Span,
  ledger: Ledger,
  slices: readonly (readonly FoundBatch[])[],
): LedgerPart {
  const weights: Weight[] = [];
  const rivals: Rivalry[] = [];
  for (const slice of slices) {
    const [first] = slice;
    if (first === undefined) continue;
    const own = slice.filter(
      ({ source, stage, scope }) =>
        source === first.source && stage === first.stage && scope === first.scope,
    );
    const whole = own.find(({ amounts }) => amounts === 'toDate');
    const months = monthsOf(first.year, span);
    for (const batch of own) {
      const counts =
        batch === whole || (batch.amounts === 'month' && batch.month > (whole?.month ?? 0));
      if (!counts || (months !== null && months[0] > months[1])) continue;
      weights.push({ batch, shown: batch, stock: 1, flow: 1, period: null, months });
    }
    const others = slice.filter(({ source }) => source !== first.source);
    rivals.push(...rivalsOf(first, others));
  }
  return { ledger, weights, rivals };
}

/** First and last month of a year within `from` and `to`; null: all. */
function monthsOf(year: number, { from, to }: Span): readonly [number, number] | null {
  if (from === null && to === null) return null;
  const first = from === null ? 1 : Math.max(1, from - year * 100);
  const last = to === null ? 13 : Math.min(13, to - year * 100);
  return first === 1 && last === 13 ? null : [first, last];
}

/** Each other source once, with its best batch. */
function rivalsOf(winner: FoundBatch, others: readonly FoundBatch[]): readonly Rivalry[] {
  const sources = new Map<string, FoundBatch>();
  for (const loser of [...others].sort(byStanding)) {
    if (loser.source !== winner.source && !sources.has(loser.source))
      sources.set(loser.source, loser);
  }
  return [...sources.values()].map((loser) => ({ winner, loser }));
}

/** Which weights the measures of a question need. */
export function needsOf(
  request: Pick<Request, 'dataset' | 'measures'>,
  ledger: Ledger,
): { readonly flow: boolean; readonly period: boolean } {
  const names = summedNames(request);
  return {
    flow: names.some((name) => ledger.flows?.includes(name) === true),
    period: names.some((name) => name in (ledger.increments ?? {})),
  };
}

/** Names of everything that is summed for the measures of a question, the parts of ratios among them. */
export function summedNames({
  dataset,
  measures,
}: Pick<Request, 'dataset' | 'measures'>): string[] {
  const all = measuresOf(dataset);
  const names = measures.flatMap(({ name }) => {
    const measure = all.get(name);
    if (measure?.kind !== 'ratio') return [name];
    return [measure.numerator ?? name, ...(measure.denominators ?? [])];
  });
  return [...new Set(names)];
}
