with weight (batch_id, "month") as (
  values (1000006, 6),
    (1000005, 5),
    (1000004, 4),
    (1000003, 3),
    (1000002, 2),
    (1000001, 1)
), answer as (
  select
    w."month" as "month",
    f.unit as "unit",
    f.item_ as "function.item",
    f.economic as "economic.group",
    access.total(f.executed) as "executed"
  from execution_ledger f
  join weight w on w.batch_id = f.batch_id
  where f.batch_id in (1000006, 1000005, 1000004, 1000003, 1000002, 1000001)
    and f.region_code in ('990101')
  group by w."month", f.unit, f.item_, f.economic
)
select
  "month"::integer,
  "unit"::text,
  "function.item"::text,
  "economic.group"::text,
  "executed"::bigint
from answer
order by answer."month" nulls last, answer."unit" collate "C" nulls last, answer."function.item" collate "C" nulls last, answer."economic.group" collate "C" nulls last;
