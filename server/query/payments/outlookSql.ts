/** In charge of the SQL of what is looked at before a list of payments is read: how often its words occur, between which dates its rows lie. */
import { dimensionsOf } from '#contract/cubes';
import { quote } from '../figures.ts';
import { ledgerRows } from '../ledger/rows.ts';
import { literal, literals } from '../literal.ts';
import { batchesOf, type ListQuestion } from './list.ts';
import { kindsOf } from './terms.ts';

/** Between which dates the rows of each batch lie, as far as months and departments hold them back; null where no roll-up tells. */
export function datesSql({ plan }: Pick<ListQuestion, 'plan'>): string | null {
  const part = plan.ledger;
  const dimension = dimensionsOf(plan.dataset).get('date');
  if (part === null || dimension === undefined) return null;
  const lineFilters = plan.lineFilters.filter(({ name }) =>
    ['month', 'date', 'unit.department'].includes(name),
  );
  const held = lineFilters.length > 0 || part.weights.some(({ months }) => months !== null);
  if (!held) return null;
  const rows = ledgerRows({ ...plan, lineFilters, by: [{ name: 'date', dimension }] }, part, ['lines']); // prettier-ignore
  if (rows.table.rollup === null) return null;
  return `select f.batch_id as batch, min(f.date)::text as first, max(f.date)::text as last from ${rows.from} where ${rows.where} group by f.batch_id`;
}

/**
 * Every word with the rows whose texts hold it, by kind of text; batches without texts are told. A single character is in so many
 * texts that counting it takes longer than it may spare: beside a longer word it is only looked for in what that one finds.
 */
export function wordsSql({ plan, terms, only, sight }: ListQuestion): string {
  const batches = `array[${batchesOf({ plan, only })
    .map(({ batch }) => literal(batch.batch))
    .join(', ')}]::integer[]`;
  const kinds = `array[${kindsOf(sight).map(literal).join(', ')}]`;
  const longer = terms.filter((term) => term.length > 1);
  const told = longer.length > 0 ? longer : terms;
  return `select w.term, coalesce(sum(t.lines) filter (where t.kind = 'purpose'), 0)::bigint as purposes,
  coalesce(sum(t.lines) filter (where t.kind <> 'purpose'), 0)::bigint as payees,
  sum(t.amount) filter (where t.kind = 'purpose')::bigint as ${quote('purposeAmount')},
  case when bool_and(t.kind = 'purpose') then min(t.first_on)::text end as first,
  case when bool_and(t.kind = 'purpose') then max(t.last_on)::text end as last,
  access.finished('payments', 'texts', ${batches}) as filled
from (values ${told.map((term) => literals([term])).join(', ')}) w (term)
left join lateral access.texts_with(${batches}, ${kinds}, w.term) t on true
group by w.term`;
}
