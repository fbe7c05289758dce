-- How far departments and units have got with their budgets month by month: what the rules of pace, behind and ahead, have in common.

-- A department's only unit is not told beside it. `opening` is the budget with which the year began, as far as it is loaded: null for whoever came later.
create view rules.unit_paces with (security_invoker = true) as
select version, region_code, scope, year, month, book, flow, currency, subject, dimension, batch_id, final, executed,
  case when final > 0 then executed / final end as rate, month::numeric / 12 as schedule,
  max(month) over year_of_book as latest,
  case when min(month) over own_year = min(month) over year_of_book then first_value(final) over own_year end as opening
from (
  select m.version, m.region_code, m.scope, m.year, m.month, m.book, m.flow, m.currency, s.subject, s.dimension,
    max(m.batch_id) as batch_id, sum(m.final) as final, sum(m.executed) as executed
  from (
    select *, department is not null and min(unit) over own is not distinct from max(unit) over own as alone
    from rules.unit_months
    where flow = 'expenditure' and month <= 12
    window own as (partition by version, region_code, scope, year, book, department)
  ) m
  cross join lateral (values ('unit.department', m.department), ('unit', case when not m.alone then m.unit end)) s (dimension, subject)
  where s.subject is not null
  group by m.version, m.region_code, m.scope, m.year, m.month, m.book, m.flow, m.currency, s.subject, s.dimension
) subjects
window year_of_book as (partition by version, region_code, scope, year, book, currency),
  own_year as (partition by version, region_code, scope, year, book, currency, dimension, subject order by month);

grant select on rules.unit_paces to mingzhang_reader, mingzhang_loader;
