-- What the rules on revenue, transfers and debt read: revenue month by month whatever its form, and the day up to which a region's year is known.

-- The day as of which a year is judged: the end of the latest month of execution or payments (an approved budget is no execution), else the day of the newest report, else the end of the year.
create view rules.known_days with (security_invoker = true) as
select version, region_code, year,
  coalesce(max((make_date(year::int, least(month, 12)::int, 1) + interval '1 month' - interval '1 day')::date) filter (where dataset in ('execution', 'payments') and month > 0 and (form = 'ledger' or stage in ('flash', 'accounts'))),
    max(reported_on), make_date(year::int, 12, 31)) as day
from (
  select v.version, b.region_code, b.year, b.month, b.dataset, b.form, b.stage, b.reported_on
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  where b.year > 0 and b.stage <> 'approved'
) batches_of_year
group by version, region_code, year;

-- Revenue to date in every month that is loaded, at the levels of the classification (0: the book's own total): as printed where a table of that month is printed, else from the ledger.
-- Transfers and debt are not own revenue. `month` 13 includes the closing period.
create view rules.revenue_months with (security_invoker = true) as
with printed as not materialized (
  select at_level, version, region_code, scope, year, to_month as month, book, currency, item, name, class, original, final, executed, prior,
    coalesce(executed_half, 0) + coalesce(final_half, original_half, 0) as half, executed_lines
  from rules.execution_printed_lines
  where flow = 'revenue' and (executed is not null or prior is not null)
)
select at_level, version, region_code, scope, year, month, book, currency, item, name, class, original, final, executed, prior, half, executed_lines, null::integer as batch_id
from printed
union all
select l.at_level, l.version, l.region_code, l.scope, l.year, l.month, l.book, l.currency, l.item,
  case when l.at_level > 0 then coalesce(
    (select n.name from names n where n.batch_id = l.batch_id and n.scheme = 'revenueItem' and n.code = l.item),
    (select c.name_zh from classifications c where c.scheme = 'revenueItem' and c.code = l.item and l.year between c.valid_from and c.valid_to limit 1)) end,
  l.class, l.original, l.final, l.executed, null, 0, null, l.batch_id
from (
  select v.at_level, w.version, w.region_code, w.scope, w.year, w.month, w.book, w.currency,
    case v.at_level when 0 then 'total' when 1 then r.class when 2 then coalesce(r.group_, r.class) else coalesce(r.item_, r.group_, r.class) end as item,
    case when v.at_level > 0 then r.class end as class, w.shown_batch as batch_id,
    (sum(r.original) filter (where w.states))::bigint as original,
    (sum(r.final) filter (where w.states))::bigint as final,
    sum(r.executed)::bigint as executed
  from rules.ledger_weights w
  join execution_by_function r on r.batch_id = w.batch_id
  cross join (values (0), (1), (2), (3)) v (at_level)
  where w.flow = 'revenue' and coalesce(r.class, '') not in ('105', '110')
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
) l
where l.executed is not null and not exists (
  select from rules.printed_outturn o
  where o.version = l.version and o.slice = concat_ws('|', l.region_code, l.scope, l.year, l.book, 'revenue') and o.to_month = l.month);

-- The evidence of a line of revenue to a month: its printed cells, else the filters under which the ledger answers.
create function rules.revenue_evidence(measure text, lines bigint[], batch integer, region text, scope text, year integer, month integer, book text, at_level integer, item text)
returns jsonb language sql immutable parallel safe as $$
  select case when lines is not null then rules.evidence('execution', measure, lines)
    when batch is null then '[]'
    else rules.ledger_evidence(measure, jsonb_build_object('region', region, 'scope', scope, 'year', year::text, 'month', month::text, 'book', book, 'flow', 'revenue')
      || case at_level when 0 then '{}' else jsonb_build_object((array['revenueItem.class', 'revenueItem.group', 'revenueItem.item'])[at_level], item) end) end
$$;

-- The batches of payments that speak, and the sources of funds in them that are called bond money.
create view rules.payment_batches with (security_invoker = true) as
select version, region_code, year, batch_id from rules.speaking where dataset = 'payments';

create view rules.bond_funds with (security_invoker = true) as
select p.version, p.region_code, p.year, p.batch_id, n.code
from rules.payment_batches p
join names n on n.batch_id = p.batch_id and n.scheme = 'fund' and n.name ~ '债券|债务收入|专项债|一般债';

grant select on all tables in schema rules to mingzhang_reader, mingzhang_loader;
grant execute on all functions in schema rules to mingzhang_reader, mingzhang_loader;
