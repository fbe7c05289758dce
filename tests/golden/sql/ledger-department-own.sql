with answer as (
  select
    f.department as "unit.department",
    access.total(f.executed) as "executed"
  from execution_by_unit f
  where f.batch_id in (1000006)
    and f.region_code in ('990101')
  group by f.department
)
select
  "unit.department"::text,
  "executed"::bigint
from answer
order by answer."unit.department" collate "C" nulls last;
