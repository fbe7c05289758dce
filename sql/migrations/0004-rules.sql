-- What rules and checks read. Every view runs as who asks (security_invoker), so that row-level security holds;
-- rules ask as the reader for one version, checks as the loader for one unpublished load.

-- Loaders read back what they have written, to check it, through the same views as everybody.
do $$
declare t text;
begin
  foreach t in array array['execution', 'transfers', 'debt', 'projects', 'assets', 'audit_results', 'findings'] loop
    execute format('grant select on %I to mingzhang_loader', t);
    execute format('create policy loader on %I for select to mingzhang_loader using (true)', t);
  end loop;
end $$;

-- What a reading remarks about a table (helper columns set aside, title year other than column year): DQ-17 reads it.
alter table load_tables add column notes jsonb not null default '[]';   -- [{code, message: {zh, en}, cells}]
-- Which table of the load a result is about, and how many identities a passed result stands for.
alter table check_results add column table_no smallint;
alter table check_results add column identities integer not null default 1;

-- Fen in one of the unit in which a table prints its amounts.
create function rules.fen_per_unit(unit text) returns bigint language sql immutable parallel safe as $$
  select case unit when 'yuan' then 100 when 'wan' then 1000000 when 'yi' then 10000000000 end::bigint
$$;

-- Half of the last digit that a figure displays, in fen: what rounding may have taken from or added to it.
-- Where the table states no unit of its own, the text of the figure does (`62.8亿元`).
create function rules.half_digit(text text, decimals smallint, unit text) returns double precision language sql immutable parallel safe as $$
  select 0.5 * power(10::float8, -decimals) * coalesce(
    rules.fen_per_unit(unit),
    case when text like '%万亿元' then 1e14 when text like '%亿元' then 1e10 when text like '%万元' then 1e6 else 100 end)
$$;

create function rules.to_month(period text, month smallint) returns smallint language sql immutable parallel safe as $$
  select case when period = 'FY' or period ~ '^\d{4}-1[23]$' then 12 when month < 12 then month else 0 end::smallint
$$;

-- The cut that stands for the flow as a whole when a question names none.
create function rules.natural_cut(flow text) returns text language sql immutable parallel safe as $$
  select case flow when 'revenue' then 'revenueItem' when 'balance' then 'balance' else 'function' end
$$;

-- Every stored figure of budgets and outturn with its slice, source and place, published or not.
-- `parent` is the key of the nearest printed ancestor with a figure of the same measure, or `total`.
create view rules.execution_stored with (security_invoker = true) as
select
  b.load_id, b.batch_id, f.line_no, f.region_code, b.scope, b.year, b.month, b.period, b.book, b.flow, b.currency,
  f.stage, b.stage as table_stage, b.source, s.kind as source_kind, s.rank as source_rank, s.title as source_title, b.reported_on,
  f.cut, f.item, f.name, f.role, f.level, f.class, f.group_, f.item_, f.subitem, f.measure,
  case f.from_level - 1 when 0 then 'total' when 1 then f.class when 2 then f.group_ when 3 then f.item_ end as parent,
  f.from_level, f.to_level, f.under_grand, f.stated, f.printed, f.amount, f.ratio,
  f.table_no, t.sheet, t.number as table_number, t.title as table_title, t.amount_unit, t.layout,
  f.row_no, f.cell, f.text, f.decimals
from execution f
join batches b on b.batch_id = f.batch_id
join sources s on s.source = b.source
left join load_tables t on t.load_id = b.load_id and t.table_no = f.table_no;

-- The batches of a version with the slice they speak of and how many speak of it.
-- `to_month` is 12 for figures of a whole year, flash or accounts; part-year figures keep their month; spans of years have 0.
create view rules.version_slices with (security_invoker = true) as
select *, count(*) over (partition by version, dataset, region_code, scope, year, to_month, book, flow, currency, part) as rivals
from (
  select v.version, b.load_id, b.batch_id, b.dataset, b.region_code, b.scope, b.year, b.month, rules.to_month(b.period, b.month) as to_month,
    b.book, b.flow, b.currency, b.part, s.kind as source_kind, s.rank as source_rank, b.reported_on,
    case s.kind when 'upload' then 1 when 'published' then 2 else 3 end as kind_rank
  from version_batches v
  join batches b on b.batch_id = v.batch_id
  join sources s on s.source = b.source
  where b.year > 0
) speaking;

