/** In charge of the one SQL statement that answers a planned question. */
import { measuresOf } from '#contract/cubes';
import { summedNames } from './ledger/choice.ts';
import { isSortedLater } from './ledger/later.ts';
import { ledgerSums } from './ledger/sums.ts';
import { keyColumns, pick, quote, sliceColumns, WINNER_FIRST, type Picked } from './figures.ts';
import { literal, literals } from './literal.ts';
import type { Plan } from './plan.ts';
import type { NamedMeasure } from './request.ts';

/** The answer of a plan: a row per group, columns in the order of `plan.fields`. */
export function compile(plan: Plan): string {
  return `${withSql(answerParts(plan))}
select
  ${[...plan.by.map(castDimension), ...plan.measures.map(castMeasure)].join(',\n  ')}
from answer${orderSql(plan)}${plan.limit === null ? '' : `\nlimit ${literal(plan.limit)}`}`;
}

/** Common table expressions that end in `answer`: the sums of the printed figures, of a ledger, or of both added up. */
function answerParts(plan: Plan): readonly (readonly [string, string])[] {
  const silent = plan.ledger !== null && plan.printed?.length === 0;
  const printed = silent ? null : printedParts(plan);
  const ledger = plan.ledger === null ? null : ledgerSums(plan, plan.ledger);
  if (ledger === null) return printed ?? [];
  const weight = ledger.weight === null ? [] : [ledger.weight];
  if (printed === null) return [...weight, ['answer', ledger.select]];
  const dimensions = plan.by.map(({ name }) => quote(name));
  const sums = summedNames(plan).map((name) => `sum(${quote(name)}) as ${quote(name)}`);
  const both = `select
  ${[...dimensions, ...sums].join(',\n  ')}
from (
  select * from printed
  union all
  select * from ledger
) part${groupSql(dimensions)}`;
  return [
    ...printed.map(([name, sql]) => [name === 'answer' ? 'printed' : name, sql] as const),
    ...weight,
    ['ledger', ledger.select],
    ['answer', both],
  ];
}

function printedParts(plan: Plan): readonly (readonly [string, string])[] {
  const picked = pick(plan);
  const dimensions = plan.by.map(({ name }) => quote(name));
  const sums = summedNames(plan).map((name) => `${sumSql(plan, name)} as ${quote(name)}`);
  const answer = `select
  ${[...dimensions, ...sums].join(',\n  ')}
from ${from(picked)}
where ${picked.counts}${groupSql(dimensions)}`;
  return [...picked.expressions, ['answer', answer]];
}

function groupSql(dimensions: readonly string[]): string {
  return dimensions.length === 0 ? '' : `\ngroup by ${dimensions.join(', ')}`;
}

/** Sources that state some of the answer's figures otherwise, each with how many. */
export function compileDisagreements(plan: Plan): string {
  const { expressions } = pick({ ...plan, contested: true });
  const divide = [...sliceColumns(plan), ...keyColumns(plan)].join(', ');
  const rest = expressions.filter(([name]) => name === 'slice' || name === 'figure');
  const compared = `select stated_by, fen, stated_stage, stated_month,
  first_value(fen) over line as won_fen,
  first_value(stated_stage) over line as won_stage,
  first_value(stated_month) over line as won_month,
  first_value(standing) over line as won_standing
from figure
window line as (partition by ${divide} order by standing, ${WINNER_FIRST})`;
  return `${withSql([...rest, ['compared', compared]])}
select c.stated_by as source, s.title, count(*)::integer as figures
from compared c
join sources s on s.source = c.stated_by
where c.fen <> c.won_fen and c.won_standing = 1
  and c.stated_stage = c.won_stage and c.stated_month = c.won_month
group by c.stated_by, s.title
order by figures desc, c.stated_by`;
}

