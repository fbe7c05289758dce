-- What the rules of budget execution and of the three publics read beyond single rows, and what they have in common.

-- Lines of a ledger at every month that is loaded, to date: amounts of a month alone are added up from January, budgets are those that the month states.
create view rules.line_months with (security_invoker = true) as
select shown.version, shown.slice, shown.region_code, shown.scope, shown.year, shown.month, shown.latest, shown.book, shown.flow, shown.currency, shown.batch_id as shown_batch,
  r.batch_id, r.line_no, r.department, r.unit, r.project, r.class, r.group_, r.item_, r.economic_class, r.economic, r.carried, r.fund,
  case when part.batch_id = shown.batch_id then r.original end as original, case when part.batch_id = shown.batch_id then coalesce(r.final, r.original) end as final, r.executed
from rules.ledger_months shown
join rules.ledger_months part on part.version = shown.version and part.slice = shown.slice
  and (part.batch_id = shown.batch_id or shown.amounts = 'month' and part.month < shown.month)
join execution_ledger r on r.batch_id = part.batch_id and r.region_code = part.region_code;

-- How far a region's year is loaded, and the last day of that month: the day as of which a rule speaks.
create view rules.year_ends with (security_invoker = true) as
select version, region_code, scope, year, max(month)::smallint as month,
  (make_date(year, least(max(month), 12)::integer, 1) + interval '1 month - 1 day')::date as as_of
from rules.ledger_months
where flow = 'expenditure'
group by version, region_code, scope, year;

-- The project list at every month that is loaded.
create view rules.project_months with (security_invoker = true) as
select s.version, s.scope, s.year, s.month, s.latest, s.book as slice_book, f.*
from (
  select *, max(month) over (partition by version, region_code, scope, year, book) as latest from rules.speaking where dataset = 'projects'
) s
join projects_ledger f on f.batch_id = s.batch_id and f.region_code = s.region_code;

-- How a source controls its spending: `line` (unit, project, function item) or `book` (pools that its lines do not show). Its mapping says so.
create view rules.control_levels with (security_invoker = true) as
select batch_id, region_code, coalesce(mapping -> 'constants' ->> 'control', 'line') as control
from batches
where form = 'ledger';

-- Payments summed per month, unit and economic class, of the batches that speak.
create view rules.payment_sums with (security_invoker = true) as
select s.version, s.scope, s.year, s.book as slice_book, r.batch_id, r.region_code, r.month, r.department, r.unit, r.economic_class, r.economic, r.lines, r.amount
from rules.speaking s
join payments_by_economic r on r.batch_id = s.batch_id and r.region_code = s.region_code
where s.dataset = 'payments';

-- What units are called in a version: the name that the latest batch gives them.
create view rules.unit_names with (security_invoker = true) as
select distinct on (v.version, n.region_code, n.code) v.version, n.region_code, n.code, n.name, coalesce(n.name_en, n.name) as name_en
from (
  select v.version, b.batch_id, b.year, b.month, max(b.month) over (partition by v.version, b.region_code, b.dataset, b.year, b.book, b.flow, b.source) as latest
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  where b.form = 'ledger'
) v
join names n on n.batch_id = v.batch_id and n.scheme = 'unit'
where v.month = v.latest
order by v.version, n.region_code, n.code, v.year desc, v.month desc, n.batch_id desc;

-- What projects are called in a version: the name in the latest list.
create view rules.project_names with (security_invoker = true) as
select distinct on (version, region_code, project) version, region_code, project, name
from rules.project_rows
order by version, region_code, project, year desc, batch_id desc, line_no;

-- The evidence of a flag that rests on single rows of several batches, batch × 2³² + line each; 200 at most.
create function rules.rows_evidence(dataset text, lines bigint[]) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_agg(jsonb_build_object('dataset', dataset, 'batch', l >> 32, 'line', l & 4294967295, 'measure', 'row') order by l), '[]')
  from (select l from unnest(lines) l where l is not null order by l limit 200) few
$$;

-- How many meet a rule in a usual month or year: the median of all but this one, where there are three others.
create function rules.usual(meets bigint[], own bigint) returns integer language sql immutable parallel safe as $$
  select case when count(*) >= 4 then round(percentile_cont(0.5) within group (order by m) filter (where place > 1))::integer end
  from (select m, row_number() over (order by (m = own) desc, m) as place from unnest(meets) m) others
$$;

-- As before, with the median looked for once and not once per number.
create or replace function rules.spread(numbers numeric[]) returns numeric language sql immutable parallel safe as $$
  with middle as materialized (select rules.median(numbers) as at)
  select 1.4826 * percentile_cont(0.5) within group (order by abs(n - at))::numeric from unnest(numbers) n, middle
$$;

grant select on all tables in schema rules to mingzhang_reader, mingzhang_loader;
grant execute on all functions in schema rules to mingzhang_reader, mingzhang_loader;
