/** In charge of what one version states differently from another, printed tables and ledgers together, the largest difference first. */
import type pg from 'pg';
import type { ChangedFigure } from '#contract/loadAnswers';
import type { ChangeRow, ChangesAnswer } from '#contract/ledgerAnswers';
import { changes, type BatchPair, type Place } from './compare.ts';
import { largestFirst, ledgerChanges } from './ledgerChanges.ts';

export interface ChangesAsked {
  readonly from: number;
  readonly to: number;
  /** Only this region; null for all that may be seen. */
  readonly region: string | null;
  readonly limit: number;
  /** `table` for who reads under row-level security. */
  readonly place: Place;
}

interface PairRow {
  readonly dataset: string;
  readonly form: 'printed' | 'ledger';
  readonly before: number | null;
  readonly after: number | null;
}

/** The pairs of batches of one slice that differ between two versions. */
export async function pairsBetween(
  client: pg.ClientBase,
  from: number,
  to: number,
  region: string | null,
): Promise<readonly PairRow[]> {
  const { rows } = await client.query<PairRow>(
    `with seen as (
       select v.version, b.batch_id, b.dataset, b.form,
         concat_ws('|', b.form, b.dataset, b.region_code, b.scope, b.year, b.period, b.month, coalesce(b.book, ''), coalesce(b.flow, ''), b.stage, b.source, coalesce(b.part, '')) as slice
       from batches b
       join version_batches v on v.batch_id = b.batch_id
       where v.version in ($1, $2) and ($3::text is null or b.region_code = $3)
     ), o as (select * from seen where version = $1), n as (select * from seen where version = $2)
     select coalesce(n.dataset, o.dataset) as dataset, coalesce(n.form, o.form) as form, o.batch_id as before, n.batch_id as after
     from o full join n on n.slice = o.slice
     where o.batch_id is distinct from n.batch_id
     order by 3, 4`,
    [from, to, region],
  );
  return rows;
}

/** Changed, added and withdrawn figures between two versions as whoever asks may see them. */
export async function changesBetween(
  client: pg.ClientBase,
  { from, to, region, limit, place }: ChangesAsked,
): Promise<ChangesAnswer> {
  const pairs = await pairsBetween(client, from, to, region);
  const ofForm = (form: PairRow['form']): readonly BatchPair[] =>
    pairs.filter((pair) => pair.form === form);
  const printed = await changes(client, ofForm('printed'), place);
  const ledger = await ledgerChanges(client, ofForm('ledger'), limit);
  const count = (wanted: (change: ChangedFigure) => boolean) => printed.filter(wanted).length;
  return {
    from,
    to,
    changed: ledger.changed + count(({ before, after }) => before !== null && after !== null),
    added: ledger.added + count(({ before }) => before === null),
    withdrawn: ledger.withdrawn + count(({ after }) => after === null),
    rows: largestFirst([
      ...ledger.rows,
      ...printed.slice(0, limit).map((change) => rowOf(change)),
    ]).slice(0, limit),
  };
}

function rowOf(change: ChangedFigure): ChangeRow {
  const { before, after, dataset, region, scope, year, book, flow, item, name, measure } = change;
  const isAmount = !/^(?:rate|growth)/u.test(measure);
  const amounts = [before?.value ?? null, after?.value ?? null].map((text) =>
    isAmount && text !== null && /^-?\d+\.\d{2}$/u.test(text)
      ? BigInt(text.replace('.', ''))
      : null,
  );
  const difference = (amounts[1] ?? 0n) - (amounts[0] ?? 0n);
  const size = (difference < 0n ? -difference : difference).toString().padStart(3, '0');
  const known = amounts.some((amount) => amount !== null);
  return {
    dataset,
    region,
    scope,
    year,
    month: change.month,
    book,
    flow,
    item,
    name,
    unit: null,
    unitName: null,
    measure,
    where: whereOf(change),
    before: before?.value ?? null,
    after: after?.value ?? null,
    difference: known
      ? `${difference < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`
      : null,
  };
}

/** Filters of a printed figure; findings and lists are read on their own pages. */
function whereOf({
  dataset,
  region,
  scope,
  year,
  book,
  flow,
  item,
}: ChangedFigure): Readonly<Record<string, string>> | null {
  if (dataset !== 'execution') return null;
  return {
    region,
    scope,
    year: String(year),
    ...(book === null ? {} : { book }),
    ...(flow === null ? {} : { flow }),
    item,
  };
}