-- How far down a figure stands among those of its slice and measure: kind of source, then stage, then month.
create function rules.standing(kind_rank integer, stage text, month smallint) returns integer language sql immutable parallel safe as $$
  select kind_rank * 1000 + case when stage in ('approved', 'accounts') then 100 else 200 end + 13 - month
$$;

-- One figure per line and measure, as a question without `source` and `stage` reads it: of each measure of a slice the best kind of source,
-- stage and month, of each line the source that ranks first.
-- A column that is hidden in the source is no adjusted budget.
create view rules.execution_won with (security_invoker = true) as
with counted as not materialized (
  select v.version, v.region_code, v.scope, v.year, v.to_month, v.book, v.flow, v.currency, v.source_kind, v.source_rank, v.reported_on, v.rivals, t.amount_unit,
    rules.standing(v.kind_rank, f.stage, v.month) as standing,
    f.batch_id, f.line_no, f.stage, f.cut, f.item, f.unit, f.economic, f.project, f.name, f.role, f.level, f.class, f.group_, f.item_, f.subitem, f.measure,
    f.from_level, f.to_level, f.under_grand, f.printed, f.amount, f.text, f.decimals, f.table_no
  from rules.version_slices v
  join execution f on f.batch_id = v.batch_id
  left join load_tables t on t.load_id = v.load_id and t.table_no = f.table_no
  where v.dataset = 'execution' and f.stated = 1 and f.amount is not null and (f.printed or f.measure not in ('final', 'prior.final'))
)
select version, region_code, scope, year, to_month, book, flow, currency, source_kind, batch_id, line_no, stage, cut, item, name, role, level,
  class, group_, item_, subitem, measure, from_level, to_level, under_grand, printed, amount, text, decimals, amount_unit
from counted
where rivals = 1
union all
select version, region_code, scope, year, to_month, book, flow, currency, source_kind, batch_id, line_no, stage, cut, item, name, role, level,
  class, group_, item_, subitem, measure, from_level, to_level, under_grand, printed, amount, text, decimals, amount_unit
from (
  select staged.*,
    row_number() over (
      partition by version, region_code, scope, year, to_month, book, flow, currency, cut, item, unit, economic, project, measure
      order by source_rank, reported_on desc nulls last, batch_id, line_no) as place
  from (
    select counted.*, min(standing) over (
        partition by version, region_code, scope, year, to_month, book, flow, currency, cut, measure) as best
    from counted
    where rivals > 1
  ) staged
  where standing = best
) placed
where place = 1;

-- Lines at a level of the natural cut, as a grouping at that level reads them (0: the book's own total), one row with its measures side by side.
-- `…_half` is what rounding for display may have taken from or added to the figure; `…_lines` are batch × 2³² + line;
-- `printed` says whether every figure of the row is.
create view rules.execution_lines with (security_invoker = true) as
select at_level, version, region_code, scope, year, to_month, book, flow, currency, key as item,
  max(name) filter (where case at_level when 0 then role = 'total' else item = key end) as name,
  max(class) filter (where at_level > 0) as class,
  max(group_) filter (where at_level > 1) as group_,
  min(source_kind) as source_kind,
  (sum(amount) filter (where measure = 'original'))::bigint as original,
  (sum(amount) filter (where measure = 'final'))::bigint as final,
  (sum(amount) filter (where measure = 'executed'))::bigint as executed,
  (sum(amount) filter (where measure = 'prior'))::bigint as prior,
  sum(half) filter (where measure = 'original') as original_half,
  sum(half) filter (where measure = 'final') as final_half,
  sum(half) filter (where measure = 'executed') as executed_half,
  bool_and(printed) filter (where measure <> 'prior') as printed,
  array_agg((batch_id::bigint << 32) | line_no) filter (where measure = 'original') as original_lines,
  array_agg((batch_id::bigint << 32) | line_no) filter (where measure = 'final') as final_lines,
  array_agg((batch_id::bigint << 32) | line_no) filter (where measure = 'executed') as executed_lines,
  array_agg((batch_id::bigint << 32) | line_no) filter (where measure = 'prior') as prior_lines
from (
  select l.at_level, w.*, rules.half_digit(w.text, w.decimals, w.amount_unit) as half,
    case l.at_level when 0 then 'total' when 1 then w.class when 2 then w.group_ else w.item_ end as key
  from rules.execution_won w
  join (values (0), (1), (2), (3)) l (at_level) on l.at_level between w.from_level and w.to_level
  where w.cut = rules.natural_cut(w.flow) and (w.role = 'main' or w.role = 'total' and l.at_level = 0) and w.measure in ('original', 'final', 'executed', 'prior')
) placed
group by at_level, version, region_code, scope, year, to_month, book, flow, currency, key;

-- The evidence of a flag: which stored figures it rests on, [{dataset, batch, line, measure}].
create function rules.evidence(dataset text, measure text, lines bigint[]) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_agg(jsonb_build_object('dataset', dataset, 'batch', l >> 32, 'line', l & 4294967295, 'measure', measure) order by l), '[]')
  from unnest(lines) l
