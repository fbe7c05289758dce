-- Rules read the lines of a ledger batch by batch: a rule that asks for the latest month, or for one year, opens only the leaves that state it.

-- As before (0014). `offset 0` keeps the rows of each batch an answer of their own: else all leaves are read and most of the rows thrown away.
create or replace view rules.line_months with (security_invoker = true) as
select shown.version, shown.slice, shown.region_code, shown.scope, shown.year, shown.month, shown.latest, shown.book, shown.flow, shown.currency, shown.batch_id as shown_batch,
  r.batch_id, r.line_no, r.department, r.unit, r.project, r.class, r.group_, r.item_, r.economic_class, r.economic, r.carried, r.fund, r.original, r.final, r.executed
from rules.ledger_months shown
join rules.ledger_months part on part.version = shown.version and part.slice = shown.slice
  and (part.batch_id = shown.batch_id or shown.amounts = 'month' and part.month < shown.month)
cross join lateral (
  select l.batch_id, l.line_no, l.department, l.unit, l.project, l.class, l.group_, l.item_, l.economic_class, l.economic, l.carried, l.fund,
    case when l.batch_id = shown.batch_id then l.original end as original, case when l.batch_id = shown.batch_id then coalesce(l.final, l.original) end as final, l.executed
  from execution_ledger l
  where l.batch_id = part.batch_id and l.region_code = part.region_code
  offset 0
) r;

-- As before (0011), summed month by month.
create or replace view rules.unit_months with (security_invoker = true) as
select w.version, w.region_code, w.scope, w.year, w.month, w.latest, w.book, w.flow, w.currency, w.source_kind, w.shown_batch as batch_id, r.department, r.unit,
  r.original, r.final, r.executed
from (
  select version, region_code, scope, year, month, latest, book, flow, currency, source_kind, shown_batch, array_agg(batch_id) as parts
  from rules.ledger_weights
  group by version, region_code, scope, year, month, latest, book, flow, currency, source_kind, shown_batch
) w
cross join lateral (
  select u.department, u.unit, (sum(u.original) filter (where u.batch_id = w.shown_batch))::bigint as original,
    (sum(coalesce(u.final, u.original)) filter (where u.batch_id = w.shown_batch))::bigint as final, sum(u.executed)::bigint as executed
  from execution_by_unit u
  where u.batch_id = any (w.parts)
  group by u.department, u.unit
) r;

-- As before (0014).
create or replace view rules.unit_names with (security_invoker = true) as
select distinct on (v.version, n.region_code, n.code) v.version, n.region_code, n.code, n.name, coalesce(n.name_en, n.name) as name_en
from (
  select v.version, b.batch_id, b.year, b.month, max(b.month) over (partition by v.version, b.region_code, b.dataset, b.year, b.book, b.flow, b.source) as latest
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  where b.form = 'ledger'
) v
cross join lateral (
  select batch_id, region_code, code, name, name_en from names where batch_id = v.batch_id and scheme = 'unit' offset 0
) n
where v.month = v.latest
order by v.version, n.region_code, n.code, v.year desc, v.month desc, n.batch_id desc;
