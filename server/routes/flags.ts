/** In charge of `GET /api/flags` and `GET /api/rules`: the alerts of a version, and the rules that found them. */
import type { FastifyInstance } from 'fastify';
import type { PoolClient } from 'pg';
import type { Bilingual } from '#model/bilingual';
import type { FlagRow, Page, RuleDescription } from '#contract/answers';
import { CUBES, dimensionsOf } from '#contract/cubes';
import { rules } from '#rules';
import { principalOf } from '../access/authenticate.ts';
import { decimal } from '../arrow/text.ts';
import { reading, versionAt } from '../query/reader.ts';
import { isKnown } from './etag.ts';
import type { House } from './house.ts';
import { demandKnown, listOf, pageOf, searchOf } from './search.ts';

/** Columns that flags may be filtered by, under the names of the address. */
const FILTERS = {
  region: 'region_code',
  scope: 'scope',
  year: 'year::text',
  month: 'month::text',
  book: 'book',
  flow: 'flow',
  unit: 'unit',
  project: 'project',
  item: 'item',
  rule: 'rule',
  severity: 'severity',
  kind: 'kind',
} as const;

interface Evidence {
  readonly dataset: string;
  readonly batch: number;
  readonly line: number;
  readonly measure: string;
  /** Figures of ledgers are named by filters and not by line. */
  readonly where?: Readonly<Record<string, string>>;
}

/** What a unit or a project is called in the ledgers of the version, the latest year's name first. */
const nameIn = (scheme: 'unit' | 'project') => `(
  select n.name from names n
  join version_batches v on v.batch_id = n.batch_id and v.version = flags.version
  join batches b on b.batch_id = n.batch_id
  where n.region_code = flags.region_code and n.scheme = '${scheme}' and n.code = flags.${scheme}
  order by b.year desc, b.month desc, n.batch_id desc limit 1)`;
const UNIT_NAME = nameIn('unit');
const PROJECT_NAME = nameIn('project');

interface StoredFlag extends Omit<FlagRow, 'id' | 'name' | 'law' | 'evidence' | 'amountAtStake'> {
  readonly flag_id: number;
  readonly amount_at_stake: bigint | null;
  readonly evidence: readonly Evidence[];
}

export function addFlags(app: FastifyInstance, { database, build }: House): void {
  app.get('/api/flags', async (request, reply) => {
    const search = searchOf(request);
    demandKnown(search, [...Object.keys(FILTERS), 'asOf', 'limit', 'after']);
    const { limit, offset } = pageOf(search);
    const principal = principalOf(request);
    return reading(database, principal, async (client) => {
      const version = await versionAt(client, search.get('asOf'));
      void reply.header('mingzhang-version', version);
      const ran = await client.query<{ rule: string; status: string }>(
        'select rule, status from rule_runs where version = $1 order by rule',
        [version],
      );
      search.sort();
      if (isKnown(request, reply, build, 'flags', version, search.toString(), ran.rows))
        return reply.send();
      const values: unknown[] = [version, principal.unit, limit + 1, offset];
      const conditions = Object.entries(FILTERS).flatMap(([name, column]) => {
        const wanted = listOf(search, name);
        return wanted === null ? [] : [`and ${column} = any ($${values.push(wanted)})`];
      });
      const { rows } = await client.query<StoredFlag>(
        `select flag_id, rule, version, severity, kind, region_code as region, scope, year, month, book, flow, unit, project, item,
           item_name as "itemName", ${UNIT_NAME} as "unitName", ${PROJECT_NAME} as "projectName", measured::text, expected::text, measure_unit as "measureUnit", amount_at_stake, evidence, explanation, question
         from flags
         where version = $1 and ($2::text is null or unit is null or unit = $2) ${conditions.join(' ')}
         order by array_position(array['red', 'orange', 'yellow', 'blue', 'grey'], severity), abs(amount_at_stake) desc nulls last, flag_id
         limit $3 offset $4`,
        values,
      );
      const shown = rows.slice(0, limit);
      const places = await placesOf(
        client,
        shown.flatMap(({ item, evidence }) => evidence.map((one) => ({ ...one, item }))),
      );
      const page: Page<FlagRow> = {
        version,
        rows: shown.map((flag) => flagOf(flag, places)),
        next: rows.length > limit ? String(offset + limit) : null,
      };
      return page;
    });
  });

  app.get('/api/rules', async (request) => {
    const search = searchOf(request);
    demandKnown(search, ['asOf']);
    return reading(database, principalOf(request), async (client) => {
      const version = await versionAt(client, search.get('asOf'));
      const { rows } = await client.query<{
        rule: string;
        status: 'ran' | 'broken';
        problem: string | null;
      }>('select rule, status, problem from rule_runs where version = $1', [version]);
      const runs = new Map(rows.map((row) => [row.rule, row]));
      const described = rules.map(({ id, name, kind, severities, thresholds, law, explanation, question }): RuleDescription => ({
        id, name, kind, severities, thresholds, law, explanation, question,
        status: runs.get(id)?.status ?? 'idle',
        problem: runs.get(id)?.problem ?? null,
      })); // prettier-ignore
      const unread = rows
        .filter(({ rule }) => !rules.some(({ id }) => id === rule))
        .map(({ rule, problem }) => brokenRule(rule, problem));
      return { version, rules: [...described, ...unread] };
    });
  });
}

/** A rule whose file cannot be read is listed with what is wrong with it. */
function brokenRule(id: string, problem: string | null): RuleDescription {
  const name: Bilingual = { zh: id, en: id };
  const none: Bilingual = { zh: '', en: '' };
  return {
    id,
    name,
    kind: 'signal',
    severities: [],
    thresholds: [],
    law: [],
    explanation: none,
    question: none,
    status: 'broken',
    problem,
  };
}

type Where = FlagRow['evidence'][number]['where'];

const keyOf = ({ dataset, batch, line, measure }: Evidence) =>
  `${dataset} ${batch} ${line} ${measure}`;

/** For each figure named as evidence the filters by which `GET /api/origin` finds it. */
async function placesOf(
  client: PoolClient,
  evidence: readonly (Evidence & { readonly item: string | null })[],
): Promise<ReadonlyMap<string, Where>> {
  const places = new Map<string, Where>(await ledgerPlaces(client, evidence));
  for (const [name, dataset] of CUBES) {
    const own = evidence.filter((one) => one.dataset === name);
    if (own.length === 0 || dataset.form === 'records') continue;
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
    for (const row of rows) places.set(keyOf(row), row.place);
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
  return rows.map((row) => [keyOf(row), row.place] as const);
}

function flagOf(
  { flag_id: id, amount_at_stake: stake, evidence, ...flag }: StoredFlag,
  places: ReadonlyMap<string, Where>,
): FlagRow {
  const rule = rules.find(({ id: known }) => known === flag.rule);
  const money = flag.measureUnit === 'fen';
  return {
    ...flag,
    id: String(id),
    name: rule?.name ?? { zh: flag.rule, en: flag.rule },
    law: rule?.law ?? [],
    measured: money ? currency(flag.measured) : flag.measured,
    expected: money ? currency(flag.expected) : flag.expected,
    amountAtStake: stake === null ? null : decimal(stake),
    evidence: evidence.flatMap((one) => {
      const where = one.where ?? places.get(keyOf(one));
      return where === undefined ? [] : [{ cube: one.dataset, measure: one.measure, where }];
    }),
  };
}

/** Fen as PostgreSQL writes a numeric, as currency units; a fraction of a fen is cut. */
function currency(fen: string | null): string | null {
  return fen === null ? null : decimal(BigInt(fen.split('.')[0] ?? '0'));
}
