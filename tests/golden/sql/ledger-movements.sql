with answer as (
  select
    f.kind as "kind",
    f.date::text as "date",
    access.total(f.amount) as "amount",
    nullif(count(*), 0) as "count"
  from movements f
  where f.batch_id in (1002000)
    and f.region_code in ('990101')
    and f.month between 3 and 6
  group by f.kind, f.date
)
select
  "kind"::text,
  "date"::text,
  "amount"::bigint,
  "count"::bigint
from answer
order by answer."kind" collate "C" nulls last, answer."date" collate "C" nulls last;
