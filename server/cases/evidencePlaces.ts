/** In charge of where the figures behind an alert lie: the filters by which `GET /api/origin` finds each of them. */
import type { PoolClient } from 'pg';
import type { FlagRow } from '#contract/alertAnswers';
import { CUBES, dimensionsOf } from '#contract/cubes';

export interface Evidence {
  readonly dataset: string;
  readonly batch: number;
  readonly line: number;
  /** `row`: a single row of a ledger. */
  readonly measure: string;
  /** Sums of ledgers are named by filters and not by line. */
  readonly where?: Readonly<Record<string, string>>;
}

type Where = FlagRow['evidence'][number]['where'];
export type Places = ReadonlyMap<string, Where>;

export const evidenceKey = ({ dataset, batch, line, measure }: Evidence) =>
  `${dataset} ${batch} ${line} ${measure}`;

/** For each figure named as evidence the filters by which it is found. */
export async function placesOf(
  client: PoolClient,
  alerts: readonly { readonly item: string | null; readonly evidence: readonly Evidence[] }[],
): Promise<Places> {
  const evidence = alerts.flatMap(({ item, evidence: own }) =>
    own.filter(({ measure }) => measure !== 'row').map((one) => ({ ...one, item })),
  );
  if (evidence.length === 0) return new Map();
  const places = new Map<string, Where>(await ledgerPlaces(client, evidence));
  for (const [name, dataset] of CUBES) {
    const own = evidence.filter((one) => one.dataset === name && one.where === undefined);
    if (own.length === 0 || dataset.form !== 'figures') continue;
    const named = [...dimensionsOf(dataset)].filter(
      ([dimension, { adds, level }]) =>
        level === undefined &&
        (adds === 'fixed' ||
          ['item', 'cut', 'breakdown', 'project', 'stage', 'source'].includes(dimension)),
    );
    const object = named.map(([dimension, { sql }]) => `'${dimension}', (${sql})::text`).join(', ');
    const { rows } = await client.query<Evidence & { place: Where }>(
      `select k.*, jsonb_strip_nulls(jsonb_build_object(${object})) as place
       from jsonb_to_recordset($1) as k (dataset text, batch integer, line integer, measure text)
       join batches b on b.batch_id = k.batch
       join ${dataset.table} f on f.batch_id = b.batch_id and f.region_code = b.region_code and f.line_no = k.line and f.measure = k.measure`,
      [JSON.stringify(own)],
    );
    for (const row of rows) places.set(evidenceKey(row), row.place);
  }
  return places;
}

/** The batch of a ledger and the level of its figure, 0 for the whole: the filters of its slice and the code that is alerted. */
async function ledgerPlaces(
  client: PoolClient,
  evidence: readonly (Evidence & { readonly item: string | null })[],
): Promise<readonly (readonly [string, Where])[]> {
  const { rows } = await client.query<Evidence & { place: Where }>(
    `select k.*, jsonb_strip_nulls(jsonb_build_object('region', b.region_code, 'scope', b.scope, 'year', b.year::text, 'month', b.month::text, 'book', b.book,
         'flow', b.flow, 'source', b.source)
       || case when k.line between 1 and 3 and k.item is not null then jsonb_build_object(
            case b.flow when 'revenue' then 'revenueItem.' else 'function.' end || (array['class', 'group', 'item'])[k.line], k.item) else '{}' end) as place
     from jsonb_to_recordset($1) as k (dataset text, batch integer, line integer, measure text, item text)
     join batches b on b.batch_id = k.batch and b.form = 'ledger'`,
    [JSON.stringify(evidence.filter(({ where }) => where === undefined))],
  );
  return rows.map((row) => [evidenceKey(row), row.place] as const);
}
