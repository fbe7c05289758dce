/*
id: DQ-11
name: { zh: 累计倒退, en: Cumulative figures that fall }
severity: yellow
source: { zh: 累计数不应小于上月累计数，退款、冲销除外, en: 'Figures to date are not smaller than those of the month before, except for refunds and reversals' }
explanations:
  passed:
    zh: '{month}月累计与{earlier}月累计相比，合计和{count}个部门均未倒退。'
    en: 'To month {month} against month {earlier}: neither the total nor any of {count} departments falls.'
  failed.file:
    zh: '{month}月累计合计{found}，小于{earlier}月累计合计{expected}，相差{difference}。整份数据倒退，{cause}。请核实后重新加载或回退。'
    en: 'The total to month {month} is {found}, less than {expected} to month {earlier}, a difference of {difference}. The file as a whole falls: {cause}. Please verify, then load it again or roll back.'
  failed.departments:
    zh: '{month}月累计与{earlier}月累计相比，{count}个部门倒退且没有相应的退款记录，较多的有{largest}。请核实是否冲销、口径调整或录入错误。'
    en: 'To month {month} against month {earlier}: {count} departments fall without refunds that explain it; the largest are {largest}. Please look for reversals, changes of basis or errors.'
  passed.printed:
    zh: '{month}月累计与{earlier}月报表相比，{count}行均未倒退。'
    en: 'To month {month} against the report of month {earlier}: none of {count} lines falls.'
  failed.printed:
    zh: '{month}月累计与{earlier}月报表相比，{count}行倒退，较多的有{largest}。请核实是否冲销、口径调整或月份有误。'
    en: 'To month {month} against the report of month {earlier}: {count} lines fall; the largest are {largest}. Please look for reversals, changes of basis or a wrong month.'
*/
-- A month is compared with the nearest earlier one and, where it was loaded out of order, with the nearest later one.
with months as materialized (
  select b.batch_id, b.region_code, b.year, b.month, b.slice, b.source, coalesce(g.name_zh, b.region_code) as place, b.batch_id = any (:mine::int[]) as mine
  from rules.ledger_batches b
  left join regions g on g.region_code = b.region_code
  where b.batch_id = any (:known::int[]) and b.dataset = 'execution' and b.amounts = 'toDate'
), neighbours as (
  select *, lag(batch_id) over line as before_batch, lag(month) over line as before_month, lag(mine) over line as before_mine
  from months
  window line as (partition by slice, source order by month, batch_id)
), pairs as materialized (
  select * from neighbours where before_month < month and (mine or before_mine)
), sums as materialized (
  select batch_id, department, sum(executed)::bigint as executed, sum(original)::bigint as original
  from execution_by_department
  where batch_id = any (:known::int[])
  group by batch_id, department
), totals as (
  select batch_id, sum(executed)::bigint as executed, sum(original)::bigint as original from sums group by batch_id
), refunds as (
  select p.batch_id, r.department, -sum(r.amount) as amount
  from pairs p
  join months m on m.batch_id = p.batch_id
  join rules.ledger_batches v on v.dataset = 'payments' and v.batch_id = any (:known::int[]) and (v.region_code, v.year) = (m.region_code, m.year)
  join payments_by_unit r on r.batch_id = v.batch_id and r.month > p.before_month and r.month <= p.month and r.amount < 0
  group by p.batch_id, r.department
), departments as (
  select p.batch_id, p.region_code, p.year, p.month, p.before_month, s.department, s.executed, b.executed as earlier,
    s.executed < b.executed - coalesce(r.amount, 0) as falls,
    coalesce((select n.name from names n where n.batch_id = p.batch_id and n.scheme = 'unit' and n.code = s.department), s.department, '—') as name
  from pairs p
  join sums s on s.batch_id = p.batch_id
  join sums b on b.batch_id = p.before_batch and b.department is not distinct from s.department
  left join refunds r on r.batch_id = p.batch_id and r.department is not distinct from s.department
), ranked as (
  select *, row_number() over (partition by batch_id, falls order by earlier - executed desc, department) as place from departments
), told as (
  select batch_id, bool_or(falls) as falls, (count(*) filter (where falls))::int as falling, count(*)::int as departments,
    jsonb_agg(jsonb_build_object('name', name, 'delta', (executed - earlier)::text) order by place) filter (where falls and place <= 5) as largest
  from ranked
  group by batch_id
), whole as (
  select p.*, n.executed, e.executed as earlier, n.executed < e.executed as falls,
    case
      when e.original <> 0 and abs(coalesce(n.original, 0) - e.original) > 0.005 * abs(e.original) then jsonb_build_object(
        'zh', '且年初预算合计不同，很可能是其他年度的文件', 'en', 'its original budget differs as well, so it is most likely the file of another year')
      when p.mine and p.before_month > 1 and e.executed > 0 and n.executed < 2.5 * e.executed / p.before_month then jsonb_build_object(
        'zh', '且数额只相当于一个月，很可能是把当月数当作累计数加载', 'en', 'it amounts to a single month, so monthly amounts were most likely loaded as cumulative ones')
      else jsonb_build_object('zh', '很可能是其他月份的文件，或月份填写有误', 'en', 'it is most likely the file of another month, or the month was stated wrongly') end as cause
  from pairs p
  join totals n on n.batch_id = p.batch_id
  join totals e on e.batch_id = p.before_batch
), printed as materialized (
  select batch_id, table_no, region_code, year, month, concat_ws('|', region_code, scope, year, book, flow, cut, source, currency) as slice, item, name, role, amount, sheet, cell, text, row_no, load_id = :load as mine
  from rules.execution_stored
  where measure = 'executed' and amount is not null and stated = 1 and (role = 'total' or role = 'main' and level = 1) and period ~ '^\d{4}-\d{2}$' and source_kind <> 'published'
    and flow in ('revenue', 'expenditure')
    and (load_id = :load or batch_id in (select batch_id from version_batches where version = :version)
      and region_code in (select region_code from batches where load_id = :load and form = 'printed'))
), lines as (
  select *, lag(amount) over line as earlier, lag(month) over line as before_month, lag(cell) over line as before_cell, lag(sheet) over line as before_sheet,
    lag(text) over line as before_text, lag(mine) over line as before_mine
  from printed
  window line as (partition by slice, item, role order by month, mine, batch_id)
), fallen as (
  select *, amount < earlier as falls,
    row_number() over (partition by batch_id, table_no, before_month, amount < earlier order by earlier - amount desc, row_no) as place
  from lines
  where before_month < month and (mine or before_mine)
)
select w.batch_id, null::smallint as table_no, w.region_code, 'executed' as measure, w.place || ' ' || w.year || '年' || w.month || '月累计' as subject,
  case when w.falls then w.earlier end as expected, case when w.falls then w.executed end as found, null::bigint as tolerance, null::text as unit,
  case when w.falls or t.falls then 'failed' else 'passed' end as status,
  case when w.falls then 1 when t.falls then t.falling else t.departments end as identities, '[]'::jsonb as cells,
  jsonb_build_object('variant', case when w.falls then 'file' when t.falls then 'departments' end, 'severity', case when w.falls then 'red' end,
    'month', w.month, 'earlier', w.before_month, 'cause', w.cause, 'largest', jsonb_build_object('list', t.largest)) as params, w.month as place
from whole w
join told t on t.batch_id = w.batch_id
union all
select batch_id, table_no, region_code, 'executed', year || '年' || month || '月累计', null, null, null, null,
  case when bool_or(falls) then 'failed' else 'passed' end, (case when bool_or(falls) then count(*) filter (where falls) else count(*) end)::int,
  coalesce(jsonb_path_query_array(jsonb_agg(jsonb_build_array(
    jsonb_build_object('sheet', before_sheet, 'cell', before_cell, 'text', before_text, 'side', 'expected'),
    jsonb_build_object('sheet', sheet, 'cell', cell, 'text', text, 'side', 'found')) order by place) filter (where falls and place <= 10), '$[*][*]'), '[]'),
  jsonb_build_object('variant', 'printed', 'month', month, 'earlier', before_month,
    'largest', jsonb_build_object('list', jsonb_agg(jsonb_build_object('name', name, 'delta', (amount - earlier)::text) order by place) filter (where falls and place <= 5))), month
from fallen
group by batch_id, table_no, region_code, year, month, before_month
order by batch_id, place
