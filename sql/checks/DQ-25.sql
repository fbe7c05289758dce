/*
id: DQ-25
name: { zh: 年初预算变动, en: Changed original budget }
severity: orange
source: { zh: 年初预算经批准后在年度内不变，变动通过调整预算反映, en: 'The approved original budget stays as it is during the year; changes show in the adjusted budget' }
explanations:
  passed:
    zh: '{month}月的年初预算合计和{count}个部门的年初预算均与{earlier}相同。'
    en: 'The original budget of month {month}, in total and of {count} departments, is that of {earlier}.'
  explained:
    zh: '{month}月的年初预算合计与{earlier}相同，{count}个部门的年初预算有变动，可能是机构调整：{largest}。'
    en: 'The original budget of month {month} is in total that of {earlier}; that of {count} departments moved, perhaps by a reorganisation: {largest}.'
  failed:
    zh: '{month}月的年初预算合计{found}，{earlier}为{expected}，年中相差{difference}。年初预算一经批准不应变动，请核实是否误用其他年度或其他口径的文件。'
    en: 'The original budget in month {month} is {found} in total, in {earlier} it was {expected}, a difference of {difference} within the year. An approved original budget does not change; please verify whether the file is of another year or on another basis.'
  failed.missing:
    zh: '{month}月没有年初预算数，{earlier}的年初预算合计为{expected}。整列缺失，请核实文件是否完整、列是否对应正确。'
    en: 'Month {month} states no original budget; in {earlier} it was {expected} in total. The whole column is missing; please verify that the file is complete and its columns are mapped rightly.'
*/
-- Compared with the nearest earlier month, and with the data of the same month that the load takes the place of.
with months as materialized (
  select b.batch_id, b.region_code, b.year, b.month, b.slice, b.source, coalesce(g.name_zh, b.region_code) as place, b.batch_id = any (:mine::int[]) as mine
  from rules.ledger_batches b
  left join regions g on g.region_code = b.region_code
  where b.batch_id = any (:known::int[]) and b.dataset = 'execution'
), neighbours as (
  select *, lag(batch_id) over line as before_batch, lag(month) over line as before_month, lag(mine) over line as before_mine
  from months
  window line as (partition by slice, source order by month, batch_id)
), pairs as materialized (
  select batch_id, region_code, year, month, place, before_batch, 1 as pair, jsonb_build_object('zh', before_month || '月', 'en', 'month ' || before_month) as earlier
  from neighbours
  where before_month < month and (mine or before_mine)
  union all
  select m.batch_id, m.region_code, m.year, m.month, m.place, o.batch_id, 2, '{"zh": "被替换的同月数据", "en": "the data of the same month that are replaced"}'
  from months m
  join rules.ledger_batches o on o.batch_id = any (:replaced::int[]) and (o.slice, o.source, o.month) = (m.slice, m.source, m.month)
  where m.mine
), sums as materialized (
  select batch_id, department, sum(original)::bigint as original
  from execution_by_department
  where batch_id = any (:known::int[]) or batch_id = any (:replaced::int[])
  group by batch_id, department
), totals as (
  select batch_id, sum(original)::bigint as original from sums group by batch_id
), sides as (
  select p.batch_id, p.pair, s.department, s.original as now, null::bigint as before from pairs p join sums s on s.batch_id = p.batch_id
  union all
  select p.batch_id, p.pair, s.department, null, s.original from pairs p join sums s on s.batch_id = p.before_batch
), moved as (
  select batch_id, pair, department, coalesce(max(now), 0) - coalesce(max(before), 0) as delta,
    row_number() over (partition by batch_id, pair order by abs(coalesce(max(now), 0) - coalesce(max(before), 0)) desc, department) as place
  from sides
  group by batch_id, pair, department
), told as (
  select m.batch_id, m.pair, count(*)::int as departments, (count(*) filter (where delta <> 0))::int as moving,
    jsonb_agg(jsonb_build_object('name', coalesce((select n.name from names n where n.batch_id = m.batch_id and n.scheme = 'unit' and n.code = m.department), m.department, '—'),
      'delta', delta::text) order by place) filter (where delta <> 0 and place <= 5) as largest
  from moved m
  group by m.batch_id, m.pair
), judged as (
  select p.*, n.original as now, e.original as before, t.departments, t.moving, t.largest,
    case when coalesce(e.original, 0) = 0 then null when coalesce(n.original, 0) = 0 then 'missing' when n.original <> e.original then 'changed' when t.moving > 0 then 'moved' else 'same' end as what
  from pairs p
  join totals n on n.batch_id = p.batch_id
  join totals e on e.batch_id = p.before_batch
  join told t on t.batch_id = p.batch_id and t.pair = p.pair
)
select batch_id, null::smallint as table_no, region_code, 'original' as measure, place || ' ' || year || '年' || month || '月年初预算' as subject,
  case when what in ('missing', 'changed') then before end as expected, case when what = 'changed' then now end as found, null::bigint as tolerance, null::text as unit,
  case what when 'same' then 'passed' when 'moved' then 'explained' else 'failed' end as status, case what when 'same' then departments when 'moved' then moving else 1 end as identities, '[]'::jsonb as cells,
  jsonb_build_object('variant', case what when 'missing' then 'missing' end, 'severity', case what when 'missing' then 'red' end,
    'month', month, 'earlier', earlier, 'largest', jsonb_build_object('list', largest)) as params
from judged
where what is not null
order by batch_id, pair
