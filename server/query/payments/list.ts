/** In charge of the SQL of a page of payments: keyset paging along an index, over all batches of which the same rows count. */
import { ledgerRows } from '../ledger/rows.ts';
import type { Weight } from '../ledger/weights.ts';
import { literal } from '../literal.ts';
import type { Plan } from '../plan.ts';
import type { PaymentId } from './id.ts';
import type { Sight } from './masks.ts';
import type { Place, RowOrder } from './cursor.ts';
import { kindsOf, termCondition } from './terms.ts';

/** What is listed. */
export interface ListQuestion {
  readonly plan: Plan;
  readonly terms: readonly string[];
  /** One payment alone; null: all that the filters leave. */
  readonly only: PaymentId | null;
  readonly sight: Sight;
  /** Fen. */
  readonly least: bigint | null;
  readonly most: bigint | null;
  readonly order: RowOrder;
}

/** Per batch: all rows with a date lie between these (ISO); null where none has one. A batch that is not named has no rows. */
export type Dates = ReadonlyMap<number, readonly [string, string] | null>;

/** Where rows are looked for: along the index of the order, or among those whose texts hold a rare term. */
export type Way =
  | {
      readonly along: 'index';
      /** Where the rows lie, so that an index in their order need not be run along elsewhere; null where that is not known. */
      readonly dates: Dates | null;
    }
  | {
      readonly along: 'texts';
      readonly term: string;
      /** Whether names of payees hold it, too. */
      readonly named: boolean;
      /** Whether nothing but the term holds rows back. */
      readonly alone: boolean;
    };

type TextWay = Extract<Way, { along: 'texts' }>;

/** Columns of a row that a page needs, as they are stored. */
const STORED = ['batch_id', 'region_code', 'line_no', 'date', 'month', 'department', 'unit', 'project', 'class', 'group_', 'item_',
  'economic_class', 'economic', 'gov_economic', 'fund', 'carried', 'method', 'settlement', 'payee_key', 'payee', 'payee_account',
  'purpose', 'voucher', 'document', 'refund', 'amount']; // prettier-ignore

/** The batches that a list reads. */
export function batchesOf({ plan, only }: Pick<ListQuestion, 'plan' | 'only'>): readonly Weight[] {
  const all = plan.ledger?.weights ?? [];
  return only === null ? all : all.filter(({ batch }) => batch.batch === only.batch);
}

/** The rows after a place, `take` at most, with the names of what they name. */
export function listSql(
  question: ListQuestion,
  way: Way,
  after: Place | null,
  take: number,
): string {
  const { order } = question;
  const parts = alikeIn(question).flatMap((weights) =>
    way.along === 'index'
      ? segments(question, way.dates, weights, after, take)
      : [textSegment(question, way, weights, after, take)],
  );
  const page =
    parts.length === 0
      ? `select ${STORED.map((name) => `f.${name}`).join(', ')} from payments f where false`
      : parts.map((part) => `(\n${part}\n)`).join('\nunion all\n');
  return `with page as materialized (
select * from (
${page}
) f
order by ${orderSql(order)}
limit ${literal(take)}
)
${withNames('page')}
order by ${orderSql(order)}`;
}

/** One row by batch and number. */
export function rowSql(batch: number, line: number): string {
  return `with page as materialized (
select ${STORED.map((name) => `f.${name}`).join(', ')} from payments f where f.batch_id = ${literal(batch)} and f.line_no = ${literal(line)}
)
${withNames('page')}`;
}

/** How many rows there are and what they amount to, counted one by one. */
export function totalSql(question: ListQuestion, way: Way): string {
  const parts = alikeIn(question).map((weights) => {
    const source =
      way.along === 'index' ? 'from payments f' : amongTexts(question, way, weights, null, []);
    return `select count(*) as count, sum(f.amount) as amount\n${source}\nwhere ${conditionsOf(question, weights).join('\n  and ')}`;
  });
  if (parts.length === 0) return `select 0::bigint as count, 0::bigint as amount`;
  return `select sum(count)::bigint as count, coalesce(sum(amount), 0)::bigint as amount from (
${parts.join('\nunion all\n')}
) part`;
}

