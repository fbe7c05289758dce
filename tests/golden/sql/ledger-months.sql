with weight (batch_id, "month", stock, flow, period) as (
  values (1000006, 6, 1, 1, 1),
    (1000005, 6, null, null, (-1)),
    (1000005, 5, 1, 1, 1),
    (1000004, 5, null, null, (-1)),
    (1000004, 4, 1, 1, 1),
    (1000003, 4, null, null, (-1)),
    (1000003, 3, 1, 1, 1),
    (1000002, 3, null, null, (-1)),
    (1000002, 2, 1, 1, 1),
    (1000001, 2, null, null, (-1)),
    (1000001, 1, 1, 1, 1)
), answer as (
  select
    w."month" as "month",
    f.department as "unit.department",
    access.total(f.final * w.stock) as "final",
    access.total(f.executed * w.flow) as "executed",
    access.total(f.executed * w.period) as "executedInMonth"
  from execution_by_department f
  join weight w on w.batch_id = f.batch_id
  where f.batch_id in (1000006, 1000005, 1000004, 1000003, 1000002, 1000001)
    and f.region_code in ('990101')
    and f.carried = 'current'
  group by w."month", f.department
)
select
  "month"::integer,
  "unit.department"::text,
  "final"::bigint,
  "executed"::bigint,
  "executedInMonth"::bigint
from answer
order by answer."month" nulls last, answer."unit.department" collate "C" nulls last;
