-- What rules and checks read of ledgers: which batch speaks for a month, unit by unit and line by line. From roll-ups, never from single rows.

-- The ledger batches of a load or a version with their slice and source.
create view rules.ledger_batches with (security_invoker = true) as
select b.load_id, b.batch_id, b.dataset, b.region_code, b.scope, b.year, b.month, b.period, b.book, b.flow, b.stage, b.currency, b.amounts, b.reported_on,
  b.lines, b.rejected, b.complete, b.published_at, b.source, s.kind as source_kind, s.rank as source_rank, s.title as source_title,
  case s.kind when 'upload' then 1 when 'published' then 2 else 3 end as kind_rank,
  concat_ws('|', b.dataset, b.region_code, b.scope, b.year, b.book, b.flow, b.currency) as slice
from batches b
join sources s on s.source = b.source
where b.form = 'ledger';

-- The months of a version, one batch per slice and month: of the first source alone, accounts before flash figures, then what was reported last.
create view rules.ledger_months with (security_invoker = true) as
select * from (
  select first.*,
    row_number() over (partition by version, slice, month order by stage = 'accounts' desc, reported_on desc nulls last, batch_id desc) as place,
    max(month) over (partition by version, slice) as latest
  from (
    select v.version, l.*, rank() over (partition by v.version, l.slice order by l.kind_rank, l.source_rank, l.source) as source_place
    from version_batches v
    join rules.ledger_batches l on l.batch_id = v.batch_id
    where l.dataset = 'execution'
  ) first
  where source_place = 1
) placed
where place = 1;

-- Which batches make up the figures of a shown month: budgets as that month states them, outturn to date.
-- Amounts of the month alone are added up from January.
create view rules.ledger_weights with (security_invoker = true) as
select shown.version, shown.slice, shown.region_code, shown.scope, shown.year, shown.month, shown.latest, shown.book, shown.flow, shown.currency, shown.stage,
  shown.source_kind, shown.batch_id as shown_batch, part.batch_id, part.batch_id = shown.batch_id as states
from rules.ledger_months shown
join rules.ledger_months part on part.version = shown.version and part.slice = shown.slice
  and (part.batch_id = shown.batch_id or shown.amounts = 'month' and part.month < shown.month);

-- Budget and outturn to date of every unit in every month that is loaded; the department's own rows have unit = department or none.
create view rules.unit_months with (security_invoker = true) as
select w.version, w.region_code, w.scope, w.year, w.month, w.latest, w.book, w.flow, w.currency, w.source_kind, w.shown_batch as batch_id, r.department, r.unit,
  (sum(r.original) filter (where w.states))::bigint as original,
  (sum(coalesce(r.final, r.original)) filter (where w.states))::bigint as final,
  sum(r.executed)::bigint as executed
from rules.ledger_weights w
join execution_by_unit r on r.batch_id = w.batch_id
group by w.version, w.region_code, w.scope, w.year, w.month, w.latest, w.book, w.flow, w.currency, w.source_kind, w.shown_batch, r.department, r.unit;

-- What the codes of a region's ledgers are called in a version: the latest year's name.
create view rules.ledger_names with (security_invoker = true) as
select distinct on (v.version, n.region_code, n.scheme, n.code) v.version, n.region_code, n.scheme, n.code, n.name, n.name_en, n.parent
from names n
join version_batches v on v.batch_id = n.batch_id
join batches b on b.batch_id = n.batch_id
order by v.version, n.region_code, n.scheme, n.code, b.year desc, b.month desc, n.batch_id desc;

-- What a batch calls its codes; of a batch that is at hand this is the quick way.
create view rules.batch_names with (security_invoker = true) as
select batch_id, region_code, scheme, code, name, name_en, parent from names;

-- Figures of ledgers are not named line by line: the lower half of an evidence number is the level and the upper half the batch.
create view rules.ledger_lines with (security_invoker = true) as
select at_level, version, region_code, scope, year, to_month, book, flow, currency, item,
  case when at_level > 0 then coalesce(
    (select n.name from names n where n.batch_id = placed.batch_id and n.scheme = placed.scheme and n.code = placed.item),
    (select c.name_zh from classifications c where c.scheme = placed.scheme and c.code = placed.item and placed.year between c.valid_from and c.valid_to limit 1)) end as name,
  class, group_, source_kind, original, final, executed, batch_id
