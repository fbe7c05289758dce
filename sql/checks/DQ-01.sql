/*
id: DQ-01
name: { zh: 表内合计, en: Totals within a table }
severity: orange
source: { zh: 勾稽关系：合计＝各类之和，类＝各款之和，款＝各项之和, en: 'Identity: total = sum of classes, class = sum of groups, group = sum of items' }
explanations:
  passed:
    zh: '{measure}：表内{count}处合计与分项之和完全一致。'
    en: '{measure}: {count} totals within the table equal the sum of their lines exactly.'
  rounding:
    zh: '{measure}：表内{count}处合计与分项之和相差在进位容差之内，最大一处“{subject}”列{found}，分项之和{expected}。'
    en: '{measure}: {count} totals differ from the sum of their lines within rounding; the largest, “{subject}”, prints {found} against {expected}.'
  failed:
    zh: '“{subject}”{measure}列{found}，其下{lines}行相加为{expected}，相差{difference}，超出进位容差{tolerance}。原样载入，未作更正，请核实。'
    en: '“{subject}”, {measure}: prints {found}; the {lines} lines below it add up to {expected}, a difference of {difference}, beyond the rounding tolerance of {tolerance}. Loaded as printed and not corrected; please verify.'
  explained:
    zh: '{measure}：{upper}级合计{expected}，{lower}级合计{found}，相差{difference}。没有下级明细的{lines}行是：{largest}[[；另有{rest}来自本表小计与分项不符]]。'
    en: '{measure}: the lines at level {upper} add up to {expected}, those at level {lower} to {found}, a difference of {difference}. Lines without detail below them ({lines}): {largest}[[; a further {rest} comes from subtotals of this table that do not agree]].'
*/
-- The parent of a line is the nearest printed line above it with a figure of the same measure; 其中 and memo lines never add up.
-- A line printed twice in a table (收入小计 and 收入合计) counts once. Published excerpts are not whole tables and are not asked to add up.
with figures as materialized (
  select batch_id, table_no, region_code, measure, stage, stated, item, name, role, level, from_level, to_level, row_no, line_no, amount, amount_unit,
    rules.half_digit(text, decimals, amount_unit) as half, sheet, cell, text,
    case when role in ('transfer', 'financing', 'balance') and from_level = 0 then 'grand' else parent end as parent
  from rules.execution_stored
  where load_id = :load and amount is not null and source_kind <> 'published'
), again as (
  select distinct batch_id, table_no, measure, stage, item, role from figures where stated > 1
), repeated as (
  select f.*, row_number() over (partition by batch_id, table_no, measure, stage, item, role order by f.row_no, f.line_no) as nth
  from figures f
  join again using (batch_id, table_no, measure, stage, item, role)
), lines as materialized (
  select batch_id, table_no, region_code, measure, stage, item, name, role, level, from_level, to_level, row_no, amount, amount_unit, half, sheet, cell, text, parent
  from figures f
  where not exists (
    select from again a
    where (a.batch_id, a.table_no, a.measure, a.stage, a.item, a.role) = (f.batch_id, f.table_no, f.measure, f.stage, f.item, f.role))
  union all
  select batch_id, table_no, region_code, measure, stage, item, name, role, level, from_level, to_level, row_no, amount, amount_unit, half, sheet, cell, text, parent
  from repeated
  where nth = 1
), sums as (
  select batch_id, table_no, measure, stage, parent, sum(amount)::bigint as amount, sum(half) as half, count(*)::int as lines
  from lines
  where role in ('main', 'transfer', 'financing', 'balance') and parent is not null
  group by batch_id, table_no, measure, stage, parent
), parents as (
  select *, case role when 'total' then 'total' when 'grand' then 'grand' else item end as key
  from lines
  where role in ('main', 'transfer', 'financing', 'balance', 'total', 'grand')
), totals as (
  select batch_id, table_no, measure, stage, amount, half, sheet, cell, text
  from lines
  where role = 'total'
), identities as (
  select p.batch_id, p.table_no, p.region_code, p.measure, p.stage, p.key, p.row_no, p.name as subject, p.amount as found, p.amount_unit as unit,
    s.amount + coalesce(t.amount, 0) as expected, floor(s.half + p.half + coalesce(t.half, 0) + 1e-6)::bigint as tolerance,
    s.lines + case when t.amount is null then 0 else 1 end as lines,
    jsonb_build_object('sheet', p.sheet, 'cell', p.cell, 'text', p.text, 'side', 'found')
      as cell
  from parents p
  join sums s on (s.batch_id, s.table_no, s.measure, s.stage, s.parent) = (p.batch_id, p.table_no, p.measure, p.stage, p.key)
  left join totals t on (t.batch_id, t.table_no, t.measure, t.stage, 'grand') = (p.batch_id, p.table_no, p.measure, p.stage, p.role)
  where p.role <> 'grand' or t.amount is not null
), judged as materialized (
  select *, case when expected = found then 'passed' when abs(found - expected) <= tolerance then 'rounding' else 'failed' end as status
  from identities
), shown as (
  select *, row_number() over alike as place, count(*) over (partition by batch_id, table_no, measure, status)::int as alike
  from judged
  where status <> 'passed'
  window alike as (partition by batch_id, table_no, measure, status order by abs(found - expected) desc, row_no)
), spoken as materialized (
  select * from shown where status = 'failed' or place = 1
), addends as (
  select s.batch_id, s.table_no, s.measure, s.stage, s.key,
    jsonb_agg(jsonb_build_object('sheet', l.sheet, 'cell', l.cell, 'text', l.text, 'side', 'expected') order by l.role = 'total' desc, abs(l.amount) desc, l.row_no) as cells
  from spoken s
  join lines l on (l.batch_id, l.table_no, l.measure, l.stage) = (s.batch_id, s.table_no, s.measure, s.stage)
    and (l.parent = s.key and l.role in ('main', 'transfer', 'financing', 'balance') or s.key = 'grand' and l.role = 'total')
  group by s.batch_id, s.table_no, s.measure, s.stage, s.key
), bare as (
  select level, batch_id, table_no, measure, stage, sum(amount)::bigint as amount, count(*)::int as lines,
    jsonb_agg(jsonb_build_object('name', item || ' ' || name, 'fen', amount::text, 'unit', amount_unit) order by abs(amount) desc, row_no) as names,
    jsonb_agg(jsonb_build_object('sheet', sheet, 'cell', cell, 'text', text, 'side', 'found') order by abs(amount) desc, row_no) as cells
  from lines
  where role = 'main' and level in (1, 2) and to_level > level and amount <> 0 and item ~ '^[0-9]+$'
  group by level, batch_id, table_no, measure, stage
), levels as (
  select b.level, b.batch_id, b.table_no, min(l.region_code) as region_code, b.measure, b.stage, min(l.amount_unit) as unit,
    sum(l.amount) filter (where l.level = b.level)::bigint as upper,
    sum(l.amount) filter (where l.level = b.level + 1 and l.from_level = b.level + 1)::bigint as lower
  from bare b
  join lines l on (l.batch_id, l.table_no, l.measure, l.stage) = (b.batch_id, b.table_no, b.measure, b.stage)
    and l.level in (b.level, b.level + 1) and l.role = 'main' and l.item ~ '^[0-9]+$'
  group by b.level, b.batch_id, b.table_no, b.measure, b.stage
)
select batch_id, table_no, region_code, measure, min(subject) as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance,
  min(unit) as unit, status, count(*)::int as identities, '[]'::jsonb as cells, '{}'::jsonb as params, 0 as row_no
