with answer as (
  select
    f.scheme as "scheme",
    nullif(count(*), 0) as "count"
  from codes f
  where f.batch_id in (1003000)
    and f.region_code in ('990101')
  group by f.scheme
)
select
  "scheme"::text,
  "count"::bigint
from answer
order by answer."scheme" collate "C" nulls last;
