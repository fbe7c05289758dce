with answer as (
  select
    f.status as "status",
    sum((coalesce(final, original))) as "budget",
    sum((coalesce(final, original) * physical_progress)) as "progressed",
    sum((case when physical_progress is not null then coalesce(final, original) end)) as "progressing"
  from projects_ledger f
  where f.batch_id in (1000006)
    and f.region_code in ('990101')
  group by f.status
)
select
  "status"::text,
  "budget"::bigint,
  "progressed"::float8 / nullif("progressing", 0)::float8 as "physicalProgress"
from answer
order by answer."status" collate "C" nulls last;