from judged
where status = 'passed'
group by batch_id, table_no, region_code, measure, status
union all
select batch_id, table_no, region_code, measure, subject, expected, found, tolerance, unit, status,
  case status when 'failed' then 1 else alike end, jsonb_build_array(cell) || jsonb_path_query_array(a.cells, '$[0 to 49]'),
  jsonb_build_object('lines', jsonb_build_object('count', lines)), row_no
from spoken
join addends a using (batch_id, table_no, measure, stage, key)
union all
select batch_id, table_no, region_code, measure,
  case level when 1 then '类与款' else '款与项' end, upper, lower, 0, unit, 'explained', 1, jsonb_path_query_array(b.cells, '$[0 to 19]'),
  jsonb_build_object(
    'upper', case level when 1 then jsonb_build_object('zh', '类', 'en', 'class') else jsonb_build_object('zh', '款', 'en', 'group') end,
    'lower', case level when 1 then jsonb_build_object('zh', '款', 'en', 'group') else jsonb_build_object('zh', '项', 'en', 'item') end,
    'lines', jsonb_build_object('count', b.lines),
    'largest', jsonb_build_object('list', jsonb_path_query_array(b.names, '$[0 to 4]')),
    'rest', case when lower - upper + b.amount <> 0 then jsonb_build_object('delta', (lower - upper + b.amount)::text, 'unit', unit) end),
  10000000 + level
from levels
join bare b using (level, batch_id, table_no, measure, stage)
where lower is not null
order by table_no, measure, row_no, subject