from (
  select l.at_level, w.version, w.region_code, w.scope, w.year, case when w.month >= 12 then 12 else w.month end::smallint as to_month, w.book, w.flow, w.currency,
    case l.at_level when 0 then 'total' when 1 then r.class when 2 then coalesce(r.group_, r.class) else coalesce(r.item_, r.group_, r.class) end as item,
    case when l.at_level > 0 then r.class end as class, case when l.at_level > 1 then coalesce(r.group_, r.class) end as group_,
    case w.flow when 'revenue' then 'revenueItem' else 'function' end as scheme,
    w.source_kind, w.shown_batch as batch_id,
    (sum(r.original) filter (where w.states))::bigint as original,
    (sum(r.final) filter (where w.states))::bigint as final,
    sum(r.executed)::bigint as executed
  from rules.ledger_weights w
  join execution_by_function r on r.batch_id = w.batch_id
  cross join (values (0), (1), (2), (3)) l (at_level)
  where w.month = w.latest and coalesce(r.class, '') not in ('105', '110', '230', '231')
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
) placed;

-- A printed table that reaches the month of the ledger is the truth of its slice; the ledger then only explains it.
-- Slices are one text, so that they are joined as one.
create view rules.printed_outturn with (security_invoker = true) as
select distinct v.version, concat_ws('|', b.region_code, b.scope, b.year, b.book, b.flow) as slice, rules.to_month(b.period, b.month) as to_month
from version_batches v
join batches b on b.batch_id = v.batch_id
where b.dataset = 'execution' and b.form = 'printed' and b.stage in ('flash', 'accounts');

create view rules.ledger_speaking with (security_invoker = true) as
select m.version, m.slice, m.to_month
from (
  select version, concat_ws('|', region_code, scope, year, book, flow) as slice, case when month >= 12 then 12 else month end::smallint as to_month
  from rules.ledger_months
  where month = latest
) m
where not exists (select from rules.printed_outturn o where o.version = m.version and o.slice = m.slice and o.to_month >= m.to_month);

create or replace view rules.version_slices with (security_invoker = true) as
select *, count(*) over (partition by version, dataset, region_code, scope, year, to_month, book, flow, currency, part) as rivals
from (
  select v.version, b.load_id, b.batch_id, b.dataset, b.region_code, b.scope, b.year, b.month, rules.to_month(b.period, b.month) as to_month,
    b.book, b.flow, b.currency, b.part, s.kind as source_kind, s.rank as source_rank, b.reported_on,
    case s.kind when 'upload' then 1 when 'published' then 2 else 3 end as kind_rank
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  join sources s on s.source = b.source
  where b.year > 0 and b.form = 'printed'
) speaking;

alter view rules.execution_lines rename to execution_printed_lines;
create view rules.execution_lines with (security_invoker = true) as
select p.*
from rules.execution_printed_lines p
where not exists (
  select from rules.ledger_speaking s
  where s.version = p.version and s.slice = concat_ws('|', p.region_code, p.scope, p.year, p.book, p.flow) and s.to_month = p.to_month)
union all
select l.at_level, l.version, l.region_code, l.scope, l.year, l.to_month, l.book, l.flow, l.currency, l.item, l.name, l.class, l.group_, l.source_kind,
  l.original, l.final, l.executed, null::bigint, 0::float8, 0::float8, 0::float8, true,
  case when l.original is not null then array[(l.batch_id::bigint << 32) | l.at_level] end,
  case when l.final is not null then array[(l.batch_id::bigint << 32) | l.at_level] end,
  case when l.executed is not null then array[(l.batch_id::bigint << 32) | l.at_level] end, null::bigint[]
from rules.ledger_lines l
join rules.ledger_speaking s on s.version = l.version and s.slice = concat_ws('|', l.region_code, l.scope, l.year, l.book, l.flow) and s.to_month = l.to_month;

-- The evidence of a flag about a unit in a month: the filters under which its origin is asked.
create function rules.ledger_evidence(measure text, filters jsonb) returns jsonb language sql immutable parallel safe as $$
  select jsonb_build_array(jsonb_build_object('dataset', 'execution', 'measure', measure, 'where', jsonb_strip_nulls(filters)))
$$;

grant select on all tables in schema rules to mingzhang_reader, mingzhang_loader;
grant execute on all functions in schema rules to mingzhang_reader, mingzhang_loader;