function withNames(page: string): string {
  const named = (alias: string, scheme: string, column: string) =>
    `left join names ${alias} on ${alias}.batch_id = f.batch_id and ${alias}.scheme = ${literal(scheme)} and ${alias}.code = f.${column}`;
  const known = (alias: string, scheme: string, column: string) =>
    `left join lateral (select name_zh from classifications where scheme = ${literal(scheme)} and code = f.${column} order by valid_from desc limit 1) ${alias} on f.${column} is not null`;
  return `select f.batch_id as batch, f.line_no as line, f.region_code as region, b.year, b.book, f.date::text, f.month::integer,
  f.department, nd.name as "departmentName", f.unit, nu.name as "unitName", f.project, np.name as "projectName",
  coalesce(f.item_, f.group_, f.class) as function, coalesce(nf.name, kf.name_zh) as "functionName",
  coalesce(f.economic, f.economic_class) as economic, coalesce(ne.name, ke.name_zh) as "economicName",
  f.gov_economic as "govEconomic", f.fund, f.carried, f.method, f.settlement, f.payee_key::text as payee,
  f.payee as "payeeName", access.is_person(f.payee, f.economic_class) as person, f.payee_account as account,
  access.shown_text(f.purpose) as purpose, f.voucher, f.document, f.refund, f.amount, fi.name as file
from ${page} f
join batches b on b.batch_id = f.batch_id
join files fi on fi.sha256 = b.sha256
${named('nd', 'unit', 'department')}
${named('nu', 'unit', 'unit')}
${named('np', 'project', 'project')}
${named('nf', 'function', 'item_')}
${named('ne', 'economic', 'economic')}
${known('kf', 'function', 'item_')}
${known('ke', 'economic', 'economic')}`;
}

/** Rows without a date come last, with dates descending first: as the index has them. */
function orderSql({ by, descending }: RowOrder): string {
  const way = descending ? ' desc' : '';
  return [by, 'batch_id', 'line_no'].map((name) => `f.${name}${way}`).join(', ');
}

/** The batches of a list, those together of which the same rows count. */
function alikeIn(question: ListQuestion): readonly (readonly Weight[])[] {
  const alike = new Map<string, Weight[]>();
  for (const weight of batchesOf(question)) {
    const key = `${weight.batch.region} ${weight.months?.join() ?? ''}`;
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [weight]);
    else others.push(weight);
  }
  return [...alike.values()];
}

/** The selects of batches along an index, each of them ordered and limited. */
function segments(
  question: ListQuestion,
  known: Dates | null,
  all: readonly Weight[],
  after: Place | null,
  take: number,
): string[] {
  const { order } = question;
  const weights = known === null ? all : all.filter(({ batch }) => known.has(batch.batch));
  if (weights.length === 0) return [];
  const conditions = conditionsOf(question, weights);
  const dates = weights.map(({ batch }) => known?.get(batch.batch) ?? null);
  const [first] = dates.map((each) => each?.[0] ?? '').sort();
  const last = dates.map((each) => each?.[1] ?? '').sort().at(-1); // prettier-ignore
  const between =
    order.by === 'amount' || !first || !last
      ? []
      : [`f.date between date ${literal(first)} and date ${literal(last)}`];
  // from the beginning one run along the index meets rows with and without a date
  const stretches = after === null && between.length === 0 ? [[]] : continued(order, after);
  return stretches.map((own) => {
    const stretch = own.includes(UNDATED_ROWS) ? own : [...own, ...between];
    return selectSql('from payments f', [...conditions, ...stretch], orderSql(order), take);
  });
}

/** The select of batches among those of whose texts hold a term: however many batches, one look. */
function textSegment(
  question: ListQuestion,
  texts: TextWay,
  weights: readonly Weight[],
  after: Place | null,
  take: number,
): string {
  const { order } = question;
  const way = order.descending ? ' desc' : '';
  const beyond = order.descending ? '<' : '>';
  const conditions = conditionsOf(question, weights);
  if (order.by === 'date') {
    const [day, ...rest] = after === null ? [] : placeNumbers(after);
    const bounds =
      day === undefined
        ? []
        : [`(${PLACE_ORDER.join(', ')}) ${beyond} (${[day, ...rest].map(literal).join(', ')})`];
    const along = PLACE_ORDER.map((each) => `c.${each}${way}`).join(', ');
    const source = amongTexts(question, texts, weights, order, bounds, firstPlaces(texts, weights, order, after, take)); // prettier-ignore
    return selectSql(source, conditions, along, take);
  }
  const rest = after === null ? [] : [beyondPlace(order, after)];
  return selectSql(
    amongTexts(question, texts, weights, null, []),
    [...conditions, ...rest],
    orderSql(order),
    take,
  );
}

function selectSql(
  source: string,
  conditions: readonly string[],
  along: string,
  take: number,
): string {
  return `select ${STORED.map((name) => `f.${name}`).join(', ')}\n${source}\nwhere ${conditions.join('\n  and ')}\norder by ${along}\nlimit ${literal(take)}`;
}

/**
 * What comes after a place: for each stretch that an index can run along its conditions, none left out.
 * Rows with a date and rows without one are two stretches.
 */
function continued(order: RowOrder, after: Place | null): (readonly string[])[] {
  const dated = 'f.date is not null';
  if (after === null) return [[dated], [UNDATED_ROWS]];
  const { by, descending } = order;
  const rest = beyondPlace(order, after);
  if (by === 'amount') return [[rest]];
  if (after.key !== null) return descending ? [[rest]] : [[rest], [UNDATED_ROWS]];
  return [[UNDATED_ROWS, rest], ...(descending ? [[dated]] : [])];
}