/** The sources whose figures make up the answer, the most authoritative first. */
export function compileSources(plan: Plan): string {
  if (plan.ledger !== null) {
    const batches = new Set(plan.ledger.weights.map(({ batch }) => batch.batch));
    const all = [...batches, ...(plan.printed ?? [])];
    return `select s.source, s.kind, s.title, s.dated, max(b.reported_on)::text as reported_on
from batches b
join sources s on s.source = b.source
where ${all.length === 0 ? 'false' : `b.batch_id in ${literals(all)}`}
group by s.source, s.kind, s.title, s.dated, s.rank
order by s.rank, s.source
limit 50`;
  }
  const picked = pick(plan, true);
  return `${withSql(picked.expressions)}
select s.source, s.kind, s.title, s.dated, max(w.reported_on)::text as reported_on
from ${from(picked)} w
join sources s on s.source = w.stated_by
where ${picked.counts}
group by s.source, s.kind, s.title, s.dated, s.rank
order by s.rank, s.source
limit 50`;
}

/** Parts of a statement that hold few rows and are leaned on by the rest. */
const SMALL = ['slice', 'won'];

export function withSql(expressions: readonly (readonly [string, string])[]): string {
  // The few batches of a question are found first, once; the rest of the statement leans on them.
  const parts = expressions.map(([name, sql]) => {
    return `${name} as ${SMALL.includes(name) ? 'materialized ' : ''}(\n${indent(sql)}\n)`;
  });
  return `with ${parts.join(', ')}`;
}

function indent(sql: string): string {
  return sql.replace(/^/gm, '  ');
}

export function from({ expressions }: Picked): string {
  return expressions.at(-1)?.[0] ?? 'figure';
}

function sumSql({ dataset }: Plan, name: string): string {
  const measure = measuresOf(dataset).get(name);
  // A part of a ratio that no printed table states.
  if (measure === undefined) return 'null::bigint';
  const { kind, figure, when } = measure;
  if (dataset.form === 'records') {
    const column = quote(`of.${name}`);
    if (kind !== 'count') return `sum(${column})`;
    // No record at all is no answer, not zero.
    return when === undefined
      ? 'nullif(count(*), 0)'
      : `case when count(*) > 0 then count(*) filter (where ${column}) end`;
  }
  if (kind === 'count') return 'count(*) filter (where not visible)';
  const column = kind === 'quantity' ? 'quantity' : 'fen';
  return `sum(${column}) filter (where figure = ${literal(figure ?? '')})`;
}

function castDimension({ name, dimension }: Plan['by'][number]): string {
  return `${quote(name)}::${dimension.type === 'integer' ? 'integer' : 'text'}`;
}

function castMeasure({ name, measure }: NamedMeasure): string {
  switch (measure.kind) {
    case 'amount':
    case 'count':
      return `${quote(name)}::bigint`;
    case 'quantity':
      return `trim_scale(${quote(name)})::text as ${quote(name)}`;
    case 'ratio': {
      const parts = (measure.denominators ?? []).map(quote);
      const denominator = parts.length === 1 ? parts.join('') : `coalesce(${parts.join(', ')})`;
      return `${quote(measure.numerator ?? '')}::float8 / nullif(${denominator}, 0)::float8 as ${quote(name)}`;
    }
  }
}

/** As asked, and then by the dimensions, so that the same question has the same rows in the same order. */
function orderSql(plan: Plan): string {
  if (isSortedLater(plan)) return '';
  const { by, measures, order } = plan;
  const ratios = measures.filter(({ measure }) => measure.kind === 'ratio').map(({ name }) => name);
  // Codes in the order of their characters, which is the same in every database.
  const texts = by.filter(({ dimension }) => dimension.type !== 'integer').map(({ name }) => name);
  const column = (name: string) => {
    if (ratios.includes(name)) return quote(name);
    return `answer.${quote(name)}${texts.includes(name) ? ' collate "C"' : ''}`;
  };
  const asked = order.map(
    ({ name, descending }) => `${column(name)} ${descending ? 'desc ' : ''}nulls last`,
  );
  const rest = by
    .filter(({ name }) => !order.some((each) => each.name === name))
    .map(({ name }) => `${column(name)} nulls last`);
  const all = [...asked, ...rest];
  return all.length === 0 ? '' : `\norder by ${all.join(', ')}`;
}
