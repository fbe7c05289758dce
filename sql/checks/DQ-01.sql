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
-- Published excerpts are not whole tables, so their lines need not add up and are not asked to.
with figures as materialized (
  select e.*, rules.half_digit(e.amount, e.text, e.decimals, e.amount_unit) as half,
    row_number() over (partition by e.batch_id, e.table_no, e.measure, e.stage, e.item, e.role in ('total', 'grand') order by e.row_no, e.line_no) as nth
  from rules.execution_stored e
  where e.load_id = :load and e.amount is not null and e.source_kind <> 'published'
), lines as materialized (
  select *, case when role in ('transfer', 'financing', 'balance') and from_level = 0 then 'grand' else parent end as parent_key
  from figures
  where nth = 1
), sums as (
  select batch_id, table_no, measure, stage, parent_key, sum(amount)::bigint as amount, sum(half) as half, count(*)::int as lines,
    jsonb_agg(jsonb_build_object('sheet', sheet, 'cell', cell, 'text', text, 'side', 'expected') order by abs(amount) desc, row_no) as cells
  from lines
  where role in ('main', 'transfer', 'financing', 'balance') and parent_key is not null
  group by batch_id, table_no, measure, stage, parent_key
), identities as (
  select p.batch_id, p.table_no, p.region_code, p.measure, p.stage, p.row_no, p.name as subject, p.amount as found, p.amount_unit as unit,
    s.amount + case when p.role = 'grand' then t.amount else 0 end as expected,
    floor(s.half + p.half + case when p.role = 'grand' then t.half else 0 end)::bigint as tolerance,
    s.lines + case when p.role = 'grand' then 1 else 0 end as lines,
    jsonb_build_array(jsonb_build_object('sheet', p.sheet, 'cell', p.cell, 'text', p.text, 'side', 'found'))
      || case when p.role = 'grand' then jsonb_build_array(jsonb_build_object('sheet', t.sheet, 'cell', t.cell, 'text', t.text, 'side', 'expected')) else '[]' end
      || jsonb_path_query_array(s.cells, '$[0 to 49]') as cells
  from lines p
  join sums s on (s.batch_id, s.table_no, s.measure, s.stage) = (p.batch_id, p.table_no, p.measure, p.stage)
    and s.parent_key = case p.role when 'total' then 'total' when 'grand' then 'grand' else p.item end
  left join lines t on p.role = 'grand' and t.role = 'total' and (t.batch_id, t.table_no, t.measure, t.stage) = (p.batch_id, p.table_no, p.measure, p.stage)
  where p.role in ('main', 'transfer', 'financing', 'balance', 'total') or (p.role = 'grand' and t.amount is not null)
), judged as (
  select *, case when expected = found then 'passed' when abs(found - expected) <= tolerance then 'rounding' else 'failed' end as status,
    row_number() over (partition by batch_id, table_no, measure, expected = found, abs(found - expected) <= tolerance order by abs(found - expected) desc, row_no) as place
  from identities
), levels as (
  select u.level, l.batch_id, l.table_no, min(l.region_code) as region_code, l.measure, l.stage, min(l.sheet) as sheet, min(l.amount_unit) as unit,
    sum(l.amount) filter (where l.level = u.level)::bigint as upper,
    sum(l.amount) filter (where l.level = u.level + 1 and l.from_level = u.level + 1)::bigint as lower,
    sum(l.amount) filter (where l.level = u.level and l.to_level > l.level and l.amount <> 0)::bigint as bare,
    count(*) filter (where l.level = u.level and l.to_level > l.level and l.amount <> 0)::int as bare_lines,
    jsonb_agg(jsonb_build_object('name', coalesce(nullif(l.item, ''), '') || ' ' || l.name, 'fen', l.amount::text, 'unit', l.amount_unit) order by abs(l.amount) desc, l.row_no)
      filter (where l.level = u.level and l.to_level > l.level and l.amount <> 0) as bare_names,
    jsonb_agg(jsonb_build_object('sheet', l.sheet, 'cell', l.cell, 'text', l.text, 'side', 'found') order by abs(l.amount) desc, l.row_no)
      filter (where l.level = u.level and l.to_level > l.level and l.amount <> 0) as bare_cells
  from lines l
  join (values (1), (2)) u (level) on l.level in (u.level, u.level + 1)
  where l.role = 'main' and l.cut in ('function', 'revenueItem') and l.measure not in ('growth', 'growthOfBudget', 'rateOfOriginal')
  group by u.level, l.batch_id, l.table_no, l.measure, l.stage
)
select batch_id, table_no, region_code, measure, min(subject) as subject, null::bigint as expected, null::bigint as found, null::bigint as tolerance,
  min(unit) as unit, status, count(*)::int as identities, '[]'::jsonb as cells, '{}'::jsonb as params, 0 as row_no
from judged
where status = 'passed'
group by batch_id, table_no, region_code, measure, status
union all
select batch_id, table_no, region_code, measure, subject, expected, found, tolerance, unit, status,
  (select count(*)::int from judged o where o.status = 'rounding' and (o.batch_id, o.table_no, o.measure) = (j.batch_id, j.table_no, j.measure)),
  cells, '{}', row_no
from judged j
where status = 'rounding' and place = 1
union all
select batch_id, table_no, region_code, measure, subject, expected, found, tolerance, unit, status, 1, cells,
  jsonb_build_object('lines', jsonb_build_object('count', lines)), row_no
from judged
where status = 'failed'
union all
select batch_id, table_no, region_code, measure,
  case level when 1 then '类与款' else '款与项' end, upper, lower, 0, unit, 'explained', 1, jsonb_path_query_array(bare_cells, '$[0 to 19]'),
  jsonb_build_object(
    'upper', case level when 1 then jsonb_build_object('zh', '类', 'en', 'class') else jsonb_build_object('zh', '款', 'en', 'group') end,
    'lower', case level when 1 then jsonb_build_object('zh', '款', 'en', 'group') else jsonb_build_object('zh', '项', 'en', 'item') end,
    'lines', jsonb_build_object('count', bare_lines),
    'largest', jsonb_build_object('list', jsonb_path_query_array(bare_names, '$[0 to 4]')),
    'rest', case when lower - upper + bare <> 0 then jsonb_build_object('delta', (lower - upper + bare)::text, 'unit', unit) end),
  10000000 + level
from levels
where lower is not null and bare_lines > 0
order by table_no, measure, row_no, subject