$$;

create view rules.debt_stored with (security_invoker = true) as
select
  b.load_id, b.batch_id, f.line_no, f.region_code, b.scope, b.year, b.month, b.period, b.currency,
  f.stage, b.source, s.kind as source_kind, s.rank as source_rank, s.title as source_title, b.reported_on,
  f.breakdown, f.kind, f.item, f.name, f.role, f.measure, f.stated, f.printed, f.amount, f.ratio,
  f.table_no, t.sheet, t.number as table_number, t.title as table_title, t.amount_unit, t.layout,
  f.row_no, f.cell, f.text, f.decimals
from debt f
join batches b on b.batch_id = f.batch_id
join sources s on s.source = b.source
left join load_tables t on t.load_id = b.load_id and t.table_no = f.table_no;

create view rules.debt_won with (security_invoker = true) as
select * from (
  select staged.*,
    row_number() over (
      partition by version, region_code, scope, year, to_month, currency, breakdown, kind, item, measure
      order by source_rank, reported_on desc nulls last, batch_id, line_no) as place
  from (
    select v.version, v.to_month, d.*, rules.standing(v.kind_rank, d.stage, v.month) as standing,
      min(rules.standing(v.kind_rank, d.stage, v.month)) over (
        partition by v.version, d.region_code, d.scope, d.year, v.to_month, d.currency, d.breakdown, d.kind, d.measure) as best
    from rules.version_slices v
    join rules.debt_stored d on d.batch_id = v.batch_id
    where v.dataset = 'debt' and d.stated = 1 and d.amount is not null
  ) staged
  where standing = best
) placed
where place = 1;

-- PEFA PI-2 and PI-3.2: outturn against the original budget scaled to the same total, Σ|a − b·k| ÷ Σ(b·k).
-- With more than 20 heads the largest that cover 75 % (20 at least) stand alone and the rest are one line.
-- Null without a budget or an outturn to compare.
create function rules.composition_variance(budget numeric[], outturn numeric[]) returns numeric
language sql immutable parallel safe as $$
  with heads as (
    select coalesce(b, 0) as b, coalesce(a, 0) as a, row_number() over (order by coalesce(b, 0) desc, n) as place,
      coalesce(sum(coalesce(b, 0)) over (order by coalesce(b, 0) desc, n rows between unbounded preceding and 1 preceding), 0) as before,
      sum(coalesce(b, 0)) over () as total, count(*) over () as heads
    from unnest(budget, outturn) with ordinality as u (b, a, n)
  ), lines as (
    select sum(b) as b, sum(a) as a
    from heads
    group by case when heads <= 20 or place <= 20 or before < 0.75 * total then place end
  ), scaled as (
    select sum(a) / nullif(sum(b), 0) as k from lines
  )
  select sum(abs(a - b * k)) / nullif(sum(b * k), 0) from lines, scaled
$$;

grant select on all tables in schema rules to mingzhang_reader, mingzhang_loader;
grant execute on all functions in schema rules to mingzhang_reader, mingzhang_loader;
