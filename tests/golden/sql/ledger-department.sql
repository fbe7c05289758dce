with answer as (
  select
    f.department as "unit.department",
    access.total(f.original) as "original",
    access.total(f.final) as "final",
    access.total(f.executed) as "executed"
  from execution_by_department f
  where f.batch_id in (1000006)
    and f.region_code in ('990101')
  group by f.department
)
select
  "unit.department"::text,
  "original"::bigint,
  "final"::bigint,
  "executed"::bigint,
  "executed"::float8 / nullif(coalesce("final", "original"), 0)::float8 as "rate"
from answer
order by answer."executed" desc nulls last, answer."unit.department" collate "C" nulls last;