/** The rows that come after a place among those with a key, or among those without one. */
function beyondPlace({ by, descending }: RowOrder, { key, batch, line }: Place): string {
  const place = [literal(batch), literal(line)];
  const value = by === 'amount' ? literal(BigInt(key ?? '')) : `date ${literal(key ?? '')}`;
  const [columns, values] =
    key === null
      ? [['batch_id', 'line_no'], place]
      : [
          [by, 'batch_id', 'line_no'],
          [value, ...place],
        ];
  return `(${columns.map((name) => `f.${name}`).join(', ')}) ${descending ? '<' : '>'} (${values.join(', ')})`;
}

const UNDATED_ROWS = 'f.date is null';
/** Days since 2000 that stand for no date, as in `access.place`. */
const UNDATED = 1_000_000;
const DAY = 86_400_000;

/** A place in the order of dates, beside its batch: rows of a day follow one another by batch and row. */
const PLACE_ORDER = ['day', 'batch_id', 'place'];

/** Day, batch and place of a row, as `PLACE_ORDER` compares them. */
function placeNumbers({ key, batch, line }: Place): readonly [number, number, bigint] {
  const day = key === null ? UNDATED : (Date.parse(`${key}T00:00:00Z`) - Date.UTC(2000, 0, 1)) / DAY; // prettier-ignore
  return [day, batch, (BigInt(day) << 32n) | BigInt(line)];
}

/** As many places of each text as a page may need; null where more than the term holds rows back. */
function firstPlaces(
  { term, named, alone }: TextWay,
  weights: readonly Weight[],
  { descending }: RowOrder,
  after: Place | null,
  take: number,
): string | null {
  if (named || !alone) return null;
  const place = after === null ? [null, null, null] : placeNumbers(after);
  return `access.places_after(${[batchArray(weights), literal(term), literal(take), literal(descending), ...place.map(literal)].join(', ')})`;
}

function batchArray(weights: readonly Weight[]): string {
  return `array[${weights.map(({ batch }) => literal(batch.batch)).join(', ')}]`;
}

/** Conditions on the rows `f` of batches: the batches themselves, filters, amounts, words. */
function conditionsOf(
  { plan, terms, only, sight, least, most }: ListQuestion,
  weights: readonly Weight[],
): readonly string[] {
  const part = plan.ledger;
  if (part === null) return ['false'];
  const { where } = ledgerRows({ ...plan, by: [] }, { ...part, weights }, ['rows']);
  return [
    where,
    ...(only === null ? [] : [`f.line_no = ${literal(only.line)}`]),
    ...(least === null ? [] : [`f.amount >= ${literal(least)}`]),
    ...(most === null ? [] : [`f.amount <= ${literal(most)}`]),
    ...terms.map((term) => termCondition(term, sight)),
  ];
}

/**
 * The rows `f` of batches whose texts hold a term, reached by their places (by `few` of them where those suffice);
 * with an order in the order of dates, so that no more of them are fetched than a page needs.
 */
function amongTexts(
  { sight }: ListQuestion,
  { term, named }: TextWay,
  weights: readonly Weight[],
  order: RowOrder | null,
  bounds: readonly string[],
  few: string | null = null,
): string {
  const batches = weights.map(({ batch }) => literal(batch.batch)).join(', ');
  const region = `f.region_code = ${literal(weights[0]?.batch.region ?? '')}`;
  const payees = kindsOf(sight).filter((kind) => kind !== 'purpose');
  const places = [
    `select t.batch_id, t.place from ${few ?? `access.places_with(${batchArray(weights)}, ${literal(term)})`} t`,
    ...(payees.length === 0 || !named
      ? []
      : [
          `select f.batch_id, access.place(f.date, f.line_no) from payments f\n  where f.batch_id in (${batches}) and ${region} and f.payee_key = any (array(select t.payee_key from access.texts_with(${batchArray(weights)}, array[${payees.map(literal).join(', ')}], ${literal(term)}) t))`,
        ]),
  ];
  const at = `f.batch_id = c.batch_id and ${region} and f.line_no = (c.place & 4294967295)::integer`;
  const all = STORED.map((name) => `f.${name}`).join(', ');
  const way = order?.descending === true ? ' desc' : '';
  return `from (
  select * from (
  select batch_id, place, place >> 32 as day from (
  ${places.join('\n  union\n  ')}
  ) found
  ) found${bounds.length === 0 ? '' : `\n  where ${bounds.join(' and ')}`}${order === null ? '' : `\n  order by ${PLACE_ORDER.map((each) => each + way).join(', ')}`}
) c
cross join lateral (
  select ${all} from payments f where ${at} and f.date = date '2000-01-01' + c.day::integer
  union all
  select ${all} from payments f where ${at} and f.date is null and c.day = ${literal(UNDATED)}
) f`;
}
