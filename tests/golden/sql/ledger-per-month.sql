with weight (batch_id, stock) as (
  values (1000006, 1),
    (1000001, null),
    (1000002, null),
    (1000003, null),
    (1000004, null),
    (1000005, null)
), answer as (
  select
    f.group_ as "function.group",
    access.total(f.final * w.stock) as "final",
    access.total(f.executed) as "executed"
  from execution_ledger f
  join weight w on w.batch_id = f.batch_id
  where f.batch_id in (1000006, 1000001, 1000002, 1000003, 1000004, 1000005)
    and f.region_code in ('990101')
    and (f.unit = '101001' or f.unit is null)
  group by f.group_
)
select
  "function.group"::text,
  "final"::bigint,
  "executed"::bigint
from answer
order by answer."function.group" collate "C" nulls last;
